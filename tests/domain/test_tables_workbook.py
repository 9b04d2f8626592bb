"""Excel workbooks: the first visible sheet with a table, its values as plain text, whatever else is in the file."""

import io
from datetime import date, datetime, time, timedelta

import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from reviews import tables
from reviews.errors import Refused
from tests.workbooks import sheet_xml, text_cell, with_parts, workbook

HEAD = ["name", "office"]
BOOK = workbook(HEAD, ["Řehoř Dvořák", "Zagreb"], ["=HYPERLINK", None])


def read(data: bytes):
    """What is read, which is also what comes back when it was kept."""
    table = tables.read(data, "people.xlsx")
    assert tables.parse(tables.canonical(io.BytesIO(data), "people.xlsx")) == table
    return table


def cells(data: bytes) -> list[tuple[str, ...]]:
    return [row.values for row in read(data).rows]


def shown(value, form: str = "General") -> str:
    """What a single cell says, in a number format."""
    def give_form(book):
        book.active["B2"].number_format = form
    return read(workbook(HEAD, ["Ana", value], then=give_form)).rows[0].raw("office")


def test_the_rows_of_a_sheet_are_read_whatever_the_file_is_called():
    assert cells(workbook(HEAD, ["Řehoř Dvořák", "Zagreb"], [None, None], ["Zoë", None])) \
        == [("Řehoř Dvořák", "Zagreb"), ("Zoë", "")]
    assert [row.number for row in tables.read(workbook(HEAD, ["Ana"], [], ["Zoë"]), "people.csv").rows] == [2, 4]


@pytest.mark.parametrize("value, form, says", [
    (12.0, "General", "12"), (1234567.5, "#,##0.00 €", "1234567.5"), (0.1 + 0.2, "General", "0.3"), (-3, "General", "-3"),
    (0.455, "0%", "45.5%"), (45, '0"%"', "45"), (7, "00000", "00007"), (1e21, "0.00E+00", "1000000000000000000000"),
    (True, "General", "TRUE"), (date(2026, 4, 3), "dd/mm/yyyy", "2026-04-03"), (datetime(2026, 4, 3), "m/d/yy", "2026-04-03"),
    (datetime(2026, 4, 3, 14, 30), "m/d/yy h:mm", "2026-04-03 14:30"), (time(9, 5), "h:mm", "09:05"),
    (timedelta(hours=30, minutes=5), "[h]:mm", "30:05"), (46115, "yyyy-mm-dd", "2026-04-03"), (0.0, "0.00", "0"),
    ("  two\nlines ", "General", "two\nlines"), ("_x000D_\nx", "General", "x"), (1e300, "yyyy-mm-dd", "#VALUE!"),
])
def test_a_cell_says_what_the_sheet_shows_in_one_way(value, form, says):
    assert shown(value, form) == says


def test_days_are_counted_from_1904_where_the_file_says_so():
    def from_1904(book):
        book.epoch = CALENDAR_MAC_1904
    assert cells(workbook(HEAD, ["Ana", date(2026, 4, 3)], then=from_1904)) == [("Ana", "2026-04-03")]


def test_a_formula_counts_by_the_result_that_is_stored():
    def row(formula: str) -> str:
        return f'<row r="1">{text_cell("A1", "name")}{text_cell("B1", "office")}</row><row r="2">{text_cell("A2", "Ana")}' \
               f'<c r="B2" {formula}</c></row>'
    stored = with_parts(BOOK, sheet=sheet_xml(row('t="str"><f>A9</f><v>Zagreb</v>')))
    empty = with_parts(BOOK, sheet=sheet_xml(row('t="str"><f>A9</f><v></v>')))
    assert [read(data).rows[0].get("office") for data in (stored, empty)] == ["Zagreb", ""]
    with pytest.raises(Refused, match="Under “office” is a formula whose result is not in the file. Open the file in a"):
        read(with_parts(BOOK, sheet=sheet_xml(row("><f>A9</f>")))).rows[0].get("office")


def test_an_error_is_refused_where_it_is_used():
    row = read(workbook(HEAD, ["Ana", "#N/A"])).rows[0]
    with pytest.raises(Refused, match="Under “office” stands #N/A, an error of the spreadsheet."):
        row.get("office")


def test_cells_merged_over_rows_count_for_each_row_and_beside_each_other_once():
    def merge(book):
        for area in ("B2:B4", "A5:B5", "B6:C7"):
            book.active.merge_cells(area)
    data = workbook(HEAD, ["Ana", "Zagreb"], ["Farid"], ["Zoë"], ["Lea"], ["Max", "Rome"], ["Ida"], then=merge)
    assert cells(data) == [("Ana", "Zagreb"), ("Farid", "Zagreb"), ("Zoë", "Zagreb"), ("Lea", ""), ("Max", "Rome"),
                           ("Ida", "Rome")]


def test_the_first_visible_sheet_with_a_table_is_read_and_told():
    def hide(book):
        book["People"].sheet_state = "hidden"
        book.create_sheet("Empty", 1)
        book.create_sheet("Read me", 2).append(["This is the export of our whole team for the month of November."])
    table = read(workbook(["secret"], ["x"], Team=[HEAD, ["Ana", "Zagreb"]], Offices=[["city"], ["Zagreb"]], then=hide))
    assert [row.values for row in table.rows] == [("Ana", "Zagreb")]
    assert table.notes == ("The sheet “Team” is read, not “Read me”, “Offices”. If another one is meant, save it as a file "
                           "of its own.",)


def test_a_title_and_empty_rows_above_the_table_are_passed_over():
    table = read(workbook([], ["Team \"A\", November"], [], HEAD, ["Ana", "Zagreb"], ["Zoë", "Rome"]))
    assert (table.headers, [row.number for row in table.rows]) == (("name", "office"), [5, 6])
    assert table.notes == ("The column names are those of row 4; what stands above them is not read.",)


@pytest.mark.parametrize("dimension", ["A1:XFD1048576", "B7:A1"])
def test_what_a_sheet_claims_of_its_size_counts_for_nothing(dimension):
    rows = "".join(f'<row r="{n}">{text_cell(f"A{n}", text)}<c r="XFD{n}" s="0"/></row>'
                   for n, text in ((1, "name"), (2, "Ana"), (1048576, "Zoë")))
    table = read(with_parts(BOOK, sheet=sheet_xml(rows, dimension=dimension)))
    assert [(row.number, row.values) for row in table.rows] == [(2, ("Ana",)), (1048576, ("Zoë",))]


def test_parts_that_nobody_reads_may_be_odd():
    odd = sheet_xml(f'<row r="1">{text_cell("A1", "name")}</row><row r="2">{text_cell("A2", "Ana")}</row>',
                    after='<sheetProtection algorithmName="?" spinCount="x"/><conditionalFormatting sqref="?"/>'
                          '<dataValidations count="x"><dataValidation type="?"/></dataValidations>')
    assert cells(with_parts(BOOK, sheet=odd)) == [("Ana",)]


@pytest.mark.parametrize("rows, says", [
    ([["name"]], "This file has a header and no rows below it."),
    ([[]], "No sheet of this workbook that can be seen has anything in it."),
    ([["x"] * 201, ["y"]], "Row 1 has more than 200 cells. Leave out the columns that are not needed."),
    ([["name"], [None] * 300 + ["far out"]], "Row 2 has more than 200 cells. Leave out the columns that are not needed."),
])
def test_what_is_no_table_is_said(rows, says):
    with pytest.raises(Refused) as refused:
        read(workbook(*rows))
    assert (refused.value.sentence, refused.value.field) == (says, "file")


def test_more_rows_than_can_be_taken_are_refused_while_they_are_read():
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 60_001))
    with pytest.raises(Refused, match="This file has more than 50,000 rows. Split it"):
        read(with_parts(BOOK, sheet=sheet_xml(rows)))
