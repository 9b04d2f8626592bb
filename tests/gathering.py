"""A meeting of the cast that gathers observations: due on Monday 23 November, held on Tuesday 24."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from reviews import meetings
from reviews.board import Theme
from reviews.decisions import Decision
from reviews.meetings import Meeting, Review
from reviews.observations import OPPORTUNITY
from reviews.people import Person
from reviews.plans import LENGTH, Plan
from tests.cast import Cast
from tests.told_once import told_once

BERLIN = ZoneInfo("Europe/Berlin")
DUE, MEETS = datetime(2026, 11, 23, 12, tzinfo=BERLIN), datetime(2026, 11, 24, 10, tzinfo=BERLIN)
SAW = {"kind": OPPORTUNITY, "text": "Halden: the quote went out the day after the demo, with one contact in the CRM."}


def made(session: Session, cast: Cast, *, at: datetime, period: str = "2026-11", **facts) -> Meeting:
    """Ana, Farid and Greta; Dustin, Priya, Tomasz and Ingrid are asked; Marc has not opened it yet."""
    asked = [(cast.dustin, "manager"), (cast.priya, "sales ops"), (cast.tomasz, "enablement"), (cast.ingrid, "service")]
    told = {"due_at": DUE, "meets_at": MEETS, "reps": [(rep.id, 12) for rep in (cast.ana, cast.farid, cast.greta)],
            "contributors": [(person.id, function) for person, function in asked]}
    meeting = meetings.make(session, cast.team, period=period, **told | facts, by=cast.marc, at=at)
    session.commit()
    return meeting


@told_once
def gathering(session: Session, cast: Cast, *, at: datetime, **facts) -> Meeting:
    """The same, open for writing."""
    meeting = made(session, cast, at=at, **facts)
    meetings.open(meeting, by=cast.marc, at=at)
    session.commit()
    return meeting


def review_of(meeting: Meeting, rep: Person) -> Review:
    """The rep's review in this meeting."""
    return next(review for review in meeting.reviews if review.rep is rep)


def on_a_plan(session: Session, cast: Cast, review: Review, *, starts_on: date, length: int = LENGTH) -> Plan:
    """An active plan of Ana's, in bare facts."""
    theme = Theme(review=review, kind=OPPORTUNITY, title="t", made_by_id=cast.marc.id, made_at=MEETS)
    session.add(theme)
    session.flush()
    decision = Decision(review=review, theme=theme, item_from="a", item_to="b", reason="c", decided_by_id=cast.marc.id,
                        decided_at=MEETS, withdrawn_at=MEETS, withdrawn_by_id=cast.marc.id)
    plan = Plan(review=review, decision=decision, rep=cast.ana, manager=cast.dustin, facilitator=cast.marc,
                coach=cast.dustin, drafted_at=MEETS, published_at=MEETS, starts_on=starts_on, length=length)
    session.add(plan)
    session.commit()
    return plan
