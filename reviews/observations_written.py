"""What a file of observations brings, written down in one go, as the facilitator would note each by hand.

The first of each author about each rep goes the way of every note, which knows the laws; the others are written like it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from reviews import meetings, observations
from reviews.errors import Refused
from reviews.imports import Import, ObservationsImport
from reviews.in_one_go import add_all
from reviews.meetings import Meeting, Review
from reviews.observations import HEARD, Observation
from reviews.observations_import import Plan, Saw
from reviews.people import Person
from reviews.sight import checked


def lock(session: Session, import_: ObservationsImport) -> None:
    """Until the transaction ends nobody else writes in this meeting, or closes it."""
    session.refresh(import_, with_for_update={"of": Import})
    session.refresh(import_.meeting, with_for_update={"of": Meeting})


def still_may(import_: ObservationsImport, by: Person) -> None:
    """Refuse when the meeting was closed since, or has another facilitator."""
    meetings.not_closed(import_.meeting)
    if import_.meeting.facilitator_id != by.id:
        raise Refused(f"{by.name} has confirmed this and does not run the meeting any more, so nothing was taken in. "
                      f"{import_.meeting.facilitator.name} does now, and can look, and confirm it.")


def write(session: Session, import_: ObservationsImport, plan: Plan, *, by: Person, at: datetime) -> None:
    """Ask whoever has to be asked, then note what is new."""
    for person, function in plan.to_ask.items():
        meetings.ask(import_.meeting, session.get(Person, person.id), function, by=by, at=at)
    session.flush()
    of_each: dict[tuple[int, int], list[dict]] = {}
    for saw in _not_there(session, import_.meeting, plan.new):
        of_each.setdefault((saw.review_id, saw.author.id), []).append({"kind": saw.kind, "text": saw.text,
                                                                       "occasion": saw.occasion})
    like_the_first = [
        row for (review_id, author_id), said in of_each.items()
        for row in _note(session, session.get(Review, review_id), session.get(Person, author_id), said, by=by, at=at)]
    add_all(session, Observation, like_the_first)


def _note(session: Session, review: Review, author: Person, said: list[dict], *, by: Person, at: datetime) -> list[dict]:
    """Note the first, and give the others as rows. A file does not say who saw it themselves; the author can, on confirming."""
    first, *others = said
    noted = observations.note(review, author, **first, basis=HEARD, by=by, at=at)
    session.flush()
    like_it = {column.key: getattr(noted, column.key) for column in inspect(Observation).column_attrs if column.key != "id"}
    return [like_it | checked(review, **facts, basis=HEARD) for facts in others]


def _not_there(session: Session, meeting: Meeting, new: Iterable[Saw]) -> list[Saw]:
    """Those that their author has not written in just these words, maybe as a draft of which nobody else knows."""
    rows = select(Observation.review_id, Observation.author_id, Observation.kind, Observation.text).join(
        Observation.review).where(Review.meeting_id == meeting.id)
    there = set(map(tuple, session.execute(rows)))
    return [saw for saw in new if (saw.review_id, saw.author.id, saw.kind, saw.text) not in there]
