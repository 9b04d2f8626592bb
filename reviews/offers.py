"""What a form offers to choose from: everything where that is little; else what is near to the matter, what is chosen
already, and what somebody looks for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, CompoundSelect, Row, Select, literal, or_, select, union_all
from sqlalchemy.orm import Session

from reviews.people import LONGEST, Person, Team
from reviews.queries.people import holds, people_named, teams_named

FEW, MOST_FOUND = 60, 20
Labelled = list[tuple[int, str]]


@dataclass(frozen=True)
class Offer:
    """What can be chosen, as (id, label) by name. When it is `short`, not all is there to choose, and others are `found` by
    what was `typed`; there may be `more` of them than are shown."""

    near: Labelled
    short: bool = False
    typed: str = ""
    found: Labelled = ()
    more: bool = False

    def without(self, ids: Collection[int]) -> Offer:
        """The same, and these not among those that are offered unasked."""
        return Offer([one for one in self.near if one[0] not in ids], self.short, self.typed, self.found, self.more)


def people(session: Session, *, near: Select | CompoundSelect, chosen: Collection[int] = (), typed: str = "") -> Offer:
    """Who is here: everybody of a few; of many those who are near or chosen, and whose name or address holds what is typed."""
    typed = typed[:LONGEST]
    return _offer(session, people_named(), or_(Person.id.in_(near), Person.id.in_(chosen)),
                  or_(holds(Person.name, typed), holds(Person.email, typed)), typed)


def teams(session: Session, *, chosen: Collection[int] = (), typed: str = "") -> Offer:
    """All of a few teams; of many those that are chosen, and whose name holds what is typed."""
    typed = typed[:LONGEST]
    return _offer(session, teams_named(), Team.id.in_(chosen), holds(Team.name, typed), typed)


def _offer(session: Session, named: Select, beside: ColumnElement, like: ColumnElement, typed: str) -> Offer:
    rows = session.execute(_first_and(named, beside)).all()
    first = [row for row in rows if row.first]
    if len(first) <= FEW:
        return Offer(_labelled(first))
    near = _labelled([row for row in rows if not row.first])
    if not typed:
        return Offer(near, short=True)
    found = session.execute(named.where(like).order_by(named.selected_columns.name).limit(MOST_FOUND + 1)).all()
    return Offer(near, True, typed, _labelled(found[:MOST_FOUND], always=True), len(found) > MOST_FOUND)


def _first_and(named: Select, beside: ColumnElement) -> CompoundSelect:
    """The first few there are, to see whether there are more, and after them those that are near. One statement."""
    parts = ((True, named.limit(FEW + 1).subquery()), (False, named.where(beside).subquery()))
    return union_all(*(select(literal(first).label("first"), *part.c) for first, part in parts))


def _labelled(rows: Sequence[Row], *, always: bool = False) -> Labelled:
    """Each by name, with what tells it apart where two share one, or always."""
    names = Counter(row.name for row in rows)
    return [(row.id, f"{row.name}, {row.apart}" if row.apart and (always or names[row.name] > 1) else row.name)
            for row in sorted(rows, key=lambda row: (row.name.casefold(), row.id))]
