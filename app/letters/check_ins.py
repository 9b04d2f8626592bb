"""Check-ins as letters name them, and the links by which they are opened from a mail."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import object_session

from app.letters.parts import address_of
from reviews import page_links
from reviews.checkins import CheckIn
from reviews.people import Person

ONE_CHECK_IN = ("The button opens this one check-in, without a password, as often as you like, until the verdict. Whoever has this "
                "mail can write in your name, so keep it to yourself.")


def name_of(check_in: CheckIn, reader: Person) -> str:
    """Check-in, day 7, of Ana Kovač; to herself, with whom."""
    plan = check_in.plan
    whose = f"with {plan.coach.name}" if reader.id == plan.rep_id else f"of {plan.rep.name}"
    return f"Check-in, day {check_in.day}, {whose}"


def link_to(check_in: CheckIn, reader: Person, *, at: datetime) -> str:
    """The whole address of a new link to this check-in alone."""
    token = page_links.make(object_session(check_in), reader, check_in, at=at)
    return address_of("page_links.show", token=token)
