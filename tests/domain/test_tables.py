"""A table in whatever letters and with whatever separators it was saved; what is none is refused in a sentence."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviews.errors import Refused
from reviews.tables import MOST_ROWS, read_table


def read(data: bytes | str, name: str = "people.csv"):
    return read_table(data.encode() if isinstance(data, str) else data, name)


def cells(table) -> list[list[str]]:
    return [list(row.cells.values()) for row in table.rows]


def refused(data: bytes | str, name: str = "people.csv") -> str:
    with pytest.raises(Refused) as caught:
        read(data, name)
    assert caught.value.field == "file"
    return caught.value.sentence


PEOPLE = "Name;Büro\nJürgen Müller;Köln\n“Zoë” Łukasz;Malmö\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_the_letters_come_through(encoding):
    table = read(PEOPLE.encode(encoding))
    assert table.headers == ("Name", "Büro")
    assert cells(table) == [["Jürgen Müller", "Köln"], ["“Zoë” Łukasz", "Malmö"]]


def test_what_excel_writes_on_a_western_machine_is_read():
    table = read("Name;Büro\r\nJürgen Muñoz;Orléans – “Süd”\r\n".encode("cp1252"))
    assert cells(table) == [["Jürgen Muñoz", "Orléans – “Süd”"]]


def test_other_old_letters_are_read_too():
    assert cells(read("имя,офис\nАнна Ким,Москва\n".encode("cp1251"))) == [["Анна Ким", "Москва"]]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_found(separator):
    text = separator.join(["name", "office"]) + "\n" + separator.join(["Ana Kovač", "Zagreb"]) + "\n"
    assert cells(read(text)) == [["Ana Kovač", "Zagreb"]]


def test_a_comma_inside_a_cell_is_no_separator():
    assert cells(read("name;office\nKovač, Ana;Zagreb, main\nHaddad, Farid;Zagreb\n")) \
        == [["Kovač, Ana", "Zagreb, main"], ["Haddad, Farid", "Zagreb"]]


def test_excel_may_name_the_separator():
    assert read("sep=;\r\nname;office\r\nAna;Zagreb\r\n").headers == ("name", "office")


def test_a_line_break_in_quotation_marks_stays_in_its_cell_and_rows_are_counted_as_in_a_sheet():
    table = read('name,note\r\nAna,"one\r\ntwo, ""three"""\r\n\r\nFarid,\r\n')
    assert [(row.number, row.get("note")) for row in table.rows] == [(2, 'one\r\ntwo, "three"'), (4, "")]


def test_short_rows_are_filled_and_long_ones_counted():
    table = read("a,b\n1\n1,2,,3\n1,2,\n")
    assert cells(table) == [["1", ""], ["1", "2"], ["1", "2"]]
    assert [row.surplus for row in table.rows] == [0, 1, 0]


def test_columns_of_one_name_are_told_apart():
    assert read("name,,name,\nAna,x,Kovač,\n").headers == ("name", "(column 2)", "name (column 3)")


def test_one_column_is_a_table():
    assert cells(read("name\nAna\nFarid\n")) == [["Ana"], ["Farid"]]


@pytest.mark.parametrize("data, says", [
    (b"", "“people.csv” is empty."),
    (b" \r\n\r\n", "“people.csv” is empty."),
    (b";;;\n;;;\n", "There is nothing in this file but separators."),
    (b"name,office\n\n", "This file has a header and no rows below it."),
    (b"name,office\nAna,\"Zagreb\nFarid,Berlin\n",
     "A quotation mark is opened in row 2 and never closed, so the rows after it cannot be told apart."),
    (b"x," * 300, "Row 1 has more than 200 cells. Leave out the columns that are not needed."),
    (b"name\n" + b"a\n" * (MOST_ROWS + 1),
     "This file has more than 50,000 rows. Split it, or leave out rows that are not needed."),
    (b"name,note\nAna," + b"x" * 200_000,
     "Row 2 has a cell that is too long to read. Is a quotation mark opened there and not closed?"),
])
def test_what_cannot_be_read_is_said(data, says):
    assert refused(data) == says


@pytest.mark.parametrize("data, kind", [
    (b"PK\x03\x04xl/workbook", "an Excel file or another zip archive"), (b"\xd0\xcf\x11\xe0\xa1", "an old Excel file"),
    (b"%PDF-1.7 ...", "a PDF"), (b"\x89PNG\r\n\x1a\n", "a picture"), (b"\xff\xd8\xff\xe0", "a picture"),
    (b"<!DOCTYPE html><p>", "a web page"),
])
def test_a_file_of_another_kind_is_named(data, kind):
    said = refused(data, "C:\\Users\\ada\\team.csv")
    assert said.startswith(f"“team.csv” is {kind}, not a CSV file. In Excel or Numbers, save the sheet as CSV")


@pytest.mark.parametrize("data", [
    b"name\x01\x02\nAna\n", b"name\nAna\x1b[2J\n", "name\nAna\u009b2J".encode(), bytes(range(256))])
def test_what_is_no_text_is_refused(data):
    assert refused(data).startswith("“people.csv” is not a text file with a table in it.")


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_a_table_or_a_sentence(data):
    try:
        table = read(data)
    except Refused as refusal:
        assert refusal.sentence
    else:
        assert table.rows and all(set(row.cells) == set(table.headers) for row in table.rows)
