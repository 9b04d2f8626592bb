"""Excel workbooks for tests: whole ones as a spreadsheet writes them, and ones with a part that somebody has changed."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = "xl/worksheets/sheet1.xml"


def workbook(*rows: Iterable, then: Callable | None = None, **sheets: list) -> bytes:
    """A workbook with these rows on its sheet “People”, and others by name; `then` may do more to it."""
    book = Workbook()
    book.active.title = "People"
    for row in rows:
        book.active.append(row)
    for title, others in sheets.items():
        sheet = book.create_sheet(title)
        for row in others:
            sheet.append(row)
    if then:
        then(book)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def with_parts(data: bytes, sheet: bytes) -> bytes:
    """The same zip with another first sheet."""
    return with_named(data, {SHEET: sheet})


def with_named(data: bytes, parts: dict[str, bytes | Callable[[bytes], bytes]]) -> bytes:
    """The same zip with the members of these names changed or added."""
    old = ZipFile(io.BytesIO(data))
    members = {name: old.read(name) for name in old.namelist()}
    for name, part in parts.items():
        members[name] = part(members[name]) if callable(part) else part
    return zipped(members)


def zipped(members: dict[str, bytes]) -> bytes:
    """A zip of these members."""
    file = io.BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def with_shared_strings(*texts: str) -> bytes:
    """A workbook with a text in each row, kept in one list for all sheets, as Excel does."""
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>{n - 1}</v></c></row>' for n in range(1, len(texts) + 1))
    strings = f'<sst xmlns="{MAIN}">' + "".join(f"<si><t>{text}</t></si>" for text in texts) + "</sst>"
    override = b'<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.' \
               b'spreadsheetml.sharedStrings+xml"/></Types>'
    return with_named(workbook(["x"]), {
        SHEET: sheet_xml(rows), "xl/sharedStrings.xml": strings.encode(),
        "[Content_Types].xml": lambda old: old.replace(b"</Types>", override)})


def sheet_xml(rows: str, after: str = "", dimension: str = "A1:B3") -> bytes:
    """A sheet by hand, the rows as XML."""
    return (f'<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="{MAIN}"><dimension ref="{dimension}"/>'
            f'<sheetData>{rows}</sheetData>{after}</worksheet>').encode()


def text_cell(place: str, text: str) -> str:
    """A cell with text in it, as XML."""
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'
