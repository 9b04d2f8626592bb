"""A link to sign in by, asked for with an address. Whoever asks learns nothing about whose addresses are here."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from reviews import attempts, letters
from reviews.attempts import LINKS_MADE, TooMany
from reviews.letters import SIGN_IN, Matter
from reviews.queries.people import by_email

ON_ITS_WAY = timedelta(minutes=1)  # who asks again within it is impatient, and has a letter coming


def ask(session: Session, email: str, *, at: datetime) -> None:
    """Have a link sent to the person with this address, if somebody here has it and has not asked too often."""
    person = session.scalar(by_email(email))
    if person is None or person.left_at:
        return
    just_asked = select(Matter.id).where(Matter.person_id == person.id, Matter.kind == SIGN_IN, Matter.made_at > at - ON_ITS_WAY)
    if session.scalar(just_asked.limit(1)):
        return
    try:
        attempts.enter(session, LINKS_MADE, str(person.id), at=at)
    except TooMany:
        return
    letters.tell(session, person, SIGN_IN, key=f"sign-in:{person.id}:{secrets.token_hex(8)}", at=at)
