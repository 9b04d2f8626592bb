"""Questions about boards: the cards and where they stand, what comes back from earlier reviews, what was decided."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Select, and_, exists, func, select
from sqlalchemy.orm import aliased, joinedload, selectinload

from reviews.board import Comeback, ParkedTheme, Placement, Theme
from reviews.built import built_once
from reviews.decisions import Decision, Dissent, Presence
from reviews.meetings import Meeting, Review
from reviews.observations import Observation
from reviews.people import Person
from reviews.plans import Plan
from reviews.queries.followup import seen_by
from reviews.queries.observations import for_the_whole_room, readable
from reviews.seen_too import SeenToo

COME_BACK_FOR = timedelta(days=366)


@built_once
def cards_of(review: Review, person: Person) -> Select:
    """The cards of a board with what the person may read of them."""
    return _cards(review, readable(person, review))


@built_once
def cards_on_wall(review: Review, person: Person) -> Select:
    """The same with what everybody who may come into the room may read of them."""
    return _cards(review, readable(person, review).where(for_the_whole_room()))


def _cards(review: Review, read: Select) -> Select:
    """A row for each card of the board, in the order they were written: its words and facts, whether the person may
    read it, and the theme it stands in. One that is not confirmed stands there only for those who may `read` it."""
    author, placer, maker, parked_in = aliased(Person), aliased(Person), aliased(Person), aliased(Review)
    may_read = Observation.id.in_(read.with_only_columns(Observation.id).order_by(None))
    stands_in = and_(Theme.id == Placement.theme_id, Theme.kind == Observation.kind, Theme.dropped_at.is_(None))
    too = select(func.count()).where(SeenToo.observation_id == Observation.id).correlate(Observation).scalar_subquery()
    unconfirmed = and_(Observation.noted_by_id.is_not(None), Observation.confirmed_at.is_(None))
    return (
        select(Observation.id, Observation.kind, Observation.text, Observation.effect, Observation.occasion,
               Observation.basis, Observation.function, Observation.author_id, author.name.label("author"),
               Observation.said_at.is_not(None).label("said"), too.label("too"),
               unconfirmed.label("unconfirmed"), may_read.label("may_read"),
               Placement.observation_id.is_not(None).label("placed"),
               Placement.theme_id.label("placed_in"), Placement.aside, placer.name.label("placed_by"),
               Theme.id.label("theme_id"), Theme.title, Theme.version, maker.name.label("made_by"),
               Meeting.period.label("back_from"))
        .join(author, Observation.author_id == author.id)
        .outerjoin(Placement, Placement.observation_id == Observation.id)
        .outerjoin(placer, Placement.placed_by_id == placer.id)
        .outerjoin(Theme, stands_in)
        .outerjoin(maker, Theme.made_by_id == maker.id)
        .outerjoin(Comeback, Comeback.theme_id == Theme.id)
        .outerjoin(ParkedTheme, ParkedTheme.id == Comeback.parked_theme_id)
        .outerjoin(parked_in, parked_in.id == ParkedTheme.review_id)
        .outerjoin(Meeting, Meeting.id == parked_in.meeting_id)
        .where(Observation.review_id == review.id, Observation.handed_in_at.is_not(None),
               Observation.personal.is_(False), unconfirmed.is_(False) | may_read)
        .order_by(Observation.id))


def parked_before(review: Review) -> Select:
    """Rows of (id, title, functions, count, parked_at, period, the theme it is back as in this review) of what was
    parked in the rep's reviews of the last year and has not come back since, the latest first."""
    return _parked_before(review, review.meeting, review.meeting.meets_at - COME_BACK_FOR)


@built_once
def _parked_before(review: Review, meeting: Meeting, since: datetime) -> Select:
    here, elsewhere, parked_in = aliased(Theme), aliased(Theme), aliased(Review)
    back_elsewhere = exists().where(
        Comeback.parked_theme_id == ParkedTheme.id, elsewhere.id == Comeback.theme_id, elsewhere.dropped_at.is_(None),
        elsewhere.review_id != review.id)
    back_here = (
        select(here.title).join(Comeback, Comeback.theme_id == here.id)
        .where(Comeback.parked_theme_id == ParkedTheme.id, here.dropped_at.is_(None), here.review_id == review.id)
        .limit(1).scalar_subquery())
    return (
        select(ParkedTheme.id, ParkedTheme.title, ParkedTheme.functions, ParkedTheme.count, ParkedTheme.parked_at,
               Meeting.period, back_here.label("back_as"))
        .join(parked_in, parked_in.id == ParkedTheme.review_id).join(Meeting, Meeting.id == parked_in.meeting_id)
        .where(parked_in.rep_id == review.rep_id, ParkedTheme.unparked_at.is_(None), ~back_elsewhere,
               Meeting.meets_at < meeting.meets_at, Meeting.meets_at > since)
        .order_by(Meeting.meets_at.desc(), ParkedTheme.id))


@built_once
def parked_in(review: Review) -> Select:
    """Rows of (title, functions, count) of what this review parked."""
    return (select(ParkedTheme.title, ParkedTheme.functions, ParkedTheme.count)
            .where(ParkedTheme.review_id == review.id, ParkedTheme.unparked_at.is_(None)).order_by(ParkedTheme.id))


@built_once
def decisions_of(review: Review, reader: Person) -> Select:
    """Rows of (decision, id of its plan, when that was published, whether it is this reader's to open), who was there and dissents,
    the latest first."""
    return (
        select(Decision, Plan.id.label("plan_id"), Plan.published_at, seen_by(reader).label("may_open"))
        .join(Decision.review).join(Review.meeting).outerjoin(Plan, Plan.decision_id == Decision.id)
        .where(Decision.review_id == review.id)
        .options(joinedload(Decision.theme), joinedload(Decision.decided_by), joinedload(Decision.withdrawn_by),
                 selectinload(Decision.present).joinedload(Presence.person),
                 selectinload(Decision.dissents).joinedload(Dissent.person))
        .order_by(Decision.id.desc()))


@built_once
def withdrawn_of(review: Review) -> Select[tuple[Decision]]:
    """The decisions that were taken back, with by whom they were made and withdrawn, the latest first."""
    return (select(Decision).where(Decision.review_id == review.id, Decision.withdrawn_at.is_not(None))
            .options(joinedload(Decision.decided_by), joinedload(Decision.withdrawn_by)).order_by(Decision.id.desc()))
