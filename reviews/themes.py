"""Merging observations into themes: what a person does on the board of a review, and how it is undone.

A card is an observation on the board: handed in, not personal. Every act is one step that can be taken back.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from reviews import steps
from reviews.board import BoardStep, Theme, hand_over_comeback, hold, is_live
from reviews.errors import Refused
from reviews.holding import unchanged
from reviews.meetings import Review
from reviews.merging import Group
from reviews.observations import Observation
from reviews.people import Person
from reviews.placing import (
    Spot,
    cards_in,
    cards_of,
    drop_emptied,
    in_words,
    move,
    not_yet_in,
    one_kind,
    placements,
    theme_of_just,
    themes_of,
)
from reviews.titles import best_title

LONGEST_TITLE = 120
STALE = "The board has changed since this was suggested. Look at what is suggested now."
THEME_GONE = "This theme is no longer on the board. Nothing was moved; look at it as it stands now."


def place(review: Review, observation_ids: Collection[int], *, theme: Theme | None, aside: bool = False, by: Person,
          at: datetime, proposed: list | None = None) -> None:
    """Move cards into a theme, leave them on their own (None), or set them `aside` as not a pattern: then they are kept, and
    neither suggested nor ranked nor parked. They stay there until a person moves them."""
    session, spot = open_board(review), Spot(theme, aside)
    cards = cards_of(session, review, observation_ids)
    if theme is not None:
        _check_theme(review, theme, cards)
    moving = not_yet_in(session, spot, cards)
    if not moving:
        return
    leaving = themes_of(session, moving)
    steps.keep(review, _placed(moving, spot), cards=[card.id for card in moving], themes=leaving, by=by, at=at,
               proposed=proposed)
    move(session, moving, spot, by, at)
    drop_emptied(session, leaving, at)


def make(review: Review, observation_ids: Collection[int], *, title: str = "", by: Person, at: datetime,
         proposed: list | None = None) -> Theme:
    """A new theme of these cards, titled by what they say unless a title is given: also how a theme is split."""
    session = open_board(review)
    cards = cards_of(session, review, observation_ids)
    kind = one_kind(cards)
    if (same := theme_of_just(session, cards)) and not title:
        return same
    title = _check_title(title) if title.strip() else _title_for(review, cards)
    leaving = themes_of(session, cards)
    step = steps.keep(review, f"made “{title}” of {in_words(cards)}", cards=[card.id for card in cards], themes=leaving, by=by, at=at,
                     proposed=proposed)
    theme = _new(session, review, kind, title, by, at)
    steps.made_in(step, [theme])
    move(session, cards, Spot(theme), by, at)
    drop_emptied(session, leaving, at)
    return theme


def take(review: Review, groups: Sequence[Group], *, by: Person, at: datetime, proposed: list | None = None) -> None:
    """Take suggestions as they stand: each becomes a theme, or joins the one it was suggested for. One step for all."""
    session = open_board(review)
    cards = {card.id: card for card in cards_of(session, review, [key for group in groups for key in group.members])}
    if not cards or placements(session, list(cards.values())):
        raise Refused(STALE)
    what = f"took the suggestion “{groups[0].title}”" if len(groups) == 1 else f"took {len(groups)} suggestions"
    step = steps.keep(review, what, cards=list(cards), by=by, at=at, proposed=proposed)
    for group in groups:
        members = [cards[key] for key in group.members]
        theme = session.get(Theme, group.theme) if group.theme else None
        if theme is None:
            theme = _new(session, review, one_kind(members), group.title, by, at)
            steps.made_in(step, [theme])
        _check_theme(review, theme, members)
        move(session, members, Spot(theme), by, at)


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
    if not is_live(theme) and is_live(into) and not cards_in(session, theme):
        return
    check_live(theme)
    cards = cards_in(session, theme)
    _check_theme(theme.review, into, cards)
    what = f"joined “{theme.title}” into “{into.title}”"
    steps.keep(theme.review, what, cards=[card.id for card in cards], themes=[theme, into], by=by, at=at)
    move(session, cards, Spot(into), by, at)
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
    steps.take_back(step, by=by, at=at)
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


def _placed(cards: Sequence[Observation], spot: Spot) -> str:
    """The step, in words."""
    if spot.aside:
        return f"set {in_words(cards)} aside as not a pattern"
    own = "its" if len(cards) == 1 else "their"
    return f"moved {in_words(cards)} to “{spot.theme.title}”" if spot.theme else f"left {in_words(cards)} on {own} own"


def _check_theme(review: Review, theme: Theme, cards: Sequence[Observation]) -> None:
    if theme.review_id != review.id or not is_live(theme):
        raise Refused(THEME_GONE, "to")
    if cards and one_kind(cards) != theme.kind:
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


def _new(session: Session, review: Review, kind: str, title: str, by: Person, at: datetime) -> Theme:
    theme = Theme(review_id=review.id, kind=kind, title=title, made_by_id=by.id, made_at=at)
    session.add(theme)
    session.flush()
    return theme
