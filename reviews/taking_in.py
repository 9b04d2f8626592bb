"""Taking a file in, whatever it is of: a plan of what it would do, shown; and that plan carried out, once, when somebody
who has seen it says so.

A plan is made without a lock and stands on what is here. Carrying it out takes the lock, sees that this has not
changed, and writes. A kind of file says four things: `plan`, `lock`, `write`, and whether its person still may.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import count

from sqlalchemy.orm import Session, object_session

from reviews import imports, observations_import, observations_written, people_import, people_written, previews
from reviews.errors import Refused
from reviews.imports import OBSERVATIONS, PEOPLE, Import, finish, not_under_way
from reviews.matching import ROW, WHY
from reviews.people import Person
from reviews.previews import Kept, Preview
from reviews.tables import Row, export

STEP = 5_000
CHANGED = ("Something has changed here since this preview was made. This is what would happen now; look, and confirm "
           "again.")


@dataclass(frozen=True)
class Kind:
    """What is particular about a kind of file."""

    plan: Callable
    lock: Callable
    stands_on: Callable
    write: Callable
    still_may: Callable


KINDS = {
    PEOPLE: Kind(people_import.plan, people_written.lock, people_written.stands_on, people_written.write,
                 people_written.still_may),
    OBSERVATIONS: Kind(observations_import.plan, observations_written.lock, observations_import.stands_on,
                       observations_written.write, observations_written.still_may),
}


def preview(import_: Import, *, by: Person) -> Preview | Kept:
    """What confirming would do: of a small file as things stand now, of a large one as the worker found it."""
    kept = import_.file.preview
    return previews.from_json(kept) if kept else plan(import_, by=by).preview


def plan(import_: Import, *, by: Person, progress: Callable[[int], None] = lambda done: None):
    """What is to be written and what is to be told of it, found out without writing. `progress` hears of every some rows."""
    rows = _told(import_.table.rows, progress)
    return KINDS[import_.kind].plan(object_session(import_), import_, rows, by=by)


def confirm(import_: Import, *, seen: str | None = None, by: Person, at: datetime) -> Preview:
    """Write what the preview said, all of it or nothing. `seen` is the fingerprint of the preview that was shown."""
    session, kind = object_session(import_), KINDS[import_.kind]
    kind.lock(session, import_)
    not_under_way(import_)
    session.refresh(by)
    kind.still_may(import_, by)
    made = plan(import_, by=by)
    if seen not in (None, made.preview.fingerprint):
        raise Refused(CHANGED)
    _write(import_, made, left_out(import_, made.preview), by=by, at=at)
    return made.preview


def stands_on(import_: Import) -> object:
    """What a plan that is made now stands on: the same as long as nothing of it has changed."""
    return KINDS[import_.kind].stands_on(object_session(import_), import_)


def carry_out(import_: Import, made, stood_on: object, left_out: str | None, *, at: datetime) -> bool:
    """Write a plan that was made outside of this transaction. Says whether it still stands on what is here."""
    session, kind = object_session(import_), KINDS[import_.kind]
    kind.lock(session, import_)
    if import_.waits_for != imports.WRITING:
        return True  # it was done meanwhile
    by = import_.asked_by
    kind.still_may(import_, by)
    if stands_on(import_) != stood_on:
        return False
    _write(import_, made, left_out, by=by, at=at)
    return True


def left_out(import_: Import, preview: Preview | Kept) -> str | None:
    """The rows that are left out as a CSV, each with its number and the reason, to be mended and brought again."""
    if not preview.reasons:
        return None
    own = [header for header in import_.column_names if header not in (ROW, WHY)]
    rows = ([row.number, *map(row.raw, own), preview.reasons[row.number]]
            for row in import_.table.rows if row.number in preview.reasons)
    return export.written([ROW, *own, WHY], rows).decode()


def _write(import_: Import, made, left_out: str | None, *, by: Person, at: datetime) -> None:
    session = object_session(import_)
    KINDS[import_.kind].write(session, import_, made, by=by, at=at)
    finish(import_, outcome=made.preview.in_short(), left_out=left_out, at=at)
    session.flush()


def _told(rows: Iterator[Row], progress: Callable[[int], None]) -> Iterator[Row]:
    for done, row in zip(count(), rows, strict=False):
        if done % STEP == 0:
            progress(done)
        yield row
