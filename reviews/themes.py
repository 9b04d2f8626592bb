"""Merging observations into themes: what a person does on the board of a review, and how it is undone.

A card is an observation on the board: handed in, not personal. Every act is one step that can be taken back.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from reviews import steps
from reviews.board import BoardStep, Placement, Theme, hand_over_comeback, hold, is_live
from reviews.errors import Refused
from reviews.holding import unchanged
from reviews.meetings import Review
from reviews.merging import Group
from reviews.observations import Observation
from reviews.people import Person
from reviews.titles import best_title

LONGEST_TITLE = 120
STALE = "The board has changed since this was suggested. Look at what is suggested now."
NOT_THERE = "One of these cards is no longer on the board. Nothing was moved; look at it as it stands now."
THEME_GONE = "This theme is no longer on the board. Nothing was moved; look at it as it stands now."


def place(review: Review, observation_ids: Collection[int], *, theme: Theme | None, by: Person, at: datetime,
          proposed: list | None = None) -> None:
    """Move cards into a theme, or leave them on their own (None). They stay there until a person moves them."""
    session = open_board(review)
    cards = _cards(session, review, observation_ids)
    if theme is not None:
        _check_theme(review, theme, cards)
    moving = _not_yet_there(session, cards, theme)
    if not moving:
        return
    where = f"moved {_in_words(moving)} to “{theme.title}”" if theme else f"left {_in_words(moving)} on their own"
    leaving = _themes_of(session, moving)
    steps.keep(review, where, cards=[card.id for card in moving], themes=leaving, by=by, at=at, proposed=proposed)
    _move(session, moving, theme, by, at)
    _drop_emptied(session, leaving, at)


def make(review: Review, observation_ids: Collection[int], *, title: str = "", by: Person, at: datetime,
         proposed: list | None = None) -> Theme:
    """A new theme of these cards, titled by what they say unless a title is given: also how a theme is split."""
    session = open_board(review)
    cards = _cards(session, review, observation_ids)
    kind = _one_kind(cards)
    if (same := _theme_of_just(session, cards)) and not title:
        return same
    title = _check_title(title) if title.strip() else _title_for(review, cards)
    leaving = _themes_of(session, cards)
    step = steps.keep(review, f"made “{title}” of {_in_words(cards)}", cards=[card.id for card in cards], themes=leaving, by=by, at=at,
                     proposed=proposed)
    theme = _new(session, review, kind, title, by, at)
    steps.made_in(step, [theme])
    _move(session, cards, theme, by, at)
    _drop_emptied(session, leaving, at)
    return theme


def take(review: Review, groups: Sequence[Group], *, by: Person, at: datetime, proposed: list | None = None) -> None:
    """Take suggestions as they stand: each becomes a theme, or joins the one it was suggested for. One step for all."""
    session = open_board(review)
    cards = {card.id: card for card in _cards(session, review, [key for group in groups for key in group.members])}
    if not cards or _placements(session, list(cards.values())):
        raise Refused(STALE)
    what = f"took the suggestion “{groups[0].title}”" if len(groups) == 1 else f"took {len(groups)} suggestions"
    step = steps.keep(review, what, cards=list(cards), by=by, at=at, proposed=proposed)
    for group in groups:
        members = [cards[key] for key in group.members]
        theme = session.get(Theme, group.theme) if group.theme else None
        if theme is None:
            theme = _new(session, review, _one_kind(members), group.title, by, at)
            steps.made_in(step, [theme])
        _check_theme(review, theme, members)
        _move(session, members, theme, by, at)


def rename(theme: Theme, *, title: str, seen: int | None, by: Person, at: datetime) -> None:
    """Give a theme another title; `seen` is the version of the theme that the person saw."""
    open_board(theme.review)
    check_live(theme)
    title = _check_title(title)
    unchanged(theme, seen, title=title)
    if title != theme.title:
        steps.keep(theme.review, f"renamed “{theme.title}” to “{title}”", titles=[theme], by=by, at=at)
        theme.title = title


def join(theme: Theme, *, into: Theme, by: Person, at: datetime) -> None:
    """All cards of one theme go into another, which keeps its title."""
    session = open_board(theme.review)
    if theme is into:
        raise Refused("Choose another theme to join it with.", "into")
    if not is_live(theme) and is_live(into) and not _cards_in(session, theme):
        return
    check_live(theme)
    cards = _cards_in(session, theme)
    _check_theme(theme.review, into, cards)
    what = f"joined “{theme.title}” into “{into.title}”"
    steps.keep(theme.review, what, cards=[card.id for card in cards], themes=[theme, into], by=by, at=at)
    _move(session, cards, into, by, at)
    hand_over_comeback(theme, into)
    theme.dropped_at = at


def undo(review: Review, *, by: Person, at: datetime, step_id: int | None = None) -> str:
    """Take back the last step that stands, whosever it was, and say what it was. `step_id` is what the person saw."""
    session = open_board(review)
    step = last_step(session, review)
    seen = session.get(BoardStep, step_id) if step_id else step
    if seen is not None and seen.review_id == review.id and seen.undone_at:
        return seen.what
    if step is None:
        raise Refused("There is nothing to undo.")
    if step is not seen:
        raise Refused(f"Since then {step.by.name} {step.what}. Look at the board as it stands, and undo that first.")
    steps.take_back(step, at=at)
    return step.what


def last_step(session: Session, review: Review) -> BoardStep | None:
    """The step that undoing would take back."""
    return session.scalar(select(BoardStep).where(BoardStep.review_id == review.id, BoardStep.undone_at.is_(None))
                          .options(joinedload(BoardStep.by)).order_by(BoardStep.id.desc()).limit(1))


def open_board(review: Review) -> Session:
    """Hold the review for an act on its board, or refuse it when the board stays as it is."""
    session = hold(review)
    if review.decided_at:
        raise Refused("The item is decided, and the board stays as it was then. Withdraw the decision first.")
    if review.closed_at or review.meeting.closed_at:
        raise Refused("This review is closed, and its board stays as it is.")
    return session


def check_live(theme: Theme) -> None:
    """Refuse a theme that was joined into another, emptied or undone."""
    if not is_live(theme):
        raise Refused(f"“{theme.title}” is no longer on the board.")


def _cards(session: Session, review: Review, ids: Collection[int]) -> list[Observation]:
    if not ids:
        raise Refused("Choose at least one card.", "observation")
    asked = select(Observation).where(Observation.id.in_(ids), *on_board(review)).order_by(Observation.id)
    cards = session.scalars(asked).all()
    if len(cards) != len(set(ids)):
        raise Refused(NOT_THERE, "observation")
    return list(cards)


def on_board(review: Review) -> tuple:
    """What makes an observation a card: conditions for a query."""
    return Observation.review_id == review.id, Observation.handed_in_at.is_not(None), Observation.personal.is_(False)


def _one_kind(cards: Sequence[Observation]) -> str:
    kinds = {card.kind for card in cards}
    if len(kinds) > 1:
        raise Refused("Gains and opportunities do not mix. Choose cards of one kind.", "observation")
    return kinds.pop()


def _check_theme(review: Review, theme: Theme, cards: Sequence[Observation]) -> None:
    if theme.review_id != review.id or not is_live(theme):
        raise Refused(THEME_GONE, "to")
    if cards and _one_kind(cards) != theme.kind:
        raise Refused("Gains and opportunities do not mix. Choose a theme of the same kind.", "to")


def _check_title(title: str) -> str:
    title = " ".join(title.split())
    if not title:
        raise Refused("Write a title: what do these have in common?", "title")
    if len(title) > LONGEST_TITLE:
        raise Refused(f"A title can have {LONGEST_TITLE} letters at most. The words stay on the cards.", "title")
    return title


def _title_for(review: Review, cards: Sequence[Observation]) -> str:
    """What they say, in the words of those that all may read."""
    open_to_all = [card for card in cards if not card.needs_confirming]
    return best_title([card.text for card in open_to_all or cards], (review.rep.name,))


def _not_yet_there(session: Session, cards: Sequence[Observation], theme: Theme | None) -> list[Observation]:
    there = {place.observation_id for place in _placements(session, cards)
             if place.theme_id == (theme.id if theme else None)}
    return [card for card in cards if card.id not in there]


def _placements(session: Session, cards: Sequence[Observation]) -> list[Placement]:
    return list(session.scalars(select(Placement).where(Placement.observation_id.in_([card.id for card in cards]))))


def _themes_of(session: Session, cards: Sequence[Observation]) -> list[Theme]:
    """The themes that these cards stand in."""
    places = select(Placement.theme_id).where(Placement.observation_id.in_([card.id for card in cards]))
    live = select(Theme).where(Theme.id.in_(places), Theme.dropped_at.is_(None))
    return list(session.scalars(live.order_by(Theme.id)))


def _cards_in(session: Session, theme: Theme) -> list[Observation]:
    there = select(Observation).join(Placement).where(Placement.theme_id == theme.id)
    return list(session.scalars(there.order_by(Observation.id)))


def _theme_of_just(session: Session, cards: Sequence[Observation]) -> Theme | None:
    """The theme that holds these cards and no others."""
    themes = _themes_of(session, cards)
    whole = len(themes) == 1 and [card.id for card in _cards_in(session, themes[0])] == [card.id for card in cards]
    return themes[0] if whole else None


def _new(session: Session, review: Review, kind: str, title: str, by: Person, at: datetime) -> Theme:
    theme = Theme(review_id=review.id, kind=kind, title=title, made_by_id=by.id, made_at=at)
    session.add(theme)
    session.flush()
    return theme


def _move(session: Session, cards: Sequence[Observation], theme: Theme | None, by: Person, at: datetime) -> None:
    places = {place.observation_id: place for place in _placements(session, cards)}
    for card in cards:
        place = places.get(card.id) or Placement(observation_id=card.id)
        place.theme_id, place.placed_by_id, place.placed_at = theme.id if theme else None, by.id, at
        session.add(place)
        session.expire(card, ["placement"])
    session.flush()


def _drop_emptied(session: Session, themes: Sequence[Theme], at: datetime) -> None:
    held = set(session.scalars(select(Placement.theme_id).where(Placement.theme_id.in_(theme.id for theme in themes))))
    for theme in themes:
        if theme.id not in held:
            theme.dropped_at = at


def _in_words(cards: Sequence[Observation]) -> str:
    return f"the card of {cards[0].author.name}" if len(cards) == 1 else f"{len(cards)} cards"
