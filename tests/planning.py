"""The room at Ana's diagnosis and plan: what was decided for her is to become a draft."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from reviews import drafting, leading
from reviews.leading import Place
from reviews.meetings import Meeting
from reviews.plans import Plan
from reviews.rooms import DIAGNOSE, PLAN
from tests.a_plan import decided
from tests.cast import Cast
from tests.told_once import told_once


@told_once
def planning(session: Session, cast: Cast, *, at: datetime, phase: str = PLAN) -> Plan:
    """Marc has brought the room to the diagnosis, and on; the draft is begun and nothing is written in it."""
    review = decided(session, cast, at=at).review
    for to in (DIAGNOSE, phase):
        leading.go(review.meeting, Place(review.id, to), early=True, by=cast.marc, at=at)
    session.commit()
    return drafting.plan_of(session, review)


def room(meeting: Meeting, what: str = "") -> str:
    """The address of the room."""
    return f"/meetings/{meeting.id}/room{what}"


def here(plan: Plan, phase: str = PLAN) -> str:
    """As an address that is used in the room says where that was."""
    return f"?room={Place(plan.review_id, phase)}"
