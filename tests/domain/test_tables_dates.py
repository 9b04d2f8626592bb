"""Dates in cells of text: what is plain is read, what a column decides is decided, and the rest is asked."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reviews.errors import Refused
from reviews.tables.dates import DAY_FIRST, MONTH_FIRST, are_dates, date_of, in_words, order_of, readings, undecided

APRIL_3 = date(2026, 4, 3)


@pytest.mark.parametrize("cell", [
    "2026-04-03", "2026/4/3", "2026.04.03", "20260403", "2026-04-03T14:30:00Z", "2026-04-03 9:05", "3 Apr 2026",
    "3. April 2026", "3rd of April 2026", "April 3, 2026", "Apr 3 2026", "03-Apr-26", "Fri, 3 April 2026", "3 avril 2026",
    "3 de abril de 2026", "3 APR 2026 14:30",
])
def test_plain_dates_are_read_in_any_order(cell):
    assert readings(cell) == {DAY_FIRST: APRIL_3, MONTH_FIRST: APRIL_3}
    assert order_of([cell]) == DAY_FIRST and undecided([cell]) is None


@pytest.mark.parametrize("cell, month", [
    ("1. März 2026", 3), ("1 mrz. 2026", 3), ("1 août 2026", 8), ("1 juin 2026", 6), ("1 juillet 2026", 7),
    ("1 maggio 2026", 5), ("1 Dezember 2026", 12), ("1 okt 2026", 10), ("1 ene 2026", 1), ("1 set 2026", 9)])
def test_months_are_known_by_their_names(cell, month):
    assert date_of(cell, DAY_FIRST) == date(2026, month, 1)


@pytest.mark.parametrize("column, order", [
    (["03/04/2026", "25/03/2026"], DAY_FIRST),
    (["03/04/2026", "3/25/26"], MONTH_FIRST),
    (["03.04.2026", "", "31.12.2026"], DAY_FIRST),
    (["04/04/2026", "2026-04-03", "12/12/2026"], DAY_FIRST),  # nothing depends on it
    (["03/04/2026", "05/06/2026"], None),
    (["03/04/2026", "25/03/2026", "03/25/2026"], None),
    (["25/03/2026", "03/25/2026"], None),
    (["", "soon"], DAY_FIRST),
])
def test_a_column_decides_by_any_part_over_twelve(column, order):
    assert order_of(column) == order


def test_what_cannot_be_decided_is_shown_in_both_readings():
    column = ["2026-04-01", "04/04/2026", "03/04/2026", "05/06/2026"]
    assert undecided(column) == "03/04/2026"
    assert readings("03/04/2026") == {DAY_FIRST: APRIL_3, MONTH_FIRST: date(2026, 3, 4)}
    assert in_words(APRIL_3) == "3 Apr 2026"


@pytest.mark.parametrize("cell", ["31/02/2026", "2026-13-01", "soon", "46115", "4/2026", "3/4", "1 Foo 2026", "", "٣/٤/x",
                                  "00/00/2026", "2026-00-10", "1/2-2026"])
def test_what_is_no_date_is_refused_with_how_to_write_one(cell):
    with pytest.raises(Refused) as refused:
        date_of(cell, DAY_FIRST)
    assert refused.value.sentence == f"“{cell}” is not a date. Write it like 2026-04-03 or 3 Apr 2026."


def test_a_column_of_dates_is_told_from_one_of_words():
    assert are_dates(["03/04/2026", "", "25 March 2026"])
    assert not are_dates(["03/04/2026", "the Initech call"]) and not are_dates(["", ""])


@given(st.dates(min_value=date(1970, 1, 1), max_value=date(2069, 12, 31)))
def test_any_day_comes_back_as_it_was_written(day):
    written = {f"{day:%d/%m/%Y}": DAY_FIRST, f"{day:%d.%m.%y}": DAY_FIRST, f"{day.month}/{day.day}/{day.year}": MONTH_FIRST,
               day.isoformat(): MONTH_FIRST, in_words(day): MONTH_FIRST, f"{day:%B} {day.day}, {day.year}": DAY_FIRST}
    assert [date_of(cell, order) for cell, order in written.items()] == [day] * len(written)


@given(st.text(alphabet="0123456789/-. :TJanuaryM,٣²", max_size=24))
@example("²/1/2026")
@example("9999999-1-1")
def test_any_text_is_a_date_or_a_sentence(text):
    try:
        assert isinstance(date_of(text, MONTH_FIRST), date)
    except Refused as refused:
        assert "is not a date" in refused.sentence
