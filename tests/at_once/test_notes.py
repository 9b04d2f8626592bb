"""A note is written, or typed on, at the moment at which the meeting is opened: it stands ready there, once."""

from __future__ import annotations

from functools import partial

import pytest
from sqlalchemy import select

from reviews.noted import Note
from reviews.observed import Observation
from tests.gathering import made

PERIODS = [f"2027-{month:02}" for month in range(1, 7)]


@pytest.fixture
def found(session):
    def texts(kind) -> list[str]:
        session.rollback()
        said = list(session.scalars(select(kind.text).order_by(kind.id)))
        session.rollback()
        return said
    return texts


@pytest.mark.parametrize("begun", [False, True], ids=["written", "typed on"])
def test_a_note_is_never_left_behind_by_the_opening(begun, session, cast, clock, window, together, found):
    marc, priya = window(cast.marc), window(cast.priya)
    expected = []
    for turn, period in enumerate(PERIODS):
        meeting = made(session, cast, at=clock(), period=period)
        opening, form = f"/meetings/{meeting.id}/opening", {"rep_id": cast.ana.id, "key": f"form{turn}"}
        session.rollback()  # lets go of SQLite's lock
        if begun:
            assert priya.post("/notes/drafts", **form, text="Tvedt", tab="one.1").status == 200
        answers = together(partial(marc.post, opening),
                           partial(priya.post, "/notes/drafts", **form, text=f"Tvedt {turn}", tab="one.2"))
        assert [answer.status for answer in answers] == [303, 200]
        expected.append(f"Tvedt {turn}")
        assert (found(Note), found(Observation)) == ([], expected)
        session.refresh(meeting)
        meeting.closed_at = clock()  # so that the next one is where her next note belongs
        session.commit()
