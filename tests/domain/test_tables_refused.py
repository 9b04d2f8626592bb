"""Files that are no table, or that would do harm: each is refused in a sentence that says what to send instead."""

import io
import struct
import zlib

import pytest

from reviews import tables
from reviews.errors import Refused
from reviews.tables.archive import MOST_MEMBERS
from tests.workbooks import SHEET, sheet_xml, text_cell, with_named, with_parts, with_shared_strings, workbook, zipped

HOW = "Save the sheet as an Excel workbook (.xlsx) or as CSV (“CSV UTF-8” where it is offered), and choose that file."
BOOK = workbook(["name", "office"], ["Ana", "Zagreb"])
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
DAMAGED = "“team.csv” cannot be read as an Excel workbook. It may be damaged, or saved in a form that is rarely used."
FAR_LARGER = "“team.csv” is small, but what is packed into it is far larger than any table of people."
MACROS = "“team.csv” is a workbook with macros, which can run programs; Courtside takes none. In Excel, save it as “Excel"


def refused(data: bytes, name: str = "C:\\Users\\ada\\team.csv") -> str:
    with pytest.raises(Refused) as caught:
        tables.canonical(data, name)
    assert caught.value.field == "file"
    return caught.value.sentence


def claiming(data: bytes, member: str, size: int) -> bytes:
    """The same zip with another size of a member in its directory."""
    entry = data.rindex(member.encode()) - 46
    assert data[entry:entry + 4] == b"PK\x01\x02"
    return data[:entry + 24] + struct.pack("<I", size) + data[entry + 28:]


@pytest.mark.parametrize("data, kind", [
    (b"%PDF-1.7 ...", "a PDF"), (b"\x89PNG\r\n\x1a\n", "a picture"), (b"\xff\xd8\xff\xe0", "a picture"),
    (b"GIF89a", "a picture"), (b"RIFF\x24\0\0\0WEBPVP8 ", "a picture or a sound"), (b"\0\0\0\x18ftypheic", "a picture"),
    (b"\0\0\0\x18ftypmp42", "a film or a sound"), (b"SQLite format 3\0", "a database file"), (b"PAR1\x15", "a database file"),
    (b"<!DOCTYPE html><p>", "a web page"), (b"\r\n <HTML><table>", "a web page"), (b"\xef\xbb\xbf<html>", "a web page"),
    (b"<?xml version='1.0'?><Workbook/>", "an XML file"), (b'{"people": []}', "a JSON file"), (b'[{"a":1}]', "a JSON file"),
    (b'[["a"]]', "a JSON file"), (b"\x1f\x8b\x08", "a compressed archive"), (b"7z\xbc\xaf\x27", "a compressed archive"),
    (b"{\\rtf1", "a text document"), (b"PK\x05\x06" + b"\0" * 18, "an empty archive"),
])
def test_a_file_of_another_kind_is_named_whatever_it_is_called(data, kind):
    assert refused(data) == f"“team.csv” is {kind}, not a table. {HOW}"


@pytest.mark.parametrize("members, kind", [
    ({"xl/workbook.bin": b""}, "an Excel file of the binary kind (.xlsb)"), ({"word/document.xml": b""}, "a Word document"),
    ({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b""}, "a LibreOffice file"),
    ({"Index/Document.iwa": b""}, "a Numbers or Pages file"), ({"people.csv": b"name\nAna"}, "a zip archive"),
    ({"inner.zip": BOOK}, "a zip archive"),
])
def test_another_kind_of_zip_is_named(members, kind):
    assert refused(zipped(members)) == f"“team.csv” is {kind}, not an Excel workbook or CSV. {HOW}"


def test_old_and_locked_files_say_what_to_do():
    assert refused(OLE + "Workbook".encode("utf-16-le")) == \
        "“team.csv” is an Excel file of the old kind (.xls). Open it in Excel and save it as .xlsx or as CSV."
    assert refused(OLE + "EncryptedPackage".encode("utf-16-le")) == \
        "“team.csv” is locked with a password. Open it, take the password away, save it, and choose it again."
    assert refused(OLE) == f"“team.csv” is an old Office document, not a table. {HOW}"
    locked = bytearray(BOOK)
    locked[BOOK.index(b"PK\x01\x02") + 8] |= 1
    assert refused(bytes(locked)).startswith("“team.csv” is locked with a password. Take the password away")


@pytest.mark.parametrize("member", ["xl/vbaProject.bin", "xl/VBAPROJECT.BIN", "xl/macrosheets/sheet1.xml"])
def test_macros_are_not_taken_whatever_the_file_is_called(member):
    assert refused(with_named(BOOK, {member: b"..."})).startswith(MACROS)


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    assert refused(claiming(BOOK, SHEET, 201 << 20)).startswith(FAR_LARGER)
    bomb = with_named(BOOK, {"xl/styles.xml": b" " * (25 << 20)})
    assert len(bomb) < 64 << 10 and refused(bomb).startswith(FAR_LARGER)


def test_a_directory_that_lies_about_a_size_unpacks_no_more_than_it_says():
    rows = "".join(f'<row r="{n}">{text_cell(f"A{n}", "x" * 100)}</row>' for n in range(1, 20_000))
    assert refused(claiming(with_parts(BOOK, sheet=sheet_xml(rows)), SHEET, 5_000)).startswith(DAMAGED)


def test_a_zip_of_very_many_members_is_refused():
    assert refused(zipped({f"xl/{n}": b"" for n in range(MOST_MEMBERS + 1)})).startswith(FAR_LARGER)


def test_an_xml_bomb_is_refused():
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    head = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]>'.encode()

    sheet = sheet_xml(f'<row r="1">{text_cell("A1", "&l9;")}</row><row r="2">{text_cell("A2", "Ana")}</row>')
    assert refused(with_parts(BOOK, sheet=head + sheet[sheet.index(b"?>") + 2:])).startswith(DAMAGED)
    shared = with_shared_strings("name", "Ana")
    assert tables.read(shared, "x").rows[0].values == ("Ana",)
    assert refused(with_named(shared, {"xl/sharedStrings.xml": lambda old: head + old.replace(b"Ana", b"&l9;")})) \
        .startswith(DAMAGED)


def test_a_file_outside_is_never_read_into_a_sheet(tmp_path):
    (tmp_path / "secret.txt").write_text("secret")
    outside = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY s SYSTEM "{(tmp_path / "secret.txt").as_uri()}">]>'.encode()
    sheet = sheet_xml(f'<row r="1">{text_cell("A1", "name")}</row><row r="2">{text_cell("A2", "&s;")}</row>')
    assert refused(with_parts(BOOK, sheet=outside + sheet[sheet.index(b"?>") + 2:])).startswith(DAMAGED)


@pytest.mark.parametrize("damage", [
    lambda data: data[:len(data) // 2], lambda data: data[:-30], lambda data: b"PK\x03\x04" + b"x" * 500,
    lambda data: with_parts(data, sheet=b"<worksheet"), lambda data: with_parts(data, sheet=b""),
    lambda data: with_named(data, {"[Content_Types].xml": b"<x/>"}),
    lambda data: with_parts(data, sheet=sheet_xml('<row r="2"><c><v>1</v></c></row><row r="1"><c><v>1</v></c></row>')),
    lambda data: with_parts(data, sheet=sheet_xml('<row r="1"><c r="A1" t="s"><v>99</v></c></row>')),
    lambda data: with_parts(data, sheet=sheet_xml('<row r="x"><c r="A1"><v>1</v></c></row>')),
    lambda data: with_parts(data, sheet=sheet_xml(f'<row r="1"><c r="A1"><v>{"9" * 5000}</v></c></row>')),
])
def test_a_damaged_workbook_is_a_sentence(damage):
    assert refused(damage(BOOK)).startswith(DAMAGED)


def test_a_row_beyond_the_last_one_that_a_sheet_can_have_is_refused():
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="999999999999"><c><v>1</v></c></row>'
    assert refused(with_parts(BOOK, sheet=sheet_xml(rows))).startswith("This file has more than 1,048,576 lines")


def test_a_cell_that_nobody_has_written_is_refused():
    rows = f'<row r="1">{text_cell("A1", "name")}</row><row r="2">{text_cell("A2", "x" * (2 << 20))}</row>'
    says = "Row 2 has a cell that is too long to read. Is a quotation mark opened there and not closed?"
    assert refused(with_parts(BOOK, sheet=sheet_xml(rows))) == refused(b"name\n" + b"x" * (2 << 20)) == says


def test_a_file_that_is_too_large_is_read_no_further_than_shows_it(tmp_path):
    sparse = tmp_path / "people.csv"
    with sparse.open("wb") as file:
        file.truncate(2 << 30)
    says = "“people.csv” is larger than 32 MB. Split it, or leave out columns that are not needed."
    with pytest.raises(Refused) as by_path:
        tables.canonical(sparse, "people.csv")
    with sparse.open("rb") as file, pytest.raises(Refused) as by_file:
        tables.canonical(file, "people.csv")
    assert (by_path.value.sentence, by_file.value.sentence) == (says, says)
    assert refused(b"name\n" + b"x" * (32 << 20), "people.csv") == says


def test_a_damaged_checksum_is_noticed():
    broken = bytearray(with_parts(BOOK, sheet=sheet_xml(f'<row r="1">{text_cell("A1", "name")}</row>'
                                                         f'<row r="2">{text_cell("A2", "Ana")}</row>')))
    entry = broken.rindex(SHEET.encode()) - 46
    broken[entry + 16:entry + 20] = struct.pack("<I", zlib.crc32(b"another"))
    assert refused(io.BytesIO(bytes(broken)).getvalue()).startswith(DAMAGED)
