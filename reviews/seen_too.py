"""“I saw that too”: that somebody in the room says of a card that they saw it as well."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, select
from sqlalchemy.orm import Mapped, Session, joinedload, mapped_column, relationship

from reviews.base import Base
from reviews.errors import Refused
from reviews.meetings import Review
from reviews.observed import Observation
from reviews.on_the_table import function_of, speaks_for, undecided
from reviews.people import Person
from reviews.queries.observations import readable


class SeenToo(Base):
    """Said after reading the card, so it is no independent sight. `noted_by` is who typed it for somebody without a laptop."""

    __tablename__ = "seen_too"

    observation_id: Mapped[int] = mapped_column(ForeignKey("observation.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    function: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime]
    noted_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    person: Mapped[Person] = relationship(foreign_keys=person_id)
    noted_by: Mapped[Person | None] = relationship(foreign_keys=noted_by_id)


Observation.seen_too = relationship(SeenToo, viewonly=True, order_by=(SeenToo.at, SeenToo.person_id))

# An observation as it stands on a page: who wrote it, who noted it, and who saw it too.
AS_READ = (joinedload(Observation.author), joinedload(Observation.noted_by),
           joinedload(Observation.seen_too).joinedload(SeenToo.person))


def say(observation: Observation, person: Person, *, by: Person, at: datetime) -> None:
    """The person saw it too, in their own words or as who leads the room notes it for them."""
    session = undecided(observation.review)
    speaks_for(observation.review, by, person)
    if person.id == observation.author_id:
        raise Refused(f"{person.name} wrote this.", "person_id")
    function = function_of(observation.review, person)
    _check_reads(session, observation, person)
    if session.get(SeenToo, (observation.id, person.id), populate_existing=True) is None:
        session.add(SeenToo(observation_id=observation.id, person_id=person.id, function=function, at=at,
                            noted_by_id=None if by.id == person.id else by.id))


def take_back(observation: Observation, person: Person, *, by: Person) -> None:
    """They did not see it after all."""
    session = undecided(observation.review)
    speaks_for(observation.review, by, person)
    if there := session.get(SeenToo, (observation.id, person.id), populate_existing=True):
        session.delete(there)


def on_cards(session: Session, review: Review) -> dict[int, list[SeenToo]]:
    """Who saw it too, by the id of the card, in the order in which they said so. One statement."""
    found: dict[int, list[SeenToo]] = {}
    for one in session.scalars(
            select(SeenToo).join(Observation, Observation.id == SeenToo.observation_id).where(Observation.review_id == review.id)
            .order_by(SeenToo.at, SeenToo.person_id)):
        found.setdefault(one.observation_id, []).append(one)
    return found


def _check_reads(session: Session, observation: Observation, person: Person) -> None:
    """Only what stands in the room, and only for those whom its readers name (laws 7 and 8)."""
    session.refresh(observation, ["personal", "handed_in_at", "confirmed_at", "noted_by_id"])
    its = readable(person, observation.review).where(Observation.id == observation.id)
    if observation.personal or observation.needs_confirming or session.scalar(its) is None:
        raise Refused("This is not in the room for everybody to see.")
