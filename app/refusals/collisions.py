"""Two acts at the same moment, of which the database lets one be: how that is told from what broke."""

from __future__ import annotations

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm.exc import StaleDataError

SAME_MOMENT = "Somebody else changed this at the same moment. Nothing of yours is lost: look, and save again."
COLLISIONS = (StaleDataError, DBAPIError)
# What PostgreSQL calls it: a unique key, a thing that is gone, two who waited for each other, two who read and wrote.
STATES = frozenset(("23505", "23503", "40P01", "40001"))
NAMES = frozenset(("SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY", "SQLITE_CONSTRAINT_FOREIGNKEY"))


def collided(error: StaleDataError | DBAPIError) -> bool:
    """Whether somebody else was faster, so that looking again helps; else something broke."""
    if isinstance(error, StaleDataError):
        return True
    return getattr(error.orig, "sqlstate", "") in STATES or getattr(error.orig, "sqlite_errorname", "") in NAMES
