"""From a draft to a published plan: what is still missing, who may be on one now, and what is kept of each version."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import object_session

from reviews import announcing, board, checkins, commitments, measures, talks
from reviews.board import Placement
from reviews.commitments import Commitment
from reviews.days import day_of, in_words
from reviews.decisions import Decision
from reviews.errors import Missing, Refused
from reviews.hints import judging
from reviews.holding import fingerprint, hold
from reviews.observations import Observation
from reviews.outcomes import Verdict
from reviews.people import FUNCTIONS, MANAGER, Person, told_apart
from reviews.plan_people import functions_of
from reviews.plans import FACTS, LENGTH, Paper, Plan, PlanVersion, active_plan, last_day, today_of

if TYPE_CHECKING:
    from reviews.coach_cards import CoachCard

ITEM, REASON, WITNESS, CAUSE, TALK, MEASURE = "item", "reason", "witness", "cause", "talk", "measure"
REPS_COMMITMENT, COACHS_COMMITMENT, DATES, ONE_PLAN, LEFT = (
    "commitment of the rep", "commitment of a coach", "dates", "one plan", "left")


def missing(plan: Plan, today: date) -> dict[str, str]:
    """What the draft still lacks to be published today, by part, each in a sentence (laws 2 and 3)."""
    sentences = {
        ITEM: _item(plan.decision), REASON: _reason(plan), WITNESS: _witness(plan), CAUSE: _cause(plan),
        MEASURE: _measure(plan), REPS_COMMITMENT: _reps_commitment(plan), COACHS_COMMITMENT: _coachs_commitment(plan),
        DATES: _dates(plan, today), TALK: _talk(plan), ONE_PLAN: _one_plan(plan), LEFT: _left(plan)}
    return {part: sentence for part, sentence in sentences.items() if sentence}


def publish(plan: Plan, *, seen: str | None = None, talk: Mapping | None = None, by: Person, at: datetime) -> PlanVersion:
    """Make the draft the rep's plan. Today is day 1; its check-ins are set, and what it says is kept as version 1.

    `talk` is what the page of the talk held when it was sent, noted first, and `seen` what else the publisher had before
    them, by `drafted`: nothing is published that they have not read.
    """
    _hold_with_decision(plan)
    if plan.published_at:
        return plan.versions[0]
    if talk is not None:
        talks.note(plan, **talk, by=by, at=at)
    if seen not in (None, drafted(plan)):
        raise Refused("This draft was changed since you opened it. Read it as it stands now, then publish it.")
    today = today_of(plan, at)
    if parts := missing(plan, today):
        raise Missing(f"This plan cannot be published yet. {' '.join(parts.values())}", parts)
    plan.published_at, plan.published_by_id, plan.starts_on = at, by.id, today
    for commitment in plan.commitments:
        if commitment.owner_id == by.id:
            commitment.accepted_at = commitment.accepted_at or at
    checkins.schedule(plan)
    object_session(plan).flush()
    version = make_version(plan, by=by, at=at)
    announcing.published(version, by=by, at=at)
    return version


def drafted(plan: Plan) -> str:
    """A fingerprint of all that the draft says but the words of the talk, which know by themselves who saw them."""
    promised = [(one.id, one.owner_id, one.text, one.due_on, one.weekly) for one in plan.commitments]
    return fingerprint({fact: getattr(plan, fact) for fact in FACTS - {"goal"}}, promised)


def make_version(plan: Plan, *, reason: str = "", by: Person, at: datetime) -> PlanVersion:
    """Keep what a published plan says now as its next version."""
    number = len(plan.versions) + 1
    version = PlanVersion(plan=plan, number=number, reason=reason, published_by_id=by.id, published_at=at,
                          content=content(plan, number=number, by=by, on=today_of(plan, at)))
    object_session(plan).add(version)
    return version


def content(plan: Plan, *, number: int, by: Person, on: date) -> dict:
    """A published plan as plain data, in the form that the PDF is made from. The cause is no part of it (law 8)."""
    functions = functions_of(plan)
    promised = [commitment for commitment in plan.commitments if not commitment.dropped_at]
    names = told_apart(commitment.owner for commitment in promised)
    return {
        "plan": plan.id, "version": number, "rep": {"name": plan.rep.name, "first": plan.rep.first},
        "starts_on": plan.starts_on.isoformat(), "ends_on": last_day(plan).isoformat(), "length": plan.length,
        "item": {"from": plan.decision.item_from, "to": plan.decision.item_to},
        "why": {"text": plan.decision.reason, "seen_by": seen_by(plan)},
        "goal": plan.goal, "gains": plan.gains, "measure": _measured(plan), "expected": expected(plan),
        "commitments": [_promised(commitment, functions, names) for commitment in by_owner(plan, promised)],
        "witness": plan.witness, "coach": plan.coach.name, "check_ins": _check_ins(plan), "arrangement": None,
        "published": {"by": by.name, "as": functions.get(by.id) or MANAGER, "on": on.isoformat()},
    }


def expected(plan: Plan) -> str:
    """What one would see by the last day of a plan that was extended, as its last verdict says; empty before there is one."""
    return object_session(plan).scalar(
        select(Verdict.expected).where(Verdict.plan_id == plan.id, Verdict.length == plan.length - LENGTH)) or ""


def by_owner(plan: Plan, promised: list[Commitment]) -> list[Commitment]:
    """The rep's commitments first, then each coach's together, in the order in which they came in."""
    first = {}
    for commitment in promised:
        first.setdefault(commitment.owner_id, -1 if commitment.owner_id == plan.rep_id else commitment.id)
    return sorted(promised, key=lambda commitment: (first[commitment.owner_id], commitment.id))


def seen_by(plan: Plan) -> list[str]:
    """The functions that saw what became the item, independently of each other; never by name."""
    found = set(object_session(plan).scalars(
        select(Observation.function).join(Placement, Placement.observation_id == Observation.id)
        .where(Placement.theme_id == plan.decision.theme_id).distinct()))
    return [function for function in FUNCTIONS if function in found]


def keep_paper(version: PlanVersion, pdf: bytes, *, at: datetime) -> bytes:
    """The bytes of a version's PDF: those that were kept first, from whoever made them."""
    return kept_first(version, Paper(version_id=version.id, pdf=pdf, made_at=at), version.id)


def kept_first(version: PlanVersion, made: Paper | CoachCard, key: object) -> bytes:
    """The bytes of a file of this version: of what has this key already, or else of what is made now, which is kept."""
    session = object_session(version)
    session.refresh(version, with_for_update={"of": PlanVersion})  # the second of two waits here, and finds the first's
    kept = session.get(type(made), key)
    if kept is None:
        session.add(made)
    return (kept or made).pdf


def _hold_with_decision(plan: Plan) -> None:
    """Nobody else publishes now, or withdraws the decision: that is done under the lock of the review."""
    board.hold(plan.review)
    hold(plan)
    object_session(plan).refresh(plan.decision, ["withdrawn_at"])


# -- law 3, part by part ------------------------------------------------------------------------------------------------


def _item(decision: Decision) -> str:
    if decision.withdrawn_at:
        return "The decision was withdrawn, so there is no item."
    if not decision.item_from.strip() or not decision.item_to.strip():
        return "The item needs both halves: from what, to what."
    if decision.item_from.strip() == decision.item_to.strip():
        return "Both halves of the item say the same."
    return " ".join(f"The item says “{hint.words}”: that {hint.why}. Withdraw the decision and word it anew."
                    for hint in judging(f"{decision.item_from}\n{decision.item_to}"))


def _reason(plan: Plan) -> str:
    return "" if plan.decision.reason.strip() else "The decision gives no reason for this item."


def _witness(plan: Plan) -> str:
    return "" if plan.witness else "Say who would see the change, and where."


def _cause(plan: Plan) -> str:
    return "" if plan.cause else "The diagnosis is open: why is it not done yet?"


def _measure(plan: Plan) -> str:
    if not plan.measure_what:
        return "Say what is measured."
    return "" if None not in (plan.baseline, plan.target) else "The measure needs where it is before, and a target."


def _reps_commitment(plan: Plan) -> str:
    has = any(one.owner_id == plan.rep_id and not one.dropped_at for one in plan.commitments)
    return "" if has else f"There is no commitment of {plan.rep.first} yet."


def _coachs_commitment(plan: Plan) -> str:
    has = any(one.owner_id != plan.rep_id and not one.dropped_at for one in plan.commitments)
    return "" if has else "There is no commitment of a coach yet."


def _dates(plan: Plan, today: date) -> str:
    starts = plan.starts_on or today
    last = last_day(plan) if plan.published_at else day_of(today, LENGTH)
    outside = [one for one in plan.commitments if one.due_on and not starts <= one.due_on <= last]
    return " ".join(f"“{_short(one.text)}” is due on {in_words(one.due_on)}, outside the plan: published today, it "
                    f"runs from {in_words(today)} to {in_words(last)}." for one in outside)


def _talk(plan: Plan) -> str:
    rep, manager = plan.rep.first, plan.manager.first
    if not plan.talked_on:
        return f"{manager} has not talked it through with {rep} yet."
    return "" if plan.goal else f"Say what {rep} wants to reach, in {rep}’s own words."


def _one_plan(plan: Plan) -> str:
    other = active_plan(object_session(plan), plan.rep_id)
    if other is None or other is plan:
        return ""
    whose = f", which is {other.manager.name}’s to give" if other.manager_id != plan.manager_id else ""
    return (f"{plan.rep.first} is on a plan since {in_words(other.starts_on)}. This one can begin when that one is closed "
            f"with its verdict{whose}.")


def _left(plan: Plan) -> str:
    return f"{plan.rep.first} has left." if plan.rep.left_at else ""


# -- what a version keeps -----------------------------------------------------------------------------------------------


def _measured(plan: Plan) -> dict[str, str]:
    return {"what": plan.measure_what, "kind": plan.measure_kind, "note": plan.measure_note,
            "before": measures.said(plan.measure_kind, plan.baseline, plan.measure_unit),
            "target": measures.said(plan.measure_kind, plan.target, plan.measure_unit)}


def _promised(commitment: Commitment, functions: dict[int, str], names: dict[int, str]) -> dict[str, object]:
    """A weekly one ends with its last week."""
    return {"id": commitment.id, "owner": names[commitment.owner_id],
            "function": functions.get(commitment.owner_id, ""), "what": commitment.text,
            "due_on": commitments.dues(commitment)[-1].isoformat(), "weekly": commitment.weekly}


def _check_ins(plan: Plan) -> list[dict[str, object]]:
    made = object_session(plan).scalars(
        select(checkins.CheckIn).where(checkins.CheckIn.plan_id == plan.id).order_by(checkins.CheckIn.day))
    return [{"day": one.day, "on": one.due_on.isoformat(), "who": f"{plan.rep.first} with {plan.coach.first}"} for one in made]


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59].rstrip() + "…"
