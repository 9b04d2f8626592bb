"""A person's private calendar feed: an address that nobody can guess, under which their calendar finds their days."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, select
from sqlalchemy.orm import Mapped, Session, joinedload, mapped_column, relationship

from reviews import tokens
from reviews.base import Base
from reviews.holding import hold
from reviews.people import Person


class Feed(Base):
    """One a person. The token in its address is not kept, its SHA-256 is; a new one makes the old address void."""

    __tablename__ = "feed"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), unique=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    made_at: Mapped[datetime]

    person: Mapped[Person] = relationship()


def make(session: Session, person: Person, *, at: datetime) -> str:
    """A new address for the person's days, in place of the one before: returns its token, which is not kept."""
    hold(person)  # of two windows the later one counts
    token, feed = tokens.new(), feed_of(session, person)
    if feed is None:
        feed = Feed(person=person)
        session.add(feed)
    feed.token_hash, feed.made_at = tokens.hashed(token), at
    return token


def stop(session: Session, person: Person) -> None:
    """Have no address any more."""
    hold(person)
    if feed := feed_of(session, person):
        session.delete(feed)


def feed_of(session: Session, person: Person) -> Feed | None:
    """The person's own feed."""
    return session.scalar(select(Feed).where(Feed.person_id == person.id))


def at_address(session: Session, token: str) -> Person | None:
    """Whose days stand at this address. Nobody's, once they have left."""
    found = select(Feed).join(Feed.person).where(Feed.token_hash == tokens.hashed(token), Person.left_at.is_(None))
    feed = session.scalar(found.options(joinedload(Feed.person)))
    return feed.person if feed else None
