"""Questions for the minutes of a meeting: four, however many reps it has. None reads what anybody wrote of a rep."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    ColumnElement,
    CompoundSelect,
    Date,
    Integer,
    Select,
    Text,
    and_,
    case,
    cast,
    distinct,
    func,
    literal,
    null,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import aliased

from reviews.became import CommitmentMove
from reviews.board import ParkedTheme, Placement, Theme
from reviews.built import built_once
from reviews.commitments import Commitment
from reviews.contributors import Contributor
from reviews.decisions import Decision, Dissent, Presence
from reviews.meetings import Meeting, Review
from reviews.observations import GAIN, OPPORTUNITY, Observation
from reviews.people import Person
from reviews.plans import Plan
from reviews.queries.followup import seen_by
from reviews.queries.observations import confirmed
from reviews.seen_too import SeenToo
from reviews.outcomes import Verdict


PROMISED, AGAINST, THERE = "promised", "against", "there"
PARKED, GAINED, LEFT_OVER = "parked", "gained", "left over"


def _none(kind: type) -> ColumnElement:
    """Nothing, of a kind: what one half of a union has and the other has not."""
    return cast(null(), kind)


_NO_PROMISE = tuple(map(_none, (Text, Date, Boolean, Boolean)))


@built_once
def outcomes_of(meeting: Meeting, reader: Person) -> Select:
    """Rows of a review with its rep and how it ended, one for each of its decisions with what its plan says of gains and
    whether this reader may open it (`may_open`), withdrawn ones too; one without a decision where there is none."""
    closer, decider, withdrawer = aliased(Person), aliased(Person), aliased(Person)
    return (
        select(Review.id, Review.rep_id, Person.name.label("rep"), Review.taken_up_at, Review.closed_at, Review.closed_why,
               Review.closed_note, closer.name.label("closed_by"), Decision.id.label("decision_id"), Decision.item_from,
               Decision.item_to, Decision.reason, Decision.decided_at, decider.name.label("decided_by"),
               Theme.title.label("theme"), Decision.withdrawn_at, withdrawer.name.label("withdrawn_by"),
               Decision.withdrawn_why, Plan.id.label("plan_id"), Plan.published_at, Plan.gains,
               seen_by(reader).label("may_open"))
        .join(Review.rep).join(Review.meeting)
        .outerjoin(closer, closer.id == Review.closed_by_id)
        .outerjoin(Decision, Decision.review_id == Review.id).outerjoin(Theme, Theme.id == Decision.theme_id)
        .outerjoin(decider, decider.id == Decision.decided_by_id)
        .outerjoin(withdrawer, withdrawer.id == Decision.withdrawn_by_id)
        .outerjoin(Plan, Plan.decision_id == Decision.id)
        .where(Review.meeting_id == meeting.id).order_by(Review.position, Review.id, Decision.id))


@built_once
def people_of(meeting: Meeting) -> CompoundSelect:
    """Rows of (decision's id, their part in it, id, person's id, name, words, function, due, accepted, dropped) of who took part in
    a decision that stands: who promised what on its plan, and by when at first; who saw it differently, and why; who was there."""
    asked = and_(Contributor.meeting_id == meeting.id, Contributor.person_id == Commitment.owner_id)
    at_first = select(CommitmentMove.from_on).where(CommitmentMove.commitment_id == Commitment.id).order_by(CommitmentMove.id).limit(1)
    promised = (
        select(Plan.decision_id, literal(PROMISED).label("part"), Commitment.id.label("id"), Person.id.label("owner_id"), Person.name,
               Commitment.text, func.coalesce(Contributor.function, Person.function, "").label("function"),
               func.coalesce(at_first.scalar_subquery(), Commitment.due_on).label("due_on"),
               Commitment.accepted_at.is_not(None).label("accepted"), Commitment.dropped_at.is_not(None).label("dropped"))
        .join(Commitment.plan).join(Commitment.owner).outerjoin(Contributor, asked))
    against = select(Dissent.decision_id, literal(AGAINST), Dissent.id, Person.id, Person.name, Dissent.text, *_NO_PROMISE)
    there = select(Presence.decision_id, literal(THERE), Person.id, Person.id, Person.name, _none(Text), *_NO_PROMISE)
    parts = (promised.join(Decision, Decision.id == Plan.decision_id),
             against.join(Dissent.person).join(Decision, Decision.id == Dissent.decision_id),
             there.join(Presence.person).join(Decision, Decision.id == Presence.decision_id))
    return union_all(*(part.join(Review, Review.id == Decision.review_id)
                       .where(Review.meeting_id == meeting.id, Decision.withdrawn_at.is_(None)) for part in parts)).order_by("id")


@built_once
def themes_of(meeting: Meeting) -> CompoundSelect:
    """Rows of (what it is, review's id, theme's id, title, functions, count): what is parked, and its observations; the themes of
    gains, and how many saw each, be it that they said so after reading. The one without a title counts the gains that stand in
    none; and the opportunities that were left over are counted, which were neither chosen nor parked."""
    parked = (
        select(literal(PARKED).label("what"), ParkedTheme.review_id, ParkedTheme.theme_id, ParkedTheme.title,
               ParkedTheme.functions, ParkedTheme.count)
        .join(ParkedTheme.review).where(Review.meeting_id == meeting.id, ParkedTheme.unparked_at.is_(None)))
    left_over = (
        select(literal(LEFT_OVER), Observation.review_id, _none(Integer), _none(Text), _none(JSON), func.count())
        .join(Observation.review).outerjoin(Placement, Placement.observation_id == Observation.id).outerjoin(Theme, _STANDS_IN)
        .where(Review.meeting_id == meeting.id, *_read_by_all(OPPORTUNITY), Theme.id.is_(None),
               or_(Placement.aside, Review.decided_at.is_not(None)))
        .group_by(Observation.review_id))
    return union_all(parked, _gained(meeting), left_over).order_by("theme_id")


def _gained(meeting: Meeting) -> Select:
    told = (select(Observation.id, Observation.review_id, person.label("person_id")).join(Observation.review)
            .where(Review.meeting_id == meeting.id, *_read_by_all(GAIN)) for person in (Observation.author_id, SeenToo.person_id))
    wrote, saw_too = told
    sight = union_all(wrote, saw_too.join(SeenToo, SeenToo.observation_id == Observation.id)).subquery()
    seen = case((Theme.id.is_(None), func.count(distinct(sight.c.id))), else_=func.count(distinct(sight.c.person_id)))
    return (
        select(literal(GAINED), sight.c.review_id, Theme.id, Theme.title, _none(JSON), seen)
        .outerjoin(Placement, Placement.observation_id == sight.c.id).outerjoin(Theme, _STANDS_IN)
        .group_by(sight.c.review_id, Theme.id, Theme.title))


_STANDS_IN = and_(Theme.id == Placement.theme_id, Theme.dropped_at.is_(None))


def _read_by_all(kind: str) -> tuple[ColumnElement[bool], ...]:
    """What makes an observation of a kind one that all in the room read."""
    return Observation.kind == kind, Observation.handed_in_at.is_not(None), Observation.personal.is_(False), confirmed()


@built_once
def verdicts_in(meeting: Meeting) -> Select:
    """Rows of (review's id, verdict, who gave it, on whose word): given on an earlier plan while its rep was on the table."""
    giver, word = aliased(Person), aliased(Person)
    ended = func.coalesce(Review.closed_at, Review.decided_at, Meeting.closed_at, Verdict.given_at)
    return (
        select(Review.id, Verdict.outcome, Verdict.then, Verdict.length, Verdict.reason, Verdict.expected, Verdict.early_why, Verdict.given_on,
               giver.name.label("by"), word.name.label("on_word_of"))
        .join(Verdict.plan).join(Review, Review.rep_id == Plan.rep_id).join(Review.meeting)
        .join(giver, giver.id == Verdict.given_by_id).outerjoin(word, word.id == Verdict.on_word_of_id)
        .where(Review.meeting_id == meeting.id, Plan.review_id != Review.id, Verdict.given_at.between(Review.taken_up_at, ended))
        .order_by(Verdict.id))
