"""Plans made of plain facts, for the stories that need no database."""

from datetime import date

from reviews.checkins import COACH, REP
from reviews.days import check_in_dates, day_of
from reviews.facts import Facts, Promise
from reviews.looks import Day, Look
from reviews.measures import FREQUENCY, NUMBER

MONDAY = date(2026, 11, 16)
ANA, DUSTIN = (1, "Ana Kovač"), (2, "Dustin Brinkmann")
NEVER, NOW_AND_THEN, HALF, USUALLY, ALWAYS = range(5)


def facts(looks=None, promises=(), *, start=MONDAY, length=30, kind=FREQUENCY, baseline=NOW_AND_THEN, target=USUALLY,
          closed=(), coached_from=None):
    """A plan: `looks` maps a day to what rep and coach saw (None: not looked); promises are (owner, day, kept), where kept may be
    the day of the plan on which it was ticked off."""
    days = [pair for offset in range(0, length, 30) for pair in check_in_dates(start, offset)]
    return Facts(
        starts_on=start, length=length, kind=kind, baseline=baseline, target=target, sides={REP: ANA, COACH: DUSTIN},
        days=tuple(Day(n, nth, on, _looks((looks or {}).get(nth, (None, None)), kind), nth in closed)
                   for n, (nth, on) in enumerate(days)),
        promises=tuple(_promise(n, start, *promise) for n, promise in enumerate(promises)),
        coached_from=coached_from and day_of(start, coached_from))


def _looks(seen, kind):
    return tuple(Look(side, NEVER, value, *who) if kind == NUMBER else Look(side, value, None, *who)
                 for side, who, value in zip((REP, COACH), (ANA, DUSTIN), seen, strict=True) if value is not None)


def _promise(n, start, owner, day, kept):
    due = day_of(start, day)
    ticked = () if kept is False else ((due, due if kept is True else day_of(start, kept)),)
    return Promise(n, *owner, f"Promise {n}", (due,), frozenset({due} if kept else ()), ticks=ticked)


def on_day(nth, start=MONDAY):
    return day_of(start, nth)
