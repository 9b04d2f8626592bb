"""Who manages or facilitates a plan, for a query over plans, their reviews and meetings: `reviews.plans.run_by`."""

from __future__ import annotations

from sqlalchemy import ColumnElement, case, or_

from reviews.meetings import Meeting
from reviews.people import Person
from reviews.plans import Plan

MET_MANAGER, MET_FACILITATOR = (case((Meeting.closed_at.is_(None), column)) for column in (Meeting.manager_id, Meeting.facilitator_id))


def run_by(person: Person) -> ColumnElement[bool]:
    """That the plan is this person's to run: its own two, and until its meeting is closed that meeting's."""
    return or_(*(column == person.id for column in (Plan.manager_id, Plan.facilitator_id, MET_MANAGER, MET_FACILITATOR)))
