"""What has been: meetings that were held, and the thirty days after them."""

from __future__ import annotations

from datetime import date, timedelta

from reviews import (
    acknowledging,
    checkins,
    choosing,
    closing,
    coaching,
    coaching_quality,
    commitments,
    meetings,
    moving,
    observations,
    plans,
    publishing,
    talks,
    themes,
    verdicts,
)
from reviews.checkins import COACH, REP, CheckIn
from reviews.days import day_of, previous_working_day
from reviews.decisions import Decision
from reviews.demo import under_way
from reviews.demo.stage import Stage, words
from reviews.meetings import MINUTES, Meeting, Review
from reviews.observations import OPPORTUNITY
from reviews.people import Person, Team
from reviews.plans import Plan


def play(stage: Stage) -> None:
    """Every past meeting in the order of time, and what became of its plans."""
    story = words("past")
    for meeting in sorted(story["meeting"], key=lambda meeting: -meeting["days_ago"]):
        _hold(stage, meeting, [plan for plan in story["plan"] if plan["meeting"] == meeting["key"]])


def _hold(stage: Stage, told: dict, tales: list[dict]) -> None:
    team = stage.teams[told["team"]]
    held = stage.back(team, told["days_ago"])
    meeting = _call(stage, team, told, held, tales)
    reviews = {review.rep.name: review for review in meeting.reviews}
    for tale in tales:
        _write(stage, reviews[tale["rep"]], tale, stage.at(team, held - timedelta(4), 15))
    for name, review in reviews.items():
        meetings.take_up(review, by=team.facilitator, at=stage.at(team, held, 10))
        if why := told["without_item"].get(name):
            closing.close_without_item(review, why=why, by=team.facilitator, at=stage.at(team, held, 11))
    decided = [(_decide(stage, reviews[tale["rep"]], tale, held), tale) for tale in tales]
    meetings.close(meeting, by=team.facilitator, at=stage.at(team, held, 12))
    for decision, tale in decided:
        _follow(stage, decision, tale, held)


def _call(stage: Stage, team: Team, told: dict, held: date, tales: list[dict]) -> Meeting:
    names = {team.manager.name} | {seen["by"] for tale in tales for seen in tale["observations"]}
    names |= {told["owner"] for tale in tales for told in tale["commitments"]} - {tale["rep"] for tale in tales}
    asked = sorted((stage.people[name] for name in names), key=lambda person: person.id)
    meeting = meetings.make(
        stage.session, team, period=stage.period(team, told["periods_ago"]),
        due_at=stage.at(team, held - timedelta(1), 12), meets_at=stage.at(team, held, 10),
        reps=[(rep.id, MINUTES) for rep in stage.reps(team)],
        contributors=[(person.id, "") for person in asked],
        by=team.facilitator, at=stage.at(team, held - timedelta(12), 9))
    stage.session.flush()
    meetings.open(meeting, by=team.facilitator, at=stage.at(team, held - timedelta(10), 9))
    return meeting


def _write(stage: Stage, review: Review, tale: dict, at) -> None:
    for seen in tale["observations"]:
        facts = {name: value for name, value in seen.items() if name not in ("by", "theme")}
        observation = observations.write(review, stage.people[seen["by"]], **facts, hand_in=True, at=at)
        stage.session.flush()
        seen["id"] = observation.id


def _decide(stage: Stage, review: Review, tale: dict, held: date) -> Decision:
    """Merge what was seen into the told themes, and choose the first."""
    team = review.meeting.team
    at, facilitator = stage.at(team, held, 11), team.facilitator
    opportunities = [seen for seen in tale["observations"] if seen["kind"] == OPPORTUNITY]
    titles = dict.fromkeys([tale["theme"], *(seen.get("theme", tale["theme"]) for seen in opportunities)])
    made = [themes.make(review, [seen["id"] for seen in opportunities if seen.get("theme", tale["theme"]) == title],
                        title=title, by=facilitator, at=at) for title in titles]
    stage.session.flush()
    decision = choosing.decide(
        review, theme_id=made[0].id, item_from=tale["from"], item_to=tale["to"], reason=tale["reason"],
        present=[team.manager_id, team.facilitator_id], dissents={}, by=facilitator, at=at)
    stage.session.flush()
    return decision


def _follow(stage: Stage, decision: Decision, tale: dict, held: date) -> None:
    team = decision.review.meeting.team
    plan = _draft(stage, decision, tale, stage.at(team, held, 13))
    if tale["days_ago"] < 0:
        return
    begins = _first_day(stage, team, tale)
    at = stage.at(team, begins, 11)
    talks.note(plan, held_on=begins, rep_says="", goal=tale["goal"], by=plan.manager, at=at)
    publishing.publish(plan, by=plan.manager, at=at)
    stage.session.flush()
    acknowledging.acknowledge(plan, words=tale["words"], at=stage.at(team, begins + timedelta(tale["acknowledged"]), 9))
    _move(stage, plan, tale["commitments"])
    _keep(stage, plan, tale["commitments"])
    _coach(stage, plan, tale.get("coached", []))
    _look(stage, plan, tale)
    under_way.play(stage, plan, tale)
    if said := tale.get("coaching_was"):
        day_after = plan.closed_at + timedelta(1)
        coaching_quality.answer(plan, **said, by=plan.rep, at=min(day_after, stage.now))


def _draft(stage: Stage, decision: Decision, tale: dict, at) -> Plan:
    plan = plans.draft(decision, by=decision.decided_by, at=at)
    stage.session.flush()
    measure = {"kind": "frequency", "unit": ""} | tale["measure"]
    plans.revise(
        plan, goal=tale["goal"], gains=tale["gains"], witness=tale["witness"], cause=tale["cause"],
        cause_note=tale["cause_note"], measure_what=measure["what"], measure_kind=measure["kind"],
        measure_unit=measure["unit"], measure_note=measure["note"], baseline=measure["before"], target=measure["target"],
        coach_id=plan.manager_id, by=plan.manager, at=at)
    begins = _first_day(stage, plan.review.meeting.team, tale)
    for told in tale["commitments"]:
        owner = stage.people[told["owner"]]
        told["made"] = commitments.note(
            plan, owner_id=owner.id, owed_to_id=(plan.manager if owner is plan.rep else plan.rep).id, text=told["text"],
            due_on=None if told.get("weekly") else previous_working_day(day_of(begins, told["day"])), weekly=told.get("weekly", False),
            by=owner, at=at)
    stage.session.flush()
    return plan


def _first_day(stage: Stage, team: Team, tale: dict) -> date:
    """The day from which the told days count: that of publishing, or today for a draft."""
    return stage.back(team, max(tale["days_ago"], 0))


def _move(stage: Stage, plan: Plan, told: list[dict]) -> None:
    """Give what was moved its other day, on the told day."""
    team = plan.review.meeting.team
    for promise in told:
        if moved := promise.get("moved"):
            commitment, on = promise["made"], day_of(plan.starts_on, moved["day"])
            moving.move(commitment, due_on=previous_working_day(day_of(plan.starts_on, moved["to"])), why=moved["why"],
                        by=commitment.owner, at=stage.at(team, on, 16))


def _keep(stage: Stage, plan: Plan, told: list[dict]) -> None:
    """Tick what was kept: a weekly commitment for its first weeks, another on the told day."""
    team, kept = plan.review.meeting.team, [promise for promise in told if promise.get("kept")]
    for promise in kept:
        commitment = promise["made"]
        dues = commitments.dues(commitment)
        for due in dues[:promise["kept"]] if commitment.weekly else dues:
            on = due if commitment.weekly else day_of(plan.starts_on, promise["kept"])
            if on <= stage.today(team):
                commitments.tick(commitment, due_on=due, by=commitment.owner, at=stage.at(team, on, 16))


def _coach(stage: Stage, plan: Plan, told: list[dict]) -> None:
    """Log what coaching there was so far, on the working day itself: by the coach, or by the rep who names them."""
    team = plan.review.meeting.team
    for held in told:
        on = previous_working_day(day_of(plan.starts_on, held["day"]))
        if on <= stage.today(team):
            coach = stage.people[held["by"]]
            by = stage.people[held.get("logged_by", held["by"])]
            coaching.log(plan, coach_id=coach.id, held_on=on, minutes=held["minutes"], kind=held["kind"], line=held.get("line", ""),
                         by=by, at=stage.at(team, on, 17))


def _look(stage: Stage, plan: Plan, tale: dict) -> None:
    """The check-ins and, in its place between them, the verdict."""
    verdict, team = tale.get("verdict"), plan.review.meeting.team
    for told in tale["check_ins"]:
        if verdict and told["day"] > verdict["day"]:
            _end(stage, plan, verdict)
            verdict = None
        check_in = stage.session.query(CheckIn).filter_by(plan_id=plan.id, day=told["day"]).one()
        for side, person in ((REP, plan.rep), (COACH, plan.coach)):
            if side in told:
                _enter(check_in, side, person, told, stage.at(team, check_in.due_on, 15))
    if verdict:
        _end(stage, plan, verdict)


def _enter(check_in: CheckIn, side: str, person: Person, told: dict, at) -> None:
    frequency, happened, then = told[side]
    checkins.enter(check_in, side=side, frequency=frequency, value=told.get("value"), happened=happened, next=then,
                   by=person, at=at)


def _end(stage: Stage, plan: Plan, told: dict) -> None:
    at = stage.at(plan.review.meeting.team, day_of(plan.starts_on, told["day"]), 16, 30)
    verdicts.give(plan, outcome=told["outcome"], then=told["then"], reason=told["reason"], expected=told.get("expected", ""),
                  by=plan.manager, at=at)
    stage.session.flush()
