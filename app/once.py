"""Every form counts once: its hidden key is kept with what it led to, so that a second click finds the first answer.

The row is written in the transaction of the act itself. Of two at the same moment the second waits for the first.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import ForeignKey, String, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from reviews.base import Base

FIELD = "_once"
OURS = re.compile(r"[\w-]{1,64}", re.ASCII)


class SentForm(Base):
    """A form that was carried out, by the key in it, and the page it led to."""

    __tablename__ = "sent_form"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    location: Mapped[str] = mapped_column(String(500))
    sent_at: Mapped[datetime]


def once_key() -> str:
    """A fresh key for a form that is about to be shown."""
    return secrets.token_urlsafe(16)


def key_in(form: Mapping[str, str]) -> str | None:
    """The key that a form carries, if it looks like one of ours."""
    key = form.get(FIELD, "")
    return key if OURS.fullmatch(key) else None


def take_turns(session: Session, key: str | None) -> None:
    """Let nobody else carry this form out before this transaction ends. SQLite lets one write at a time as it is."""
    if key and session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(key, 0))))


def led_to(session: Session, key: str | None, person_id: int | None) -> str | None:
    """The page that this form led to when this person sent it before."""
    sent = session.get(SentForm, key) if key else None
    return sent.location if sent and sent.person_id == person_id else None


def remember(session: Session, key: str | None, person_id: int | None, location: str, at: datetime) -> None:
    """Keep that the form was carried out."""
    if key:
        session.add(SentForm(key=key, person_id=person_id, location=location[:500], sent_at=at))
