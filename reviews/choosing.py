"""Choosing the one improvement item of a review: deciding, and withdrawing a decision on the record."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from reviews import cards, parking, plans
from reviews.board import Placement, Theme, hold
from reviews.days import in_words, local_day
from reviews.decisions import Decision, Dissent, Presence
from reviews.errors import Refused, Stale
from reviews.holding import fingerprint
from reviews.meetings import Review
from reviews.observations import OPPORTUNITY
from reviews.people import Person
from reviews.plans import Plan
from reviews.queries.meetings import people_in

MISSING = {
    "theme_id": "Choose one of the themes.",
    "item_from": "Say what happens now, as somebody could see it.",
    "item_to": "Say what happens instead, as somebody could see it.",
    "reason": "Say why this one. The reason is kept, and the rep reads it.",
    "present": "Say who was there. At least one person was.",
}
GIVE_VERDICT_FIRST = "{rep} is still on a plan that ends {when}. Give the verdict on it first, then decide."
PLAN_RUNS_ON = "{rep}’s present plan runs until {when}. Close this review with “the plan runs on”; " \
    "what was written is parked."


def decide(review: Review, *, theme_id: int, item_from: str, item_to: str, reason: str, present: Collection[int] = (),
           dissents: Mapping[int, str] | None = None, seen: str | None = None, by: Person, at: datetime) -> Decision:
    """Make this theme the one improvement item, worded "from … to …", and park the others (laws 1 and 2).

    `seen` is the fingerprint of the ranking that the person had before them.
    """
    session = hold(review)
    _check_review(session, review, at)
    _check_themes(session, review, by, seen)
    theme = _theme(session, review, theme_id)
    _check_words(item_from=item_from, item_to=item_to, reason=reason)
    dissents = {person_id: text.strip() for person_id, text in (dissents or {}).items() if text.strip()}
    _check_people(session, review, present, dissents)
    decision = Decision(review=review, theme=theme, item_from=item_from.strip(), item_to=item_to.strip(),
                        reason=reason.strip(), decided_by=by, decided_at=at,
                        present=[Presence(person_id=id) for id in sorted(set(present))],
                        dissents=[Dissent(person_id=id, text=text) for id, text in sorted(dissents.items())])
    session.add(decision)
    review.decided_at = at
    session.flush()  # two at the same moment: the database lets one be
    parking.park_rest(review, but=theme, at=at)
    return decision


def withdraw(decision: Decision, *, why: str, seen: int | None = None, by: Person, at: datetime) -> None:
    """Take a decision back, on the record, until its plan is published. The review can then decide anew.

    `seen` is the id of the one that the person had before them. When the meeting is over there is nothing to decide any more: the theme is parked with the others and comes back.
    """
    review = decision.review
    session = hold(review)
    session.refresh(decision, ["version", "withdrawn_at", "withdrawn_by_id", "withdrawn_why"])
    if decision.withdrawn_at and decision.withdrawn_why == why.strip():
        return
    if decision.withdrawn_at or seen not in (None, decision.id):
        raise Refused(f"{withdrawn_before(session, review)} Look at what stands now.")
    if plan := session.scalar(select(Plan).where(Plan.decision_id == decision.id)):
        _check_draft_of(plan, by)
    if not why.strip():
        raise Refused("Say why it is withdrawn. That is kept with the decision.", "why")
    decision.withdrawn_at, decision.withdrawn_by_id, decision.withdrawn_why = at, by.id, why.strip()
    review.decided_at = None
    session.flush()
    if review.closed_at or review.meeting.closed_at:
        parking.park_rest(review, but=None, at=at)
    else:
        parking.unpark(review, at=at)


def _check_draft_of(plan: Plan, by: Person) -> None:
    """A published plan stands; a draft that has passed on to others since the meeting is theirs to end."""
    if plan.published_at:
        raise Refused("The plan is published, so the decision stands. Amend the plan, or close it with a verdict.")
    if plan.review.meeting.closed_at and by.id not in plans.run_by(plan, "manager", "facilitator"):
        raise Refused(f"{plan.manager.name} has the draft of this plan now, and the decision with it.")


def decision_of(session: Session, review: Review) -> Decision | None:
    """The decision that stands."""
    return session.scalar(select(Decision).where(Decision.review_id == review.id, Decision.withdrawn_at.is_(None)))


def withdrawn_before(session: Session, review: Review) -> str:
    """What happened meanwhile, for who comes to withdraw a decision: by whom the last one was withdrawn, and why."""
    before = session.scalar(select(Decision).where(Decision.review_id == review.id, Decision.withdrawn_at.is_not(None))
                            .order_by(Decision.withdrawn_at.desc()).limit(1).execution_options(populate_existing=True))
    if before is None:
        return "None was made."
    return (f"{before.withdrawn_by.name} has withdrawn the decision from “{before.item_from}” to “{before.item_to}” "
            f"already: “{before.withdrawn_why}”.")


def people_of(review: Review) -> Select[tuple[Person]]:
    """Who can have been there or see it differently: those of the meeting, never the rep."""
    return people_in(review.meeting).where(Person.id != review.rep_id)


def in_the_way(session: Session, review: Review, at: datetime) -> str:
    """Why a new item cannot be chosen while the rep is on a plan, and what to do; "" when she is on none (law 2)."""
    plan = plans.active_plan(session, review.rep_id)
    if plan is None:
        return ""
    today = local_day(at, review.meeting.team.time_zone)
    sentence = GIVE_VERDICT_FIRST if plans.verdict_may_be_given(plan, today) else PLAN_RUNS_ON
    return sentence.format(rep=review.rep.name, when=in_words(plans.last_day(plan)))


def _check_review(session: Session, review: Review, at: datetime) -> None:
    if decision := decision_of(session, review):
        raise Refused(f"{review.rep.name} has an item already: from “{decision.item_from}” to “{decision.item_to}”. "
                      "A second one cannot be chosen; withdraw the first if it is wrong.")
    if review.closed_at or review.meeting.closed_at:
        raise Refused("This review is closed. The next one decides on the next item.")
    if not review.taken_up_at:
        raise Refused(f"{review.rep.name} is not on the table yet. Take the review up, then decide with the others.")
    if obstacle := in_the_way(session, review, at):
        raise Refused(obstacle)


def _check_themes(session: Session, review: Review, by: Person, seen: str | None) -> None:
    if seen is not None and seen != (stands := fingerprint(cards.ranking(session, review, by).places)):
        raise Stale("The themes have changed since you opened this. Look at them as they stand now, then decide.", {}, stands)


def _theme(session: Session, review: Review, theme_id: int) -> Theme:
    theme = session.get(Theme, theme_id, populate_existing=True)
    if theme is None or theme.review_id != review.id or theme.dropped_at or theme.kind != OPPORTUNITY:
        raise Refused(MISSING["theme_id"], "theme_id")
    if session.scalar(select(Placement.theme_id).where(Placement.theme_id == theme.id).limit(1)) is None:
        raise Refused(f"Nothing stands in “{theme.title}” any more. Choose another theme.", "theme_id")
    return theme


def _check_words(**said: str) -> None:
    for field, words in said.items():
        if not words.strip():
            raise Refused(MISSING[field], field)
    if _plain(said["item_from"]) == _plain(said["item_to"]):
        raise Refused("Both halves say the same. Say what is different afterwards.", "item_to")


def _plain(text: str) -> str:
    """What a text says, however it is typed."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return " ".join("".join(" " if unicodedata.category(letter)[0] in "PZC" else letter for letter in folded).split())


def _check_people(session: Session, review: Review, present: Collection[int], dissents: Mapping[int, str]) -> None:
    known = {person.id for person in session.scalars(people_of(review))}
    if not set(present) <= known:
        raise Refused("Choose from the people of this meeting.", "present")
    if not present:
        raise Refused(MISSING["present"], "present")
    if not dissents.keys() <= known:
        raise Refused("Only people of this meeting can see it differently here.", "dissents")
