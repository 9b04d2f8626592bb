"""The link to sign in by, for somebody who asked for one."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import object_session

from app.letters.parts import Part, address_of
from reviews.letters import Matter
from reviews.signing_in import LINK_LASTS, new_link


def needed(matter: Matter, at: datetime) -> bool:
    """Who asked a day ago has asked again, or given up."""
    return matter.person.left_at is None and at - matter.made_at < LINK_LASTS


def part(matter: Matter, at: datetime) -> Part:
    token = new_link(object_session(matter), matter.person, at=at)
    return Part(
        subject="Your link to Courtside", title="Sign in",
        lines=("Somebody, probably you, asked for this link. It signs you in once, within a day.",
               "If it was not you, leave it be: nothing happens until it is opened and the button on its page is pressed."),
        label="Sign in", address=address_of("signing_in.link", token=token))
