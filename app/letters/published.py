"""That a plan is published, in a letter: to the rep her days, to each coach how much of it is theirs. What it says stands on its
page alone."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import object_session

from app.letters.on_plan import may_open
from app.letters.parts import Part, address_of
from reviews import commitments
from reviews.acknowledging import Acknowledgement
from reviews.checkins import CheckIn
from reviews.days import in_words
from reviews.letters import Matter
from reviews.plans import Plan
from reviews.readers import listed

LASTS = timedelta(days=7)  # by then its page has said it for long


def needed(matter: Matter, at: datetime) -> bool:
    """For a week, unless the plan is closed or not theirs any more, or the rep has said that she has it."""
    plan = matter.plan_version.plan
    if not may_open(matter) or plan.closed_at or at - matter.made_at >= LASTS:
        return False
    read = select(Acknowledgement.id).where(Acknowledgement.plan_id == plan.id)
    return matter.person_id != plan.rep_id or object_session(matter).scalar(read) is None


def part(matter: Matter, at: datetime) -> Part:
    plan = matter.plan_version.plan
    return _to_rep(matter, plan) if matter.person_id == plan.rep_id else _to_coach(matter, plan)


def _to_rep(matter: Matter, plan: Plan) -> Part:
    first = in_words(plan.starts_on)
    return Part(
        subject=f"Your plan is here: {plan.length} days from {first}, four dates", title="Your plan",
        lines=(f"{matter.by.name} published it on {first}.", f"You and {plan.coach.name} check in on {_days(plan)}.",
               "Please say on its page that you have received and read it. That is not to agree."),
        label="Read your plan", address=address_of("plans.show", id=plan.id))


def _to_coach(matter: Matter, plan: Plan) -> Part:
    whose, theirs = f"{plan.rep.name}’s plan", _theirs(plan, matter.person_id)
    lines = [f"{matter.by.name} published it: {plan.length} days from {in_words(plan.starts_on)}."]
    lines += [f"On it: {theirs}. Its page has the words."] if theirs else []
    lines += [f"You check in with {plan.rep.first} on {_days(plan)}."] if matter.person_id == plan.coach_id else []
    return Part(subject=f"{whose} is here, with {theirs}" if theirs else f"{whose} is here", title=whose, lines=tuple(lines),
                label="Read the plan", address=address_of("plans.show", id=plan.id))


def _days(plan: Plan) -> str:
    """Its check-ins, in words."""
    dates = select(CheckIn.due_on).where(CheckIn.plan_id == plan.id).order_by(CheckIn.due_on)
    return listed(in_words(day) for day in object_session(plan).scalars(dates))


def _theirs(plan: Plan, person_id: int) -> str:
    """How many commitments are theirs and the first day of them, in words: 2 commitments of yours, the first due Tue 24 Nov."""
    theirs = [one for one in plan.commitments if one.owner_id == person_id and not one.dropped_at]
    first = min((day for one in theirs for day in commitments.dues(one)), default=None)
    if first is None:
        return ""
    return (f"1 commitment of yours, due {in_words(first)}" if len(theirs) == 1 and not theirs[0].weekly
            else f"{len(theirs)} commitment{'s' if len(theirs) != 1 else ''} of yours, the first due {in_words(first)}")
