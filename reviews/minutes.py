"""The minutes of a meeting: what was decided for each of its reps, or why nothing was; read from what is kept, never written.

They hold no words of an observation, no cause, and nothing that is personal (laws 7 and 8). The part of whoever reads them is
left out, should they be one of its reps (law 9).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import Row
from sqlalchemy.orm import Session

from reviews.days import at_home, in_words, local_day, period_name
from reviews.meetings import Meeting
from reviews.people import Person
from reviews.plans import LENGTH
from reviews.publishing import by_owner
from reviews.queries.minutes import (
    AGAINST,
    GAINED,
    LEFT_OVER,
    PARKED,
    PROMISED,
    THERE,
    outcomes_of,
    people_of,
    themes_of,
    verdicts_in,
)
from reviews.outcomes import what_then

OWN = ("{rep} asked for these minutes, and nobody is shown their own review in them: the item and its reason stand in the plan, "
       "once that is published.")
NOT_YET, NOTHING_YET = "Not taken up yet.", "On the table; nothing is decided yet."
WITHDRAWN = "No item: what was decided was withdrawn."


@dataclass(frozen=True)
class Theme:
    """A theme by its title: how many saw it or, of a parked one, from which functions how many observations came."""

    title: str
    count: int
    functions: Sequence[str] = ()


@dataclass(frozen=True)
class Promise:
    """A commitment on the plan; `due_on` is empty when it is for every week."""

    owner: str
    function: str
    text: str
    due_on: date | None
    accepted: bool
    dropped: bool


@dataclass(frozen=True)
class Decided:
    """The item and how it was decided. `plan_id` is empty until its plan is begun, `published_on` until that is published. A plan
    that has `passed_on` is not the reader's to open any more, nor what it promises now."""

    item_from: str
    item_to: str
    theme: str
    reason: str
    by: str
    on: date
    present: Sequence[str] = ()
    dissents: Sequence[tuple[str, str]] = ()
    plan_id: int | None = None
    published_on: date | None = None
    promises: Sequence[Promise] = ()
    passed_on: bool = False


@dataclass(frozen=True)
class TakenBack:
    """A decision that was withdrawn, and why."""

    item_from: str
    item_to: str
    by: str
    on: date
    why: str


@dataclass(frozen=True)
class Judged:
    """The verdict that the look back gave on the plan before: `became` says what was done with the plan, and `expected` what one
    would see by the last of its new days, `expected_by`, if it got any."""

    outcome: str
    by: str
    on_word_of: str | None
    on: date
    reason: str
    early_why: str
    became: str
    expected: str = ""
    expected_by: int | None = None


@dataclass(frozen=True)
class Part:
    """One rep's part: the item, or in `without` a sentence that says why there is none.

    Gains are what the plan sums up; without that the titles of their themes, and how many gains stand in none, `unmerged`.
    Opportunities that were neither chosen nor parked are `left_over`.
    """

    rep: str
    without: str = ""
    note: str = ""
    decided: Decided | None = None
    gains: str = ""
    gained: Sequence[Theme] = ()
    unmerged: int = 0
    verdicts: Sequence[Judged] = ()
    parked: Sequence[Theme] = ()
    left_over: int = 0
    withdrawn: Sequence[TakenBack] = ()


@dataclass(frozen=True)
class Minutes:
    """All of a meeting. `held_on` is empty before it has begun; `stands_at` is the moment that they tell of, as long as it is not
    closed."""

    team: str
    period: str
    meets_on: date
    held_on: date | None
    facilitator: str
    manager: str
    closed_on: date | None
    stands_at: datetime | None
    parts: Sequence[Part] = field(default_factory=list)


def of_meeting(session: Session, meeting: Meeting, *, reader: Person, at: datetime) -> Minutes:
    """The minutes as they are at this moment, for this reader."""
    zone = meeting.team.time_zone
    return Minutes(
        team=meeting.team.name, period=period_name(meeting.period),
        meets_on=local_day(meeting.meets_at, zone), held_on=_day(meeting.began_at, zone), closed_on=_day(meeting.closed_at, zone),
        facilitator=meeting.facilitator.name, manager=meeting.manager.name,
        stands_at=None if meeting.closed_at else at_home(at, zone), parts=_parts(session, meeting, reader))


def _parts(session: Session, meeting: Meeting, reader: Person) -> list[Part]:
    about = _Kept.of(session, meeting)
    return [_own(rows[0]) if rows[0].rep_id == reader.id else _part(rows, about, meeting)
            for rows in _by(session.execute(outcomes_of(meeting, reader)), lambda row: row.id).values()]


@dataclass(frozen=True)
class _Kept:
    """What is kept of a meeting: the people of a decision by their part in it, the themes of a review by what they are."""

    people: dict[tuple[int, str], list[Row]]
    themes: dict[tuple[int, str], list[Row]]
    verdicts: dict[int, list[Row]]

    @classmethod
    def of(cls, session: Session, meeting: Meeting) -> _Kept:
        return cls(
            people=_by(session.execute(people_of(meeting)), lambda row: (row.decision_id, row.part)),
            themes=_by(session.execute(themes_of(meeting)), lambda row: (row.review_id, row.what)),
            verdicts=_by(session.execute(verdicts_in(meeting)), lambda row: row.id))


def _own(row: Row) -> Part:
    return Part(row.rep, OWN.format(rep=row.rep))


def _part(rows: list[Row], about: _Kept, meeting: Meeting) -> Part:
    """One rep's part, from the rows of their review: one for each decision."""
    zone, review = meeting.team.time_zone, rows[0]
    parked, gains, left_over = (about.themes[review.id, what] for what in (PARKED, GAINED, LEFT_OVER))
    gains = gains if review.taken_up_at else []  # who manages reads none before
    stands = next((row for row in rows if row.decision_id and not row.withdrawn_at), None)
    summed_up = (stands.gains or "").strip() if stands else ""
    return Part(
        rep=review.rep, without="" if stands else _why_without(review, meeting, zone), note=review.closed_note,
        decided=_decided(stands, about, zone) if stands else None, gains=summed_up,
        gained=[] if summed_up else [Theme(one.title, one.count) for one in gains if one.title],
        unmerged=0 if summed_up else sum(one.count for one in gains if not one.title),
        verdicts=[_judged(row) for row in about.verdicts[review.id]],
        parked=[Theme(one.title, one.count, one.functions) for one in parked], left_over=sum(one.count for one in left_over),
        withdrawn=[_taken_back(row, zone) for row in rows if row.withdrawn_at])


def _why_without(review: Row, meeting: Meeting, zone: str) -> str:
    if review.closed_why:
        return f"No item: {review.closed_why}, said {review.closed_by} on {in_words(local_day(review.closed_at, zone))}."
    if meeting.closed_at:
        return WITHDRAWN
    return NOTHING_YET if review.taken_up_at else NOT_YET


def _decided(row: Row, about: _Kept, zone: str) -> Decided:
    there, against, promised = (about.people[row.decision_id, part] for part in (THERE, AGAINST, PROMISED))
    passed_on = row.plan_id is not None and not row.may_open
    return Decided(
        item_from=row.item_from, item_to=row.item_to, theme=row.theme, reason=row.reason, by=row.decided_by,
        on=local_day(row.decided_at, zone), present=sorted(one.name for one in there),
        dissents=[(one.name, one.text) for one in against], plan_id=row.plan_id,
        published_on=_day(row.published_at, zone), passed_on=passed_on,
        promises=[] if passed_on else [_promise(row, one) for one in by_owner(row, promised)])


def _promise(of: Row, one: Row) -> Promise:
    return Promise(one.name, "" if one.owner_id == of.rep_id else one.function, one.text, one.due_on, one.accepted, one.dropped)


def _taken_back(row: Row, zone: str) -> TakenBack:
    return TakenBack(row.item_from, row.item_to, row.withdrawn_by, local_day(row.withdrawn_at, zone), row.withdrawn_why)


def _judged(row: Row) -> Judged:
    return Judged(row.outcome, row.by, row.on_word_of, row.given_on, row.reason, row.early_why,
                  what_then(row.then, row.length), row.expected, row.length + LENGTH if row.expected else None)


def _day(moment: datetime | None, zone: str) -> date | None:
    return local_day(moment, zone) if moment else None


def _by(rows: Iterable[Row], key: Callable[[Row], Hashable]) -> dict:
    """The rows by what the key says of them, in the order in which they come."""
    grouped = defaultdict(list)
    for row in rows:
        grouped[key(row)].append(row)
    return grouped
