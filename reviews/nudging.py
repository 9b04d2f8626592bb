"""The nudge of the follow-up: whoever runs a plan has somebody who owes something on it asked by a letter, once in three working days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Row
from sqlalchemy.orm import object_session

from reviews import facts, tracking
from reviews.days import in_words, working_days_between
from reviews.errors import Refused
from reviews.followup import Course
from reviews.holding import hold
from reviews.letters import PLAN_NUDGE, Matter, tell
from reviews.people import Person, names_apart
from reviews.plan_people import owners
from reviews.plans import ACTIVE, Plan, latest_version, today_of
from reviews.queries.nudges import BETWEEN, last_nudge
from reviews.tracking import Owed

EVERY = 3  # working days


@dataclass(frozen=True)
class Ower:
    """Somebody who owes something on a plan: the day of a nudge that is not long ago, or why none reaches them (`left`, `no address`)."""

    person_id: int
    name: str
    nudged_on: date | None = None
    why_not: str = ""


def nudge(plan: Plan, person: Person, *, by: Person, at: datetime) -> Matter:
    """Have them asked by mail for what is overdue of theirs on this plan."""
    hold(plan)
    today, session = today_of(plan, at), object_session(plan)
    before = session.scalar(last_nudge(plan, person))
    for sentence in _reasons_not_to(plan, person, before and today_of(plan, before), by, today):
        raise Refused(sentence)
    return tell(session, person, PLAN_NUDGE, key=f"plan nudge:{plan.id}:{person.id}:{today.isoformat()}",
                meeting=plan.review.meeting, plan_version=latest_version(plan), by=by, at=at)


def on_it(plan: Plan) -> dict[int, Person]:
    """Everybody who can owe something on a plan, by their id."""
    return {person.id: person for person, _ in owners(plan)} | {one.owner_id: one.owner for one in plan.commitments}


def owed_by(plan: Plan, person_id: int, today: date) -> list[Owed]:
    """What is overdue of theirs on a plan under way, the oldest first."""
    if plan.state != ACTIVE:
        return []
    return [owed for owed in tracking.overdue(facts.of_plan(plan), today) if person_id in dict(owed.whose)]


def owers(person: Person, courses: Sequence[Course]) -> dict[int, list[Ower]]:
    """Who could be nudged by this person, by plan: of those plans that they run, everybody else who owes something."""
    run = [one for one in courses if runs(one.plan, person)]
    return {one.plan.id: _owers(one, {id: name for owed in one.overdue for id, name in owed.whose if id != person.id}) for one in run}


def runs(plan: Row, person: Person) -> bool:
    """Whether they manage or facilitate a plan of `plans_followed`, or its meeting until it closes, and are not its rep."""
    return person.id in (plan.manager_id, plan.facilitator_id, plan.met_manager_id, plan.met_facilitator_id) and person.id != plan.rep_id


def _reasons_not_to(plan: Plan, person: Person, before: date | None, by: Person, today: date) -> Iterator[str]:
    if person.id == by.id:
        yield "This is yours to do. It stands on your page, Today."
    if not owed_by(plan, person.id, today):
        yield f"Nothing that {person.name} owes on this plan is overdue, so there is nothing to nudge about."
    if person.left_at:
        yield f"{person.name} has left. Amend the plan, so that somebody else does it."
    if not person.email:
        yield f"{person.name} has no e-mail address. Talk to them."
    if before and _is_recent(before, today):
        yield f"{person.name} was nudged on {in_words(before)}. There is one nudge in three working days; talk to them."


def _owers(course: Course, names: dict[int, str]) -> list[Ower]:
    """They by their first names, two of the same by their whole ones."""
    unreachable = dict(one.split(":") for one in _apart(course.plan.unreachable))
    nudged = {int(id): date.fromisoformat(day) for _, _, id, day in (key.split(":") for key in sorted(_apart(course.plan.nudges)))}
    return [Ower(id, called, day if (day := nudged.get(id)) and _is_recent(day, course.today) else None, unreachable.get(str(id), ""))
            for id, called in names_apart(names).items()]


def _apart(text: str) -> list[str]:
    return text.split(BETWEEN) if text else []


def _is_recent(nudged_on: date, today: date) -> bool:
    """Whether it is too early for another: a nudge of a Tuesday keeps the next until Friday."""
    return working_days_between(nudged_on, today) < EVERY
