"""Closing a review without an item, with why: what was written is parked and comes back. And closing the meeting."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, object_session

from reviews import meetings, parking, plans
from reviews.board import hold
from reviews.days import in_words
from reviews.decisions import Decision
from reviews.errors import Refused
from reviews.meetings import LEFT, NOBODY_WROTE, PLAN_RUNS_ON, WITHOUT_AN_ITEM, Meeting, Review, under_way
from reviews.observations import Observation
from reviews.people import Membership, Person
from reviews.plans import Plan


def close_meeting(meeting: Meeting, *, by: Person, at: datetime) -> None:
    """End the meeting. A decision for which nobody has begun the plan yet gets its draft, so that its manager is asked for the talk,
    and so that it passes on to whoever manages the team next."""
    meetings.close(meeting, by=by, at=at)
    begun = select(Plan.decision_id)
    without = (select(Decision).join(Decision.review).where(
        Review.meeting_id == meeting.id, Decision.withdrawn_at.is_(None), Decision.id.not_in(begun)).order_by(Decision.id))
    for decision in object_session(meeting).scalars(without).all():
        plans.draft(decision, by=by, at=at)


def close_without_item(review: Review, *, why: str, note: str = "", by: Person, at: datetime) -> None:
    """End a review for which no item is chosen now. Its reason has to be true."""
    hold(review)
    under_way(review.meeting)
    if review.closed_at and (review.closed_why, review.closed_note) == (why, note.strip()):
        return
    _check_state(review)
    _check_why(object_session(review), review, why, at)
    review.closed_at, review.closed_by_id, review.closed_why, review.closed_note = at, by.id, why, note.strip()
    parking.park_rest(review, but=None, at=at)


def plan_that_runs_on(session: Session, review: Review, at: datetime) -> Plan | None:
    """The plan because of which no new item is chosen: active, and not yet in its last ten days (law 2)."""
    plan = plans.active_plan(session, review.rep_id)
    return None if plan is None or plans.verdict_may_be_given(plan, plans.today_of(plan, at)) else plan


def _check_state(review: Review) -> None:
    if review.closed_at:
        who = object_session(review).get(Person, review.closed_by_id).name
        raise Refused(f"The review of {review.rep.name} is closed already: {review.closed_why}, said {who}.")
    if review.decided_at:
        raise Refused(f"{review.rep.name} has an item already. Withdraw the decision first if it is wrong.")


def _check_why(session: Session, review: Review, why: str, at: datetime) -> None:
    if why not in WITHOUT_AN_ITEM:
        raise Refused("Say why it ends without an item.", "why")
    if why == LEFT and not has_left(session, review):
        raise Refused(f"{review.rep.name} is still a rep of this team. An admin can note who has left.", "why")
    if why == PLAN_RUNS_ON and plans.active_plan(session, review.rep_id) is None:
        raise Refused(f"{review.rep.name} is on no plan now. Choose another reason.", "why")
    if why == NOBODY_WROTE and (count := _handed_in(session, review)):
        were = "observations were" if count > 1 else "observation was"
        raise Refused(f"{count} {were} handed in. Choose another reason.", "why")
    running = plan_that_runs_on(session, review, at)
    if running and why not in (PLAN_RUNS_ON, LEFT):
        until = in_words(plans.last_day(running))
        raise Refused(f"{review.rep.name} is on a plan until {until}, so the reason is that it runs on.", "why")


def has_left(session: Session, review: Review) -> bool:
    """Whether the rep is no rep of the meeting's team any more."""
    member = select(Membership.id).where(Membership.person_id == review.rep_id, Membership.ended_at.is_(None),
                                         Membership.team_id == review.meeting.team_id)
    return session.scalar(member) is None


def _handed_in(session: Session, review: Review) -> int:
    """How many observations the meeting can know of; a personal one is not among them."""
    return session.scalar(select(func.count()).where(
        Observation.review_id == review.id, Observation.handed_in_at.is_not(None), Observation.personal.is_(False)))
