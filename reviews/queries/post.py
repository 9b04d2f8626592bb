"""Questions about letters: whose they are, and how sending goes."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import joinedload

from reviews.letters import Letter
from reviews.people import Person


def letters_to(person: Person) -> Select[tuple[int]]:
    """The ids of the letters that went to this person, or were to, the last one first."""
    gone = or_(Letter.sent_at.is_not(None), Letter.handed_over_at.is_not(None), Letter.refused_at.is_not(None))
    return select(Letter.id).where(Letter.person_id == person.id, gone).order_by(Letter.id.desc())


def all_letters() -> Select[tuple[int]]:
    """The ids of all letters, the last one first."""
    return select(Letter.id).order_by(Letter.id.desc())


def letters_listed(ids: Collection[int]) -> Select[tuple[Letter]]:
    """These letters with those whom they are for, the last one first."""
    return select(Letter).options(joinedload(Letter.person)).where(Letter.id.in_(ids)).order_by(Letter.id.desc())


def how_sending_goes(at: datetime) -> Select:
    """One row: how many letters are due, since when the oldest waits, when one went out last, how many were refused and
    of how many nobody knows whether they went out, and what the mail server said of what waits."""
    due = Letter.next_try_at <= at
    put_off = Letter.next_try_at.is_not(None) & (Letter.problem != "")
    in_doubt = (Letter.handed_over_at.is_not(None) & Letter.next_try_at.is_(None) & Letter.sent_at.is_(None)
                & Letter.refused_at.is_(None) & Letter.dropped_at.is_(None))
    return select(
        func.count().filter(or_(due, put_off)).label("waiting"),
        func.min(Letter.made_at).filter(or_(due, put_off)).label("since"),
        func.max(Letter.sent_at).label("sent_at"),
        func.count().filter(Letter.refused_at.is_not(None)).label("refused"),
        func.count().filter(in_doubt).label("in_doubt"),
        _last_problem().scalar_subquery().label("problem")).select_from(Letter)


def _last_problem() -> Select[tuple[str]]:
    """What the mail server said of what waits now, the newest of it."""
    return (select(Letter.problem).where(Letter.next_try_at.is_not(None), Letter.problem != "")
            .order_by(Letter.next_try_at.desc()).limit(1))
