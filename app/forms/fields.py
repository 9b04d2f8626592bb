"""Fields that say in a sentence what they could not read."""

from __future__ import annotations

import re

from wtforms import DateField, FloatField, IntegerField
from wtforms.validators import Optional
from wtforms.widgets import TextInput

from reviews.measures import plain
from reviews.standing import LAST_ID

COMMA = re.compile(r"^(-?\d+),(\d{1,2})$")  # 27,5 as most of Europe writes it; 1,000 is a thousand to others, so it is asked again


def row_id(value: str | int) -> int:
    """The id that was sent, 0 for what cannot be one."""
    number = int(value) if str(value).isdecimal() and len(str(value)) <= 10 else 0
    return number if number <= LAST_ID else 0


class Read:
    """What was typed, or None for nothing. What cannot be read is called what it is: `wrong`."""

    wrong: str

    def process_formdata(self, valuelist):
        typed, self.data = " ".join(valuelist).strip(), None
        try:
            super().process_formdata([typed] if typed else [])
        except ValueError as error:
            raise ValueError(f"“{typed[:40]}” is {self.wrong}") from error


class Typed(Read):
    """A figure that is typed as text, so that no browser drops what it takes for a mistake."""

    widget = TextInput()
    keys: str

    def __init__(self, label=None, validators=(Optional(),), **options):
        super().__init__(label, validators, render_kw={"inputmode": self.keys}, **options)


class Day(Read, DateField):
    """A day in the calendar, or None."""

    wrong = "no day in the calendar. Write it like 2026-11-30."


class Number(Typed, FloatField):
    """A number as people write it, or None."""

    wrong, keys = "no number. Write it like 27 or 27.5.", "decimal"

    def process_formdata(self, valuelist):
        super().process_formdata([COMMA.sub(r"\1.\2", one.strip()) for one in valuelist])

    def _value(self):
        return self.raw_data[0] if self.raw_data else "" if self.data is None else str(plain(self.data))


class Whole(Typed, IntegerField):
    """A whole number as people write it, or None."""

    wrong, keys = "no whole number. Write it like 30.", "numeric"
