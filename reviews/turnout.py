"""How far the gathering is: who has written about whom, by contributor, and what is missing. Rows in, nothing asked here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from sqlalchemy import Row

from reviews import gaps
from reviews.contributors import shown_time
from reviews.days import local_day
from reviews.gaps import EMPTY, Asked, Cell, Cells, Rep, in_a_row
from reviews.letters import NOT_KNOWN, NUDGE, REFUSED, SENT
from reviews.meetings import Meeting, Review
from reviews.people import FUNCTIONS
from reviews.told import Told, told_by_person


@dataclass(frozen=True)
class Line:
    """One contributor: how many of the reps they have answered for, and whom not yet, of those whose turn has not come."""

    one: Row
    done: int
    of: int
    missing: list[str]
    is_rep: bool
    first: bool  # of their function
    told: list[Told]

    @property
    def waited_for(self) -> bool:
        return bool(self.missing) and not self.one.declined_at

    @property
    def shown(self) -> str:
        return shown_time(self.one.due_at)

    @property
    def can_be_nudged(self) -> bool:
        """Once, when something is waited for and a letter has reached them: who was never told is not reminded of it."""
        told = any(told.state == SENT for told in self.told) and not any(told.kind == NUDGE for told in self.told)
        return told and self.waited_for and self.one.has_address

    @property
    def trouble(self) -> Told | None:
        """The last that was sent to them, when it did not arrive, or nobody knows whether it did."""
        out = [told for told in self.told if told.state in (SENT, REFUSED, NOT_KNOWN)]
        return out[-1] if out and out[-1].state != SENT else None


@dataclass(frozen=True)
class Turnout:
    """Contributors stand by function, each function's in the order in which they were asked."""

    lines: list[Line]
    cells: Cells
    gaps: list[str]
    named_from: date | None

    @property
    def functions(self) -> list[tuple[str, int]]:
        """The heads over the columns: each function, and how many are asked from it."""
        return [(function, len(list(those))) for function, those in groupby(self.lines, lambda line: line.one.function)]

    @property
    def unreached(self) -> list[str]:
        """Whom no letter reaches, while something is waited for."""
        waited_for = [line for line in self.lines if line.waited_for]
        without = [line.one.name for line in waited_for if not line.one.has_address]
        refused = [line.one.name for line in waited_for if line.trouble and line.trouble.state == REFUSED]
        said = [f"No address to write to: {in_a_row(without)}. Hand over a link."] if without else []
        return said + ([f"The last letter to {in_a_row(refused)} was refused."] if refused else [])

    def wrote_about(self, review: Review) -> str:
        """How many have something handed in about this rep, of those who are asked to: 3 of 5."""
        could = [line for line in self.lines if line.one.person_id != review.rep_id]
        return f"{sum(self.cell(review.id, line).written > 0 for line in could)} of {len(could)}"

    def cell(self, review_id: int, line: Line) -> Cell:
        return self.cells.get((review_id, line.one.person_id), EMPTY)


def of_meeting(meeting: Meeting, agenda: Sequence[Row], contributors: Iterable[Row], cells: Mapping, *,
               told: Iterable[Row] = (), at: datetime) -> Turnout:
    """From the rows of its agenda, of who is asked, the counts by (review, person) and what was sent, as one reader may see
    them."""
    asked = sorted(contributors, key=lambda one: FUNCTIONS.index(one.function))
    counted = {pair: Cell(row.written, row.unconfirmed, row.no_more) for pair, row in cells.items()}
    today, named_from = (local_day(moment, meeting.team.time_zone) for moment in (at, meeting.due_at))
    named_from = gaps.named_from(named_from)
    early = not meeting.opened_at or today < named_from
    firsts = {one.function: one.id for one in reversed(asked)}.values()
    sent = told_by_person(told)
    return Turnout([_line(one, agenda, counted, one.id in firsts, sent[one.person_id]) for one in asked], counted,
                   [] if meeting.closed_at else _gaps(agenda, asked, counted, early),
                   named_from if meeting.opened_at and early else None)


def _line(one: Row, agenda: Sequence[Row], cells: Cells, first: bool, told: list[Told]) -> Line:
    others = [row for row in agenda if row.Review.rep_id != one.person_id]
    open_ = [row for row in others if not cells.get((row.Review.id, one.person_id), EMPTY).answered]
    return Line(one, len(others) - len(open_), len(others), [row.name for row in open_ if _to_come(row)],
                len(others) < len(agenda), first, told)


def _gaps(agenda: Sequence[Row], asked: Sequence[Row], cells: Cells, early: bool) -> list[str]:
    """By person, as the reps are people too, and nobody writes about themselves."""
    rep_of = {row.Review.id: row.Review.rep_id for row in agenda}
    by_person = {(rep_of[review_id], person_id): cell for (review_id, person_id), cell in cells.items()}
    return gaps.gaps([Rep(row.Review.rep_id, row.name) for row in agenda if _to_come(row)],
                     [Asked(one.person_id, one.name, one.function, one.declined_at is not None) for one in asked],
                     by_person, early=early)


def _to_come(row: Row) -> bool:
    return row.Review.taken_up_at is None and row.Review.closed_at is None
