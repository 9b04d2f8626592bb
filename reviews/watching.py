"""Watching a room: one row, by one statement, that stays as it is for as long as its watcher would see the same.

It is asked forty times a second where thirty people watch. So the statement is put together once, and asked by a bare
connection, which costs half of what a session does.
"""

from __future__ import annotations

from datetime import datetime
from functools import cache

from sqlalchemy import Connection, Row, Select, bindparam, select

from reviews import tokens
from reviews.page_links import PageLink
from reviews.people import Person
from reviews.presence import who_is_here
from reviews.rooms import AWAY_AFTER, Room
from reviews.signing_in import SignIn, lives
from reviews.standing import LAST_ID


def look(connection: Connection, meeting_id: int, token: str, *, at: datetime) -> Row[tuple[int, datetime | None, int, str | None]] | None:
    """(session id, when it was last seen, stamp, who is here) of a room and of who looks at it, by the token of their session
    while it lives; None for a stranger. It does not say that the room is theirs to see."""
    if meeting_id > LAST_ID:
        return None
    asked = {"meeting_id": meeting_id, "token_hash": tokens.hashed(token), "at": at, "since": at - AWAY_AFTER}
    return connection.execute(_looking(), asked).one_or_none()


@cache
def _looking() -> Select[tuple[int, datetime | None, int, str | None]]:
    meeting_id, token_hash, at, since = map(bindparam, ("meeting_id", "token_hash", "at", "since"))
    return (
        select(SignIn.id, SignIn.seen_at, Room.stamp, who_is_here(meeting_id, since).label("here"))
        .join_from(SignIn, Person).outerjoin(PageLink, SignIn.page_link_id == PageLink.id)
        .join(Room, Room.meeting_id == meeting_id).where(lives(token_hash, at)))
