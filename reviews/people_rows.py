"""The rows of a file of people, read: each as clean facts, or left out with its reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from reviews.columns import function_of
from reviews.errors import Refused
from reviews.imports import SURPLUS, BadRow, says
from reviews.people import check_address, check_line, check_name
from reviews.tables import Row, Table


@dataclass(frozen=True)
class Line:
    """What one row says. `team` is None when the file has no column for it; every other gap is an empty text."""

    number: int
    says: str
    name: str
    email: str
    function: str
    office: str
    team: str | None
    manager: str
    manager_email: str

    @property
    def facts(self) -> dict[str, str]:
        """What it says of the person alone."""
        return {"name": self.name, "email": self.email, "function": self.function, "office": self.office}


def read_lines(table: Table, columns: Mapping[str, str]) -> tuple[list[Line], list[BadRow]]:
    """The rows that can be read, and those that cannot."""
    lines, bad = [], []
    for row in table.rows:
        try:
            lines.append(_line(row, columns))
        except Refused as refused:
            bad.append(BadRow(row.number, says(row), refused.sentence))
    return lines, bad


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
        row.number, says(row), check_name(_one_line(name)) if name or not email else "", email,
        function_of(cell("function")), check_line(cell("office"), "office"), team if "team" in columns else None,
        check_name(_one_line(manager)) if manager and not by_address else "",
        check_address(manager) or "" if by_address else "")


def _one_line(name: str) -> str:
    if "\n" in name or "\r" in name:
        raise Refused("A name goes over several lines. Is a quotation mark opened there and not closed?", "name")
    return name
