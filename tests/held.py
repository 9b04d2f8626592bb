"""A meeting as it was held: Ana has an item and a draft, Farid was away, Greta waits. For the stories of its minutes."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from reviews import choosing, closing, meetings, plans
from reviews.meetings import AWAY, Meeting
from reviews.plans import Plan
from tests.a_plan import FACTS, FROM, REASON, TO, promise
from tests.cast import Cast
from tests.gathering import review_of
from tests.on_the_table import DATES, GAINS, HANDOVER, QUOTES, table, theme

DISSENT = "The handover costs us more than the quotes."
HIDDEN = "His back hurts."
NOTE = "At the fair until Friday."


def in_session(session: Session, cast: Cast, *, at: datetime) -> Meeting:
    """Ana is decided on: quotes, two other themes parked, Ingrid against it; two of her three gains are one theme."""
    review = table(session, cast, at=at)
    quotes = theme(session, review, QUOTES, "Quotes too early", cast, at=at)
    for told, title in ((DATES, "No date"), (HANDOVER, "Half the story"), (GAINS[:2], "Deals are in the CRM")):
        theme(session, review, told, title, cast, at=at)
    choosing.decide(review, theme_id=quotes.id, item_from=FROM, item_to=TO, reason=REASON,
                    present=[cast.marc.id, cast.dustin.id, cast.ingrid.id], dissents={cast.ingrid.id: DISSENT}, by=cast.marc, at=at)
    session.commit()
    return review.meeting


def drafted(session: Session, meeting: Meeting, cast: Cast, *, at: datetime, **facts) -> Plan:
    """Ana's draft: what she takes on, typed by Marc, and what Dustin typed himself."""
    plan = plans.draft(choosing.decision_of(session, review_of(meeting, cast.ana)), by=cast.marc, at=at)
    plans.revise(plan, **{fact: FACTS[fact] for fact in ("cause", "cause_note", "measure_what")} | facts, by=cast.dustin, at=at)
    promise(plan, cast.priya, "Send the open quotes with only one contact.", by=cast.marc, at=at)
    promise(plan, cast.dustin, "Sit in on two first calls.", day=10, by=cast.dustin, at=at)
    promise(plan, cast.ana, "Draw the decision map.", day=5, by=cast.marc, at=at)
    session.commit()
    return plan


def held(session: Session, cast: Cast, *, at: datetime) -> Meeting:
    """All three are done with, and the meeting is closed."""
    meeting = in_session(session, cast, at=at)
    drafted(session, meeting, cast, at=at)
    closing.close_without_item(review_of(meeting, cast.farid), why=AWAY, note=NOTE, by=cast.marc, at=at)
    closing.close_without_item(review_of(meeting, cast.greta), why="nobody wrote", by=cast.marc, at=at)
    meetings.close(meeting, by=cast.marc, at=at)
    session.commit()
    return meeting
