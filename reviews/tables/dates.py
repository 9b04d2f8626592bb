"""Dates in cells of text. 03/04/2026 is two days: the whole column may tell which, and else a person is asked.

    order = order_of(cells)              None: ask, with `readings(undecided(cells))` as the example
    date_of(cell, order)
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date

from reviews.errors import Refused

DAY_FIRST, MONTH_FIRST = "day first", "month first"
TIME = r"(?:[ T,]+\d{1,2}[:.h]\d{2}.*)?"
YEAR_FIRST = re.compile(rf"(\d{{4}})([-/.]?)(\d{{2}}|\d(?=\2\d|[-/.]))\2(\d{{1,2}}){TIME}")
NUMBERS = re.compile(rf"(\d{{1,2}})([-/.]) ?(\d{{1,2}})\2 ?(\d{{4}}|\d{{2}}){TIME}")
WORDS = re.compile(rf"(?:[^\W\d]+\.?,? +)?(?:(\d{{1,2}})(?:st|nd|rd|th|\.)?[ -]+(?:de +|of +)?([^\W\d]{{3,}})\.?|"
                   rf"([^\W\d]{{3,}})\.? +(\d{{1,2}})(?:st|nd|rd|th)?)[,]?[ -]+(?:de +)?(\d{{4}}|\d{{2}}){TIME}")
MONTHS = {start: month for month, starts in enumerate((
    "jan ene gen", "feb fev", "mar mrz maa", "apr avr abr", "may mai mei mag", "jun juin giu", "jul juil lug",
    "aug aou ago", "sep set", "oct okt out ott", "nov", "dec dez dic des"), 1) for start in starts.split()}


def order_of(cells: Iterable[str]) -> str | None:
    """Whether days or months come first in a column; None when it cannot be decided, or when cells say different things.

    A part over 12 is a day. Where nothing depends on it (2026-04-03, 3 Apr 2026, 04/04/2026) days come first.
    """
    pairs = {pair for cell in cells if (pair := _pair(cell)) and pair[0] != pair[1]}
    said = {DAY_FIRST if first > 12 else MONTH_FIRST for first, second in pairs if max(first, second) > 12}
    if len(said) == 1:
        return said.pop()
    return None if pairs else DAY_FIRST


def undecided(cells: Iterable[str]) -> str | None:
    """The first cell that can be read in two ways, as an example to ask by."""
    return next((cell for cell in cells if (pair := _pair(cell)) and pair[0] != pair[1] and max(pair) <= 12), None)


def readings(cell: str) -> dict[str, date]:
    """What a cell says in each order in which it says something."""
    found = {}
    for order in (DAY_FIRST, MONTH_FIRST):
        try:
            found[order] = date_of(cell, order)
        except Refused:
            continue
    return found


def are_dates(cells: Iterable[str]) -> bool:
    """Whether a column holds dates: every cell that is not empty is one, and there is one."""
    filled = [cell for cell in cells if cell]
    return bool(filled) and all(map(readings, filled))


def date_of(cell: str, order: str) -> date:
    """The day that a cell says; a time of day behind it is left out. Refuses what is no date."""
    try:
        return _date_of(cell.strip(), order)
    except ValueError:
        raise Refused(f"“{cell[:40]}” is not a date. Write it like 2026-04-03 or 3 Apr 2026.") from None


def in_words(day: date) -> str:
    """3 Apr 2026, which is one day everywhere."""
    return f"{day.day} {day:%b} {day.year}"


def _date_of(cell: str, order: str) -> date:
    if found := YEAR_FIRST.fullmatch(cell):
        return date(int(found[1]), int(found[3]), int(found[4]))
    if found := NUMBERS.fullmatch(cell):
        first, second = int(found[1]), int(found[3])
        day, month = (first, second) if order == DAY_FIRST else (second, first)
        return date(_year(found[4]), month, day)
    if found := WORDS.fullmatch(cell):
        return date(_year(found[5]), _month(found[2] or found[3]), int(found[1] or found[4]))
    raise ValueError(cell)


def _pair(cell: str) -> tuple[int, int] | None:
    """The first two numbers of a date that is written in numbers with the year at the end."""
    found = NUMBERS.fullmatch(cell.strip())
    return (int(found[1]), int(found[3])) if found else None


def _year(said: str) -> int:
    return int(said) if len(said) == 4 else 2000 + int(said) if int(said) < 70 else 1900 + int(said)


def _month(said: str) -> int:
    """A month by how its name begins, in the languages of western Europe."""
    plain = unicodedata.normalize("NFKD", said.casefold()).encode("ascii", "ignore").decode()
    month = MONTHS.get(plain[:4]) or MONTHS.get(plain[:3])
    if month is None:
        raise ValueError(said)
    return month
