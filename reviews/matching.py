"""Which columns were matched how, remembered by kind of file: the next one with the same headers is matched the same."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column, object_session, relationship

from reviews.base import Base
from reviews.columns import guess, plain
from reviews.people import Person

if TYPE_CHECKING:
    from reviews.imports import Import

ROW, WHY = "Row in the file", "Why it was left out"  # what a file of rows left out has beside its own columns
ADDED = frozenset(map(plain, (ROW, WHY)))


class Matching(Base):
    """How somebody last matched the columns of a kind of file with these headers. Both sides in plain words."""

    __tablename__ = "import_matching"
    __table_args__ = (UniqueConstraint("kind", "headers"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    headers: Mapped[str] = mapped_column(String(64))
    columns: Mapped[dict] = mapped_column(JSON)
    chosen_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    chosen_at: Mapped[datetime]

    chosen_by: Mapped[Person] = relationship()


def take_up(import_: Import, headers: Sequence[str], known: Mapping[str, tuple[str, ...]]) -> None:
    """Match the columns of a file as somebody did the last time, else as far as the headers tell."""
    last = object_session(import_).scalar(_of(import_.kind, headers))
    theirs = {plain(header): header for header in reversed(headers)}
    import_.matched_by = import_.matched_at = None
    if last is None:
        import_.columns = guess([header for header in headers if plain(header) not in ADDED], known)
    else:
        import_.columns = {ours: theirs[said] for ours, said in last.columns.items() if said in theirs}
        import_.matched_by, import_.matched_at = last.chosen_by, last.chosen_at


def remember(session: Session, kind: str, headers: Sequence[str], columns: Mapping[str, str], *, by: Person,
             at: datetime) -> None:
    """Keep how somebody has matched these headers."""
    last = session.scalar(_of(kind, headers))
    if last is None:
        last = Matching(kind=kind, headers=_key(headers))
        session.add(last)
    last.columns = {ours: plain(header) for ours, header in columns.items()}
    last.chosen_by, last.chosen_at = by, at


def _of(kind: str, headers: Iterable[str]):
    return select(Matching).where(Matching.kind == kind, Matching.headers == _key(headers))


def _key(headers: Iterable[str]) -> str:
    """The same for the same set of headers, whatever their order, capitals and signs."""
    words = sorted({plain(header) for header in headers} - ADDED)
    return hashlib.sha256("\n".join(words).encode("utf-8", "replace")).hexdigest()
