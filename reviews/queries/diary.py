"""Questions about the days in a person's calendar, one for each kind of thing, however many there are."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Select, and_, func, or_, select, union_all
from sqlalchemy.orm import aliased, contains_eager, joinedload, load_only

from reviews.became import Tick
from reviews.built import built_once
from reviews.checkins import CheckIn
from reviews.commitments import Commitment
from reviews.contributors import Contributor
from reviews.meetings import Meeting, Review
from reviews.people import Person, Team
from reviews.plans import Plan
from reviews.voices import Voice


@built_once
def meetings_around(person: Person, since: datetime) -> Select:
    """Rows of (id, version, period, moments, team, minutes, runs, asked, own due, declined, own review until its
    turn, answered) of meetings since then that the person runs, is asked to or is a rep in."""
    runs = or_(Meeting.manager_id == person.id, Meeting.facilitator_id == person.id)
    minutes = select(func.sum(Review.minutes)).where(Review.meeting_id == Meeting.id).correlate(Meeting).scalar_subquery()
    own = aliased(Review)
    return (
        select(Meeting.id, Meeting.version, Meeting.period, Meeting.meets_at, Meeting.due_at, Meeting.opened_at,
               Team.name.label("team"), minutes.label("minutes"), runs.label("runs"), Contributor.id.label("asked"),
               func.coalesce(Contributor.due_at, Meeting.due_at).label("own_due"), Contributor.declined_at,
               own.id.label("own_review"), Voice.handed_in_at.label("answered_at"))
        .join(Meeting.team)
        .outerjoin(Contributor, and_(Contributor.meeting_id == Meeting.id, Contributor.person_id == person.id))
        .outerjoin(own, and_(own.meeting_id == Meeting.id, own.rep_id == person.id, own.taken_up_at.is_(None),
                             own.closed_at.is_(None)))
        .outerjoin(Voice, Voice.review_id == own.id)
        .where(Meeting.meets_at >= since, Meeting.id.in_(_theirs(person))).order_by(Meeting.meets_at, Meeting.id))


@built_once
def check_ins_since(person: Person, since: date) -> Select:
    """Rows of (id, day, due_on, closed_at, zone, whether the person is the rep, the rep's name, the coach's)."""
    rep, coach = aliased(Person), aliased(Person)
    return (
        select(CheckIn.id, CheckIn.day, CheckIn.due_on, CheckIn.closed_at, Team.time_zone, Plan.rep_id,
               rep.name.label("rep"), coach.name.label("coach"))
        .join(CheckIn.plan).join(rep, Plan.rep_id == rep.id).join(coach, Plan.coach_id == coach.id)
        .join(Review, Plan.review_id == Review.id).join(Review.meeting).join(Meeting.team)
        .where(CheckIn.due_on >= since, or_(Plan.rep_id == person.id, Plan.coach_id == person.id))
        .order_by(CheckIn.due_on, CheckIn.id))


@built_once
def promised_by(person: Person) -> Select[tuple[Commitment]]:
    """What the person has taken on, on published plans, with plan, rep, team and ticks. Read it with `.unique()`."""
    return (
        select(Commitment).join(Commitment.plan).join(Plan.rep).join(Plan.review).join(Review.meeting).join(Meeting.team)
        .where(Commitment.owner_id == person.id, Commitment.dropped_at.is_(None), Commitment.accepted_at.is_not(None),
               Plan.published_at.is_not(None))
        .options(contains_eager(Commitment.plan).options(
                     contains_eager(Plan.rep).options(load_only(Person.name)),
                     contains_eager(Plan.review).contains_eager(Review.meeting).contains_eager(Meeting.team)),
                 joinedload(Commitment.ticks).load_only(Tick.due_on))
        .order_by(Commitment.id))


@built_once
def verdicts_of(person: Person) -> Select:
    """Rows of (plan's id, first day, length, rep): the plans under way on which the person gives the verdict."""
    return (select(Plan.id, Plan.starts_on, Plan.length, Person.name.label("rep")).join(Plan.rep)
            .where(Plan.manager_id == person.id, Plan.rep_id != person.id, Plan.starts_on.is_not(None),
                   Plan.closed_at.is_(None))
            .order_by(Plan.id))


def _theirs(person: Person):
    """The ids of meetings around them, each found by an index."""
    run, lead = aliased(Meeting), aliased(Meeting)
    return union_all(
        select(run.id).where(run.manager_id == person.id), select(lead.id).where(lead.facilitator_id == person.id),
        select(Contributor.meeting_id).where(Contributor.person_id == person.id),
        select(Review.meeting_id).where(Review.rep_id == person.id))
