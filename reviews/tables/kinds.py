"""What kind of file it is, by what stands in it and never by its name. What is no table is refused by what it is."""

from __future__ import annotations

import re
from pathlib import PurePath

from reviews.errors import Refused

MOST_BYTES = 32 * 1024 * 1024
HOW = "Save the sheet as an Excel workbook (.xlsx) or as CSV (“CSV UTF-8” where it is offered), and choose that file."
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PICTURE, ARCHIVE, DATABASE = "a picture", "a compressed archive", "a database file"
STARTS = {
    b"%PDF": "a PDF", b"\x89PNG": PICTURE, b"\xff\xd8\xff": PICTURE, b"GIF8": PICTURE, b"II*\0": PICTURE, b"MM\0*": PICTURE,
    b"RIFF": "a picture or a sound", b"\x1f\x8b": ARCHIVE, b"7z\xbc\xaf": ARCHIVE, b"Rar!\x1a": ARCHIVE, b"BZh": ARCHIVE,
    b"\xfd7zXZ": ARCHIVE, b"\x28\xb5\x2f\xfd": ARCHIVE, b"{\\rtf": "a text document", b"SQLite format 3\0": DATABASE,
    b"PAR1": DATABASE, b"PK\x05\x06": "an empty archive",
}
LIKENESSES = (
    (re.compile(rb"....ftyp(hei|hev|mif|msf|avi)", re.DOTALL), PICTURE),
    (re.compile(rb"....ftyp", re.DOTALL), "a film or a sound"),
    (re.compile(rb"\s*<(!doctype\s+html|html|head|body|table|div|meta)\b", re.IGNORECASE), "a web page"),
    (re.compile(rb"\s*<(\?xml|!doctype|[a-z]+[\s>:])", re.IGNORECASE), "an XML file"),
    (re.compile(rb"\s*(\{\s*[\"}]|\[\s*[\[{\"])"), "a JSON file"),
)


def name_of(file_name: str) -> str:
    """The name of a file as it is told: without folders, never empty."""
    return PurePath(file_name.replace("\\", "/")).name[:80] or "The file"


def is_workbook(data: bytes, file_name: str) -> bool:
    """Whether it is a zip, as workbooks are; otherwise it may be text. Refuses what is neither, and what is too large."""
    name = name_of(file_name)
    if len(data) > MOST_BYTES:
        raise Refused(f"“{name}” is larger than {MOST_BYTES >> 20} MB. Split it, or leave out columns that are not needed.",
                      "file")
    if not data.strip():
        raise Refused(f"“{name}” is empty.", "file")
    if data.startswith(OLE):
        raise Refused(_of_old_office(data, name), "file")
    start = data[:1024].removeprefix(b"\xef\xbb\xbf")
    kind = next((kind for sign, kind in STARTS.items() if start.startswith(sign)), None) or \
        next((kind for looks, kind in LIKENESSES if looks.match(start)), None)
    if kind:
        raise Refused(f"“{name}” is {kind}, not a table. {HOW}", "file")
    return data.startswith(ZIP)


def _of_old_office(data: bytes, name: str) -> str:
    """What to do about a file in the container that old Office files and locked new ones come in."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return f"“{name}” is locked with a password. Open it, take the password away, save it, and choose it again."
    if any(word.encode("utf-16-le") in data for word in ("Workbook", "Book")):
        return f"“{name}” is an Excel file of the old kind (.xls). Open it in Excel and save it as .xlsx or as CSV."
    return f"“{name}” is an old Office document, not a table. {HOW}"
