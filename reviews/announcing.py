"""What a meeting has its people told by mail as it opens and as it moves; and a plan as it is published, amended and judged: in the
same transaction, so that neither is without the other. When and in which words it goes is not known here. What they noted before
stands ready for them from then on."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.orm import object_session

from reviews.letters import AMENDED, INVITATION, MOVED, OWN_VOICE, PUBLISHED, VERDICT, Letter, Matter, tell
from reviews.people import Person
from reviews.ready import stand_ready

if TYPE_CHECKING:
    from reviews.contributors import Contributor
    from reviews.meetings import Meeting
    from reviews.outcomes import Verdict
    from reviews.plans import PlanVersion


def invite(meeting: Meeting, *, at: datetime) -> None:
    """Everybody who is asked is told: contributors to write, reps to answer two questions. Once, however often it is called;
    nobody, before the meeting is open."""
    if not meeting.opened_at or meeting.closed_at:
        return
    for contributor in meeting.contributors:
        invite_one(contributor, at=at)
    for review in meeting.reviews:
        if not review.taken_up_at and not review.closed_at:
            tell(object_session(meeting), review.rep, OWN_VOICE, key=f"own voice:{meeting.id}:{review.rep_id}", meeting=meeting, at=at)


def invite_one(contributor: Contributor, *, at: datetime) -> None:
    """Somebody is told that they are asked. Whoever was taken off the list and is asked again is told again."""
    meeting, person, asked = contributor.meeting, contributor.person, int(contributor.asked_at.timestamp())
    if meeting.opened_at:
        tell(object_session(person), person, INVITATION, key=f"invitation:{meeting.id}:{person.id}:{asked}", meeting=meeting, at=at)
        stand_ready(contributor)


def moved(meeting: Meeting, *, was: tuple[datetime, datetime], at: datetime) -> None:
    """It is due or meets at another time than `was`: those are told whom a letter has told the old one. Whoever has not been
    told of the last change yet is told of both in one."""
    if not meeting.opened_at or (meeting.due_at, meeting.meets_at) == was:
        return
    session = object_session(meeting)
    untold = set(session.scalars(_told_of(meeting, MOVED, out=False)))
    for person_id in sorted(set(session.scalars(_told_of(meeting, INVITATION, OWN_VOICE, out=True))) - untold):
        matter = tell(session, session.get(Person, person_id), MOVED, key=f"moved:{meeting.id}:{person_id}:{at.timestamp()}",
                      meeting=meeting, at=at)
        matter.was_due_at, matter.was_meets_at = was


def published(version: PlanVersion, *, by: Person, at: datetime) -> None:
    """The rep and every coach on the plan are told that it is there; who published it knows."""
    _tell_all_on(version, PUBLISHED, version.number, by=by, at=at)


def amended(version: PlanVersion, *, by: Person, at: datetime) -> None:
    """They are told of its new version; who wrote it knows."""
    _tell_all_on(version, AMENDED, version.number, by=by, at=at)


def judged(verdict: Verdict, *, by: Person, at: datetime) -> None:
    """They are told that there is a verdict, and what became of the plan; who gave it knows."""
    _tell_all_on(verdict.plan.versions[-1], VERDICT, verdict.length, by=by, at=at)


def _tell_all_on(version: PlanVersion, kind: str, which: int, *, by: Person, at: datetime) -> None:
    plan, session = version.plan, object_session(version)
    on_it = {plan.rep, plan.coach} | {one.owner for one in plan.commitments if not one.dropped_at}
    for person in sorted(on_it - {by}, key=lambda person: person.id):
        tell(session, person, kind, key=f"{kind}:{plan.id}:{which}:{person.id}", meeting=plan.review.meeting, plan_version=version,
             by=by, at=at)


def _told_of(meeting: Meeting, *kinds: str, out: bool):
    """The ids of the people for whom a letter with one of these is out, or is not."""
    gone = func.coalesce(Letter.sent_at, Letter.handed_over_at)
    return (select(Matter.person_id).outerjoin(Matter.letter)
            .where(Matter.meeting_id == meeting.id, Matter.kind.in_(kinds), Matter.dropped_at.is_(None),
                   gone.is_not(None) if out else gone.is_(None)))
