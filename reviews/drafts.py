"""Drafts that are saved while somebody types: of every form one, whatever is sent twice, late or from two windows."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import object_session

from reviews import windows
from reviews.asking import asked_as, open_for
from reviews.errors import Refused
from reviews.holding import hold
from reviews.meetings import Review
from reviews.observations import Observation, begun_by, not_widened
from reviews.people import Person
from reviews.sight import WORDS, checked

HANDED_IN = "This was handed in meanwhile, in another window. What you have typed since is still here: hand it in as a new one, " \
    "or change what was handed in."


def save(review: Review, author: Person, *, key: str, tab: str, seen: int | None = None, function: str = "", at: datetime,
         **facts) -> Observation | None:
    """Save what the author's form with this `key` holds by now, as a draft of theirs. While it holds no words there is none.

    `function` is what they see the rep from where they are not asked to write, `tab` the window it is typed in, see
    `reviews.windows`. Raises `Stale` when another window has saved something else
    since `seen`, and `Refused` when it cannot be a draft any more.
    """
    open_for(review)
    function = function or asked_as(review, author)
    if begun := begun_by(review, author, key):
        return keep(begun, tab=tab, seen=seen, at=at, **facts)
    facts = checked(review, **facts, draft=True)
    if not any(facts[name] for name in WORDS):
        return None
    draft = Observation(review=review, author=author, function=function, key=key, tab=tab, made_at=at, changed_at=at, **facts)
    object_session(review).add(draft)
    return draft


def keep(draft: Observation, *, tab: str, seen: int | None = None, at: datetime, **facts) -> Observation | None:
    """Save what a window that has this draft open holds by now; a draft that is emptied goes. What was handed in in these
    very words needs nothing more."""
    open_for(draft.review)
    hold(draft)
    facts = checked(draft.review, **facts, draft=True)
    if windows.is_late(tab, draft.tab) or all(getattr(draft, fact) == value for fact, value in facts.items()):
        return draft
    if draft.handed_in_at:
        raise Refused(HANDED_IN, "text")
    not_widened(draft, facts)
    windows.check(draft, tab, seen, **facts)
    if not any(facts[name] for name in WORDS):
        object_session(draft).delete(draft)
        return None
    for fact, value in facts.items():
        setattr(draft, fact, value)
    draft.tab, draft.changed_at = tab, at
    return draft
