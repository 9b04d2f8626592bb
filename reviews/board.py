"""The board of a review: themes that people made of its observations, where each stands, and what can be undone."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import JSON, ForeignKey, String, Text, false, select
from sqlalchemy.orm import Mapped, Session, mapped_column, object_session, relationship

from reviews.base import Base, Versioned
from reviews.meetings import Review
from reviews.people import Person
from reviews.titles import best_title

if TYPE_CHECKING:  # observations know the board, because what becomes personal leaves it
    from reviews.observations import Observation

EMPTIED = "a theme that is gone"


class Theme(Versioned, Base):
    """Observations that say the same thing, under one title. One that was merged away or undone is `dropped_at`."""

    __tablename__ = "theme"

    review_id: Mapped[int] = mapped_column(ForeignKey("review.id"), index=True)
    kind: Mapped[str] = mapped_column(String(12))
    title: Mapped[str] = mapped_column(Text)
    made_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime]
    dropped_at: Mapped[datetime | None]

    review: Mapped[Review] = relationship()
    made_by: Mapped[Person] = relationship()
    placements: Mapped[list[Placement]] = relationship(back_populates="theme", order_by="Placement.observation_id")


class Placement(Base):
    """Where a person put an observation: in a theme, on its own (`theme_id` is empty), or `aside`, as not a pattern. It stays there."""

    __tablename__ = "placement"

    observation_id: Mapped[int] = mapped_column(ForeignKey("observation.id", ondelete="CASCADE"), primary_key=True)
    theme_id: Mapped[int | None] = mapped_column(ForeignKey("theme.id"), index=True)
    aside: Mapped[bool] = mapped_column(default=False, server_default=false())
    placed_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    placed_at: Mapped[datetime]

    observation: Mapped[Observation] = relationship("Observation")
    theme: Mapped[Theme | None] = relationship(back_populates="placements")


class BoardStep(Base):
    """One act on the board: what it was, whose, how the board stood before it, and what the machine had proposed."""

    __tablename__ = "board_step"

    id: Mapped[int] = mapped_column(primary_key=True)
    review_id: Mapped[int] = mapped_column(ForeignKey("review.id"), index=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    what: Mapped[str] = mapped_column(Text)
    before: Mapped[dict] = mapped_column(JSON)
    proposed: Mapped[list | None] = mapped_column(JSON)
    undone_at: Mapped[datetime | None]
    undone_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    by: Mapped[Person] = relationship(foreign_keys=by_id)
    undone_by: Mapped[Person | None] = relationship(foreign_keys=undone_by_id)


class ParkedTheme(Base):
    """A theme that was not chosen now: title, functions, count and date come back in the rep's next review."""

    __tablename__ = "parked_theme"

    id: Mapped[int] = mapped_column(primary_key=True)
    review_id: Mapped[int] = mapped_column(ForeignKey("review.id"), index=True)
    theme_id: Mapped[int] = mapped_column(ForeignKey("theme.id"), index=True)
    title: Mapped[str] = mapped_column(Text)
    functions: Mapped[list] = mapped_column(JSON)
    count: Mapped[int]
    parked_at: Mapped[datetime]
    unparked_at: Mapped[datetime | None]

    review: Mapped[Review] = relationship()


class Comeback(Base):
    """That a theme is an earlier review's parked theme again, as a person said."""

    __tablename__ = "comeback"

    theme_id: Mapped[int] = mapped_column(ForeignKey("theme.id"), primary_key=True)
    parked_theme_id: Mapped[int] = mapped_column(ForeignKey("parked_theme.id"), index=True)
    said_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    said_at: Mapped[datetime]

    theme: Mapped[Theme] = relationship()
    parked_theme: Mapped[ParkedTheme] = relationship()


def hold(review: Review) -> Session:
    """Hold a review until the act is done, so that of two at the same moment the second sees what the first did.

    The meeting is held from being closed meanwhile; others may go on in it.
    """
    session = object_session(review)
    session.flush()
    session.refresh(review.meeting, ["version", "closed_at"], with_for_update={"read": True})
    session.refresh(review, ["version", "taken_up_at", "decided_at", "closed_at", "closed_by_id", "closed_why", "closed_note"],
                    with_for_update={"key_share": True})
    return session


def is_live(theme: Theme) -> bool:
    """Whether the theme is on the board now, whatever was known of it before its review was held."""
    object_session(theme).refresh(theme, ["version", "dropped_at"])
    return theme.dropped_at is None


def hand_over_comeback(theme: Theme, into: Theme) -> None:
    """What came back as one theme came back as the one that it is joined into, unless that one came back itself."""
    session = object_session(theme)
    comeback = session.get(Comeback, theme.id)
    if comeback and session.get(Comeback, into.id) is None:
        session.add(Comeback(theme_id=into.id, parked_theme_id=comeback.parked_theme_id,
                             said_by_id=comeback.said_by_id, said_at=comeback.said_at))


def let_go(card: Observation) -> None:
    """Take a card off the board because others may not read it any more: no title goes on quoting it (laws 7 and 8)."""
    session = object_session(card)
    place = session.get(Placement, card.id)
    if place is None:
        return
    theme = place.theme
    session.delete(place)
    session.flush()
    session.expire(card, ["placement"])
    if theme is not None:
        session.expire(theme, ["placements"])
        _retitle(theme, card)


def _retitle(theme: Theme, gone: Observation) -> None:
    """Give the theme a title by the cards that are left, wherever its title is written down."""
    session, old = object_session(theme), theme.title
    rest, names = [place.observation.text for place in theme.placements], (theme.review.rep.name,)
    if _quotes(old, gone.text, names):
        theme.title = best_title(rest, names) if rest else EMPTIED
    for parked in session.scalars(select(ParkedTheme).where(ParkedTheme.theme_id == theme.id)):
        parked.title, parked.unparked_at = theme.title, parked.unparked_at if rest else parked.parked_at
    for step in session.scalars(select(BoardStep).where(BoardStep.review_id == theme.review_id)):
        step.what = step.what.replace(old, theme.title)


def _quotes(title: str, text: str, names: tuple[str, ...]) -> bool:
    """Whether a title is taken from a text: as one is cut from it, or by more than three words in a row."""
    said = title.rstrip("…").casefold() in " ".join(text.split()).casefold()
    return said and (len(title.split()) > 3 or title == best_title([text], names))
