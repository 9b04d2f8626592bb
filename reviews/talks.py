"""The talk about a draft: the manager and the rep side by side, her goal in her words, and what she says against the item."""

from __future__ import annotations

from datetime import date, datetime

from reviews import windows
from reviews.days import in_words
from reviews.errors import Refused
from reviews.holding import agree, hold
from reviews.people import Person
from reviews.plans import Plan, Talk, check_draft, today_of
from reviews.sight import bare, check_length


def keep(plan: Plan, *, goal: str, rep_says: str, seen: int | None = None, tab: str = "", by: Person, at: datetime) -> Talk | None:
    """Keep what is written so far, before the talk was held or after. `seen` is the version that the writer saw, 0 when nothing
    stood there; `tab` the window it is typed in. What was published in these very words needs nothing more."""
    _hold(plan)
    words = _checked(goal, rep_says)
    if _is_late(plan, tab) or words == said(plan):
        return plan.talk
    check_draft(plan)
    _agree(plan, words, seen, tab)
    return _write(plan, words, tab, by, at)


def note(plan: Plan, *, held_on: date, goal: str, rep_says: str = "", seen: int | None = None, tab: str = "", by: Person,
         at: datetime) -> Talk:
    """That the manager talked the draft through with the rep on this day, her goal in her words, and what she says against it."""
    _hold(plan)
    check_draft(plan)
    words = _checked(goal, rep_says)
    _check_talk(plan, held_on, words["goal"], today_of(plan, at))
    _agree(plan, {"held_on": held_on} | words, seen, tab)
    talk = _write(plan, words, tab, by, at)
    talk.held_on = held_on
    return talk


def noted(plan: Plan) -> dict[str, object]:
    """What is noted of the talk; no day when it was not held yet."""
    return {"held_on": plan.talked_on} | said(plan)


def said(plan: Plan) -> dict[str, str]:
    """Her words: her goal, and what she says against the item."""
    return {"goal": plan.goal, "rep_says": plan.talk.rep_says if plan.talk else ""}


def _hold(plan: Plan) -> None:
    hold(plan)
    if plan.talk:
        hold(plan.talk)


def _checked(goal: str, rep_says: str) -> dict[str, str]:
    words = {"goal": bare(goal), "rep_says": bare(rep_says)}
    for field, said in words.items():
        check_length(said, field, cut="Cut it to what matters most.")
    return words


def _is_late(plan: Plan, tab: str) -> bool:
    return plan.talk is not None and windows.is_late(tab, plan.talk.tab)


def _agree(plan: Plan, mine: dict[str, object], seen: int | None, tab: str) -> None:
    """Refuse with `Stale` when another window, or another manager, has saved something else."""
    talk, now = plan.talk, noted(plan)
    seen = None if talk and windows.is_same(tab, talk.tab) else seen
    agree({name: now[name] for name in mine}, mine, seen, talk.version if talk else 0)


def _write(plan: Plan, words: dict[str, str], tab: str, by: Person, at: datetime) -> Talk:
    facts = {"rep_says": words["rep_says"], "tab": tab, "noted_by_id": by.id, "noted_at": at}
    plan.goal, plan.talk = words["goal"], plan.talk or Talk(**facts)
    for fact, value in facts.items():
        setattr(plan.talk, fact, value)
    return plan.talk


def _check_talk(plan: Plan, held_on: date, goal: str, today: date) -> None:
    decided_on = today_of(plan, plan.decision.decided_at)
    if held_on > today:
        raise Refused("Note the talk when it was held: this day is still to come.", "held_on")
    if held_on < decided_on:
        raise Refused(f"The item was decided on {in_words(decided_on)}, so the talk about it was not before.", "held_on")
    if not goal:
        raise Refused(f"Write what {plan.rep.first} wants to reach, as {plan.rep.first} says it.", "goal")
