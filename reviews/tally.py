"""The dots of a room as one person may see them: before they are revealed their own alone, then the sums, never whose they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Select, null, select, union_all
from sqlalchemy.orm import Session

from reviews.dots import THREE, Dots, ShowOfHands, live_themes
from reviews.meetings import Review
from reviews.people import Person
from reviews.presence import Attendance
from reviews.ranking import Place, Ranking

SAY_WHY = "Say in the reason why."


@dataclass(frozen=True)
class Tally:
    """The dots on the themes that stand there now, by the theme's id.

    own       the person's own
    hands     counted for those without a laptop: for whoever leads alone, until revealed
    sums      the whole room's, once revealed
    done      how many of those with a laptop have placed all three, of `voters`
    by_hand   how many are here without one
    """

    revealed: bool
    own: Mapping[int, int] = field(default_factory=dict)
    hands: Mapping[int, int] = field(default_factory=dict)
    sums: Mapping[int, int] = field(default_factory=dict)
    done: int = 0
    voters: int = 0
    by_hand: int = 0

    @property
    def left(self) -> int:
        """How many of the three the person has still to place."""
        return THREE - sum(self.own.values())


def tally(session: Session, review: Review, person: Person, room: Attendance) -> Tally:
    """How the dots stand. One statement."""
    rows = session.execute(_placed(review)).all()
    voters = {one.id for one in room.here} - room.noted - {review.rep_id} | {person.id}
    revealed = bool(review.turn and review.turn.revealed_at)
    return Tally(
        revealed=revealed, own=_sums([row for row in rows if row.person_id == person.id]),
        hands=_sums([row for row in rows if row.person_id is None]) if revealed or review.meeting.leads_id == person.id else {},
        sums=_sums(rows) if revealed else {},
        done=sum(_all_placed(rows, id) for id in voters), voters=len(voters), by_hand=len(room.noted - {person.id, review.rep_id}))


def compared(ranking: Ranking, sums: Mapping[int, int]) -> str:
    """What the room's dots say beside the evidence, in a sentence; "" without dots."""
    dotted = [place for place in ranking.places if sums.get(place.seen.key)]
    if not dotted:
        return ""
    most = max(sums[place.seen.key] for place in dotted)
    first, evident = [place for place in dotted if sums[place.seen.key] == most], ranking.places[:ranking.close or 1]
    if len(first) > 1:
        return f"The room’s dots put {_named(first, 'and')} level. {_but(first, evident)}".strip()
    if first[0] not in evident:
        return f"The room’s dots put {_named(first, 'and')} first, the evidence {_named(evident, 'or')}. {SAY_WHY}"
    if len(evident) > 1:
        return f"The evidence is too close to call; the room’s dots put {_named(first, 'and')} first."
    return f"The room’s dots and the evidence both put {_named(first, 'and')} first."


def _but(first: Sequence[Place], evident: Sequence[Place]) -> str:
    """The evidence, where it puts none of these first."""
    return "" if any(place in evident for place in first) else f"The evidence puts {_named(evident, 'or')} first. {SAY_WHY}"


def _named(places: Sequence[Place], word: str) -> str:
    *others, last = [f"“{place.seen.title}”" for place in places]
    return f"{', '.join(others)} {word} {last}" if others else last


def _placed(review: Review) -> Select:
    """Rows of (theme id, whose or None for a show of hands, how many)."""
    live = live_themes(review)
    return union_all(
        select(Dots.theme_id, Dots.person_id, Dots.count.label("dots")).where(Dots.theme_id.in_(live)),
        select(ShowOfHands.theme_id, null(), ShowOfHands.count).where(ShowOfHands.theme_id.in_(live)))


def _sums(rows: Sequence) -> dict[int, int]:
    sums: dict[int, int] = {}
    for row in rows:
        sums[row.theme_id] = sums.get(row.theme_id, 0) + row.dots
    return sums


def _all_placed(rows: Sequence, person_id: int) -> bool:
    return sum(row.dots for row in rows if row.person_id == person_id) >= THREE
