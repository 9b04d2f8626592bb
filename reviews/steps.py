"""Steps on a board: what each act was, how its cards and themes stood before it, and taking it back."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, object_session

from reviews.board import BoardStep, Comeback, Placement, Theme
from reviews.meetings import Review
from reviews.observations import Observation
from reviews.people import Person


def keep(review: Review, what: str, *, cards: Collection[int] = (), themes: Iterable[Theme] = (),
         titles: Iterable[Theme] = (), by: Person, at: datetime, proposed: list | None = None) -> BoardStep:
    """Write down an act before it is done, with how its cards and themes stand now.

    `what` goes on from the name of its person. A title is kept only where the act changes it: undoing another act
    brings none back that was changed since.
    """
    session = object_session(review)
    before = {"cards": _places(session, cards), "themes": _states(session, themes), "made": [],
              "titles": {str(theme.id): theme.title for theme in titles}}
    step = BoardStep(review_id=review.id, by_id=by.id, at=at, what=what, before=before, proposed=proposed)
    session.add(step)
    return step


def made_in(step: BoardStep, themes: Iterable[Theme]) -> None:
    """The step made these themes: undoing it drops them."""
    step.before = {**step.before, "made": [*step.before["made"], *(theme.id for theme in themes)]}


def take_back(step: BoardStep, *, by: Person, at: datetime) -> None:
    """Put the cards and themes of a step to where they were before it. Cards that are gone meanwhile, or are no cards of
    that kind any more, stay away."""
    session = object_session(step)
    kinds = dict(session.execute(select(Observation.id, Observation.kind).where(
        Observation.id.in_(map(int, step.before["cards"])), Observation.handed_in_at.is_not(None),
        Observation.personal.is_(False))).all())
    for key, place in step.before["cards"].items():
        if int(key) in kinds and _fits(session, kinds[int(key)], place):
            _put_back(session, int(key), place)
    for key, state in step.before["themes"].items():
        _restore(session, session.get_one(Theme, int(key)), state)
    for key, title in step.before["titles"].items():
        session.get_one(Theme, int(key)).title = title
    for key in step.before["made"]:
        session.get_one(Theme, key).dropped_at = at
    step.undone_at, step.undone_by_id = at, by.id
    session.flush()


def _places(session: Session, cards: Collection[int]) -> dict[str, list | None]:
    placed = {place.observation_id: [place.theme_id, place.placed_by_id, place.placed_at.isoformat(), place.aside] for place in
              session.scalars(select(Placement).where(Placement.observation_id.in_(cards)))}
    return {str(card): placed.get(card) for card in sorted(cards)}


def _states(session: Session, themes: Iterable[Theme]) -> dict[str, list]:
    states = {}
    for theme in themes:
        comeback = session.get(Comeback, theme.id)
        back = [comeback.parked_theme_id, comeback.said_by_id, comeback.said_at.isoformat()] if comeback else None
        states[str(theme.id)] = [theme.dropped_at and theme.dropped_at.isoformat(), back]
    return states


def _fits(session: Session, kind: str, place: list | None) -> bool:
    return not (place and place[0]) or session.get_one(Theme, place[0]).kind == kind


def _put_back(session: Session, card: int, place: list | None) -> None:
    now = session.get(Placement, card)
    if place is None:
        if now:
            session.delete(now)
        return
    now = now or Placement(observation_id=card)
    now.theme_id, now.placed_by_id, now.placed_at = place[0], place[1], datetime.fromisoformat(place[2])
    now.aside = True in place[3:]  # a step that was kept before anything could be set aside says nothing of it
    session.add(now)


def _restore(session: Session, theme: Theme, state: list) -> None:
    dropped, back = state
    theme.dropped_at = datetime.fromisoformat(dropped) if dropped else None
    comeback = session.get(Comeback, theme.id)
    if back is None:
        if comeback:
            session.delete(comeback)
        return
    comeback = comeback or Comeback(theme_id=theme.id)
    comeback.parked_theme_id, comeback.said_by_id, comeback.said_at = back[0], back[1], datetime.fromisoformat(back[2])
    session.add(comeback)
