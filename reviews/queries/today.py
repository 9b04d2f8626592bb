"""Questions that Today asks about one person: what they have to do with, row by row."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, CompoundSelect, ScalarSelect, Select, and_, exists, func, null, or_, select, true, union_all
from sqlalchemy.orm import Bundle, aliased, contains_eager, joinedload, load_only

from reviews.another_way import AnotherWay
from reviews.became import HandingOn, Tick
from reviews.built import built_once
from reviews.checkins import COACH, REP, CheckIn, Entry
from reviews.commitments import Commitment
from reviews.contributors import Contributor
from reviews.decisions import Decision
from reviews.departures import Departure
from reviews.helping import HelpRequest
from reviews.meetings import Meeting, Review
from reviews.observations import Observation
from reviews.people import Membership, Person, Team
from reviews.acknowledging import Acknowledgement
from reviews.outcomes import Verdict
from reviews.plans import LENGTH, Plan, PlanVersion, Talk
from reviews.queries.coaching_quality import asked_about
from reviews.queries.notes import reps_seen_by
from reviews.queries.observations import answered_by, own_time
from reviews.voices import Voice

# Of the people, plans and teams around what is owed a line says little, so little is read. The team's zone says which day it is.
_NAME = load_only(Person.name, Person.function)
_DAYS = load_only(Plan.rep_id, Plan.coach_id, Plan.starts_on, Plan.length)
_ZONE = joinedload(Plan.review).options(load_only(Review.meeting_id), joinedload(Review.meeting).options(
    load_only(Meeting.team_id), joinedload(Meeting.team).load_only(Team.time_zone)))
ACTIVE = and_(Plan.published_at.is_not(None), Plan.closed_at.is_(None))


@built_once
def check_ins_around(person: Person) -> Select:
    """Rows of (id, day, due_on, closed_at, how often each side saw it, None before it has looked, and the plan): the
    check-ins of every active plan that the person is the rep or the coach of."""
    rep, coach, by_rep, by_coach = aliased(Person), aliased(Person), aliased(Entry), aliased(Entry)
    plan = Bundle(
        "plan", Plan.id, Plan.rep_id, Plan.coach_id, Plan.starts_on, Plan.length, Bundle("rep", rep.name, rep.function),
        Bundle("coach", coach.name, coach.function), Bundle("decision", Decision.item_from, Decision.item_to), Team.time_zone)
    return (
        select(CheckIn.id, CheckIn.day, CheckIn.due_on, CheckIn.closed_at, by_rep.frequency.label(REP),
               by_coach.frequency.label(COACH), plan)
        .join(CheckIn.plan).join(rep, Plan.rep_id == rep.id).join(coach, Plan.coach_id == coach.id).join(Plan.decision)
        .join(Review, Plan.review_id == Review.id).join(Review.meeting).join(Meeting.team)
        .outerjoin(by_rep, and_(by_rep.check_in_id == CheckIn.id, by_rep.side == REP))
        .outerjoin(by_coach, and_(by_coach.check_in_id == CheckIn.id, by_coach.side == COACH))
        .where(ACTIVE, Plan.id.in_(_followed_by(person))).order_by(CheckIn.due_on, CheckIn.id))


@built_once
def commitments_around(person: Person) -> Select[tuple[Commitment]]:
    """The commitments on active plans that the person owes or is owed. Read them with `.unique()`."""
    return (
        select(Commitment).join(Commitment.plan)
        .where(ACTIVE, Commitment.dropped_at.is_(None),
               or_(Commitment.owner_id == person.id, Commitment.owed_to_id == person.id))
        .options(contains_eager(Commitment.plan).options(_DAYS, _ZONE), joinedload(Commitment.owner).options(_NAME),
                 joinedload(Commitment.owed_to).options(_NAME),
                 joinedload(Commitment.ticks).load_only(Tick.due_on, Tick.ticked_at))
        .order_by(Commitment.id))


@built_once
def unread_version(person: Person) -> Select:
    """A row of (plan id, number, published_at) when the latest version of the person's plan is not acknowledged."""
    newer = aliased(PlanVersion)
    later = exists().where(newer.plan_id == PlanVersion.plan_id, newer.number > PlanVersion.number)
    read = exists().where(Acknowledgement.plan_id == PlanVersion.plan_id, Acknowledgement.number == PlanVersion.number)
    return (select(PlanVersion.plan_id, PlanVersion.number, PlanVersion.published_at).join(PlanVersion.plan)
            .where(ACTIVE, Plan.rep_id == person.id, ~later, ~read))


@built_once
def words_waited_for(person: Person) -> CompoundSelect:
    """Rows of (plan id, number, moment, rep): that of `unread_version`, without a rep; and without a number one for each rep who
    asked this person for help, on a plan that they are still on, and has not talked with them."""
    owns = exists().where(Commitment.plan_id == Plan.id, Commitment.owner_id == person.id, Commitment.dropped_at.is_(None))
    asked = (select(HelpRequest.plan_id, null(), HelpRequest.asked_at, Person.name).join(HelpRequest.plan).join(Plan.rep)
             .where(HelpRequest.coach_id == person.id, HelpRequest.ended_at.is_(None), ACTIVE, Plan.rep_id != person.id,
                    or_(Plan.coach_id == person.id, Plan.manager_id == person.id, owns)))
    return union_all(unread_version(person).add_columns(null().label("rep")), asked)


@built_once
def managed_plans(person: Person) -> Select:
    """Rows of (id, rep, drafted_at, held_on, starts_on, length, when a coach left who owed something, when one who checked in, when the
    verdict asked for another way, when that was diagnosed, zone): drafts and active plans that the person manages, of reps who are
    here. That a coach left is said only where what they left open is not seen to, another way only until it is in the plan."""
    asked = and_(Verdict.plan_id == Plan.id, Verdict.length == Plan.length - LENGTH)
    open_way = and_(AnotherWay.verdict_id == Verdict.id, AnotherWay.version_id.is_(None))
    return (
        select(Plan.id, Person.name.label("rep"), Plan.drafted_at, Talk.held_on, Plan.starts_on, Plan.length,
               _left_at(_owed_by_leaver()).label("left_at"), _left_at(_check_ins_of_leaver()).label("coach_left_at"),
               AnotherWay.verdict_id.label("way"), Verdict.given_on, AnotherWay.diagnosed_at, Team.time_zone)
        .join(Plan.rep).join(Plan.decision).join(Plan.review).join(Review.meeting).join(Meeting.team)
        .outerjoin(Talk, Talk.plan_id == Plan.id).outerjoin(Verdict, asked).outerjoin(AnotherWay, open_way)
        .where(Plan.manager_id == person.id, Plan.rep_id != person.id, Plan.closed_at.is_(None),
               Decision.withdrawn_at.is_(None), Person.left_at.is_(None))
        .order_by(Plan.id))


def _left_at(left_open: ColumnElement[bool]) -> ScalarSelect[datetime]:
    """When the first coach left of those who left something open."""
    return select(func.min(Departure.at)).where(Departure.plan_id == Plan.id, left_open).correlate(Plan).scalar_subquery()


def _owed_by_leaver() -> ColumnElement[bool]:
    seen_to = exists().where(HandingOn.commitment_id == Commitment.id)
    return exists().where(Commitment.plan_id == Departure.plan_id, Commitment.owner_id == Departure.person_id,
                          Commitment.dropped_at == Departure.at, ~seen_to)


def _check_ins_of_leaver() -> ColumnElement[bool]:
    """As long as one of them is left to write."""
    written = exists().where(Entry.check_in_id == CheckIn.id, Entry.side == COACH)
    to_write = exists().where(CheckIn.plan_id == Departure.plan_id, CheckIn.closed_at.is_(None), ~written)
    return and_(Departure.checked_in, Departure.named_at.is_(None), to_write)


@built_once
def open_meetings(person: Person) -> Select:
    """Rows of (id, team, period, moments, leads, asked, own due, own, begun, reps, answered, unanswered) of meetings that
    are not closed.

    `leads` says whether the person facilitates it, `own` is their own review while two answers are asked of them there,
    `begun` the first review taken up of which they have an open draft, with its rep's name, `unanswered` counts the reps they can still write about.
    """
    leads = Meeting.facilitator_id == person.id
    asked = exists().where(Contributor.meeting_id == Meeting.id, Contributor.person_id == person.id)
    open_ = and_(Review.taken_up_at.is_(None), Review.closed_at.is_(None))
    return (
        select(Meeting.id, Team.name.label("team"), Meeting.period, Meeting.made_at, Meeting.due_at, Meeting.meets_at,
               Meeting.opened_at, Meeting.began_at, leads.label("leads"), asked.label("asked"),
               func.coalesce(own_time(person, Meeting.id), Meeting.due_at).label("own_due"),
               _own_review(person, open_).label("own"),
               _begun(person, Review.id).label("begun"), _begun(person, Person.name).label("begun_about"),
               _reps(person).label("reps"), _reps(person, answered_by(person.id)).label("answered"),
               _reps(person, open_, ~answered_by(person.id)).label("unanswered"))
        .join(Meeting.team)
        .where(Meeting.closed_at.is_(None), Meeting.id.in_(_led_or_asked(person)),
               or_(leads, Meeting.opened_at.is_not(None)))
        .order_by(Meeting.id))


@built_once
def place(person: Person, closed_since: datetime) -> Select:
    """Rows of (whether there is a team, whether anybody is a rep, whether the person is one, id and name of a rep whom they may
    note something about, a plan of theirs closed since then whose coaching they may judge, its coach): one a rep, and one where there
    is none."""
    now, seen = Membership.ended_at.is_(None), reps_seen_by(person).subquery()
    judged = asked_about(person, closed_since).subquery()
    return (
        select(exists().where(Team.id.is_not(None)).label("teams"), exists().where(now).label("reps"),
               exists().where(now, Membership.person_id == person.id).label("is_rep"), seen.c.id, seen.c.name,
               judged.c.id.label("judged_id"), judged.c.name.label("judged_coach"))
        .select_from(Person).outerjoin(seen, true()).outerjoin(judged, true()).where(Person.id == person.id)
        .order_by(func.lower(seen.c.team), func.lower(seen.c.name), seen.c.id))


def _followed_by(person: Person) -> CompoundSelect:
    """Plans whose rep or coach they are: found by an index each, as those under way of everybody would be many."""
    plan = aliased(Plan)
    return union_all(*(select(plan.id).where(column == person.id) for column in (plan.rep_id, plan.coach_id)))


def _led_or_asked(person: Person) -> CompoundSelect:
    """Meetings that are theirs, or in which they are a rep: found by an index each, however many there are of others."""
    led = aliased(Meeting)
    return union_all(select(led.id).where(led.facilitator_id == person.id, led.closed_at.is_(None)),
                     select(Contributor.meeting_id).where(Contributor.person_id == person.id),
                     select(Review.meeting_id).where(Review.rep_id == person.id))


def _own_review(person: Person, open_):
    """The person's own review in a meeting, as long as she has not handed her two answers in."""
    answered = exists().where(Voice.review_id == Review.id, Voice.handed_in_at.is_not(None)).correlate(Review)
    return (select(Review.id).where(Review.meeting_id == Meeting.id, Review.rep_id == person.id, open_, ~answered)
            .correlate(Meeting).scalar_subquery())


def _begun(person: Person, told):
    """Of the reps whose turn has come, the first of whom the person has a draft that is not handed in."""
    draft = exists().where(Observation.review_id == Review.id, Observation.author_id == person.id,
                           Observation.handed_in_at.is_(None)).correlate(Review)
    return (select(told).select_from(Review).join(Review.rep)
            .where(Review.meeting_id == Meeting.id, Review.taken_up_at.is_not(None), draft)
            .order_by(Review.taken_up_at, Review.id).limit(1).correlate(Meeting).scalar_subquery())


def _reps(person: Person, *which):
    """How many reps of a meeting, the person aside."""
    return (select(func.count()).select_from(Review)
            .where(Review.meeting_id == Meeting.id, Review.rep_id != person.id, *which)
            .correlate(Meeting).scalar_subquery())
