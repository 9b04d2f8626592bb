"""The zip that a workbook is: looked at before anything in it is unpacked, so that a small file cannot become a huge one.

The sizes in its directory are the bound for what is unpacked, also when they lie: Python's zipfile gives out no more of
a member than its directory says.
"""

from __future__ import annotations

import io
from typing import IO
from xml.parsers.expat import ExpatError, ParserCreate
from zipfile import BadZipFile, ZipFile
from zlib import error

from reviews.errors import Refused
from reviews.tables.kinds import HOW

MOST_MEMBERS = 5_000
MOST_UNPACKED, MOST_OF_ONE, MOST_OF_OTHERS = 400 << 20, 200 << 20, 24 << 20
LARGE = ("xl/worksheets/", "xl/sharedstrings", "xl/media/", "xl/pivotcache/", "xl/embeddings/")
PROLOG = 1024
DAMAGED = ("“{}” cannot be read as an Excel workbook. It may be damaged, or saved in a form that is rarely used. Open it in "
           "Excel or LibreOffice, save it again as .xlsx or as CSV, and choose that file.")
MACROS = ("“{}” is a workbook with macros, which can run programs; Courtside takes none. In Excel, save it as “Excel "
          "Workbook (.xlsx)”, which leaves them out, and choose that file.")
TOO_LARGE = ("“{}” is small, but what is packed into it is far larger than any table of people. Copy the rows into a new "
             "workbook, save it, and choose that.")
OTHERS = {
    "xl/workbook.bin": "an Excel file of the binary kind (.xlsb)", "word/document.xml": "a Word document",
    "ppt/presentation.xml": "a PowerPoint file", "index/document.iwa": "a Numbers or Pages file",
    "content.xml": "a LibreOffice file", "androidmanifest.xml": "an app", "meta-inf/manifest.mf": "a program",
}


def check(data: bytes, name: str) -> None:
    """Refuse a zip that is no workbook, or none that is safe to unpack."""
    if data.count(b"PK\x01\x02") > MOST_MEMBERS:
        raise Refused(TOO_LARGE.format(name), "file")
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            _check_members(archive, name)
    except (BadZipFile, ValueError, NotImplementedError, OSError, EOFError, error):
        raise Refused(DAMAGED.format(name), "file") from None


def _check_members(archive: ZipFile, name: str) -> None:
    sizes = {info.filename.replace("\\", "/").lower(): info.file_size for info in archive.infolist()}
    if any("vbaproject" in member or "/macrosheets/" in member for member in sizes):
        raise Refused(MACROS.format(name), "file")
    if "xl/workbook.xml" not in sizes:
        kind = next((kind for member, kind in OTHERS.items() if member in sizes), "a zip archive")
        raise Refused(f"“{name}” is {kind}, not an Excel workbook or CSV. {HOW}", "file")
    if any(info.flag_bits & 1 for info in archive.infolist()):
        raise Refused(f"“{name}” is locked with a password. Take the password away, save it, and choose it again.", "file")
    if sum(sizes.values()) > MOST_UNPACKED or any(size > _most_of(member) for member, size in sizes.items()):
        raise Refused(TOO_LARGE.format(name), "file")
    if any(_declares_entities(archive.open(info)) for info in archive.infolist()):  # whatever a part is called
        raise Refused(DAMAGED.format(name), "file")


def _declares_entities(part: IO[bytes]) -> bool:
    """Whether there is a document type before the first element of an XML: no workbook has one, and it can hide a bomb."""
    seen: list[bool] = []
    parser = ParserCreate()
    parser.StartDoctypeDeclHandler = lambda *declared: seen.append(True)
    parser.StartElementHandler = lambda *element: seen.append(False)
    with part:
        while not seen and (piece := part.read(PROLOG)):
            try:
                parser.Parse(piece)
            except ExpatError:
                break  # whoever reads it will say so, or does not need it
    return seen[:1] == [True]


def _most_of(member: str) -> int:
    return MOST_OF_ONE if member.startswith(LARGE) else MOST_OF_OTHERS
