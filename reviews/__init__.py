"""The subject: reviews of reps, their one improvement item, the plan and its thirty days.

Knows no web and never commits. Importing this package loads every table, so that `Base.metadata` is whole.
"""

from reviews import (  # every noun that has a table
    attempts,
    checkins,
    commitments,
    decisions,
    feeds,
    imports,
    letters,
    meetings,
    notes,
    nothing_to_add,
    observations,
    page_links,
    people,
    plans,
    signing_in,
    themes,
    verdicts,
    voices,
    worker,
)
from reviews.base import Base

__all__ = [
    "Base", "attempts", "checkins", "commitments", "decisions", "feeds", "imports", "letters", "meetings", "notes",
    "nothing_to_add", "observations", "page_links", "people", "plans", "signing_in", "themes", "verdicts", "voices", "worker",
]
