"""Seeing it differently: what somebody of the meeting says against a decision, in their own words, until the meeting closes."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from reviews.board import hold
from reviews.choosing import decision_of, withdrawn_before
from reviews.decisions import Decision, Dissent
from reviews.errors import Refused
from reviews.holding import agree, fingerprint
from reviews.meetings import Review, not_closed
from reviews.people import Person


def own(decision: Decision, person: Person) -> str:
    """What the person has against it, "" for nothing: their own words, or what was noted of them."""
    return next((one.text for one in decision.dissents if one.person_id == person.id), "")


def say(review: Review, text: str, *, seen: str | None = None, decision_id: int | None = None, by: Person, at: datetime) -> None:
    """Say, or change, what one sees differently; no words take it back. `decision_id` and `seen` are the decision and the
    fingerprint of the words that the person had before them."""
    session = hold(review)
    not_closed(review.meeting)
    decision = decision_of(session, review)
    if decision is None or decision_id not in (None, decision.id):
        raise Refused(f"This is not what was decided any more. {withdrawn_before(session, review)}")
    said = session.scalar(select(Dissent).where(Dissent.decision_id == decision.id, Dissent.person_id == by.id)
                          .execution_options(populate_existing=True))
    before, text = said.text if said else "", text.strip()
    agree({"text": before}, {"text": text}, seen, fingerprint(before))
    if not text and not said:
        raise Refused("Write what you see differently.", "text")
    if text:
        said = said or Dissent(decision_id=decision.id, person_id=by.id)
        said.text = text
        session.add(said)
    else:
        session.delete(said)
    session.flush()
    session.expire(decision, ["dissents"])
