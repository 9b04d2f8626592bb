"""Ana's plan from the decision on: a fresh draft, one that lacks nothing, one that is published."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from reviews import choosing, commitments, meetings, plans, publishing, talks
from reviews.commitments import Commitment
from reviews.days import local_day
from reviews.decisions import Decision
from reviews.measures import FREQUENCY
from reviews.plans import Plan
from tests.cast import Cast
from tests.on_the_table import QUOTES, table, theme
from tests.told_once import told_once

FROM, TO = "sending the quote right after the demo", "naming, with the champion, everyone who decides before a quote goes out"
REASON = "Three of the four deals that stalled since September had somebody join late who could say no."
GOAL = "I want to know in the first call who else has to say yes."
FACTS = {
    "gains": "She asks what the price is compared with, in 4 of 5 deals.", "witness": "Dustin, in the second call of a deal",
    "cause": "skill", "cause_note": "Asks it in role-plays; under pressure the quote comes first.",
    "measure_what": "Quotes that go out with three named people on the buyer’s side", "measure_kind": FREQUENCY,
    "measure_note": "3 of 11 quotes since September", "baseline": 1.0, "target": 3.0}


@told_once
def decided(session: Session, cast: Cast, *, at: datetime, item: tuple[str, str] = (FROM, TO), reason: str = REASON) -> Decision:
    """What the room decided for Ana."""
    review = table(session, cast, at=at)
    quotes = theme(session, review, QUOTES, "Quotes before she knows who decides", cast, at=at)
    decision = choosing.decide(review, theme_id=quotes.id, item_from=item[0], item_to=item[1], reason=reason,
                               present=[cast.dustin.id, cast.priya.id], by=cast.marc, at=at)
    session.commit()
    return decision


@told_once
def draft(session: Session, cast: Cast, *, at: datetime, **told) -> Plan:
    """Begun, and nothing written into it."""
    plan = plans.draft(decided(session, cast, at=at, **told), by=cast.marc, at=at)
    session.commit()
    return plan


@told_once
def ready(session: Session, cast: Cast, *, at: datetime, without: tuple[str, ...] = (), **told) -> Plan:
    """Everything is there but what is left out: facts by name, "talk", "ana" and "coaches" for their commitments."""
    return filled_in(session, draft(session, cast, at=at, **told), cast, at=at, without=without)


def filled_in(session: Session, plan: Plan, cast: Cast, *, at: datetime, without: tuple[str, ...] = ()) -> Plan:
    """Any draft of Ana's, so filled in."""
    plans.revise(plan, **{fact: value for fact, value in FACTS.items() if fact not in without}, by=cast.dustin, at=at)
    if "ana" not in without:
        promise(plan, cast.ana, "Draw the decision map with the champion before each quote.", day=10, by=cast.marc, at=at)
        promise(plan, cast.ana, "Ask “Who else will have to live with this?” in each first call.", by=cast.marc, at=at)
    if "coaches" not in without:
        promise(plan, cast.dustin, "Sit in on two first calls, and listen for that one question.", day=12, by=cast.dustin, at=at)
    if not {"coaches", "priya"}.intersection(without):
        promise(plan, cast.priya, "Send the open quotes with only one contact.", by=cast.marc, at=at)
    if "talk" not in without:
        talks.note(plan, held_on=local_day(at, cast.team.time_zone), goal=GOAL, rep_says="Not every quote needs three.",
                        by=cast.dustin, at=at)
    session.commit()
    return plan


@told_once
def published(session: Session, cast: Cast, *, at: datetime, **told) -> Plan:
    """Under way; today is day 1."""
    plan = ready(session, cast, at=at, **told)
    publishing.publish(plan, by=cast.dustin, at=at)
    session.commit()
    return plan


def promise(plan: Plan, owner, text: str, *, day: int | None = None, by, at: datetime) -> Commitment:
    """A commitment due on that day of a plan that begins today, or every week."""
    begins: date = local_day(at, plan.review.meeting.team.time_zone)
    return commitments.note(plan, owner_id=owner.id, text=text, due_on=begins + timedelta(day - 1) if day else None,
                            weekly=day is None, by=by, at=at)


def promised(plan: Plan, start: str) -> Commitment:
    """The commitment whose text begins so."""
    return next(one for one in plan.commitments if one.text.startswith(start))


def meeting_over(plan: Plan, *, cast: Cast, at: datetime) -> None:
    """The meeting that the plan comes from is closed."""
    meetings.close(plan.review.meeting, by=cast.marc, at=at)
