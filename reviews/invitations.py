"""Asking people to write: what they are told by mail until they have, and that somebody cannot this time."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import object_session

from reviews.contributors import LONGEST_WHY, Contributor
from reviews.errors import Refused
from reviews.holding import hold
from reviews.meetings import under_way
from reviews.people import check_line

REASONS = ("I am away", "I did not work with them", "I have no time")


def decline(contributor: Contributor, *, why: str, more: str = "", at: datetime) -> Contributor:
    """They cannot this time, for one of the reasons and in a few words more. No reminder comes any more."""
    under_way(contributor.meeting)
    if why not in REASONS:
        raise Refused("Choose a reason: one of the buttons.", "why")
    more = check_line(more, "more")
    if len(more) > LONGEST_WHY:
        raise Refused(f"Keep it short: {LONGEST_WHY} letters at most.", "more")
    hold(contributor)
    contributor.declined_at, contributor.declined_why = at, f"{why}: {more}" if more else why
    return contributor


def can_after_all(contributor: Contributor, *, at: datetime) -> None:
    """They take that back."""
    under_way(contributor.meeting)
    hold(contributor)
    contributor.declined_at, contributor.declined_why = None, ""
