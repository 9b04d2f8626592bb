"""Questions about what was written: who may read it, and how far somebody is."""

from __future__ import annotations

from sqlalchemy import ColumnElement, ScalarSelect, Select, and_, exists, false, func, or_, select
from sqlalchemy.orm import aliased

from reviews.built import built_once
from reviews.contributors import Contributor
from reviews.decisions import Decision
from reviews.meetings import Meeting, Review
from reviews.nothing_to_add import NothingToAdd
from reviews.observations import Observation
from reviews.page_links import PageLink
from reviews.people import Person
from reviews.plans import Plan

_GIVEN = aliased(Person)


@built_once
def readable(person: Person, review: Review) -> Select[tuple[Observation]]:
    """The observations of a review that the person may read now: `rules.sight_of` and `rules.holds`, in SQL."""
    asked = exists().where(Contributor.meeting_id == Meeting.id, Contributor.person_id == person.id,
                           asked_as_promised(Observation))
    in_meeting = and_(asked, Review.taken_up_at.is_not(None), Meeting.closed_at.is_(None))
    facilitates = and_(Meeting.facilitator_id == person.id, _names(person))
    runs = or_(facilitates, and_(Meeting.manager_id == person.id, _names(person)))
    for_few = or_(Observation.personal, Observation.noted_by_id.is_not(None) & Observation.confirmed_at.is_(None))
    return (
        select(Observation).join(Observation.review).join(Review.meeting)
        .where(Observation.review_id == review.id, Review.rep_id != person.id, or_(
            Observation.author_id == person.id,
            and_(Observation.handed_in_at.is_not(None), or_(
                and_(for_few, runs),
                and_(~for_few, Review.taken_up_at.is_not(None), or_(runs, in_meeting)),
                and_(~for_few, Review.taken_up_at.is_(None), facilitates)))))
        .order_by(Observation.id))


def asked_as_promised(observation: type[Observation] | Observation) -> ColumnElement[bool]:
    """Whether a contributor is of those whom the readers of an observation named: asked before it was handed in, or added
    by the facilitator it names. Whoever a later facilitator adds, be it themselves, was promised to nobody (law 7).
    """
    return or_(Contributor.asked_at <= observation.handed_in_at, Contributor.asked_by_id == observation.for_facilitator_id)


def for_the_whole_room() -> ColumnElement[bool]:
    """Whether everybody who may come into the room of its meeting may read it, so that it can stand on the wall."""
    left_out = exists().where(
        Contributor.meeting_id == Meeting.id, ~asked_as_promised(Observation), Contributor.person_id != Review.rep_id,
        *(Contributor.person_id != one for one in (Observation.author_id, Meeting.manager_id, Meeting.facilitator_id)))
    return and_(~left_out, _promised_to(Meeting.manager_id), _promised_to(Meeting.facilitator_id))


def counted_for(viewer: Person | None) -> ColumnElement[bool]:
    """What counts as written before this person: handed in, and no trace of a personal one that is kept from them."""
    named = _names(viewer) if viewer else false()
    return and_(Observation.handed_in_at.is_not(None), or_(Observation.personal.is_(False), named))


def confirmed() -> ColumnElement[bool]:
    """Not typed in somebody's name, or confirmed by them."""
    return or_(Observation.noted_by_id.is_(None), Observation.confirmed_at.is_not(None))


@built_once
def own_of(person: Person, review: Review) -> Select[tuple[Observation]]:
    """What the person has written of this rep in this meeting, in whatever state."""
    return (select(Observation).where(Observation.review_id == review.id, Observation.author_id == person.id)
            .order_by(Observation.made_at, Observation.id))


def own_before(person: Person, review: Review) -> Select:
    """Rows of (kind, text, period) that the person handed in about this rep for earlier meetings, the latest first."""
    return _own_before(person, review, review.meeting)


@built_once
def _own_before(person: Person, review: Review, meeting: Meeting) -> Select:
    return (
        select(Observation.kind, Observation.text, Meeting.period)
        .join(Observation.review).join(Review.meeting)
        .where(Observation.author_id == person.id, Review.rep_id == review.rep_id, Review.id != review.id,
               Observation.handed_in_at.is_not(None), confirmed(), Meeting.meets_at < meeting.meets_at)
        .order_by(Meeting.meets_at.desc(), Observation.id).limit(3))


@built_once
def progress(person: Person, meeting: Meeting) -> Select:
    """Rows of (id, name, when taken up, closed, decided, written, begun, to confirm, nothing to add, done, the person as who
    is asked, who was given the last link to hand to them, and when), a rep of the meeting each, without the person
    themselves: how far they are with it."""
    mine = and_(Observation.review_id == Review.id, Observation.author_id == person.id)
    handed_in = Observation.handed_in_at.is_not(None)
    said = exists().where(NothingToAdd.review_id == Review.id, NothingToAdd.person_id == person.id)
    written = func.count(Observation.id).filter(handed_in, confirmed())
    asked = and_(Contributor.meeting_id == Review.meeting_id, Contributor.person_id == person.id)
    return (
        select(Review.id, Person.name, Review.taken_up_at, Review.closed_at, Review.decided_at,
               written.label("written"), or_(written > 0, said).label("done"),
               func.count(Observation.id).filter(~handed_in).label("begun"),
               func.count(Observation.id).filter(handed_in, ~confirmed()).label("unconfirmed"), said.label("no_more"),
               Contributor, _last_handed(person, meeting, PageLink.made_at).label("handed_at"),
               _last_handed(person, meeting, _GIVEN.name).label("handed_by"))
        .join(Review.rep).outerjoin(Contributor, asked).outerjoin(Observation, mine)
        .where(Review.meeting_id == meeting.id, Review.rep_id != person.id)
        .group_by(Review.id, Person.id, Contributor.id).order_by(Review.position, Review.id))


def _last_handed(person: Person, meeting: Meeting, what: ColumnElement) -> ScalarSelect:
    return (select(what).select_from(PageLink).join(_GIVEN, PageLink.made_by_id == _GIVEN.id)
            .where(PageLink.person_id == person.id, PageLink.meeting_id == meeting.id)
            .order_by(PageLink.id.desc()).limit(1).scalar_subquery())


def answered_by(person_id: ColumnElement | int) -> ColumnElement[bool]:
    """Whether somebody handed something in about the rep of a review, or said that there is nothing to add, in whatever words."""
    wrote = exists().where(Observation.review_id == Review.id, Observation.author_id == person_id,
                           Observation.handed_in_at.is_not(None), confirmed())
    said = exists().where(NothingToAdd.review_id == Review.id, NothingToAdd.person_id == person_id)
    return or_(*(one.correlate(Review, Contributor) for one in (wrote, said)))


def own_time(person: Person, meeting_id: ColumnElement | int) -> ScalarSelect:
    """Until when this person is asked to write in a meeting, where they were given a time of their own."""
    return select(Contributor.due_at).where(
        Contributor.meeting_id == meeting_id, Contributor.person_id == person.id).correlate(Meeting).scalar_subquery()


@built_once
def last_item(review: Review) -> Select:
    """One row of (from, to, first day, length, closed at): the item of the rep's latest plan before this review."""
    return (
        select(Decision.item_from, Decision.item_to, Plan.starts_on, Plan.length, Plan.closed_at)
        .join(Plan, Plan.decision_id == Decision.id)
        .where(Plan.rep_id == review.rep_id, Plan.review_id != review.id, Plan.published_at.is_not(None))
        .order_by(Plan.published_at.desc()).limit(1))


def _promised_to(person_id: ColumnElement[int]) -> ColumnElement[bool]:
    """Whether it names this one of those who run the meeting, or they wrote it, or were asked as it said."""
    asked = exists().where(Contributor.meeting_id == Meeting.id, Contributor.person_id == person_id, asked_as_promised(Observation))
    named = (column == person_id for column in (Observation.author_id, Observation.for_manager_id, Observation.for_facilitator_id))
    return or_(*named, asked)


def _names(person: Person) -> ColumnElement[bool]:
    return or_(Observation.for_manager_id == person.id, Observation.for_facilitator_id == person.id)
