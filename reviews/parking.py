"""Parked themes: what was not chosen now, and that it comes back in the rep's next review.

A parked theme is its title, its functions, a count and a date. Its words stay where they were (law 7).
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import and_, select
from sqlalchemy.orm import Session, object_session

from reviews import steps
from reviews.board import Comeback, ParkedTheme, Placement, Theme
from reviews.errors import Refused
from reviews.holding import hold
from reviews.meetings import Review
from reviews.observations import OPPORTUNITY, Observation
from reviews.people import Person
from reviews.placing import on_board
from reviews.themes import check_live, open_board

NOT_MERGED = "Written, not merged into a theme"


def bring_back(theme: Theme, parked: ParkedTheme, *, by: Person, at: datetime) -> None:
    """Say that a theme is an earlier review's parked theme again."""
    session = open_board(theme.review)
    hold(parked)  # it comes back once, also where two meetings look at it
    check_live(theme)
    comeback = session.get(Comeback, theme.id)
    if comeback and comeback.parked_theme_id == parked.id:
        return
    _check_parked(session, theme, parked)
    steps.keep(theme.review, f"said that “{theme.title}” is back from before", themes=[theme], by=by, at=at)
    session.merge(Comeback(theme_id=theme.id, parked_theme_id=parked.id, said_by_id=by.id, said_at=at))


def park_rest(review: Review, *, but: Theme | None, at: datetime) -> list[ParkedTheme]:
    """Park the opportunity themes that were not chosen.

    When nothing was chosen, what nobody merged is parked as well, in one line that gives none of its words away.
    Only what its author has confirmed counts, and a theme that is parked already is not parked twice.
    """
    session = object_session(review)
    session.flush()
    parts: dict[Theme | None, list[Observation]] = {}
    for card, theme in session.execute(_confirmed(review)):
        parts.setdefault(theme, []).append(card)
    loose = parts.pop(None, [])
    if but is None and loose:
        parts[_for_the_rest(session, review, at)] = loose
    there = {parked.theme_id for parked in _parked(session, review)}
    return [_park(session, theme, cards, at) for theme, cards in parts.items()
            if theme is not but and theme.id not in there]


def unpark(review: Review, *, at: datetime) -> None:
    """What was parked when an item was chosen is on the board again."""
    for parked in _parked(object_session(review), review):
        parked.unparked_at = at


def _check_parked(session: Session, theme: Theme, parked: ParkedTheme) -> None:
    before = parked.review.rep_id == theme.review.rep_id and parked.review_id != theme.review_id
    if parked.unparked_at or not before or theme.kind != OPPORTUNITY:
        raise Refused("This is not a parked theme of an earlier review.", "parked_theme")
    back_as = session.scalar(
        select(Theme).join(Comeback, Comeback.theme_id == Theme.id)
        .where(Comeback.parked_theme_id == parked.id, Theme.dropped_at.is_(None), Theme.id != theme.id).limit(1))
    if back_as:
        raise Refused(f"“{parked.title}” is back as “{back_as.title}” already.", "parked_theme")


def _confirmed(review: Review):
    """Rows of (card, its theme or None) of the opportunities that count; what was set aside does not."""
    return (
        select(Observation, Theme)
        .outerjoin(Placement, Placement.observation_id == Observation.id)
        .outerjoin(Theme, and_(Theme.id == Placement.theme_id, Theme.dropped_at.is_(None), Theme.kind == OPPORTUNITY))
        .where(*on_board(review), Observation.kind == OPPORTUNITY,
               Observation.noted_by_id.is_(None) | Observation.confirmed_at.is_not(None),
               Placement.aside.is_not(True))
        .order_by(Theme.id, Observation.id))


def _for_the_rest(session: Session, review: Review, at: datetime) -> Theme:
    """A parked theme belongs to a theme; this one never stands on a board."""
    theme = Theme(review_id=review.id, kind=OPPORTUNITY, title=NOT_MERGED,
                  made_by_id=review.meeting.facilitator_id, made_at=at, dropped_at=at)
    session.add(theme)
    session.flush()
    return theme


def _park(session: Session, theme: Theme, cards: list[Observation], at: datetime) -> ParkedTheme:
    parked = ParkedTheme(review_id=theme.review_id, theme_id=theme.id, title=theme.title,
                         functions=sorted({card.function for card in cards}), count=len(cards), parked_at=at)
    session.add(parked)
    return parked


def _parked(session: Session, review: Review) -> list[ParkedTheme]:
    return list(session.scalars(
        select(ParkedTheme).where(ParkedTheme.review_id == review.id, ParkedTheme.unparked_at.is_(None))))
