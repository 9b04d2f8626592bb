"""A page that is only looked at may have to keep something: in a transaction of its own, that takes its lock at once."""

from __future__ import annotations

from contextlib import suppress
from threading import Event, Thread

from sqlalchemy import select

from app.db import db, writing
from reviews.people import Person
from tests.statements import counted


def offices(session) -> list[str]:
    session.expire_all()
    return sorted(session.scalars(select(Person.office).where(Person.office != "")))


def test_what_is_written_is_kept_and_a_failure_keeps_nothing(app, session, cast):
    session.commit()
    with app.test_request_context("/", method="GET"):
        with writing() as own:
            own.get(Person, 1).office = "Kept"
        with suppress(ZeroDivisionError), writing() as own:
            own.get(Person, 2).office = "Lost"
            own.flush()
            1 / 0
    assert offices(session) == ["Kept"]


def test_of_two_who_count_up_at_once_none_is_lost(app, session, cast):
    session.commit()
    begun = Event()

    def add(letter: str) -> None:
        with app.test_request_context("/", method="GET"), writing() as own:
            person = own.get(Person, 1, with_for_update=True)
            begun.set()
            person.office += letter

    first, second = Thread(target=add, args="a"), Thread(target=add, args="b")
    first.start()
    begun.wait(5)
    second.start()
    first.join()
    second.join()
    assert offices(session) in (["ab"], ["ba"])


def test_looking_takes_no_lock(app, session, cast):
    session.commit()
    with app.test_request_context("/", method="GET"), writing() as own:
        own.get(Person, 1).office = "Under way"
        own.flush()
        with counted(db.engine) as said:
            assert db.session.get(Person, 2).name and len(said) == 1
        db.session.rollback()
    assert offices(session) == ["Under way"]
