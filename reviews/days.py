"""Days and periods. A day is a calendar day in the team's time zone; weekends count, holidays are unknown."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from reviews.errors import Refused

CHECK_IN_DAYS = (7, 14, 21, 30)
SAID = 2000  # days whose words are remembered: a page says the same few again and again
MONTHLY, QUARTERLY = "monthly", "quarterly"
CADENCES = (MONTHLY, QUARTERLY)
PERIOD = re.compile(r"(?P<year>20\d\d)-(?:(?P<month>0[1-9]|1[0-2])|Q(?P<quarter>[1-4]))")


def local_day(at: datetime, zone: str) -> date:
    """The calendar day of a moment where the team is."""
    return at.astimezone(ZoneInfo(zone)).date()


def at_home(at: datetime, zone: str) -> datetime:
    """A moment as the clocks of the team show it."""
    return at.astimezone(ZoneInfo(zone))


def moment(day: datetime, zone: str) -> datetime:
    """A wall-clock time without a zone, as a form gives it, as a moment of the team's zone."""
    return day.replace(tzinfo=ZoneInfo(zone))


@lru_cache(maxsize=SAID)
def in_words(day: date) -> str:
    """A day as a sentence says it: Mon 23 Nov."""
    return f"{day:%a} {day.day} {day:%b}"


@lru_cache(maxsize=SAID)
def in_full(day: date) -> str:
    """A day as it stands where there is room: Monday 23 November 2026."""
    return f"{day:%A} {day.day} {day:%B} {day.year}"


def is_working_day(day: date) -> bool:
    return day.weekday() < 5


def next_working_day(day: date) -> date:
    """The day itself or, on a weekend, the Monday after it."""
    while not is_working_day(day):
        day += timedelta(1)
    return day


def previous_working_day(day: date) -> date:
    """The day itself or, on a weekend, the Friday before it."""
    while not is_working_day(day):
        day -= timedelta(1)
    return day


def working_days_later(day: date, count: int) -> date:
    """The working day that comes `count` working days after `day`."""
    for _ in range(count):
        day = next_working_day(day + timedelta(1))
    return day


def working_days_between(start: date, end: date) -> int:
    """How many working days lie after `start` up to and with `end`; 0 when `end` is not later."""
    return sum(is_working_day(start + timedelta(n)) for n in range(1, (end - start).days + 1))


def day_of(start: date, nth: int) -> date:
    """The date of the nth day of a plan; day 1 is the day of publishing."""
    return start + timedelta(nth - 1)


def check_in_dates(start: date, offset: int = 0) -> list[tuple[int, date]]:
    """Days 7, 14, 21 and 30 after `offset` days, as (day, date): law 10 moves them off a weekend, the last one back."""
    dates = []
    for nth in CHECK_IN_DAYS:
        moved = previous_working_day if nth == CHECK_IN_DAYS[-1] else next_working_day
        dates.append((offset + nth, moved(day_of(start, offset + nth))))
    return dates


def period_of(day: date, cadence: str) -> str:
    """The period a day lies in: 2026-11, or 2026-Q4 for a quarterly team."""
    return f"{day:%Y-%m}" if cadence == MONTHLY else f"{day.year}-Q{(day.month + 2) // 3}"


def check_period(text: str, cadence: str) -> str:
    """The period as it is kept, or a refusal that says how to write one for this cadence."""
    match = PERIOD.fullmatch(text.strip().upper())
    if not match or bool(match["month"]) != (cadence == MONTHLY):
        example = "2026-11" if cadence == MONTHLY else "2026-Q4"
        raise Refused(f"This team meets {cadence}, so write the period like {example}.", "period")
    return match[0]


def period_name(period: str) -> str:
    """A period in words: November 2026, or the fourth quarter as Q4 2026."""
    match = PERIOD.fullmatch(period)
    if match["month"]:
        return f"{date(int(match['year']), int(match['month']), 1):%B %Y}"
    return f"Q{match['quarter']} {match['year']}"


def check_zone(name: str) -> str:
    """The name of a time zone, or a refusal with an example."""
    if name not in available_timezones():
        raise Refused(f"“{name}” is not a time zone. Write it like Europe/Berlin or America/Chicago.", "time_zone")
    return name
