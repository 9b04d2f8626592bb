"""Answers to a form that saves itself while somebody types: when it was saved, or what stands in the way, as JSON."""

from __future__ import annotations

from collections.abc import Callable

from flask import jsonify
from werkzeug.wrappers import Response

from app.clock import now
from app.db import db
from app.pages import UNPROCESSABLE, clock
from reviews.errors import Refused, Stale

CONFLICT = 409


def saved(verb: Callable, *things, stands: Callable[[], dict[str, object]], hints: Callable[[], str] = str, **facts) -> Response:
    """Carry the verb out, and say when it was saved and which version that is; `hints` are the HTML of hints on its wording.

    Where another window was faster, the answer says what `stands` there, by field, so that the person can pick.
    """
    try:
        with db.session.begin_nested():
            thing = verb(*things, **facts, at=now())
            db.session.flush()
    except Stale as stale:
        return _answer(CONFLICT, sentence=stale.sentence, version=stale.stands, stands=stands())
    except Refused as refused:
        return _answer(UNPROCESSABLE, sentence=refused.sentence)
    return _answer(200, saved=clock(now()), version=thing.version if thing else None, hints=hints())


def _answer(status: int, **facts) -> Response:
    answer = jsonify(facts)
    answer.status_code = status
    return answer
