"""The subject: reviews of reps, their one improvement item, the plan and its thirty days.

Knows no web and never commits. Importing this package loads every table, so that `Base.metadata` is whole.
"""

from reviews import (  # every noun that has a table
    attempts,
    checkins,
    commitments,
    decisions,
    imports,
    meetings,
    observations,
    people,
    plans,
    signing_in,
    themes,
    verdicts,
    worker,
)
from reviews.base import Base

__all__ = [
    "Base", "attempts", "checkins", "commitments", "decisions", "imports", "meetings", "observations", "people", "plans",
    "signing_in", "themes", "verdicts", "worker",
]
