"""Where cards stand: in a theme, on their own, or set aside as not a pattern. What every act on a board does to them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from reviews.board import Placement, Theme
from reviews.errors import Refused
from reviews.meetings import Review
from reviews.observations import Observation
from reviews.people import Person

NOT_THERE = "One of these cards is no longer on the board. Nothing was moved; look at it as it stands now."


@dataclass(frozen=True)
class Spot:
    """Where a card can stand: in a theme, set aside, or, without either, on its own."""

    theme: Theme | None = None
    aside: bool = False

    def holds(self, place: Placement) -> bool:
        """Whether a card that is placed so stands here."""
        return (place.theme_id, place.aside) == (self.theme.id if self.theme else None, self.aside)


def on_board(review: Review) -> tuple:
    """What makes an observation a card: conditions for a query."""
    return Observation.review_id == review.id, Observation.handed_in_at.is_not(None), Observation.personal.is_(False)


def cards_of(session: Session, review: Review, ids: Collection[int]) -> list[Observation]:
    """The cards that somebody chose, or a refusal."""
    if not ids:
        raise Refused("Choose at least one card.", "observation")
    asked = select(Observation).where(Observation.id.in_(ids), *on_board(review)).order_by(Observation.id)
    cards = session.scalars(asked).all()
    if len(cards) != len(set(ids)):
        raise Refused(NOT_THERE, "observation")
    return list(cards)


def one_kind(cards: Sequence[Observation]) -> str:
    """What all of these are: gains or opportunities."""
    kinds = {card.kind for card in cards}
    if len(kinds) > 1:
        raise Refused("Gains and opportunities do not mix. Choose cards of one kind.", "observation")
    return kinds.pop()


def placements(session: Session, cards: Sequence[Observation]) -> list[Placement]:
    """Where somebody has put these cards; nothing for those that nobody has touched."""
    return list(session.scalars(select(Placement).where(Placement.observation_id.in_([card.id for card in cards]))))


def not_yet_in(session: Session, spot: Spot, cards: Sequence[Observation]) -> list[Observation]:
    """Those of the cards that stand somewhere else."""
    there = {place.observation_id for place in placements(session, cards) if spot.holds(place)}
    return [card for card in cards if card.id not in there]


def themes_of(session: Session, cards: Sequence[Observation]) -> list[Theme]:
    """The themes that these cards stand in."""
    places = select(Placement.theme_id).where(Placement.observation_id.in_([card.id for card in cards]))
    live = select(Theme).where(Theme.id.in_(places), Theme.dropped_at.is_(None))
    return list(session.scalars(live.order_by(Theme.id)))


def cards_in(session: Session, theme: Theme) -> list[Observation]:
    """The cards that stand in a theme."""
    there = select(Observation).join(Placement).where(Placement.theme_id == theme.id)
    return list(session.scalars(there.order_by(Observation.id)))


def theme_of_just(session: Session, cards: Sequence[Observation]) -> Theme | None:
    """The theme that holds these cards and no others."""
    themes = themes_of(session, cards)
    whole = len(themes) == 1 and [card.id for card in cards_in(session, themes[0])] == [card.id for card in cards]
    return themes[0] if whole else None


def move(session: Session, cards: Sequence[Observation], spot: Spot, by: Person, at: datetime) -> None:
    """Put the cards there."""
    places = {place.observation_id: place for place in placements(session, cards)}
    for card in cards:
        place = places.get(card.id) or Placement(observation_id=card.id)
        place.theme_id, place.aside = spot.theme.id if spot.theme else None, spot.aside
        place.placed_by_id, place.placed_at = by.id, at
        session.add(place)
        session.expire(card, ["placement"])
    session.flush()


def drop_emptied(session: Session, themes: Sequence[Theme], at: datetime) -> None:
    """Themes in which nothing stands any more leave the board."""
    held = set(session.scalars(select(Placement.theme_id).where(Placement.theme_id.in_(theme.id for theme in themes))))
    for theme in themes:
        if theme.id not in held:
            theme.dropped_at = at


def in_words(cards: Sequence[Observation]) -> str:
    """The cards, as a step on the board tells of them."""
    return f"the card of {cards[0].author.name}" if len(cards) == 1 else f"{len(cards)} cards"
