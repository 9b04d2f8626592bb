"""The one page that somebody who came in by a link has: what they are asked in one meeting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask import g, url_for
from sqlalchemy import Row, select

from app.db import db
from app.forms.page_links import CannotForm
from reviews.contributors import Contributor
from reviews.meetings import Meeting, Review
from reviews.page_links import asked_of
from reviews.people import Person


def address_of(person: Person, meeting: Meeting) -> str:
    """Where the person does what they are asked in this meeting; Today, where they are asked nothing any more."""
    asked = asked_of(db.session, person, meeting)
    if asked.contributor:
        return url_for("observations.index", id=meeting.id)
    return url_for("voices.show", id=asked.own.id) if asked.own else url_for("today.show")


def only_meeting() -> Meeting | None:
    """The meeting to whose page this session was let in, None when it is let in everywhere."""
    return db.session.get(Meeting, g.only_meeting_id) if g.get("only_meeting_id") else None


def own_review() -> int | None:
    """The review in which whoever came in by a link is the rep: its two questions are asked of them, too."""
    return db.session.scalar(select(Review.id).where(Review.meeting_id == g.only_meeting_id, Review.rep_id == g.person.id))


@dataclass(frozen=True)
class Beside:
    """What stands on a contributor's page of a meeting besides their words: whether they have said that they cannot this
    time, and by whom and when a link was taken to be handed to them."""

    contributor: Contributor
    handed_by: str | None
    handed_at: datetime | None
    form: CannotForm


def beside(reps: list[Row]) -> Beside | None:
    """By how far they are with the reps (`progress`); None where there is no rep but themselves, or they were taken off the
    list meanwhile."""
    asked = reps[0].Contributor if reps else None
    return Beside(asked, reps[0].handed_by, reps[0].handed_at, CannotForm(formdata=None)) if asked else None
