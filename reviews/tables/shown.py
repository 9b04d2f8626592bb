"""What a cell of a workbook says, as unambiguous text: close to what the sheet shows, and the same in every country."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from openpyxl.cell.read_only import ReadOnlyCell

from reviews.tables.letters import INVISIBLE, NO_TEXT

PADDED = re.compile(r"0{2,15}")
IN_QUOTES = re.compile(r'"[^"]*"|\\.')
DIGITS = 15  # as many as a spreadsheet keeps of a number


def shown(cell: ReadOnlyCell) -> str:
    """Dates as 2026-04-03, 12.0 as 12, shares as 45%, numbers with leading zeros with them, TRUE and FALSE as such."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, (datetime, date, time, timedelta)):
        return _moment(value)
    return number(value, cell.number_format or "")


def clean(text: str) -> str:
    """Words without what nobody can see."""
    return INVISIBLE.sub("", NO_TEXT.sub("", text.replace("_x000D_", ""))).strip()


def number(value: int | float, form: str = "") -> str:
    """A number with all of its digits and no others; its form in the sheet counts when it changes what is read."""
    form = IN_QUOTES.sub("", form)
    exact = Decimal(value) if isinstance(value, int) else Decimal(f"{value:.{DIGITS}g}")
    if not exact.is_finite():
        return str(value)
    if "%" in form:
        return _plain(exact * 100) + "%"
    if PADDED.fullmatch(form) and exact == exact.to_integral_value() and exact >= 0:
        return _plain(exact).zfill(len(form))
    return _plain(exact)


def _plain(exact: Decimal) -> str:
    return f"{exact.normalize():f}" if exact else "0"


def _moment(value: datetime | date | time | timedelta) -> str:
    """A day, the time of it when it has one, and seconds when they say something; a duration in hours."""
    if isinstance(value, timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}" + f":{seconds:02}" * bool(seconds)
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    whole = value.replace(microsecond=0, tzinfo=None)
    return whole.isoformat(*[" "] * isinstance(whole, datetime), "seconds" if whole.second else "minutes")
