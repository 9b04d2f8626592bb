"""Ada at her desk, with a file of people: what its preview says, and what comes of confirming it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from reviews import imports, taking_in
from reviews.people import Person
from tests.cast import Cast
from tests.conftest import Clock

CRM = ("sales_agent,manager,regional_office\n"
       "Anna Snelling,Rosa Diaz,Central\nCecily Lampkin,Rosa Diaz,Central\nReed Clapper,Otto Beck,East\n")


@dataclass
class AdasDesk:
    session: Session
    cast: Cast
    clock: Clock

    def upload(self, text: str, **columns):
        """The import and its preview; columns that are not guessed come by name."""
        import_ = imports.start(self.session, kind="people", file_name="crm.csv", data=text.encode(),
                                time_zone="Europe/Berlin", by=self.cast.ada, at=self.clock())
        if columns:
            imports.match(import_, by=self.cast.ada, at=self.clock(), **import_.columns | columns)
        return import_, taking_in.preview(import_, by=self.cast.ada)

    def preview(self, text: str, **columns):
        """What would happen."""
        return self.upload(text, **columns)[1]

    def take_in(self, text: str, **columns):
        """What would happen, and then it did."""
        import_, preview = self.upload(text, **columns)
        taking_in.confirm(import_, seen=preview.fingerprint, by=self.cast.ada, at=self.clock())
        self.session.commit()
        return preview


def created(preview) -> list[tuple]:
    return [(entry.what, entry.name, dict(entry.facts)) for some in preview.created.values() for entry in some.first]


def changed(preview) -> list[tuple]:
    return [(entry.name, entry.changes) for entry in preview.changed.first]


def bad(preview) -> list[tuple[int, str]]:
    return [(row.number, row.reason) for row in preview.bad.first]


def same(preview) -> list[str]:
    return [entry.name for entry in preview.same.first]


def count(session, thing) -> int:
    return session.scalar(select(func.count()).select_from(thing))


def named(session, name: str) -> Person:
    return session.scalars(select(Person).where(Person.name == name)).one()
