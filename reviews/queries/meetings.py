"""Questions about meetings: whose they are, and who has written about whom."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import CompoundSelect, Select, and_, case, exists, func, or_, select, true, union_all
from sqlalchemy.orm import aliased, joinedload

from reviews.built import built_once
from reviews.contributors import Contributor
from reviews.meetings import Meeting, Review
from reviews.nothing_to_add import NothingToAdd
from reviews.observations import Observation
from reviews.people import Membership, Person, Team
from reviews.plans import Plan
from reviews.queries.observations import answered_by, confirmed, counted_for, own_time
from reviews.voices import Voice


def meetings_of(person: Person) -> Select[tuple[int]]:
    """The ids of the meetings that a person facilitates, manages or is asked to; a leader's are all.

    First what comes next, then what was, the latest first.
    """
    order = (Meeting.closed_at.is_not(None), case((Meeting.closed_at.is_(None), Meeting.meets_at)),
             Meeting.meets_at.desc(), Meeting.id)
    return select(Meeting.id).where(true() if person.is_leader else Meeting.id.in_(_own_meetings(person))).order_by(*order)


@built_once
def meetings_listed(person: Person, ids: Collection[int]) -> Select:
    """Rows of (meeting, team name, runs it, is asked, until when, how many are asked, have written, own reps, own done) of these."""
    runs = or_(Meeting.manager_id == person.id, Meeting.facilitator_id == person.id)
    asked = exists().where(Contributor.meeting_id == Meeting.id, Contributor.person_id == person.id)
    return (
        select(Meeting, Team.name.label("team"), Team.time_zone, runs.label("runs"), asked.label("asked"),
               func.coalesce(own_time(person, Meeting.id), Meeting.due_at).label("due_at"),
               _asked_count().label("contributors"), _written_count(person).label("written"),
               _own_reps(person).label("reps"), _own_reps(person, done=True).label("done"))
        .join(Meeting.team).where(Meeting.id.in_(ids)))


@built_once
def agenda_of(meeting: Meeting, viewer: Person) -> Select:
    """Rows of (review, rep's name, when they left, active plan's id, first day, length), without the viewer's own. Of the rep's
    two answers nothing is read but when they were handed in."""
    return (
        select(Review, Person.name, Person.left_at, Plan.id.label("plan_id"), Plan.starts_on, Plan.length)
        .join(Review.rep)
        .outerjoin(Plan, and_(Plan.rep_id == Person.id, Plan.published_at.is_not(None), Plan.closed_at.is_(None)))
        .options(joinedload(Review.voice).load_only(Voice.handed_in_at))
        .where(Review.meeting_id == meeting.id, Review.rep_id != viewer.id)
        .order_by(Review.position, Review.id))


@built_once
def reviews_of(meeting: Meeting) -> Select[tuple[Review]]:
    """The reviews of a meeting with their reps, in order."""
    return (select(Review).options(joinedload(Review.rep)).where(Review.meeting_id == meeting.id)
            .order_by(Review.position, Review.id))


@built_once
def contributors_of(meeting: Meeting) -> Select:
    """Rows of (contributor's id, person id, name, function, own time, when and why they cannot, whether mail reaches them), in
    the order in which they were asked."""
    return (select(Contributor.id, Contributor.person_id, Person.name, Contributor.function, Contributor.due_at,
                   Contributor.declined_at, Contributor.declined_why, Person.email.is_not(None).label("has_address"))
            .join(Contributor.person).where(Contributor.meeting_id == meeting.id).order_by(Contributor.id))


@built_once
def cells_of(meeting: Meeting, viewer: Person) -> Select:
    """Rows of (review id, person id, written, to confirm, nothing to add): counts only, and no draft.

    What a contributor kept from the viewer leaves no trace, and the viewer's own review is not among them.
    """
    seen = and_(Observation.review_id == Review.id, Observation.author_id == Contributor.person_id, counted_for(viewer))
    said = exists().where(NothingToAdd.review_id == Review.id, NothingToAdd.person_id == Contributor.person_id)
    return (
        select(Review.id, Contributor.person_id, func.count(Observation.id).filter(confirmed()).label("written"),
               func.count(Observation.id).filter(~confirmed()).label("unconfirmed"), said.label("no_more"))
        .join(Contributor, Contributor.meeting_id == Review.meeting_id).outerjoin(Observation, seen)
        .where(Review.meeting_id == meeting.id, Review.rep_id != viewer.id)
        .group_by(Review.id, Contributor.id))


def around(team: Team) -> CompoundSelect:
    """The ids of a team's manager, its facilitator and its reps, and of those who were asked to its last twelve meetings."""
    last = select(Meeting.id).where(Meeting.team_id == team.id).order_by(Meeting.meets_at.desc()).limit(12).subquery()
    return union_all(
        *(select(column).where(Team.id == team.id) for column in (Team.manager_id, Team.facilitator_id)),
        select(Membership.person_id).where(Membership.team_id == team.id, Membership.ended_at.is_(None)),
        select(Contributor.person_id).where(Contributor.meeting_id.in_(select(last.c.id))))


def meeting_for(team: Team, period: str) -> Select[tuple[Meeting]]:
    """The meeting of the team for this period."""
    return select(Meeting).where(Meeting.team_id == team.id, Meeting.period == period.strip().upper())


@built_once
def turns_of(meeting: Meeting) -> Select[tuple[Review]]:
    """The reviews of a meeting with their reps and how far each turn in the room is, in order."""
    return (select(Review).options(joinedload(Review.rep), joinedload(Review.turn)).where(Review.meeting_id == meeting.id)
            .order_by(Review.position, Review.id))


def people_in(meeting: Meeting) -> Select[tuple[Person]]:
    """Those of a meeting: asked, its manager and its facilitator, by name."""
    asked = select(Contributor.person_id).where(Contributor.meeting_id == meeting.id)
    there = Person.id.in_(asked) | Person.id.in_((meeting.manager_id, meeting.facilitator_id))
    return select(Person).where(there).order_by(Person.name, Person.id)


def _own_meetings(person: Person) -> CompoundSelect:
    """The ids of those that they run or, once it is open, are asked to: each found by its own index, however many
    meetings there are of others."""
    run, open_ = aliased(Meeting), aliased(Meeting)
    return union_all(
        select(run.id).where(run.manager_id == person.id), select(run.id).where(run.facilitator_id == person.id),
        select(open_.id).join(Contributor, Contributor.meeting_id == open_.id)
        .where(Contributor.person_id == person.id, open_.opened_at.is_not(None)))


def _asked_count():
    return select(func.count()).where(Contributor.meeting_id == Meeting.id).correlate(Meeting).scalar_subquery()


def _written_count(viewer: Person):
    """How many of those asked have handed in or answered anything."""
    about = aliased(Review)
    wrote = exists().where(Observation.review_id == about.id, Observation.author_id == Contributor.person_id,
                           counted_for(viewer), confirmed()).correlate(about, Contributor)
    said = (exists().where(NothingToAdd.review_id == about.id, NothingToAdd.person_id == Contributor.person_id)
            .correlate(about, Contributor))
    there = (exists().where(about.meeting_id == Meeting.id, about.rep_id != viewer.id, or_(wrote, said))
             .correlate(Meeting, Contributor))
    return select(func.count()).where(Contributor.meeting_id == Meeting.id, there).correlate(Meeting).scalar_subquery()


def _own_reps(person: Person, *, done: bool = False):
    """How many reps the person is asked about, or has handed something in for or answered."""
    count = select(func.count()).select_from(Review).where(Review.meeting_id == Meeting.id, Review.rep_id != person.id)
    return count.where(answered_by(person.id) if done else true()).correlate(Meeting).scalar_subquery()
