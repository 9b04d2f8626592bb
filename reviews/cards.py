"""The board of a review as one person sees it: themes with their cards, what is suggested, what stands on its own."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import Row
from sqlalchemy.orm import Session

from reviews import seen_too
from reviews.board import BoardStep
from reviews.days import period_name
from reviews.meetings import Review
from reviews.merging import Group, Note, Suggestion
from reviews.observations import GAIN, HEARD, OPPORTUNITY
from reviews.people import Person
from reviews.queries.themes import cards_of, cards_on_wall
from reviews.ranking import Ranking, Seen, Sight, rank
from reviews.reasons import WEAKEST, Why
from reviews.seen_too import SeenToo
from reviews.suggestions import suggestion_for
from reviews.themes import last_step
from reviews.titles import best_title

SIDES = (OPPORTUNITY, GAIN)


@dataclass(frozen=True)
class Card:
    """An observation on the board. `words` is None when the person was not named as one who reads it. It was `said` in the room
    or handed in before, and so many saw it `too`."""

    id: int
    kind: str
    author: str
    function: str
    words: str | None
    unconfirmed: bool = False
    said: bool = False
    too: int = 0
    placed_by: str = ""
    near: tuple[Card, ...] = ()

    @property
    def first(self) -> str:
        """What colleagues call its author."""
        return self.author.split()[0]


@dataclass(frozen=True)
class Column:
    """A theme: made by a person, or only suggested (no `theme_id`). `joining` are cards that are suggested into it."""

    title: str
    why: Why
    theme_id: int | None = None
    version: int | None = None
    made_by: str = ""
    back_from: str = ""
    cards: tuple[Card, ...] = ()
    joining: tuple[Card, ...] = ()

    @property
    def too(self) -> int:
        """How often somebody said of its cards that they saw that too."""
        return sum(card.too for card in self.cards)

    @property
    def members(self) -> str:
        """Names the suggested cards in a form."""
        return "-".join(str(card.id) for card in self.joining)


@dataclass(frozen=True)
class Side:
    """Opportunities or gains: the two never mix. `aside` is what people said is not a pattern."""

    kind: str
    columns: tuple[Column, ...]
    singles: tuple[Card, ...]
    aside: tuple[Card, ...] = ()

    @property
    def themes(self) -> list[Column]:
        """Those that people made: where a card can be moved to."""
        return [column for column in self.columns if column.theme_id]

    @property
    def count(self) -> int:
        return len(self.singles) + len(self.aside) + sum(len(column.cards) + len(column.joining) for column in self.columns)


@dataclass(frozen=True)
class Board:
    """What stands on the board. `last` is the step that undo takes back, `suggestion` what the machine proposes now."""

    sides: tuple[Side, ...]
    suggestion: Suggestion
    last: BoardStep | None = None
    ids: frozenset[int] = field(default=frozenset())

    def theme_of(self, card_id: int) -> int | None:
        """The theme that a card stands in."""
        return next((column.theme_id for side in self.sides for column in side.themes
                     if card_id in {card.id for card in column.cards}), None)

    @property
    def proposal(self) -> list[dict]:
        """What is suggested, to be kept with an act."""
        return [{"cards": list(group.members), "theme": group.theme, "title": group.title}
                for group in self.suggestion.groups]

    @property
    def likely(self) -> list[Group]:
        """The suggestions that can be taken at once; a weak one asks to be read first."""
        return [group for group in self.suggestion.groups if group.why.strength != WEAKEST]

    @staticmethod
    def mark(groups: Sequence[Group]) -> str:
        """What tells these suggestions from others: their cards, titles and themes. What others do elsewhere on the board
        does not change it."""
        seen = [(group.members, group.theme, group.title) for group in groups]
        return hashlib.sha256(repr(seen).encode()).hexdigest()[:16]

    def suggested(self, members: str) -> list[Group]:
        """The suggestion with these members, all likely ones for "all"; none when it is not made any more."""
        if members == "all":
            return self.likely
        return [group for group in self.suggestion.groups if members == "-".join(map(str, group.members))]


def is_open_to(review: Review, person: Person) -> bool:
    """Whether the board can be seen: by all of the meeting once the rep is on the table, by the facilitator before."""
    return review.taken_up_at is not None or review.meeting.facilitator_id == person.id


def board(session: Session, review: Review, person: Person, *, for_all: bool = False) -> Board:
    """The board as this person sees it, `for_all` without what not everybody in the meeting may read. Two statements; empty
    before it is open to them."""
    rows = [row for row in _rows(session, review, person, for_all) if not (for_all and row.unconfirmed)]
    suggestion = suggestion_for([_note(row) for row in rows if row.may_read], (review.rep.name,))
    if review.decided_at or review.closed_at:  # nothing is moved any more
        suggestion = replace(suggestion, groups=(), nearest={})
    suggestion = replace(suggestion, groups=tuple(_open_title(group, rows, review) for group in suggestion.groups))
    sides = tuple(_side(kind, [row for row in rows if row.kind == kind], suggestion) for kind in SIDES)
    last = last_step(session, review) if rows else None
    return Board(sides, suggestion, last, frozenset(row.id for row in rows if row.may_read))


def ranking(session: Session, review: Review, person: Person, *, for_all: bool = False) -> Ranking:
    """The opportunity themes in their order. What is not confirmed stands on the board but does not count. `for_all` quotes
    only what everybody in the meeting may read. Two statements."""
    themes: dict[int, list[Row]] = {}
    for row in _rows(session, review, person, for_all):
        if row.theme_id and row.kind == OPPORTUNITY:
            themes.setdefault(row.theme_id, []).append(row)
    too = seen_too.on_cards(session, review) if themes else {}
    return rank([_seen(rows, too) for rows in themes.values()])


def _rows(session: Session, review: Review, person: Person, for_all: bool) -> Sequence[Row]:
    cards = cards_on_wall if for_all else cards_of
    return session.execute(cards(review, person)).all() if is_open_to(review, person) else []


def _open_title(group: Group, rows: Sequence[Row], review: Review) -> Group:
    """The group under a title that quotes nobody who has not confirmed it, as long as somebody has."""
    theirs = [row for row in rows if row.id in group.members]
    said = [row.text for row in theirs if not row.unconfirmed]
    return replace(group, title=best_title(said, (review.rep.name,))) if said and len(said) < len(theirs) else group


def _note(row: Row) -> Note:
    return Note(key=row.id, text=row.text, author=row.author_id, function=row.function, kind=row.kind,
                theme=row.theme_id, alone=row.placed and row.placed_in is None)


def _seen(rows: Sequence[Row], too: Mapping[int, Sequence[SeenToo]]) -> Seen:
    counting = [row for row in rows if not row.unconfirmed]
    return Seen(
        key=rows[0].theme_id, title=rows[0].title, earlier=_period(rows[0]),
        sights=(*(Sight(author=row.author_id, function=row.function, basis=row.basis, occasion=bool(row.occasion),
                        led_to=bool(row.effect), effect=row.effect if row.may_read else "") for row in counting),
                *(Sight(author=one.person_id, function=one.function, basis=HEARD, too=True)
                  for row in counting for one in too.get(row.id, ()))))


def _side(kind: str, rows: Sequence[Row], suggestion: Suggestion) -> Side:
    cards = {row.id: _card(row) for row in rows}
    groups = [group for group in suggestion.groups if set(group.members) <= cards.keys()]
    joining = {group.theme: group.members for group in groups if group.theme}
    made = [_made(its_rows, cards, joining.get(theme_id, ()), suggestion)
            for theme_id, its_rows in _by_theme(rows).items()]
    new = [Column(group.title, group.why, joining=tuple(cards[key] for key in group.members))
           for group in groups if not group.theme]
    grouped = {key for group in groups for key in group.members}
    loose = [row for row in rows if not row.theme_id and row.id not in grouped]
    return Side(kind, (*made, *new), singles=tuple(_near(cards[row.id], cards, suggestion) for row in loose if not row.aside),
                aside=tuple(cards[row.id] for row in loose if row.aside))


def _by_theme(rows: Iterable[Row]) -> dict[int, list[Row]]:
    themes: dict[int, list[Row]] = {}
    for row in sorted((row for row in rows if row.theme_id), key=lambda row: (row.theme_id, row.id)):
        themes.setdefault(row.theme_id, []).append(row)
    return themes


def _made(rows: Sequence[Row], cards: dict[int, Card], joining: Iterable[int], suggestion: Suggestion) -> Column:
    first = rows[0]
    unread = Why(people=len({row.author_id for row in rows}), functions=tuple(sorted({row.function for row in rows})),
                 shared_words=(), strength="")
    return Column(
        title=first.title, why=suggestion.placed.get(first.theme_id, unread),
        theme_id=first.theme_id, version=first.version, made_by=first.made_by,
        back_from=_period(first), cards=tuple(cards[row.id] for row in rows),
        joining=tuple(cards[key] for key in joining))


def _card(row: Row) -> Card:
    return Card(id=row.id, kind=row.kind, author=row.author, function=row.function,
                words=row.text if row.may_read else None, unconfirmed=row.unconfirmed, said=row.said, too=row.too, placed_by=row.placed_by or "")


def _near(card: Card, cards: dict[int, Card], suggestion: Suggestion) -> Card:
    near = tuple(cards[key] for key in suggestion.nearest.get(card.id, ()))
    return replace(card, near=near)


def _period(row: Row) -> str:
    return period_name(row.back_from) if row.back_from else ""
