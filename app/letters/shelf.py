"""The demo sends nothing: its letters are kept, as they would have gone, for the page of letters."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.message import EmailMessage

from sqlalchemy import update

from app.db import writing
from app.letters.smtp import Outcome, Verdict
from reviews.letters import Letter


class Shelf:
    """Where the letters are put."""

    def carry(self, message: EmailMessage, hand_over: Callable[[], bool]) -> Outcome:
        """Keep the message, text and HTML."""
        if not hand_over():
            return Outcome(Verdict.NOT_OURS)
        text, html = (message.get_body((kind,)).get_content() for kind in ("plain", "html"))
        with writing() as session:
            session.execute(update(Letter).where(Letter.message_id == message["Message-ID"]).values(text=text, html=html))
        return Outcome(Verdict.SENT)


@contextmanager
def shelf() -> Iterator[Shelf]:
    yield Shelf()
