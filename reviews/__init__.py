"""The subject: reviews of reps, their one improvement item, the plan and its thirty days.

Knows no web and never commits. Importing this package loads every table, so that `Base.metadata` is whole.
"""

from reviews import (  # every noun that has a table
    attempts,
    batches,
    checkins,
    coach_cards,
    coaching,
    coaching_quality,
    commitments,
    decisions,
    departures,
    dots,
    feeds,
    helping,
    imports,
    letters,
    meetings,
    mornings,
    notes,
    nothing_to_add,
    observations,
    page_links,
    people,
    plans,
    rooms,
    seen_too,
    signing_in,
    stamps,
    still_seen,
    themes,
    ticks,
    verdicts,
    voices,
    worker,
)
from reviews.base import Base

__all__ = [
    "Base", "attempts", "batches", "checkins", "coach_cards", "coaching", "coaching_quality", "commitments", "decisions",
    "departures", "dots", "feeds", "helping", "imports", "letters", "meetings", "mornings", "notes", "nothing_to_add",
    "observations", "page_links", "people", "plans", "rooms", "seen_too", "signing_in", "stamps", "still_seen", "themes",
    "ticks", "verdicts", "voices", "worker",
]
