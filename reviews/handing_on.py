"""What a coach who left still owed goes to somebody else, or is not needed any more: its manager says which, once."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import object_session

from reviews import amending
from reviews.became import HandingOn
from reviews.commitments import Commitment
from reviews.errors import Refused
from reviews.holding import hold
from reviews.people import Person


def hand_on(left: Commitment, *, owner_id: int = 0, text: str = "", due_on: date | None = None, by: Person, at: datetime) -> HandingOn:
    """Somebody else has it from now on, in a new version of the plan that says why; or nobody, as it is not needed any more."""
    plan, session = left.plan, object_session(left)
    hold(plan)
    amending.check_under_way(plan, at)
    hold(left)
    session.refresh(left, ["handed_on"])
    if not waits(left):
        raise Refused(f"“{left.text}” was seen to already. The plan’s page says what became of it.")
    left.handed_on = HandingOn(by=by, to_id=owner_id or None, at=at)
    if owner_id:
        more = {"owner_id": owner_id, "text": text or left.text, "due_on": None if left.weekly else due_on, "weekly": left.weekly}
        amending.amend(plan, reason=left.dropped_why, more=[more], by=by, at=at)
    return left.handed_on


def waits(left: Commitment) -> bool:
    """Whether it is still to be seen to: its owner has left, and nobody has said what becomes of it."""
    return left.dropped_at is not None and left.owner.left_at == left.dropped_at and left.handed_on is None
