"""What of a list the address asks for."""

from __future__ import annotations

from flask import request

from reviews.narrowing import ASKABLE, Only
from reviews.standing import LAST_ID

NOBODY = 0


def asked_only() -> Only:
    """What of the follow-up is asked for. A state that is none asks for nothing; an id that is none finds nothing."""
    state = request.args.get("state", "")
    return Only(team_id=_id("team"), coach_id=_id("coach"), state=state if state in ASKABLE else "")


def _id(name: str) -> int | None:
    asked = request.args.get(name, type=int)
    return asked if asked is None or 0 < asked <= LAST_ID else NOBODY
