"""The laws of the design, looked for in the tables themselves: what must hold whatever anybody has sent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from math import isfinite

from sqlalchemy import Float, select
from sqlalchemy.orm import Session

from reviews import Base
from reviews.board import Placement, Theme
from reviews.checkins import CheckIn, Entry
from reviews.coaching import MOST, CoachingSession
from reviews.commitments import Commitment, Tick
from reviews.contributors import Contributor
from reviews.decisions import Decision
from reviews.meetings import Meeting, Review
from reviews.nothing_to_add import NothingToAdd
from reviews.observations import Observation
from reviews.people import Membership, Person, Team
from reviews.plans import Plan, PlanVersion, last_day, today_of
from reviews.publishing import COACHS_COMMITMENT, REPS_COMMITMENT, missing
from reviews.queries.observations import readable
from reviews.signing_in import SignIn
from reviews.verdicts import Verdict


def broken(session: Session) -> list[str]:
    """Each law that does not hold, in a sentence; nothing when all do."""
    checks = (_rows_are_whole, _one_of_each, _observations, _readers, _boards, _reviews, _plans, _days, _people)
    return [sentence for check in checks for sentence in check(session)]


def _twice(what: str, keys: Iterable) -> list[str]:
    return [f"{what}: {count} times {key}" for key, count in Counter(keys).items() if count > 1]


def _rows_are_whole(session) -> Iterator[str]:
    """No row that names another which is not there, no null in a text, no figure that is none."""
    for table in Base.metadata.sorted_tables:
        rows = session.execute(select(table)).mappings().all()
        for key in table.foreign_keys:
            there = set(session.scalars(select(key.column)))
            yield from (f"{table.name}.{key.parent.name} names nobody: {row[key.parent.name]}" for row in rows
                        if row[key.parent.name] is not None and row[key.parent.name] not in there)
        for row in rows:
            yield from (f"{table.name}.{name} holds a null" for name, value in row.items()
                        if isinstance(value, str) and "\0" in value)
            yield from (f"{table.name}.{column.name} is {row[column.name]}" for column in table.columns
                        if isinstance(column.type, Float) and row[column.name] is not None and not isfinite(row[column.name]))


def _one_of_each(session) -> Iterator[str]:
    """Laws 1 and 2, and what else there is one of."""
    yield from _twice("review", session.execute(select(Review.meeting_id, Review.rep_id)).all())
    yield from _twice("item", session.scalars(select(Decision.review_id).where(Decision.withdrawn_at.is_(None))))
    yield from _twice("plan of an item", session.scalars(select(Plan.decision_id)))
    active = select(Plan.rep_id).where(Plan.published_at.is_not(None), Plan.closed_at.is_(None))
    yield from _twice("active plan", session.scalars(active))
    yield from _twice("meeting", session.execute(select(Meeting.team_id, Meeting.period)).all())
    yield from _twice("contributor", session.execute(select(Contributor.meeting_id, Contributor.person_id)).all())
    yield from _twice("team of a rep", session.scalars(select(Membership.person_id).where(Membership.ended_at.is_(None))))
    yield from _twice("check-in", session.execute(select(CheckIn.plan_id, CheckIn.day)).all())
    yield from _twice("side of a check-in", session.execute(select(Entry.check_in_id, Entry.side)).all())
    yield from _twice("verdict", session.execute(select(Verdict.plan_id, Verdict.length)).all())
    yield from _twice("tick", session.execute(select(Tick.commitment_id, Tick.due_on)).all())


def _observations(session) -> Iterator[str]:
    """Written by somebody asked, or said by who runs the meeting, of somebody else; personal ones off the board (laws 7 to 9)."""
    asked = {(one.meeting_id, one.person_id) for one in session.scalars(select(Contributor))}
    for one in session.scalars(select(Observation)):
        if one.author_id == one.review.rep_id:
            yield f"observation {one.id} is the rep's own"
        in_the_room = one.said_at or one.review.taken_up_at and not one.handed_in_at  # there who runs it may say something, too
        if (one.review.meeting_id, one.author_id) not in asked and not in_the_room:
            yield f"the author of observation {one.id} was not asked"
        if one.handed_in_at and not (one.readers and one.for_facilitator_id):
            yield f"observation {one.id} was handed in without a promise"
        if one.personal and one.placement:
            yield f"observation {one.id} is personal, and on the board"
        if one.without_manager and one.handed_in_at and one.for_manager_id:
            yield f"observation {one.id} names a manager it was kept from"
    for said in session.scalars(select(NothingToAdd)):
        wrote = select(Observation.id).where(Observation.review_id == said.review_id, Observation.author_id == said.person_id,
                                             Observation.handed_in_at.is_not(None), Observation.noted_by_id.is_(None))
        if session.scalar(wrote.limit(1)):
            yield f"person {said.person_id} has nothing to add to what they wrote about review {said.review_id}"


def _readers(session) -> Iterator[str]:
    """Whoever may read an observation is its author, or was named when it was handed in, or asked as it said (law 7)."""
    asked = {(one.meeting_id, one.person_id): one for one in session.scalars(select(Contributor))}
    written = {one.id: one for one in session.scalars(select(Observation))}
    everybody = session.scalars(select(Person)).all()
    for review in {one.review for one in written.values()}:
        for person in everybody:
            for id in session.scalars(readable(person, review).with_only_columns(Observation.id)):
                if not _was_promised(written[id], person, asked.get((review.meeting_id, person.id)), review):
                    yield f"{person.name} can read observation {id}, and {written[id].readers or 'nobody'!r}"


def _was_promised(one: Observation, person: Person, guest: Contributor | None, review: Review) -> bool:
    if person.id == review.rep_id:
        return False
    if person.id == one.author_id:
        return True
    if one.handed_in_at and person.id in (one.for_manager_id, one.for_facilitator_id):
        return not (one.without_manager and person.id != one.for_facilitator_id)
    open_to_all = one.handed_in_at and not one.personal and not one.needs_confirming and review.taken_up_at
    in_meeting = open_to_all and guest and not review.meeting.closed_at
    return bool(in_meeting and (guest.asked_at <= one.handed_in_at or guest.asked_by_id == one.for_facilitator_id))


def _boards(session) -> Iterator[str]:
    for place in session.scalars(select(Placement)):
        if place.observation.handed_in_at is None:
            yield f"observation {place.observation_id} is a draft, and on the board"
        if place.theme and place.theme.review_id != place.observation.review_id:
            yield f"observation {place.observation_id} stands on another review's board"
        if place.theme and place.theme.kind != place.observation.kind:
            yield f"observation {place.observation_id} stands among the other kind"
        if place.theme and place.theme.dropped_at:
            yield f"observation {place.observation_id} stands in a theme that is gone"


def _reviews(session) -> Iterator[str]:
    standing = {one.review_id: one for one in session.scalars(select(Decision).where(Decision.withdrawn_at.is_(None)))}
    for review in session.scalars(select(Review)):
        meeting = review.meeting
        if review.rep_id in (meeting.facilitator_id, meeting.manager_id):
            yield f"review {review.id} is of whoever runs it"
        if bool(review.decided_at) != (review.id in standing):
            yield f"review {review.id} is decided, or not, against its decision"
        if review.taken_up_at and not meeting.opened_at:
            yield f"review {review.id} was taken up before its meeting was opened"
    for one in standing.values():
        if one.theme.review_id != one.review_id:
            yield f"decision {one.id} is about a theme of another review"
    for theme in session.scalars(select(Theme)):
        if not theme.title.strip():
            yield f"theme {theme.id} has no title"


def _plans(session) -> Iterator[str]:
    """Laws 3 and 4: a published plan lacks nothing but what was dropped since, and its versions count up from 1."""
    for plan in session.scalars(select(Plan)):
        numbers = [one.number for one in session.scalars(select(PlanVersion).filter_by(plan_id=plan.id).order_by(PlanVersion.number))]
        verdicts = session.scalars(select(Verdict).filter_by(plan_id=plan.id)).all()
        dropped = {REPS_COMMITMENT if one.owner_id == plan.rep_id else COACHS_COMMITMENT for one in plan.commitments if one.dropped_at}
        if plan.published_at and not plan.closed_at and (lacks := missing(plan, plan.starts_on).keys() - dropped) and not plan.rep.left_at:
            yield f"plan {plan.id} is published and lacks {sorted(lacks)}"
        if numbers != list(range(1, len(numbers) + 1)) or bool(numbers) != bool(plan.published_at):
            yield f"plan {plan.id} has the versions {numbers}"
        if plan.closed_at and not verdicts and not plan.ended_why:
            yield f"plan {plan.id} is closed without a verdict"
        if plan.rep_id in (plan.coach_id, plan.manager_id):
            yield f"plan {plan.id} is led by its rep"
        if (plan.rep_id, plan.decision.review_id) != (plan.review.rep_id, plan.review_id):
            yield f"plan {plan.id} is not of its review"
    for commitment in session.scalars(select(Commitment)):
        if not commitment.text.strip() or commitment.owner_id == commitment.owed_to_id:
            yield f"commitment {commitment.id} says nothing, or is owed to its owner"


def _days(session) -> Iterator[str]:
    for plan in session.scalars(select(Plan).where(Plan.published_at.is_not(None))):
        made = session.scalars(select(CheckIn).filter_by(plan_id=plan.id).order_by(CheckIn.day)).all()
        if len(made) != 4 * plan.length // 30 or any(one.due_on > other.due_on for one, other in pairwise(made)):
            yield f"plan {plan.id} has the check-ins {[one.day for one in made]}"
        for one in plan.commitments:
            if one.due_on and not plan.starts_on <= one.due_on <= last_day(plan):
                yield f"commitment {one.id} is due on {one.due_on}, outside its plan"
    for held in session.scalars(select(CoachingSession)):
        if not held.plan.starts_on <= held.held_on <= min(last_day(held.plan), today_of(held.plan, held.logged_at)):
            yield f"coaching session {held.id} was on {held.held_on}"
        if held.coach_id == held.plan.rep_id or not 1 <= held.minutes <= MOST:
            yield f"coaching session {held.id} is of {held.minutes} minutes with {held.coach_id}"
    for meeting in session.scalars(select(Meeting)):
        if meeting.due_at > meeting.meets_at:
            yield f"meeting {meeting.id} is before what is due for it"


def _people(session) -> Iterator[str]:
    everybody = session.scalars(select(Person)).all()
    yield from _twice("address", [person.email.lower() for person in everybody if person.email])
    yield from (f"person {person.id} has no name" for person in everybody if not person.name.strip())
    if not any(person.is_admin and not person.left_at for person in everybody):
        yield "there is no admin"
    signed_in = select(SignIn.person_id).where(SignIn.ended_at.is_(None))
    yield from (f"{person.name} has left and is signed in" for person in everybody
                if person.left_at and person.id in set(session.scalars(signed_in)))
    for team in session.scalars(select(Team)):
        if team.manager.left_at or team.facilitator.left_at:
            yield f"team {team.id} is run by somebody who has left"
        if team.manager_id in {one.person_id for one in team.memberships if one.ended_at is None}:
            yield f"team {team.id} is managed by one of its reps"
