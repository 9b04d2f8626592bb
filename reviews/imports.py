"""A file on its way in: kept from the upload to the confirmation, so that what was previewed is what is written."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import PurePath

from sqlalchemy import JSON, ForeignKey, String, Text, delete
from sqlalchemy.orm import Mapped, Session, declared_attr, mapped_column, relationship

from reviews import tables
from reviews.base import Base, Versioned
from reviews.columns import OBSERVATION_COLUMNS, PEOPLE_COLUMNS, guess, matched
from reviews.days import check_zone
from reviews.errors import Refused
from reviews.meetings import Meeting
from reviews.people import Person
from reviews.tables import Row, Table

PEOPLE, OBSERVATIONS = "people", "observations"
SHORT = 160
KEPT = timedelta(days=2)
SURPLUS = "There are more cells in this row than in the header. Is text with a comma not in quotation marks?"
KNOWN = {PEOPLE: PEOPLE_COLUMNS, OBSERVATIONS: OBSERVATION_COLUMNS}


class Import(Versioned, Base):
    """One uploaded table as text, the columns matched to ours, and the moment it was confirmed."""

    __tablename__ = "import"

    kind: Mapped[str] = mapped_column(String(20))
    file_name: Mapped[str] = mapped_column(String(255))
    content: Mapped[str] = mapped_column(Text)
    columns: Mapped[dict] = mapped_column(JSON)
    time_zone: Mapped[str] = mapped_column(String(60), default="UTC")
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meeting.id"), index=True)
    made_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]

    meeting: Mapped[Meeting | None] = relationship()

    @declared_attr.directive
    def __mapper_args__(cls):
        return {"version_id_col": cls.version, "polymorphic_on": cls.kind}

    @property
    def table(self) -> Table:
        """The rows of the file."""
        return tables.parse(self.content)


class PeopleImport(Import):
    """A file of people; an admin's."""

    __mapper_args__ = {"polymorphic_identity": PEOPLE}


class ObservationsImport(Import):
    """A file of observations for one meeting; its facilitator's."""

    __mapper_args__ = {"polymorphic_identity": OBSERVATIONS}


OF_KIND = {PEOPLE: PeopleImport, OBSERVATIONS: ObservationsImport}


@dataclass(frozen=True)
class Entry:
    """One thing that the file is about: what is known of it, or what of it changes from what to what."""

    what: str
    name: str
    facts: tuple[tuple[str, str], ...] = ()
    changes: tuple[tuple[str, str, str], ...] = ()
    note: str = ""


@dataclass(frozen=True)
class BadRow:
    """A row that will not be taken in: its number, what it says, and why."""

    number: int
    says: str
    reason: str


@dataclass
class Preview:
    """What confirming would do. By its `fingerprint` nothing else is confirmed than what was shown."""

    created: list[Entry] = field(default_factory=list)
    changed: list[Entry] = field(default_factory=list)
    same: list[Entry] = field(default_factory=list)
    bad: list[BadRow] = field(default_factory=list)

    @property
    def does_something(self) -> bool:
        return bool(self.created or self.changed)

    @property
    def fingerprint(self) -> str:
        return hashlib.sha256(repr((self.created, self.changed)).encode("utf-8", "replace")).hexdigest()[:32]


def start(session: Session, *, kind: str, file_name: str, data: bytes, by: Person, at: datetime,
          meeting: Meeting | None = None, time_zone: str = "UTC") -> Import:
    """Keep an uploaded file and guess its columns. Nothing of it is written yet. Refuses what is no table.

    Files that somebody has uploaded and then left lying go on this occasion: they hold words and addresses of people.
    """
    if meeting and meeting.closed_at:
        raise Refused("This meeting is closed. It stays as it was held.")
    session.execute(delete(Import).where(Import.confirmed_at.is_(None), Import.made_at < at - KEPT))
    content = tables.canonical(data, file_name)
    columns = guess(tables.reopened(content).headers, KNOWN[kind])
    name = PurePath(file_name.replace("\\", "/")).name[:255]
    import_ = OF_KIND[kind](file_name=name, content=content, columns=columns, meeting=meeting, time_zone=time_zone,
                            made_by_id=by.id, made_at=at)
    session.add(import_)
    session.flush()
    return import_


def match(import_: Import, *, time_zone: str | None = None, **chosen: str) -> None:
    """Match the columns as a person chose them, ours to theirs, and say where the teams live that the file brings."""
    still_open(import_)
    import_.time_zone = check_zone(time_zone) if time_zone else import_.time_zone
    import_.columns = matched(chosen, import_.table.headers, KNOWN[import_.kind])


def still_open(import_: Import) -> None:
    """Refuse when it was confirmed before."""
    if import_.confirmed_at:
        raise Refused("This file has been taken in already. To take in another, choose it again.")


def unchanged_since(preview: Preview, seen: str | None) -> None:
    """Refuse when confirming would do something else than the person was shown."""
    if seen is not None and seen != preview.fingerprint:
        raise Refused("Something has changed here since this preview was made. This is what would happen now; look, "
                      "and confirm again.")


def finish(import_: Import, *, at: datetime) -> None:
    """Confirmed: the moment stays, the file goes."""
    import_.confirmed_at = at
    import_.content = ""


def says(row: Row) -> str:
    """A row in short, so that it can be found again."""
    whole = ", ".join(cell for cell in row.cells.values() if cell)
    return whole if len(whole) <= SHORT else whole[:SHORT].rstrip() + "…"
