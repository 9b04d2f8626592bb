"""What a person owes by a day, over all plans and rep by rep; and for a manager, what the others who coach there let pass.

What is owed is said by `duties`, as on Today, and what is overdue by `tracking`, as on the follow-up.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import Row
from sqlalchemy.orm import Session

from reviews import duties, facts, team_days, tracking
from reviews.days import local_day
from reviews.duties import CHECK_IN, VERDICT, Due
from reviews.facts import Facts
from reviews.mornings import last_due
from reviews.people import Person
from reviews.queries import today as ask
from reviews.queries.followup import plans_listed


@dataclass(frozen=True)
class Owed:
    """What somebody owes on one rep's plan, on the day that it is where its team is. `others` are names with the days of what each of
    them has let pass."""

    rep: str
    own: bool
    today: date
    dues: list[Due] = field(default_factory=list)
    others: dict[str, list[date]] = field(default_factory=dict)

    @property
    def check_ins(self) -> list[Due]:
        return [due for due in self.dues if due.kind == CHECK_IN]

    @property
    def verdicts(self) -> list[Due]:
        return [due for due in self.dues if due.kind == VERDICT]

    @property
    def commitments(self) -> list[Due]:
        """The first open turn of each."""
        rest = [due for due in self.dues if due.kind not in (CHECK_IN, VERDICT)]
        return list({due.id: due for due in reversed(rest)}.values())[::-1]


def of_person(session: Session, person: Person, *, until: date, at: datetime) -> list[Owed]:
    """What they owe that is due by a day, or is due today where the team of its plan is; and what others do on the plans that they
    manage: their own plan first, then by the rep's name. Six statements at most, however many plans there are."""
    managed = [row for row in session.execute(ask.managed_plans(person)) if row.starts_on]
    owed = _by_plan(session, person, managed, at)
    rows = session.execute(plans_listed({*owed, *(row.id for row in managed)})).all()
    known = facts.gather(session, [row for row in rows if row.id in {row.id for row in managed}])
    found = [_owed(row, owed[row.id], known.get(row.id), person, until, local_day(at, row.team.time_zone)) for row in rows]
    return sorted((one for one in found if one.dues or one.others), key=lambda one: (not one.own, one.rep))


def _by_plan(session: Session, person: Person, managed: list[Row], at: datetime) -> dict[int, list[Due]]:
    check_ins = session.execute(ask.check_ins_around(person)).all()
    promised = session.scalars(ask.commitments_around(person)).unique().all()
    plan_of = {(True, one.id): one.plan.id for one in check_ins} | {(False, one.id): one.plan_id for one in promised}
    found: dict[int, list[Due]] = defaultdict(list)
    for due in team_days.of_plans(duties.of_plans, check_ins, promised, person, at):
        found[plan_of[due.kind == CHECK_IN, due.id]].append(due)
    for due in team_days.of_manager(managed, at):
        if due.kind == VERDICT:
            found[due.id].append(due)
    return found


def _owed(plan: Row, dues: list[Due], known: Facts | None, person: Person, until: date, today: date) -> Owed:
    by = max(until, last_due(today))
    return Owed(plan.rep.name, plan.rep_id == person.id, today, sorted((due for due in dues if due.on <= by), key=lambda due: due.on),
                _others(plan, known, person, today))


def _others(plan: Row, known: Facts | None, person: Person, today: date) -> dict[str, list[date]]:
    found: dict[str, list[date]] = defaultdict(list)
    for late in tracking.overdue(known, today) if known else ():
        for id, name in late.whose:
            if id not in (person.id, plan.rep_id):
                found[name].append(late.on)
    return found
