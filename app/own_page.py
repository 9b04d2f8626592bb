"""The one page that somebody who came in by a link has: what they are asked in one meeting, or one check-in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask import g, url_for
from sqlalchemy import Row, select

from app.db import db
from app.forms.page_links import CannotForm
from reviews.checkins import CheckIn
from reviews.contributors import Contributor
from reviews.meetings import Meeting, Review
from reviews.page_links import asked_of
from reviews.people import Person


def address_of(person: Person, about: Meeting | CheckIn) -> str:
    """Where the person does what they are asked in this meeting or at this check-in; Today, where they are asked nothing any
    more."""
    asked = asked_of(db.session, person, about)
    if asked.contributor:
        return url_for("observations.index", id=about.id)
    if asked.side:
        return url_for("checkins.show", id=about.id)
    return url_for("voices.show", id=asked.own.id) if asked.own else url_for("today.show")


def let_into() -> Meeting | CheckIn | None:
    """The meeting or check-in to whose page this session was let in, None when it is let in everywhere."""
    one_page = g.get("one_page")
    if one_page is None:
        return None
    return db.session.get(*((Meeting, one_page.meeting_id) if one_page.meeting_id else (CheckIn, one_page.check_in_id)))


def own_review() -> int | None:
    """The review in which whoever came in by a link to a meeting is the rep: its two questions are asked of them, too."""
    return db.session.scalar(select(Review.id).where(Review.meeting_id == g.one_page.meeting_id, Review.rep_id == g.person.id))


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
