"""Every form counts once: its hidden key is kept with what it led to and what was said of it, so that a second click finds the
first answer. Of a double click a browser shows the second alone.

The row is written in the transaction of the act itself. Of two at the same moment the second waits for the first.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from datetime import datetime

from flask import flash, redirect, session as cookie
from sqlalchemy import JSON, ForeignKey, String, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column
from werkzeug.wrappers import Response

from reviews.base import Base

FIELD = "_once"
OURS = re.compile(r"[\w-]{1,64}", re.ASCII)


class SentForm(Base):
    """A form that was carried out, by the key in it, the page it led to, and what that page was to say: [kind, sentence] each."""

    __tablename__ = "sent_form"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    location: Mapped[str] = mapped_column(String(500))
    said: Mapped[list] = mapped_column(JSON, default=list, server_default="[]")
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


def answer_before(session: Session, key: str | None, person_id: int | None) -> Response | None:
    """The answer that this form had when this person sent it before: to the page it led to, which says what it was to say."""
    sent = session.get(SentForm, key) if key else None
    if sent is None or sent.person_id != person_id:
        return None
    waiting = _to_be_said()
    for kind, sentence in sent.said:
        if [kind, sentence] not in waiting:
            flash(sentence, kind)
    return redirect(sent.location, 303)


def remember(session: Session, key: str | None, person_id: int | None, location: str, at: datetime) -> None:
    """Keep that the form was carried out, with what is to be said of it."""
    if key:
        session.add(SentForm(key=key, person_id=person_id, location=location[:500], said=_to_be_said(), sent_at=at))


def _to_be_said() -> list[list[str]]:
    """What the next page will say, as Flask keeps it in the cookie."""
    return [list(one) for one in cookie.get("_flashes", [])]
