"""Two who take files in at the same moment, each in a session of their own: nobody is added twice."""

import threading

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.db import db
from reviews import imports, taking_in
from reviews.errors import Refused
from reviews.imports import Import
from reviews.observations import Observation
from reviews.people import Person
from tests.gathering import gathering

SEEN = "rep,contributor,kind,text\n" + "".join(f"Ana Kovač,Priya Raman,gain,Saw {number}\n" for number in range(60))
TEAMS = "agent,boss\n" + "".join(f"Rep {number},Boss {number % 4}\n" for number in range(60))


def confirmed_at_once(app, ids: list[int], by: int, seen: list[str], at) -> list[str]:
    """What each was told: done, or why not."""
    ready, said = threading.Barrier(len(ids)), {}

    def confirm(id: int, fingerprint: str) -> None:
        with app.app_context(), Session(db.engine) as session:
            ready.wait(30)
            try:
                import_ = session.get(Import, id)
                taking_in.confirm(import_, seen=fingerprint, by=session.get(Person, by), at=at)
                session.commit()
                said[id] = "done"
            except Refused as refused:
                session.rollback()
                said[id] = refused.sentence
    threads = [threading.Thread(target=confirm, args=pair) for pair in zip(ids, seen, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    return sorted(said.values())


@pytest.mark.parametrize("files", [1, 2])
def test_nobody_is_added_twice(app, session, cast, clock, files):
    """The same file in two tabs, and two uploads of it by two people; names alone, which no constraint holds apart."""
    uploads = [imports.start(session, kind="people", file_name="crm.csv", data=TEAMS.encode(), by=cast.ada, at=clock())
               for _ in range(files)]
    seen = [taking_in.preview(upload, by=cast.ada).fingerprint for upload in uploads]
    ids, ada = [upload.id for upload in uploads], cast.ada.id
    session.commit()
    twice = 2 // files
    said = confirmed_at_once(app, ids * twice, ada, seen * twice, clock())
    assert session.scalar(select(func.count()).select_from(Person)) == 11 + 64
    if files == 2:
        assert said == [taking_in.CHANGED, "done"]


@pytest.mark.parametrize("files", [1, 2])
def test_nothing_that_was_seen_is_noted_twice(app, session, cast, clock, files):
    meeting = gathering(session, cast, at=clock())
    uploads = [imports.start(session, kind="observations", file_name="saw.csv", data=SEEN.encode(), by=cast.marc, at=clock(),
                             meeting=meeting) for _ in range(files)]
    seen = [taking_in.preview(upload, by=cast.marc).fingerprint for upload in uploads]
    ids, marc = [upload.id for upload in uploads], cast.marc.id
    session.commit()
    twice = 2 // files
    said = confirmed_at_once(app, ids * twice, marc, seen * twice, clock())
    assert session.scalar(select(func.count()).select_from(Observation)) == 60
    if files == 2:
        assert said == [taking_in.CHANGED, "done"]
