"""The rows of a file of people, read: each as clean facts, or left out with its reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reviews.columns import function_of
from reviews.errors import Refused
from reviews.imports import SURPLUS
from reviews.people import check_address, check_line, check_name
from reviews.previews import Preview
from reviews.tables import Row


@dataclass(frozen=True, slots=True)
class Line:
    """What one row says. `team` is None when the file has no column for it; every other gap is an empty text."""

    row: Row
    name: str
    email: str
    function: str
    office: str
    team: str | None
    manager: str
    manager_email: str

    @property
    def number(self) -> int:
        return self.row.number

    @property
    def facts(self) -> dict[str, str]:
        """What it says of the person alone."""
        return {"name": self.name, "email": self.email, "function": self.function, "office": self.office}


def read_lines(rows: Iterable[Row], columns: Mapping[str, str], preview: Preview) -> list[Line]:
    """The rows that can be read. Those that cannot are left out of what the preview tells."""
    lines = []
    for row in rows:
        try:
            lines.append(_line(row, columns))
        except Refused as refused:
            preview.leave_out(row, refused)
    return lines


def _line(row: Row, columns: Mapping[str, str]) -> Line:
    if row.surplus:
        raise Refused(SURPLUS)

    def cell(ours: str) -> str:
        return row.get(columns.get(ours))

    email = check_address(cell("email")) or ""
    name = f"{cell('name')} {cell('surname')}".strip()
    team, manager = check_line(cell("team"), "team"), cell("manager")
    by_address = "@" in manager
    return Line(
        row, check_name(_one_line(name)) if name or not email else "", email,
        function_of(cell("function")), check_line(cell("office"), "office"), team if "team" in columns else None,
        check_name(_one_line(manager)) if manager and not by_address else "",
        check_address(manager) or "" if by_address else "")


def _one_line(name: str) -> str:
    if "\n" in name or "\r" in name:
        raise Refused("A name goes over several lines. Is a quotation mark opened there and not closed?", "name")
    return name
