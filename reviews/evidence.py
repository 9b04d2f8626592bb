"""What a verdict stands on: the measure before and after, each with who gave it and when, and the commitments kept."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import date
from itertools import pairwise

from sqlalchemy.orm import object_session

from reviews import cautions, measures, tracking
from reviews.checkins import SIDES
from reviews.days import in_words
from reviews.facts import Facts
from reviews.holding import fingerprint
from reviews.looks import Day, Look
from reviews.measures import FREQUENCIES
from reviews.people import Person
from reviews.plans import Plan, day_number, today_of
from reviews.queries.tracking import befores_of
from reviews.tracking import Kept

AMENDED = "The measure before the plan was published as “{first}”. It is “{now}” since {who} amended it on {on}."


@dataclass(frozen=True)
class Point:
    """The measure as somebody gave it: `figure` and the words for it; `often` how often it was seen, at a check-in. What was
    said before the plan has a `day` of it only when it was amended then."""

    by: str
    on: date
    figure: float | None
    said: str
    side: str = ""
    day: int | None = None
    often: str = ""


@dataclass(frozen=True)
class Held:
    """How many check-ins of these thirty days a side held, of how many whose day has come, and how many of them late."""

    side: str
    by: str
    held: int
    of: int
    late: int


@dataclass(frozen=True)
class Evidence:
    """Before, as the plan says it; after, what each side said last in these thirty days, if it looked at all; what was kept and held; and
    what makes all that hard to believe."""

    before: Point
    after: list[Point]
    kept: list[Kept]
    held: list[Held] = field(default_factory=list)
    cautions: list[str] = field(default_factory=list)

    @property
    def fingerprint(self) -> str:
        """Stands for it in the form of a verdict."""
        return fingerprint(self.data())

    def data(self) -> dict:
        """As plain data, to be kept with the verdict."""
        return {"before": _plain(self.before), "after": [_plain(point) for point in self.after],
                "kept": [asdict(one) for one in self.kept], "held": [asdict(one) for one in self.held], "cautions": self.cautions}


def of_data(kept: dict) -> Evidence:
    """What was kept with a verdict; one of long ago has no count of check-ins, and no cautions."""
    return Evidence(_point(kept["before"]), [_point(point) for point in kept["after"]],
                    [Kept(**one) for one in kept["kept"]], [Held(**one) for one in kept.get("held", ())], kept.get("cautions", []))


def of_plan(plan: Plan, known: Facts, today: date) -> Evidence:
    """As it stands today."""
    before, changed = _before(plan, known)
    return Evidence(before, _after(plan, known, today), tracking.kept_by_owner(known, today), _held(known, today),
                    changed + cautions.of(known, today))


def _before(plan: Plan, known: Facts) -> tuple[Point, list[str]]:
    """Where the measure was, as it says now, with who said so and when; and what it was published as, if that was amended since."""
    session, now = object_session(plan), _said(plan, plan.baseline)
    if known.published_as in ("", now):
        return Point(session.get(Person, plan.published_by_id).name, plan.starts_on, plan.baseline, now), []
    first, *later = session.execute(befores_of(plan)).all()
    amended = next(one for one, before in pairwise([first, *later][::-1]) if before.before != now)
    on = today_of(plan, amended.published_at)
    point = Point(amended.name, on, plan.baseline, now, day=day_number(plan, on))
    return point, [AMENDED.format(first=known.published_as, now=now, who=point.by, on=in_words(point.on))]


def _after(plan: Plan, known: Facts, today: date) -> list[Point]:
    last = {look.side: (day, look) for day in known.answered(today) for look in day.looks}
    return [Point(look.by, today_of(plan, look.at), known.figure(look), _said(plan, known.figure(look)), side, day.day,
                  FREQUENCIES[look.frequency])
            for side in SIDES if side in last for day, look in [last[side]]]


def _held(known: Facts, today: date) -> list[Held]:
    due = cautions.due_days(known, today)
    looks = {side: [(day, look) for day in due for look in day.looks if look.side == side] for side in SIDES}
    return [Held(side, _whose(known, side, its), len(its), len(due), sum(look.on > day.on for day, look in its))
            for side, its in looks.items()]


def _whose(known: Facts, side: str, its: list[tuple[Day, Look]]) -> str:
    """Who looked from this side, in turn, and whose it is now: a coach may have been followed by another."""
    return " and ".join(dict.fromkeys([*(look.by for _, look in its), known.sides[side][1]]))


def _said(plan: Plan, figure: float | None) -> str:
    return measures.said(plan.measure_kind, figure, plan.measure_unit)


def _plain(point: Point) -> dict:
    return asdict(point) | {"on": point.on.isoformat()}


def _point(kept: dict) -> Point:
    return Point(**(kept | {"on": date.fromisoformat(kept["on"])}))
