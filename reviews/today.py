"""Today: what one person owes, by due date, what is due to them, and the item they are working on. Nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import chain

from sqlalchemy import Row
from sqlalchemy.orm import Session

from reviews import duties, team_days
from reviews.checkins import SIDES
from reviews.coaching_quality import ASKED_FOR
from reviews.days import day_of, local_day
from reviews.duties import Due
from reviews.looks import Day, Look
from reviews.people import Person
from reviews.plans import day_number
from reviews.queries import today as ask
from reviews.tracking import Mark, mark

AHEAD = timedelta(14)


@dataclass(frozen=True)
class OwnPlan:
    """The plan that the person is on, with its days."""

    plan: Row
    day: int
    marks: list[Mark]

    @property
    def dates(self) -> list[date]:
        return [day_of(self.plan.starts_on, nth) for nth in range(1, self.plan.length + 1)]


@dataclass(frozen=True)
class Dues:
    """Things by their day: those of the next two weeks, and what lies further ahead."""

    soon: list[Due]
    later: list[Due]


@dataclass(frozen=True)
class Asked:
    """Not owed: a plan closed lately, about whose coaching the rep may answer, with its coach."""

    plan_id: int
    coach: str


@dataclass(frozen=True)
class Today:
    """All that the page says."""

    day: date
    own: OwnPlan | None
    owed: Dues
    due: Dues
    is_rep: bool
    seen: list[Row]  # the reps whom they may note something about
    asked: Asked | None

    @property
    def horizon(self) -> date:
        """The last of the next two weeks."""
        return self.day + AHEAD


def of_person(session: Session, person: Person, *, at: datetime, zone: str) -> Today:
    """The person's day, in the zone they live by; what is owed on a plan by the day of its team. Six statements, whoever it is."""
    today = local_day(at, zone)
    check_ins = session.execute(ask.check_ins_around(person)).all()
    promised = session.scalars(ask.commitments_around(person)).unique().all()
    place, *more = session.execute(ask.place(person, at - ASKED_FOR)).all()
    words = session.execute(ask.words_waited_for(person)).all()
    owed = _by_day(
        today,
        team_days.of_plans(duties.of_plans, check_ins, promised, person, at),
        duties.of_own_plan(next((row for row in words if row.number), None), zone, today),
        duties.of_help((row for row in words if not row.number), zone, today),
        duties.of_meetings(session.execute(ask.open_meetings(person)), zone, today),
        team_days.of_manager(session.execute(ask.managed_plans(person)), at),
        duties.of_admin(place, person, today))
    return Today(day=today, own=_own_plan(check_ins, person, at), owed=owed, is_rep=place.is_rep,
                 seen=[rep for rep in (place, *more) if rep.id],
                 asked=Asked(place.judged_id, place.judged_coach) if place.judged_id else None,
                 due=_by_day(today, team_days.of_plans(duties.to_person, check_ins, promised, person, at)))


def _by_day(today: date, *groups: Iterable[Due]) -> Dues:
    dues = sorted(chain(*groups), key=lambda due: due.on)
    return Dues([due for due in dues if due.on <= today + AHEAD], [due for due in dues if due.on > today + AHEAD])


def _own_plan(check_ins: Iterable[Row], person: Person, at: datetime) -> OwnPlan | None:
    own = sorted((one for one in check_ins if one.plan.rep_id == person.id), key=lambda one: one.day)
    if not own:
        return None
    today = local_day(at, own[0].plan.time_zone)
    marks = [Mark(one.day, one.due_on, mark(_day(one), today)) for one in own]
    return OwnPlan(own[0].plan, day_number(own[0].plan, today), marks)


def _day(one: Row) -> Day:
    looks = tuple(Look(side, saw) for side in SIDES if (saw := getattr(one, side)) is not None)
    return Day(one.id, one.day, one.due_on, looks, one.closed_at is not None)
