"""What happens on a plan besides its check-ins: it is amended, its rep asks for help, somebody is nudged."""

from __future__ import annotations

from datetime import timedelta

from reviews import amending, helping, nudging
from reviews.days import day_of, next_working_day
from reviews.demo.stage import Stage
from reviews.plans import Plan


def play(stage: Stage, plan: Plan, tale: dict) -> None:
    """What the story tells of it, in the order of time."""
    if told := tale.get("amended"):
        _amend(stage, plan, told)
    if told := tale.get("asked"):
        helping.ask(plan, coach_id=stage.people[told["coach"]].id, words=told["words"], by=plan.rep, at=stage.now - timedelta(hours=3))
    if told := tale.get("nudged"):
        nudging.nudge(plan, stage.people[told["person"]], by=stage.people[told["by"]], at=stage.now)


def _amend(stage: Stage, plan: Plan, told: dict) -> None:
    """Some of what it says in other words, and one commitment more, on a day that is to come."""
    more, team = told["more"], plan.review.meeting.team
    due_on = next_working_day(stage.today(team) + timedelta(more["in_days"]))
    amending.amend(plan, reason=told["reason"], facts=told["facts"],
                   more=[{"owner_id": stage.people[more["owner"]].id, "text": more["text"], "due_on": due_on}],
                   by=plan.manager, at=stage.at(team, day_of(plan.starts_on, told["day"]), 17))
    stage.session.flush()
