"""What happened to a commitment, in order. Pure: a commitment in, steps in words out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from operator import attrgetter

from reviews.became import CommitmentMove, Tick
from reviews.commitments import Commitment
from reviews.days import in_words
from reviews.people import Person
from reviews.plans import today_of


@dataclass(frozen=True)
class Step:
    """One thing that happened: when, and on which day where the team is; what, who did it, and why where that is asked; and the
    words that held until then, where it was worded anew."""

    at: datetime
    on: date
    what: str
    by: str
    why: str = ""
    until_then: str = ""


def trail(commitment: Commitment) -> list[Step]:
    """All that happened to it, the first thing first."""
    return sorted(_steps(commitment), key=attrgetter("at"))


def moved(step: CommitmentMove) -> str:
    """A move in words."""
    return f"moved from {in_words(step.from_on)} to {in_words(step.to_on)}"


def _steps(commitment: Commitment) -> Iterator[Step]:
    """Kind by kind: of two at one moment, such as accepted and done, the one that has to come first does."""
    yield _step(commitment, commitment.noted_at, "noted", commitment.noted_by)
    for one in commitment.rewordings:
        yield _step(commitment, one.at, "reworded", one.by, one.why, one.was)
    for at in _accepted(commitment):
        yield _step(commitment, at, "accepted", commitment.owner)
    for one in commitment.moves:
        yield _step(commitment, one.at, moved(one), one.by, one.why)
    for tick in commitment.ticks:
        yield _step(commitment, tick.ticked_at, _done(commitment, tick), tick.ticked_by)
    if commitment.dropped_at:
        yield _step(commitment, commitment.dropped_at, "dropped", commitment.owner, commitment.dropped_why)
    if one := commitment.handed_on:
        yield _step(commitment, one.at, f"given to {one.to.name}" if one.to else "not needed any more, said", one.by)


def _accepted(commitment: Commitment) -> Iterator[datetime]:
    """When its owner took on what somebody else had worded, each time."""
    worded_by = [commitment.noted_by_id, *(one.by_id for one in commitment.rewordings)]
    accepted_at = [*(one.was_accepted_at for one in commitment.rewordings), commitment.accepted_at]
    for by_id, at in zip(worded_by, accepted_at, strict=True):
        if at and by_id != commitment.owner_id:
            yield at


def _step(commitment: Commitment, at: datetime, what: str, by: Person, why: str = "", until_then: str = "") -> Step:
    return Step(at, today_of(commitment.plan, at), what, by.name, why, until_then)


def _done(commitment: Commitment, tick: Tick) -> str:
    return f"done for the week to {in_words(tick.due_on)}" if commitment.weekly else "done"
