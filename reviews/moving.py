"""A commitment gets another day. Its owner says which and why; the days it had before stay on the record."""

from __future__ import annotations

from datetime import date, datetime

from reviews.became import CommitmentMove
from reviews.commitments import Commitment, hold_under_way
from reviews.days import in_words
from reviews.errors import Refused
from reviews.holding import fingerprint, unchanged
from reviews.people import Person
from reviews.plans import last_day, today_of

SAY_WHY = "Say why it moves. It stands beside the commitment from now on."


def move(commitment: Commitment, *, due_on: date, why: str, seen: str | None = None, by: Person, at: datetime) -> CommitmentMove:
    """It will be done on another day of the plan, from today on. To move what somebody else noted is to accept it.

    `seen` is its `day_seen` as the person saw it. What people were given, versions and their PDFs, stays as it is.
    """
    hold_under_way(commitment)
    today = today_of(commitment.plan, at)
    if sentence := why_not(commitment, today):
        raise Refused(sentence)
    unchanged(commitment, seen, due_on=due_on)
    _check_day(commitment, due_on, today)
    if not why:
        raise Refused(SAY_WHY, "why")
    step = CommitmentMove(from_on=commitment.due_on, to_on=due_on, why=why, by=by, at=at)
    commitment.moves.append(step)
    commitment.due_on, commitment.accepted_at = due_on, commitment.accepted_at or at
    return step


def why_not(commitment: Commitment, today: date) -> str | None:
    """Why it cannot be moved, in a sentence; None when it can."""
    if commitment.weekly:
        return "This is due every week, so there is no one day to move. Tick each week, or drop it with a reason."
    if commitment.ticks:
        return "This was kept; there is nothing left to move."
    last = last_day(commitment.plan)
    if today > last:
        return (f"The last day of this plan was {in_words(last)}, so there is no day left to move it to. "
                "Tick it when it is done, or drop it with a reason.")
    return None


def day_seen(commitment: Commitment) -> str:
    """A fingerprint of the day it is due on."""
    return fingerprint({"due_on": commitment.due_on})


def _check_day(commitment: Commitment, due_on: date, today: date) -> None:
    last = last_day(commitment.plan)
    if not today <= due_on <= last:
        raise Refused(f"Choose a day of the plan that is still to come: from {in_words(today)} to {in_words(last)}.", "due_on")
    if due_on == commitment.due_on:
        raise Refused(f"It is due on {in_words(due_on)} already. Choose another day, or leave it as it is.", "due_on")
