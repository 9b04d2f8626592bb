"""Watching a room: whoever looks again and again is told "as you know it" for the cost of one number."""

from __future__ import annotations

from functools import wraps

from flask import g, request
from werkzeug.wrappers import Response

from app.clock import now
from app.db import db
from app.version import version
from reviews import presence


def unless_known(view):
    """Answer 304 when nothing in the room has changed since the asker saw it. The tag is their own: it opens nothing."""

    @wraps(view)
    def looked(**named):
        if g.person is None:
            return view(**named)
        tag = _tag(named["id"])
        if request.if_none_match.contains(tag):
            answer = Response(status=304)
        elif (answer := view(**named)).status_code != 200:
            return answer
        answer.set_etag(tag)
        return answer

    return looked


def _tag(meeting_id: int) -> str:
    """Another one for every person and version of ours, and whenever something in the room has changed."""
    stands = db.session.execute(presence.stamp(meeting_id, at=now())).one_or_none()
    return "-".join(map(str, (version(), g.person.id, *(stands or ()))))
