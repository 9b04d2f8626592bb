"""Questions about notes of any day: whom somebody may note what they saw of, what they have noted, where it belongs."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import aliased, joinedload

from reviews.built import built_once
from reviews.contributors import Contributor
from reviews.meetings import Meeting, Review
from reviews.noted import Note
from reviews.people import Membership, Person, Team

LAST_MEETINGS = 12


@built_once
def reps_seen_by(person: Person) -> Select:
    """Rows of (id, name, team, time zone): the reps of now, the person aside, of the teams that they contribute to. Those are
    the teams whose manager or facilitator they are, and those that asked them to one of their last twelve meetings."""
    return (
        select(Person.id, Person.name, Team.name.label("team"), Team.time_zone)
        .join(Membership, Membership.person_id == Person.id).join(Membership.team)
        .where(Membership.ended_at.is_(None), Person.left_at.is_(None), Person.id != person.id, _contributes(person))
        .order_by(func.lower(Team.name), func.lower(Person.name), Person.id))


@built_once
def notes_of(person: Person) -> Select[tuple[Note]]:
    """What the person has noted and what waits for a meeting, by rep, the newest first."""
    return (select(Note).join(Note.rep).where(Note.author_id == person.id).options(joinedload(Note.rep))
            .order_by(func.lower(Person.name), Person.id, Note.seen_on.desc(), Note.id.desc()))


def places_for(person: Person, rep_id: int) -> Select[tuple[Contributor]]:
    """Where the person is asked to write about the rep, in meetings that are not closed."""
    about = select(Review.meeting_id).where(Review.rep_id == rep_id)
    return (select(Contributor).join(Contributor.meeting).options(joinedload(Contributor.meeting))
            .where(Contributor.person_id == person.id, Meeting.closed_at.is_(None), Meeting.id.in_(about))
            .order_by(Meeting.meets_at, Meeting.id))


def _contributes(person: Person) -> ColumnElement[bool]:
    later, asked = aliased(Meeting), Contributor.person_id == person.id
    since = select(func.count()).where(later.team_id == Meeting.team_id, later.meets_at > Meeting.meets_at).correlate(Meeting)
    teams = select(Meeting.team_id).join(Meeting.contributors).where(asked, since.scalar_subquery() < LAST_MEETINGS)
    return or_(Team.manager_id == person.id, Team.facilitator_id == person.id, Team.id.in_(teams))
