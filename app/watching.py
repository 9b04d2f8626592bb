"""Watching a room: whoever looks again and again is told "as you know it" for the cost of one statement.

The tag of an answer is made with our secret, of the room's stamp, of the session that was shown it, and of its address. So who has one was
shown the room as it then stood, by the view and its rule; it tells nothing, opens nothing, and is nobody else's.
"""

from __future__ import annotations

import hmac
from functools import wraps

from flask import current_app, g, request, session
from sqlalchemy import Row
from werkzeug.wrappers import Response

from app.clock import now
from app.db import db
from app.fragments import wants_fragment
from app.guards import COOKIE
from app.version import version
from reviews import sessions, watching


def unless_known(view):
    """Declare a view of a room that is looked at again and again: its answers carry a tag, and `known` answers for it."""

    @wraps(view)
    def looked(**named):
        answer = view(**named)
        if answer.status_code == 200 and "room_tag" in g:
            answer.set_etag(g.room_tag)
        return answer

    looked.is_watched = True
    return looked


def known() -> Response | None:
    """Before everything else of a request: 304 when nothing in the room has changed since this session was shown it.

    Now and then it goes the long way, on which is noted when the session was last in use.
    """
    token = session.get(COOKIE) if getattr(current_app.view_functions.get(request.endpoint), "is_watched", False) else None
    seen = _look(token) if token else None
    if seen is None:
        return None
    g.room_tag = _tag(seen)
    return _as_it_was() if _knows(g.room_tag) and not sessions.is_long_ago(seen.seen_at, at=now()) else None


def _look(token: str) -> Row | None:
    with db.engine.connect() as connection:
        return watching.look(connection, request.view_args["id"], token, at=now())


def _tag(seen: Row) -> str:
    """Another one for every session, address and version of ours, and whenever something in the room has changed."""
    of = (version(), request.full_path, wants_fragment(), seen.id, seen.stamp, seen.here)
    return f"{seen.stamp}-{hmac.digest(current_app.secret_key.encode(), repr(of).encode(), 'sha256').hex()[:32]}"


def _knows(tag: str) -> bool:
    """Whether the asker has it: as it was given, or marked as weak by a proxy that compresses. "*", any tag, is none."""
    return request.if_none_match.is_strong(tag) or request.if_none_match.is_weak(tag)


def _as_it_was() -> Response:
    answer = Response(status=304)
    answer.set_etag(g.room_tag)
    return answer
