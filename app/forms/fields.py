"""Fields that say in a sentence what they could not read."""

from __future__ import annotations

from wtforms import DateField, FloatField, IntegerField
from wtforms.validators import Optional
from wtforms.widgets import TextInput

from reviews.measures import plain
from reviews.standing import LAST_ID


def row_id(value: str | int) -> int:
    """The id that was sent, 0 for what cannot be one."""
    number = int(value) if str(value).isdecimal() and len(str(value)) <= 10 else 0
    return number if number <= LAST_ID else 0


class Day(DateField):
    """A day in the calendar, or None."""

    def process_formdata(self, valuelist):
        typed, self.data = " ".join(valuelist).strip(), None
        try:
            super().process_formdata([typed] if typed else [])
        except ValueError as error:
            raise ValueError(f"“{typed[:40]}” is no day in the calendar. Write it like 2026-11-30.") from error


class Number(FloatField):
    """A number as people write it, or None. Typed as text, so that no browser drops what it takes for a mistake."""

    widget = TextInput()

    def __init__(self, label=None, validators=(Optional(),), **options):
        super().__init__(label, validators, render_kw={"inputmode": "decimal"}, **options)

    def process_formdata(self, valuelist):
        typed, self.data = " ".join(valuelist).strip(), None
        try:
            super().process_formdata([typed] if typed else [])
        except ValueError as error:
            raise ValueError(f"“{typed[:40]}” is no number. Write it like 27 or 27.5.") from error

    def _value(self):
        return self.raw_data[0] if self.raw_data else "" if self.data is None else str(plain(self.data))


class Whole(IntegerField):
    """A whole number as people write it, or None. Typed as text, for the same reason."""

    widget = TextInput()

    def __init__(self, label=None, validators=(Optional(),), **options):
        super().__init__(label, validators, render_kw={"inputmode": "numeric"}, **options)

    def process_formdata(self, valuelist):
        typed, self.data = " ".join(valuelist).strip(), None
        try:
            super().process_formdata([typed] if typed else [])
        except ValueError as error:
            raise ValueError(f"“{typed[:40]}” is no whole number. Write it like 30.") from error
