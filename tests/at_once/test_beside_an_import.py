"""Others save while a large file is being taken in: they wait for a moment, and are told that it is saved."""

from __future__ import annotations

import threading
from functools import partial

import pytest
from sqlalchemy import event, func, select

from app.db import db, reading, writing
from reviews import imports, taking_in
from reviews.imports import Import
from reviews.observations import Observation
from reviews.people import Person
from tests.gathering import gathering, review_of
from tests.reading import value_in

ROWS = 10_000
CRM = "name,email,manager\n" + "".join(f"Rep {n},rep{n}@example.com,Boss {n // 10}\n" for n in range(ROWS))


@pytest.fixture
def writing_begins(app):
    """Set when the first rows of a file are being written; then its lock is held."""
    begins = threading.Event()

    def look(connection, cursor, statement, parameters, context, executemany):
        if executemany or "json_to_recordset" in statement:
            begins.set()

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", look)
    yield begins
    event.remove(engine, "before_cursor_execute", look)


def test_a_person_and_an_observation_are_saved_beside_it(app, session, cast, clock, window, together, writing_begins):
    review = review_of(gathering(session, cast, at=clock()), cast.ana)
    import_ = imports.start(session, kind="people", file_name="crm.csv", data=CRM.encode(), by=cast.ada, at=clock())
    id, ada, priya = import_.id, window(cast.ada), window(cast.priya)
    edit, facts = f"/people/{cast.olaf.id}/edit", {"office": "Bergen", "team_id": 0, "function": ""}
    imports.open_up(import_, *imports.opened(import_))
    imports.put_back(import_)
    imports.ask_to_write(import_, seen="", by=cast.ada, at=clock())
    session.commit()
    seen = value_in(ada.get(edit).page, "version")

    def take_in() -> bool:
        with app.app_context():
            with reading() as here:
                import_ = here.get(Import, id)
                stood_on, made = taking_in.stands_on(import_), taking_in.plan(import_, by=import_.made_by)
            with writing() as here:
                return taking_in.carry_out(here.get(Import, id), made, stood_on, None, at=clock())

    def then(act):
        assert writing_begins.wait(60)
        return act()

    saves = (partial(ada.post, edit, name="Olaf Fremd", email="olaf@example.com", **facts, version=seen),
             partial(priya.post, f"/reviews/{review.id}/observations", kind="gain", text="She asked who else decides."))
    writing_begins.clear()
    stood, *saved = together(take_in, *(partial(then, save) for save in saves))
    assert (stood, [answer.status for answer in saved]) == (True, [303, 303])
    assert session.scalar(select(Person.office).where(Person.id == cast.olaf.id)) == "Bergen"
    assert session.scalar(select(Observation.text)) == "She asked who else decides."
    assert session.scalar(select(func.count()).select_from(Person)) == 11 + ROWS + ROWS // 10
