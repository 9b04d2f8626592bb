"""A table in whatever letters and with whatever separators it was saved; what is none is refused in a sentence."""

import pytest

from reviews import tables
from reviews.errors import Refused
from reviews.tables import MOST_ROWS


def read(data: bytes | str, name: str = "people.csv"):
    """What is read, which is also what comes back when it was kept."""
    data = data.encode() if isinstance(data, str) else data
    table = tables.read(data, name)
    assert tables.parse(tables.canonical(data, name)) == table
    return table


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
    (b";;;\n;;;\n", "There is nothing in this file but separators and empty lines."),
    (b"name,office\n\n", "This file has a header and no rows below it."),
    (b"name,office\nAna,\"Zagreb\nFarid,Berlin\n",
     "A quotation mark is opened in row 2 and never closed, so the rows after it cannot be told apart."),
    (b"x," * 300 + b"\n1", "Row 1 has more than 200 cells. Leave out the columns that are not needed."),
    (b"name\n" + b"a\n" * (MOST_ROWS + 1),
     "This file has more than 50,000 rows. Split it, or leave out rows that are not needed."),
    (b"name,note\nAna," + b"x" * 200_000,
     "Row 2 has a cell that is too long to read. Is a quotation mark opened there and not closed?"),
])
def test_what_cannot_be_read_is_said(data, says):
    assert refused(data) == says


def test_line_ends_are_of_any_kind():
    assert [cells(read(end.join(["name,office", "Ana,Zagreb", "Farid,Berlin", ""]))) for end in ("\n", "\r\n", "\r")] \
        == [[["Ana", "Zagreb"], ["Farid", "Berlin"]]] * 3


def test_a_title_above_the_table_is_passed_over_and_told():
    table = read("Team export of 3 November\n\nname,office\nAna,Zagreb\nFarid,Berlin\n")
    assert (table.headers, [row.number for row in table.rows]) == (("name", "office"), [4, 5])
    assert table.notes == ("The column names are those of row 3; what stands above them is not read.",)


def test_a_space_before_a_quotation_mark_is_no_part_of_the_cell():
    assert cells(read('name, office\n"Kovač, Ana", "Zagreb, main"\n')) == [["Kovač, Ana", "Zagreb, main"]]


def test_empty_lines_count_as_rows_of_the_sheet_but_not_against_the_most():
    table = read("name\n" + "\n" * MOST_ROWS + "Ana\n")
    assert [row.number for row in table.rows] == [MOST_ROWS + 2]


@pytest.mark.parametrize("text", [
    "Dear all\nplease find below who is in my team this month and who has left it\nand tell me what I forgot. Ana\n",
    "note\nAna listens well and asks before she offers anything at all\n",
    "x" * 2_000 + ",y\n1,2\n",
])
def test_a_letter_is_no_table(text):
    assert refused(text) == ("There is text in this file and no table. It needs a line of column names at the top, and one "
                             "row below it for each thing.")


def test_an_error_of_the_sheet_is_refused_where_it_is_used():
    row = read("name,team\nAna,#N/A\n").rows[0]
    assert row.get("name") == "Ana"
    with pytest.raises(Refused, match="Under “team” stands #N/A, an error of the spreadsheet. Mend it there, or empty"):
        row.get("team")


def test_the_rows_can_be_taken_one_by_one():
    opened = tables.opened(b"name\n" + b"Ana\n" * MOST_ROWS + b"one too many\n", "people.csv")
    assert (opened.headers, next(opened.rows).get("name")) == (("name",), "Ana")
    with pytest.raises(Refused, match="more than 50,000 rows"):
        list(opened.rows)


def test_what_was_kept_before_there_was_one_form_is_read_as_it_was():
    assert cells(tables.parse("name;office\nAna;Zagreb\n")) == [["Ana", "Zagreb"]]
