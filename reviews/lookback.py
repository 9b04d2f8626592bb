"""Looking back: what became of a rep's last plan, for the meeting that takes them up again. No notes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from reviews import evidence
from reviews.evidence import Evidence
from reviews.facts import facts_of
from reviews.meetings import Review
from reviews.people import Person
from reviews.plans import Plan, day_number, last_day, run_by, today_of, verdict_may_be_given
from reviews.queries.followup import last_plan
from reviews.queries.tracking import check_ins_of
from reviews.outcomes import Verdict


@dataclass(frozen=True)
class LookBack:
    """The last plan of a rep. `verdict` is the latest one, which on an extended plan is about its earlier days;
    `evidence` is what it was given on, or how things are now while the plan runs. There is neither for who held a meeting and reads
    on after it, of a plan that is not theirs to open: it has gone on since."""

    plan: Plan
    verdict: Verdict | None
    evidence: Evidence | None
    today: date

    @property
    def day(self) -> int:
        """Which day of the plan it is."""
        return day_number(self.plan, self.today)

    @property
    def ends_on(self) -> date:
        return last_day(self.plan)

    @property
    def runs(self) -> bool:
        """Whether the plan is not closed."""
        return self.plan.closed_at is None

    @property
    def verdict_can_be_given(self) -> bool:
        """Whether this look back may give the verdict (law 2)."""
        return self.runs and self.evidence is not None and verdict_may_be_given(self.plan, self.today)

    def is_given_by(self, person: Person) -> bool:
        """Whether this person gives it: who manages or facilitated the plan, which may have come from another team's meeting."""
        return person.id in run_by(self.plan, "manager", "facilitator") - {self.plan.rep_id}


def look_back(session: Session, review: Review, *, reader: Person, at: datetime) -> LookBack | None:
    """The rep's last plan before this review, or None when there was none. One statement, two while the plan runs."""
    found = session.execute(last_plan(review, reader)).unique().first()
    if found is None:
        return None
    plan, verdict, may_open, *told = found
    today = today_of(plan, at)
    if not may_open and _has_gone_on(plan, since=review.meeting.closed_at):
        return LookBack(plan, None, None, today)
    stands_on = verdict.evidence if plan.closed_at and verdict else _as_it_stands(session, plan, today, *told)
    return LookBack(plan, verdict, stands_on, today)


def _has_gone_on(plan: Plan, *, since: datetime | None) -> bool:
    """Whether a meeting is closed in which this plan was looked back on, and the plan was not closed by then."""
    return since is not None and (plan.closed_at is None or plan.closed_at > since)


def _as_it_stands(session: Session, plan: Plan, today: date, coached_from: date | None, published_as: str | None) -> Evidence:
    check_ins = session.scalars(check_ins_of([plan.id])).unique()
    return evidence.of_plan(plan, facts_of(plan, check_ins, plan.commitments).told(coached_from, published_as), today)
