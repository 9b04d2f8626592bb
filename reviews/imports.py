"""A file on its way in: kept from the upload to the confirmation, so that what was previewed is what is written."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import PurePath

from sqlalchemy import JSON, ForeignKey, LargeBinary, Select, String, Text, delete, or_, select
from sqlalchemy.orm import Mapped, Session, declared_attr, mapped_column, object_session, relationship

from reviews import matching, tables
from reviews.base import Base, Versioned
from reviews.columns import OBSERVATION_COLUMNS, PEOPLE_COLUMNS, matched
from reviews.days import check_zone
from reviews.errors import Refused
from reviews.meetings import Meeting
from reviews.people import Person
from reviews.tables import Opened, Table

PEOPLE, OBSERVATIONS = "people", "observations"
READING, WRITING = "reading", "writing"
SMALL = 500  # rows that are read and taken in while somebody waits; more are the worker's
SMALL_BYTES = 300_000
KEPT = timedelta(days=2)
LONGEST_EXAMPLE = 40
SURPLUS = "There are more cells in this row than in the header. Is text with a comma not in quotation marks?"
KNOWN = {PEOPLE: PEOPLE_COLUMNS, OBSERVATIONS: OBSERVATION_COLUMNS}


class Import(Versioned, Base):
    """One uploaded table, the columns matched to ours, the answers to its questions, and the moment it was confirmed.

    A large one waits for the worker, to be read and, once somebody has said so, to be written. `seen` is the fingerprint
    of what that person was shown, `trouble` why it came to nothing, `outcome` what it came to.
    """

    __tablename__ = "import"

    kind: Mapped[str] = mapped_column(String(20))
    file_name: Mapped[str] = mapped_column(String(255))
    columns: Mapped[dict] = mapped_column(JSON)
    headers: Mapped[list] = mapped_column(JSON, default=list)  # of the file, each with the first thing that stands there
    notes: Mapped[list] = mapped_column(JSON, default=list)
    answers: Mapped[dict] = mapped_column(JSON, default=dict)
    row_count: Mapped[int | None]
    time_zone: Mapped[str] = mapped_column(String(60), default="UTC")
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meeting.id"), index=True)
    made_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime]
    matched_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    matched_at: Mapped[datetime | None]
    waits_for: Mapped[str | None] = mapped_column(String(10), index=True)
    waits_since: Mapped[datetime | None]
    begun: Mapped[int] = mapped_column(default=0)
    done: Mapped[int] = mapped_column(default=0)
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    seen: Mapped[str | None] = mapped_column(String(32))
    trouble: Mapped[str] = mapped_column(Text, default="")
    outcome: Mapped[str] = mapped_column(Text, default="")
    confirmed_at: Mapped[datetime | None]

    meeting: Mapped[Meeting | None] = relationship()
    made_by: Mapped[Person] = relationship(foreign_keys=made_by_id)
    matched_by: Mapped[Person | None] = relationship(foreign_keys=matched_by_id)
    asked_by: Mapped[Person | None] = relationship(foreign_keys=asked_by_id)
    file: Mapped[ImportFile] = relationship(cascade="all, delete-orphan", passive_deletes=True, back_populates="import_",
                                              lazy="joined")

    @declared_attr.directive
    def __mapper_args__(cls):
        return {"version_id_col": cls.version, "polymorphic_on": cls.kind}

    @property
    def table(self) -> Opened:
        """The headers of the file, and its rows one by one."""
        return tables.reopened(self.file.content)

    @property
    def column_names(self) -> list[str]:
        """What the file calls its columns, in their order."""
        return [header for header, _ in self.headers]

    @property
    def is_large(self) -> bool:
        """Whether it takes too long for somebody to wait at it."""
        return self.row_count is None or self.row_count > SMALL


class ImportFile(Base):
    """What is heavy about an import, apart from what its pages ask for: the file as it came and as a table, what it would
    do, and the rows that were left out. All of it goes, the last two days after the others."""

    __tablename__ = "import_file"

    import_id: Mapped[int] = mapped_column(ForeignKey("import.id", ondelete="CASCADE"), primary_key=True)
    data: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    content: Mapped[str | None] = mapped_column(Text, deferred=True, deferred_group="told")
    preview: Mapped[dict | None] = mapped_column(JSON(none_as_null=True), deferred=True, deferred_group="told")
    left_out: Mapped[str | None] = mapped_column(Text, deferred=True)

    import_: Mapped[Import] = relationship(back_populates="file")


class PeopleImport(Import):
    """A file of people; an admin's."""

    __mapper_args__ = {"polymorphic_identity": PEOPLE}


class ObservationsImport(Import):
    """A file of observations for one meeting; its facilitator's."""

    __mapper_args__ = {"polymorphic_identity": OBSERVATIONS}


OF_KIND = {PEOPLE: PeopleImport, OBSERVATIONS: ObservationsImport}


def start(session: Session, *, kind: str, file_name: str, data: bytes, by: Person, at: datetime,
          meeting: Meeting | None = None, time_zone: str = "UTC") -> Import:
    """Keep an uploaded file. A small one is read at once, a large one by the worker. Refuses what is no table.

    Files that somebody has uploaded and then left lying go on this occasion: they hold words and addresses of people.
    """
    if meeting and meeting.closed_at:
        raise Refused("This meeting is closed. It stays as it was held.")
    throw_away_old(session, at=at)
    name = "".join(sign for sign in PurePath(file_name.replace("\\", "/")).name if sign.isprintable())[:255]
    import_ = OF_KIND[kind](file_name=name, columns={}, meeting=meeting, time_zone=time_zone, made_by=by, made_at=at)
    import_.file = ImportFile(data=data)
    table = opened(import_) if len(data) <= SMALL_BYTES else None
    session.add(import_)
    if table:
        open_up(import_, *table)
    if import_.is_large:
        wait_for(import_, READING, at=at)
    session.flush()
    return import_


def opened(import_: Import) -> tuple[str, Table]:
    """The file as the text in which its table is kept, and as that table. Refuses what is none."""
    text = tables.canonical(import_.file.data, import_.file_name)
    return text, tables.parse(text)


def open_up(import_: Import, text: str, table: Table) -> None:
    """Keep the table instead of the file, and match its columns, as somebody did the last time or by what they are called."""
    import_.file.content, import_.file.data = text, None
    import_.row_count, import_.notes = len(table.rows), list(table.notes)
    import_.headers = [[header, _example(header, table)] for header in table.headers]
    matching.take_up(import_, table.headers, KNOWN[import_.kind])


def match(import_: Import, *, by: Person, at: datetime, time_zone: str | None = None, **chosen: str) -> None:
    """Match the columns as a person chose them, ours to theirs, and say where the teams live that the file brings.

    What was chosen is remembered for the next file with these headers.
    """
    not_under_way(import_)
    import_.time_zone = check_zone(time_zone) if time_zone else import_.time_zone
    import_.columns = matched(chosen, import_.column_names, KNOWN[import_.kind])
    import_.matched_by = import_.matched_at = None
    matching.remember(object_session(import_), import_.kind, import_.column_names, import_.columns, by=by, at=at)
    look_again(import_, at=at)


def answer(import_: Import, answers: Mapping[str, str], *, at: datetime) -> None:
    """Keep the answers to what was asked; an empty one takes an earlier one back."""
    not_under_way(import_)
    import_.answers = {key: said for key, said in {**import_.answers, **answers}.items() if said}
    look_again(import_, at=at)


def ask_to_write(import_: Import, *, seen: str, by: Person, at: datetime) -> None:
    """Somebody has looked at the preview of a large file and says: do this. The worker will, if it is still that."""
    not_under_way(import_)
    import_.seen, import_.asked_by = seen, by
    wait_for(import_, WRITING, at=at)


def look_again(import_: Import, *, at: datetime) -> None:
    """What a large file would do has to be found out anew; a small one is looked at with every page."""
    import_.trouble = ""
    if import_.is_large:
        wait_for(import_, READING, at=at)


def wait_for(import_: Import, what: str, *, at: datetime) -> None:
    """From now on it is the worker's."""
    import_.waits_for, import_.waits_since, import_.begun, import_.done, import_.trouble = what, at, 0, 0, ""


def put_back(import_: Import, trouble: str = "") -> None:
    """It is a person's again; `trouble` says why nothing was written."""
    import_.waits_for = import_.waits_since = import_.asked_by = import_.seen = None
    import_.trouble = trouble


def finish(import_: Import, *, outcome: str, left_out: str | None, at: datetime) -> None:
    """Confirmed: what it came to stays, the file goes, the rows left out can be had for two more days."""
    put_back(import_)
    import_.confirmed_at, import_.outcome = at, outcome
    import_.file.data = import_.file.content = import_.file.preview = None
    import_.file.left_out = left_out


def not_under_way(import_: Import) -> None:
    """Refuse what can only be done to a file that waits for a person."""
    if import_.confirmed_at:
        raise Refused("This file has been taken in already. To take in another, choose it again.")
    if import_.waits_for == WRITING:
        raise Refused("Somebody has confirmed this file already, and it is being taken in. Look again in a moment.")
    if import_.waits_for:
        raise Refused("This file is being read. Look again in a moment.")


def throw_away_old(session: Session, *, at: datetime) -> None:
    """Forget files that were left lying, and rows that were left out of files taken in days ago."""
    session.execute(delete(Import).where(
        Import.confirmed_at.is_(None), Import.made_at < at - KEPT,
        or_(Import.waits_since.is_(None), Import.waits_since < at - KEPT)))
    long_done = select(Import.id).where(Import.confirmed_at < at - KEPT)
    session.execute(delete(ImportFile).where(ImportFile.import_id.in_(long_done)))


def waiting() -> Select:
    """The ids of those that wait for the worker, the longest waiting first."""
    return select(Import.id).where(Import.waits_for.is_not(None)).order_by(Import.waits_since, Import.id)


def _example(header: str, table: Table) -> str:
    cell = next(filter(None, (row.raw(header) for row in table.rows)), "")
    return cell if len(cell) <= LONGEST_EXAMPLE else cell[:LONGEST_EXAMPLE] + "…"
