"""A plan under way, for the stories that begin after it was published."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from reviews import acknowledging, checkins, commitments, plans, publishing, talks
from reviews.board import Theme
from reviews.checkins import COACH, REP, CheckIn
from reviews.commitments import Commitment
from reviews.contributors import Contributor
from reviews.days import moment
from reviews.decisions import Decision
from reviews.meetings import Meeting, Review
from reviews.observations import OPPORTUNITY
from reviews.people import Person, Team
from reviews.plans import Plan
from tests.cast import Cast
from tests.told_once import told_once

ITEM = ("sending the quote right after the demo", "naming everyone who decides before a quote goes out")
NEVER, NOW_AND_THEN, HALF, USUALLY, ALWAYS = range(5)


def noon(day: date, zone: str = "Europe/Berlin") -> datetime:
    """Midday where the team is, as a moment."""
    return moment(datetime(day.year, day.month, day.day, 12), zone)


def meeting_of(session: Session, team: Team, *, on: date) -> Meeting:
    """The team's meeting of that month, in session since that day."""
    period = f"{on:%Y-%m}"
    meeting = session.scalar(select(Meeting).where(Meeting.team_id == team.id, Meeting.period == period))
    if meeting is None:
        at = noon(on, team.time_zone)
        meeting = Meeting(team=team, period=period, due_at=at - timedelta(1), meets_at=at, manager=team.manager,
                          facilitator=team.facilitator, made_by_id=team.facilitator_id, made_at=at - timedelta(12),
                          opened_at=at - timedelta(10), began_at=at)
        session.add(meeting)
    return meeting


def review_of(session: Session, rep: Person, team: Team, *, on: date, taken_up: bool = True) -> Review:
    """The rep in that month's meeting, on the table."""
    review = Review(meeting=meeting_of(session, team, on=on), rep=rep, position=1,
                    taken_up_at=noon(on, team.time_zone) if taken_up else None)
    session.add(review)
    session.flush()
    return review


def draft_of(session: Session, rep: Person, team: Team, *, on: date, item: tuple[str, str] = ITEM) -> Plan:
    """The rep's plan as it came out of the meeting, without a word in it."""
    at = noon(on, team.time_zone)
    review = review_of(session, rep, team, on=on)
    theme = Theme(review=review, kind=OPPORTUNITY, title="Quotes too early", made_by=team.facilitator, made_at=at)
    decision = Decision(review=review, theme=theme, item_from=item[0], item_to=item[1],
                        reason="Three of four deals stalled.", decided_by=team.facilitator, decided_at=at)
    review.decided_at = review.closed_at = at
    session.add(decision)
    session.flush()
    return plans.draft(decision, by=team.facilitator, at=at)


@told_once
def plan_of(session: Session, rep: Person, team: Team, *, begins: date, **told) -> Plan:
    """The rep's published plan; what can be told of it is as in `ready_of`."""
    plan = ready_of(session, rep, team, begins=begins, **told)
    publishing.publish(plan, by=team.manager, at=noon(begins, team.time_zone))
    session.commit()
    return plan


@told_once
def three_promises(session: Session, cast: Cast, *, begins: date) -> Plan:
    """Ana's plan, acknowledged, with one thing of hers, one of Dustin's and one of Priya's for every week."""
    plan = plan_of(session, cast.ana, cast.team, begins=begins, promises=[
        (cast.ana, "Draw the map", 10), (cast.dustin, "Sit in", 12), (cast.priya, "Send the quotes", None)])
    acknowledging.acknowledge(plan, words="", at=noon(begins))
    session.commit()
    return plan


def ready_of(session: Session, rep: Person, team: Team, *, begins: date, coach: Person | None = None,
             promises: list[tuple[Person, str, int | None]] = (), item: tuple[str, str] = ITEM, **measure) -> Plan:
    """A draft that lacks nothing. `promises` are (owner, text, the day it is due or None for every week)."""
    at = noon(begins, team.time_zone)
    plan = draft_of(session, rep, team, on=begins, item=item)
    ask(session, plan.review.meeting, [coach or team.manager, *(owner for owner, _, _ in promises if owner is not rep)])
    facts = {"measure_what": "Quotes with three named people", "baseline": NOW_AND_THEN, "target": USUALLY} | measure
    plans.revise(plan, goal="", gains="", witness="Dustin, in the quotes", cause="skill", cause_note="",
                 coach_id=(coach or team.manager).id, by=team.manager, at=at, **facts)
    for owner, text, day in promises or [(rep, "Draw the decision map", 10), (team.manager, "Sit in on two calls", 20)]:
        commitments.note(plan, owner_id=owner.id, text=text, due_on=begins + timedelta(day - 1) if day else None,
                         weekly=day is None, by=owner, at=at)
    session.flush()
    talks.note(plan, held_on=begins, goal="I want to know who says yes.", by=team.manager, at=at)
    return plan


def ask(session: Session, meeting: Meeting, people: list[Person]) -> None:
    """Ask them to the meeting, each once."""
    asked = set(session.scalars(select(Contributor.person_id).where(Contributor.meeting_id == meeting.id)))
    for person in people:
        if person.id not in asked:
            session.add(Contributor(meeting=meeting, person=person, function=person.function or "specialist coach",
                                    asked_at=meeting.made_at, asked_by_id=meeting.facilitator_id))
            asked.add(person.id)
    session.flush()


def check_in_of(session: Session, plan: Plan, day: int) -> CheckIn:
    """The check-in of that day."""
    return session.scalar(select(CheckIn).where(CheckIn.plan_id == plan.id, CheckIn.day == day))


def look(session: Session, plan: Plan, day: int, rep: int | None = None, coach: int | None = None, **said) -> CheckIn:
    """What rep and coach saw at a check-in, on its day; None is a side that did not look."""
    check_in = check_in_of(session, plan, day)
    for side, person, frequency in ((REP, plan.rep, rep), (COACH, plan.coach, coach)):
        if frequency is not None:
            at = noon(check_in.due_on, plan.review.meeting.team.time_zone)
            checkins.enter(check_in, side=side, frequency=frequency, by=person, at=at, **said)
    session.commit()
    return check_in


def keep(session: Session, plan: Plan, *texts: str) -> None:
    """Tick these commitments off, each on the day it is due."""
    theirs = select(Commitment).where(Commitment.plan_id == plan.id, Commitment.text.in_(texts))
    for commitment in session.scalars(theirs):
        for due in commitments.dues(commitment):
            commitments.tick(commitment, due_on=due, by=commitment.owner, at=noon(due))
    session.commit()
