"""Questions about what a rep has worked on so far."""

from __future__ import annotations

from sqlalchemy import Select, select
from sqlalchemy.orm import Bundle

from reviews.built import built_once
from reviews.decisions import Decision
from reviews.meetings import Meeting, Review
from reviews.people import Person, Team
from reviews.plans import Plan
from reviews.queries.followup import seen_by

_TEAM = Bundle("team", Team.name, Team.time_zone)


@built_once
def published_plans(rep: Person, reader: Person) -> Select:
    """A row for each published plan of a rep, the newest first: its item, days, measure, team and period, and whether the rule
    for plans lets this reader open it (`may_open`)."""
    return (
        select(Plan.id, Plan.starts_on, Plan.length, Plan.closed_at, Plan.ended_why, Plan.measure_what, Plan.measure_kind,
               Plan.measure_unit, Plan.baseline, Bundle("decision", Decision.item_from, Decision.item_to), _TEAM, Meeting.period,
               seen_by(reader).label("may_open"))
        .join(Plan.decision).join(Plan.review).join(Review.meeting).join(Meeting.team)
        .where(Plan.rep_id == rep.id, Plan.published_at.is_not(None)).order_by(Plan.starts_on.desc(), Plan.id.desc()))


@built_once
def closed_without_item(rep: Person) -> Select:
    """Rows of (closed_at, closed_why, period, team) of the rep's reviews that ended without an item."""
    return (
        select(Review.closed_at, Review.closed_why, Meeting.period, _TEAM)
        .join(Review.meeting).join(Meeting.team)
        .where(Review.rep_id == rep.id, Review.closed_why.is_not(None), Review.decided_at.is_(None)))
