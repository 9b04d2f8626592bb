"""The verdict on day 30: moved, partly, not moved, cannot say; then the plan is closed, extended, or tried in another way."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import object_session

from reviews import announcing, another_way, ending, evidence, facts, publishing
from reviews.checkins import CheckIn, schedule, side_of
from reviews.days import day_of, in_words
from reviews.errors import Refused, Stale
from reviews.holding import hold
from reviews.meetings import Meeting, Review
from reviews.outcomes import ANOTHER_WAY, CLOSE, OUTCOMES, THEN, Verdict, what_then
from reviews.people import Person
from reviews.plans import (
    LAST_DAYS,
    LENGTH,
    LONGEST,
    Plan,
    day_number,
    is_manager,
    last_day,
    today_of,
    verdict_may_be_given,
)

CHANGED = "What this verdict stands on has changed since you opened it: a check-in, a commitment or a coaching session. Look at it, " \
    "then give the verdict."


def give(plan: Plan, *, outcome: str, then: str, reason: str, expected: str = "", early_why: str = "",
         on_word_of: Person | None = None, length: int | None = None, seen: str | None = None, by: Person, at: datetime) -> Verdict:
    """Say what the plan's thirty days came to, and close the plan or extend it by thirty more, as it is or in another way.

    `expected` is what one would see by the last of them. `length` is the one the giver had before them: a plan that somebody has
    judged or extended since is refused. So is one on which somebody has checked in or kept something since: `seen` is the
    fingerprint of the evidence as it is told to anybody. What the verdict stands on, which both sides read, counts also what its
    giver alone could read by then, but for the check-ins that stay open: somebody has yet to write there.
    """
    hold(plan)  # of two givers at the same moment, the second waits here and finds the first one's verdict
    today = today_of(plan, at)
    if sentence := why_not(plan, by, at=at, length=length):
        raise Refused(sentence)
    _check_words(outcome, then, reason)
    _check_word_of(plan, by, on_word_of)
    early = not verdict_may_be_given(plan, today)
    if early and not early_why.strip():
        raise Refused(f"This is day {day_number(plan, today)} of {plan.length}. Say why the verdict comes so early.",
                      "early_why")
    _check_next(plan, then, expected.strip(), today)
    known = facts.of_plan(plan)
    now = evidence.of_plan(plan, known, today).fingerprint
    if seen not in (None, now):
        raise Stale(CHANGED, {}, now)
    until = last_day(plan) if then == CLOSE else today
    stands_on = evidence.of_plan(plan, known.read_by(side_of(plan, by) or facts.ALL, until), today)
    verdict = Verdict(
        plan=plan, length=plan.length, outcome=outcome, then=then, reason=reason.strip(), expected=expected.strip(),
        given_on=today, given_at=at, figures=stands_on.data(), given_by=by,
        on_word_of=None if is_manager(plan, by) else on_word_of,
        early_why=early_why.strip() if early else "")
    object_session(plan).add(verdict)
    _close(plan, at) if then == CLOSE else _go_on(verdict, by, at)
    announcing.judged(verdict, by=by, at=at)
    return verdict


def why_not(plan: Plan, person: Person, *, at: datetime, length: int | None = None) -> str | None:
    """Why this person cannot give a verdict on the plan now, in a sentence; None when they can."""
    if not plan.published_at:
        return "This plan is not published yet, so there is nothing to judge."
    if plan.ended_why:
        return ending.how(plan)
    if plan.closed_at or length not in (None, plan.length):
        return _already_given(last_of(plan))
    return None if is_manager(plan, person) else _why_not_on_word(plan, person, today_of(plan, at))


def word_of(plan: Plan, person: Person) -> Person | None:
    """On whose word this person would give the verdict: the manager's, and on nobody's when it is their own to give."""
    return None if is_manager(plan, person) else plan.manager


def first_day(plan: Plan) -> date:
    """The day from which a verdict can be given without being asked why so early."""
    return day_of(plan.starts_on, plan.length - LAST_DAYS + 1)


def last_of(plan: Plan) -> Verdict | None:
    """The latest verdict on a plan."""
    return object_session(plan).scalar(
        select(Verdict).where(Verdict.plan_id == plan.id).order_by(Verdict.length.desc()).limit(1))


def _already_given(verdict: Verdict) -> str:
    first = f"{verdict.given_by.name} gave the verdict “{verdict.outcome}” on {in_words(verdict.given_on)}"
    then = "" if verdict.then == CLOSE else f"; the plan was {what_then(verdict.then, verdict.length)}"
    return f"{first}{then}. Thirty days have one verdict."


def _why_not_on_word(plan: Plan, person: Person, today: date) -> str | None:
    """The facilitator says what the manager says, while the rep is on the table and the plan near its end (law 2)."""
    if object_session(plan).scalar(_on_the_table(plan, person)) is None:
        return (f"This verdict is {plan.manager.name}’s to give. The facilitator can give it on "
                f"{plan.manager.first}’s word while {plan.rep.first} is on the table.")
    if not verdict_may_be_given(plan, today):
        return (f"This is day {day_number(plan, today)}: the plan runs on until {in_words(last_day(plan))}. "
                f"A look back can give its verdict from {in_words(first_day(plan))} on.")
    return None


def _on_the_table(plan: Plan, facilitator: Person) -> Select[tuple[int]]:
    """The rep's review that this person is leading just now."""
    return (select(Review.id).join(Review.meeting)
            .where(Review.rep_id == plan.rep_id, Review.rep_id != facilitator.id, Review.taken_up_at.is_not(None),
                   Review.decided_at.is_(None), Review.closed_at.is_(None),
                   Meeting.facilitator_id == facilitator.id, Meeting.closed_at.is_(None)))


def _check_words(outcome: str, then: str, reason: str) -> None:
    if outcome not in OUTCOMES:
        raise Refused("Choose what the thirty days came to.", "outcome")
    if then not in THEN:
        raise Refused("Choose whether the plan is closed, extended or tried in another way.", "then")
    if not reason.strip():
        raise Refused("Say why, in words.", "reason")


def _check_word_of(plan: Plan, by: Person, on_word_of: Person | None) -> None:
    if not is_manager(plan, by) and (on_word_of is None or not is_manager(plan, on_word_of)):
        raise Refused(f"This verdict is {plan.manager.name}’s to give. "
                      f"Say that it is on {plan.manager.first}’s word.")


def _check_next(plan: Plan, then: str, expected: str, today: date) -> None:
    """A plan that goes on has days to go on in, and says what is expected of them; one that is closed expects nothing."""
    if then != CLOSE:
        _check_days(plan, today)
    if then != CLOSE and not expected:
        raise Refused(f"Say what you expect to see by day {plan.length + LENGTH}.", "expected")
    if then == CLOSE and expected:
        raise Refused("You wrote what is expected, and close the plan. Extend it, or take these words out.", "expected")


def _check_days(plan: Plan, today: date) -> None:
    if plan.length + LENGTH > LONGEST:
        raise Refused(f"This plan has had {LONGEST} days, and no plan has more. Close it.", "then")
    if day_number(plan, today) >= plan.length + LENGTH:
        raise Refused("Thirty more days would be over by now. Close the plan.", "then")


def _close(plan: Plan, at: datetime) -> None:
    plan.closed_at = at
    _settle(plan, last_day(plan), at)


def _go_on(verdict: Verdict, by: Person, at: datetime) -> None:
    """Thirty more days with their own check-ins. A new version says so; for another way it is made once that is found."""
    plan = verdict.plan
    plan.length += LENGTH
    schedule(plan)
    object_session(plan).flush()
    _settle(plan, verdict.given_on, at)
    if verdict.then == ANOTHER_WAY:
        another_way.look_for(verdict)
    else:
        publishing.make_version(plan, reason="extended", by=by, at=at)


def _settle(plan: Plan, until: date, at: datetime) -> None:
    """Close the check-ins whose days this verdict was about: nobody owes them any more."""
    judged = select(CheckIn).where(CheckIn.plan_id == plan.id, CheckIn.due_on <= until, CheckIn.closed_at.is_(None))
    for check_in in object_session(plan).scalars(judged):
        check_in.closed_at = at
