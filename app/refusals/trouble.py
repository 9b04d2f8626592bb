"""What keeps the database from answering, as far as its error tells: away, busy, full, not to be written.

An error that is none of these is a fault of ours and stays one.
"""

from __future__ import annotations

import errno
from dataclasses import dataclass

from sqlalchemy.exc import DBAPIError, TimeoutError


@dataclass(frozen=True)
class Trouble:
    """One kind: the page's title, what it means for somebody who looks and for somebody who sends a form, and after how
    many seconds to ask again."""

    title: str
    looking: str
    sending: str
    seconds: int


AWAY = Trouble(
    "The database does not answer", "It is usually back within a minute.",
    "Whether this was saved is not known. Wait a moment, then send it again: it counts once.", 5)
BUSY = Trouble(
    "Many are saving just now", "Your turn did not come in time.",
    "Your turn did not come in time, so nothing of this was saved. Wait a moment, then send it again.", 5)
FULL = Trouble(
    "The disk is full", "What was asked for needs room that is not there. Tell whoever runs Courtside for you.",
    "Nothing of this was saved, and nothing can be until there is room. Tell whoever runs Courtside for you, then send it "
    "again.", 60)
UNWRITABLE = Trouble(
    "Nothing can be saved just now", "The database cannot be written to. Tell whoever runs Courtside for you.",
    "Nothing of this was saved: the database can be read, not written. Tell whoever runs Courtside for you, then send it "
    "again.", 60)

# The first byte of SQLite's result code: IOERR, CANTOPEN, PROTOCOL, NOTADB and CORRUPT are a file one cannot get at.
SQLITE = {5: BUSY, 6: BUSY, 7: BUSY, 8: UNWRITABLE, 10: AWAY, 13: FULL, 14: AWAY, 15: AWAY}
# PostgreSQL's states, most exact first: no room, read-only, lock or statement timeout, gone, out of what it needs.
POSTGRESQL = {"53100": FULL, "25006": UNWRITABLE, "55P03": BUSY, "57014": BUSY, "57P": AWAY, "08": AWAY, "58": AWAY, "53": BUSY}


def trouble_of(error: BaseException | None) -> Trouble | None:
    """What is the matter, or None when the database is not to blame."""
    if isinstance(error, TimeoutError):  # all connections were in use for too long
        return BUSY
    if isinstance(error, DBAPIError):
        return _of_driver(error)
    full = isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)
    return FULL if full else None


def _of_driver(error: DBAPIError) -> Trouble | None:
    code, state = getattr(error.orig, "sqlite_errorcode", None), getattr(error.orig, "sqlstate", None)
    if code is not None:
        return SQLITE.get(code & 0xFF)
    if state is not None:
        return next((trouble for start, trouble in POSTGRESQL.items() if state.startswith(start)), None)
    no_connection = type(error.orig).__module__.startswith("psycopg") and type(error.orig).__name__ == "OperationalError"
    return AWAY if error.connection_invalidated or no_connection else None
