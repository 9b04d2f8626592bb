"""Fields for days and numbers: what they read, what they say when they cannot, what stays in the box."""

from __future__ import annotations

from datetime import date

import pytest
from werkzeug.datastructures import MultiDict
from wtforms import Form
from wtforms.validators import Optional

from app.forms.fields import Day, Number


class Sheet(Form):
    on = Day("On", [Optional()])
    much = Number("How much")


def sent(**values) -> Sheet:
    """The form as it comes back, for a thing that had a day and a number before."""
    form = Sheet(MultiDict(values), on=date(2026, 11, 16), much=27.0)
    form.validate()
    return form


@pytest.mark.parametrize("typed, day", [
    ("2026-11-30", date(2026, 11, 30)), (" 2026-11-30 ", date(2026, 11, 30)), ("2024-02-29", date(2024, 2, 29)), ("", None), ("  ", None)])
def test_a_day_is_read_or_taken_away(typed, day):
    form = sent(on=typed, much="1")
    assert (form.on.data, list(form.on.errors)) == (day, [])


@pytest.mark.parametrize("typed", ["2026-02-30", "2025-02-29", "30.11.2026", "tomorrow", "2026-11", "<b>", "2026-11-30T10:00", "١"])
def test_what_is_no_day_is_said_and_kept(typed):
    form = sent(on=typed, much="1")
    assert form.on.errors == [f"“{typed}” is no day in the calendar. Write it like 2026-11-30."]
    assert (form.on.data, form.on._value()) == (None, typed)


@pytest.mark.parametrize("typed, number", [
    ("27", 27.0), (" 27.5 ", 27.5), (" 27,5", 27.5), ("-3,25", -3.25), ("-3", -3.0), ("1e3", 1000.0), ("٢٧", 27.0), ("", None), ("  ", None)])
def test_a_number_is_read_or_taken_away(typed, number):
    form = sent(on="", much=typed)
    assert (form.much.data, list(form.much.errors)) == (number, [])


@pytest.mark.parametrize("typed", ["20,000", "1,000,5", "27,125", "27 %", "six", "1.2.3", "0x10", "<b>"])
def test_what_is_no_number_is_said_and_kept(typed):
    form = sent(on="", much=typed)
    assert form.much.errors == [f"“{typed}” is no number. Write it like 27 or 27.5."]
    assert form.much._value() == typed


def test_a_very_long_mistake_is_quoted_in_short():
    form = sent(on="x" * 10_000, much="y" * 10_000)
    assert form.on.errors == [f"“{'x' * 40}” is no day in the calendar. Write it like 2026-11-30."]
    assert form.much.errors == [f"“{'y' * 40}” is no number. Write it like 27 or 27.5."]


@pytest.mark.parametrize("number, shown", [(27.0, "27"), (27.5, "27.5"), (-3.0, "-3"), (1e12, "1000000000000"), (None, "")])
def test_a_number_stands_in_its_box_as_people_write_it(number, shown):
    assert Sheet(much=number).much._value() == shown
