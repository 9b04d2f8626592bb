"""What a coach who left has left open goes to somebody else, or is not needed any more: its manager says which, once."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import object_session

from reviews import amending, departures
from reviews.became import HandingOn
from reviews.commitments import Commitment, dues_of
from reviews.departures import left_behind, who_checked_in
from reviews.errors import Refused
from reviews.holding import hold
from reviews.people import Person
from reviews.plans import Plan, PlanVersion, today_of


def hand_on(left: Commitment, *, owner_id: int = 0, text: str = "", due_on: date | None = None, by: Person, at: datetime) -> HandingOn:
    """Somebody else has it from now on, in a new version of the plan that says why; or nobody, as it is not needed any more."""
    plan, session = left.plan, object_session(left)
    hold(plan)
    amending.check_under_way(plan, at)
    hold(left)
    session.refresh(left, ["handed_on"])
    check_left_behind(left)
    if left.handed_on:
        raise Refused(f"“{left.text}” was seen to already. The plan’s page says what became of it.")
    left.handed_on = HandingOn(by=by, to_id=owner_id or None, at=at)
    if owner_id:
        weekly = goes_on_weekly(left, today_of(plan, at))
        more = {"owner_id": owner_id, "text": text or left.text, "due_on": None if weekly else due_on, "weekly": weekly}
        amending.amend(plan, reason=left.dropped_why, more=[more], by=by, at=at)
    return left.handed_on


def goes_on_weekly(left: Commitment, today: date) -> bool:
    """Whether it is for every week, and a week that is left of the plan has its end still to come. Otherwise it needs a day."""
    return left.weekly and bool(dues_of(left.plan, None, begins_on=today))


def waits(left: Commitment) -> bool:
    """Whether it is still to be seen to: its owner has left, and nobody has said what becomes of it."""
    return left_behind(left) and left.handed_on is None


def check_left_behind(commitment: Commitment) -> None:
    """Refuse what nobody who left has left open."""
    if not left_behind(commitment):
        what = "has dropped it, and had not left" if commitment.dropped_at else "is here, and can tick it, move it or drop it"
        raise Refused(f"{commitment.owner.name} {what}. What is to be done instead can be added by amending the plan.")


def name_coach(plan: Plan, *, coach_id: int, by: Person, at: datetime) -> PlanVersion:
    """Say who checks in with the rep from now on, instead of the coach who has left: in a new version of the plan, also where that is
    the manager, since the one that people were given names the coach. What was handed in stays under the name of who wrote it."""
    hold(plan)
    amending.check_under_way(plan, at)
    object_session(plan).refresh(plan, ["departures"])
    left = who_checked_in(plan)
    check_named_by_nobody(plan)
    departures.name_coach(plan, coach_id, by=by, at=at)
    return amending.next_version(plan, f"{left.person.name} has left.", by, at)


def check_named_by_nobody(plan: Plan) -> None:
    """Refuse where no coach has left, and where it was said already who checks in instead."""
    if who_checked_in(plan) is None:
        raise Refused(f"{plan.coach.name} checks in with {plan.rep.first}. Amend the plan to name somebody else.")
