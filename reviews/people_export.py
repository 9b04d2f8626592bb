"""Everybody who is here as a table, in the columns that the import of people knows: taken in again, it changes nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from sqlalchemy.orm import Session

from reviews.queries.people import for_export
from reviews.roster import key_of

HEADERS = ("name", "email", "function", "team", "manager", "office")


def rows(session: Session) -> Iterator[tuple[str, ...]]:
    """A row a person: a manager who is in no team stands in the one they manage."""
    people = session.execute(for_export()).all()
    called = Counter(key_of(person.name) for person in people)
    for person in people:
        manager = person.manager if called[key_of(person.manager or "")] == 1 else person.manager_email
        yield (person.name, person.email or "", person.function, person.team or person.manages or "", manager or "",
               person.office)
