"""What the worker does about a file that waits for it: reads it and, once it is confirmed, takes it in.

Reading and planning look at a snapshot and hold no lock; each piece of progress is a write of its own. Then one short
transaction keeps what was found or takes it all in. Killed anywhere in between, it is begun anew.
"""

from __future__ import annotations

from functools import partial

from sqlalchemy import update
from sqlalchemy.orm import Session

from app.at_work import alone
from app.clock import now
from app.db import reading, writing
from reviews import imports, previews, taking_in
from reviews.errors import Refused
from reviews.imports import READING, WRITING, Import, put_back

MOST_BEGINNINGS = 3
MOST_PLANS = 5
BROKE = "Something broke on our side while this file was read, and nothing of it was written. Try once more; if it happens " \
        "again, tell whoever runs Courtside for you."
BUSY = "People and teams are being changed all the time just now, so nothing was written. Confirm it again in a moment."


def carry_on_import(id: int) -> None:
    """Do what this file waits for, if it still does and no other worker is at it."""
    with alone("worker") as is_alone:
        if is_alone and _begin(id):
            for waits_for, step in ((READING, _read), (WRITING, _take_in)):
                _step(id, waits_for, step)


def give_up_import(id: int) -> None:
    """A job of it has failed: it is a person's again, and says so."""
    with writing() as session:
        if import_ := _waiting(session, id):
            put_back(import_, BROKE)


def _begin(id: int) -> bool:
    """Count how often it was begun: what brings the worker down every time must not keep it from everything else."""
    with writing() as session:
        import_ = _waiting(session, id)
        if import_ and import_.begun >= MOST_BEGINNINGS:
            put_back(import_, BROKE)
        elif import_:
            import_.begun += 1
        return bool(import_ and import_.waits_for)


def _step(id: int, waits_for: str, step) -> None:
    """Take a step, if the file waits for it. What the domain refuses is told on the file's page."""
    with reading() as session:
        if not _waiting(session, id, waits_for):
            return
    try:
        step(id)
    except Refused as refused:
        with writing() as session:
            if import_ := _waiting(session, id, waits_for):
                put_back(import_, refused.sentence)


def _read(id: int) -> None:
    """Read the file as a table, find out what it would do, and keep that for its page."""
    with reading() as session:
        import_ = session.get(Import, id)
        unread = imports.opened(import_) if import_.file.data else None
    if unread:
        with writing() as session:
            if import_ := _waiting(session, id, READING):
                imports.open_up(import_, *unread)
    with reading() as session:
        import_ = session.get(Import, id)
        made = taking_in.plan(import_, by=import_.made_by, progress=partial(_tell, id))
        found = previews.as_json(made.preview)
    with writing() as session:
        if import_ := _waiting(session, id, READING):
            import_.file.preview = found
            put_back(import_)


def _take_in(id: int) -> None:
    """Carry the plan out that somebody has confirmed; when what it stands on has changed meanwhile, plan anew."""
    for _ in range(MOST_PLANS):
        with reading() as session:
            import_ = session.get(Import, id)
            stood_on = taking_in.stands_on(import_)  # first: what changes from now on is noticed
            made = taking_in.plan(import_, by=import_.asked_by, progress=partial(_tell, id))
            left_out, seen, total = taking_in.left_out(import_, made.preview), import_.seen, import_.row_count
        if made.preview.fingerprint != seen:
            return _show_again(id, previews.as_json(made.preview))
        _tell(id, total)
        with writing() as session:
            import_ = _waiting(session, id, WRITING)
            if import_ is None or taking_in.carry_out(import_, made, stood_on, left_out, at=now()):
                return
    raise Refused(BUSY)


def _show_again(id: int, found: dict) -> None:
    with writing() as session:
        if import_ := _waiting(session, id, WRITING):
            import_.file.preview = found
            put_back(import_, taking_in.CHANGED)


def _tell(id: int, done: int) -> None:
    """How far it is; no version is counted for that."""
    with writing() as session:
        session.execute(update(Import.__table__).where(Import.id == id).values(done=done))


def _waiting(session: Session, id: int, waits_for: str | None = None) -> Import | None:
    """The file, as long as it waits for the worker."""
    import_ = session.get(Import, id)
    return import_ if import_ and import_.waits_for and waits_for in (None, import_.waits_for) else None
