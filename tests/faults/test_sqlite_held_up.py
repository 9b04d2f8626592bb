"""SQLite's file is locked, full, or not to be written: people are told which, read on, and write when it is over."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager

import pytest
from sqlalchemy import event, select

from app.db import db
from reviews.observations import Observation
from tests.cast import make_cast
from tests.reading import words_of
from tests.thirty_days import ask, review_of

ZOE = {"name": "Zoë Řehoř", "team_id": "0", "function": ""}
LONG = {"kind": "opportunity", "text": ("The quote went out the day after the demo. " * 200).strip(), "then": "another"}


@pytest.fixture
def ada(tmp_path, laptop_on):
    """At an app that waits for a lock as ours does, only shorter."""
    ada = laptop_on(f"sqlite:///{tmp_path / 'courtside.sqlite'}", SQLALCHEMY_ENGINE_OPTIONS={"connect_args": {"timeout": .2}})
    ada.file = tmp_path / "courtside.sqlite"
    with connections(ada, "busy_timeout=200", after="busy_timeout=200"):
        return ada


def observing(ada) -> str:
    """Priya sits down to write what she saw of Ana: the address of the page."""
    with ada.app.app_context():
        at = ada.app.config["CLOCK"]()
        cast = make_cast(db.session, at=at)
        review = review_of(db.session, cast.ana, cast.team, on=at.date(), taken_up=False)
        ask(db.session, review.meeting, [cast.priya])
        ada.sign_in(cast.priya)
        return f"/reviews/{review.id}/observations"


def written(ada) -> list[str]:
    """What is kept of it, each with the sentence of who reads it."""
    with ada.app.app_context():
        return [one.text for one in db.session.scalars(select(Observation)) if one.readers]


@contextmanager
def another_program(ada, *says: str):
    """A backup tool, or a shell: what it says to the file holds until it goes."""
    with closing(sqlite3.connect(ada.file, isolation_level=None)) as shell:
        for said in says:
            shell.execute(said)
        yield


@contextmanager
def connections(ada, during: str, after: str):
    """Every connection is told `during` while this lasts, and `after` from then on."""
    with ada.app.app_context():
        engine, pragma = db.engine, [during]

    def tell(connection, record, proxy):
        connection.execute(f"PRAGMA {pragma[0]}")

    event.listen(engine, "checkout", tell)
    yield
    pragma[0] = after



def test_while_another_program_writes_people_read_on_and_are_told_when_it_takes_too_long(ada):
    form = ada.form("/people/new", **ZOE)
    with another_program(ada, "BEGIN EXCLUSIVE"):
        answer = ada.send(form)
        assert answer.status_code == 503
        assert "Many are saving just now" in words_of(answer.text)
        assert "nothing of this was saved" in words_of(answer.text)
        assert "Zoë Řehoř" in answer.text
        assert ada.get("/people").status_code == 200
    assert ada.send(form).status_code == 303
    assert (ada.names(), ada.in_use()) == (["Ada Admin", "Zoë Řehoř"], 0)


def test_a_file_that_is_locked_for_readers_too_says_so_and_comes_back(ada):
    form = ada.form("/people/new", **ZOE)
    with ada.app.app_context():
        db.engine.dispose()
    with another_program(ada, "PRAGMA locking_mode=EXCLUSIVE", "BEGIN EXCLUSIVE"):
        page, answer = ada.get("/people"), ada.send(form)
        assert (page.status_code, page.headers["Refresh"], answer.status_code) == (503, "5", 503)
    assert ada.get("/people").status_code == 200
    assert ada.send(form).status_code == 303
    assert (ada.names(), ada.in_use()) == (["Ada Admin", "Zoë Řehoř"], 0)


def test_a_full_disk_is_told_people_read_on_and_with_room_again_the_same_form_is_saved(ada):
    page = observing(ada)
    form = ada.form(page, **LONG)
    with connections(ada, "max_page_count=1", after="max_page_count=1073741823"):
        for _ in range(2):
            answer = ada.send(form)
            assert (answer.status_code, answer.headers["Retry-After"]) == (503, "60")
            assert "The disk is full" in words_of(answer.text) and "Nothing of this was saved" in words_of(answer.text)
            assert LONG["text"] in answer.text
        assert ada.get(page).status_code == 200
    assert (written(ada), ada.in_use()) == ([], 0)
    assert [ada.send(form).status_code for _ in range(2)] == [303, 303]
    assert (written(ada), ada.in_use()) == ([LONG["text"]], 0)


def test_a_file_that_may_not_be_written_is_told_and_people_read_on(ada):
    form = ada.form("/people/new", **ZOE)
    with connections(ada, "query_only=ON", after="query_only=OFF"):
        answer = ada.send(form)
        assert (answer.status_code, "Nothing can be saved just now" in words_of(answer.text)) == (503, True)
        assert ada.get("/people").status_code == 200
    assert ada.send(form).status_code == 303
    assert ada.names() == ["Ada Admin", "Zoë Řehoř"]
