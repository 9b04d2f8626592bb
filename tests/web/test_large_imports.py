"""A large file: read and taken in by the worker, told on its page how far it is; all of it or nothing, and once."""

import io
import os
import signal
from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select

from app.import_jobs import BROKE
from reviews import imports, people, taking_in, worker
from reviews.imports import Import
from reviews.people import Person, Team
from tests import killed
from tests.reading import value_in, words_of
from tests.worker_process import until, worker_for

ROWS = 1_200
CRM = "agent,boss,email\n" + "".join(f"Rep {n},Boss {n % 30},\n" for n in range(ROWS)) + "Bob,,bob@\n"


def upload(client, data: str = CRM) -> tuple[str, int]:
    """The page of an uploaded file, and its id."""
    answer = client.post("/people/imports", data={"file": (io.BytesIO(data.encode()), "crm.csv")},
                         content_type="multipart/form-data")
    return answer.location, int(answer.location.rsplit("/", 1)[1])


def confirm(client, address: str):
    return client.post(f"{address}/confirmation", data={"fingerprint": value_in(client.get(address).text, "fingerprint")})


def people_here(session) -> int:
    return session.scalar(select(func.count()).select_from(Person))


def test_it_waits_and_says_so_is_shown_confirmed_and_taken_in(desk, cast, session, work):
    ada = desk(cast.ada)
    address, id = upload(ada)
    page = ada.get(address)
    assert page.headers["Refresh"] == "2" and "Reading the file" in page.text
    assert "This waits for the worker, which does what takes long, and has never been here." in words_of(page.text)
    assert worker.waiting(session) == 1
    work(id)
    page = ada.get(address)
    assert "Refresh" not in page.headers and "to add 1,260" in words_of(page.text) and "and 1,180 more" in words_of(page.text)
    assert people_here(session) == 11
    assert confirm(ada, address).location == address
    assert "Taking the file in" in ada.get(address).text
    work(id)
    page = words_of(ada.get(address).text)
    assert "30 teams added, 1,230 people added, 1 left out." in page
    assert people_here(session) == 11 + 1_230 and worker.waiting(session) == 0
    rows = ada.get(f"{address}/left-out.csv")
    assert rows.headers["Content-Disposition"] == f"attachment; filename=left-out-{id}.csv" and '"Bob"' in rows.text


def test_while_it_is_read_or_taken_in_nothing_else_is_done_to_it(desk, cast, session, work):
    ada = desk(cast.ada)
    address, id = upload(ada)
    answer = ada.post(f"{address}/columns", data={"name": "boss"})
    assert answer.status_code == 422 and "This file is being read. Look again in a moment." in answer.text
    work(id)
    form = {"fingerprint": value_in(ada.get(address).text, "fingerprint")}
    ada.post(f"{address}/confirmation", data=form)
    for what in ("confirmation", "answers", "columns"):
        answer = ada.post(f"{address}/{what}", data=form)
        assert answer.status_code == 422 and "Somebody has confirmed this file already" in answer.text
    work(id)
    answer = ada.post(f"{address}/confirmation", data=form)
    assert answer.status_code == 422 and "This file has been taken in already." in answer.text
    assert people_here(session) == 11 + 1_230


def test_what_has_changed_since_it_was_shown_is_shown_first(desk, cast, session, clock, work):
    ada = desk(cast.ada)
    address, id = upload(ada)
    work(id)
    form = {"fingerprint": value_in(ada.get(address).text, "fingerprint")}
    people.add(session, name="Rep 7", at=clock())
    ada.post(f"{address}/confirmation", data=form)
    work(id)
    page = words_of(ada.get(address).text)
    assert taking_in.CHANGED in page and "to change 1" in page and people_here(session) == 12
    confirm(ada, address)
    work(id)
    assert people_here(session) == 11 + 1_230


def test_whoever_is_no_admin_any_more_takes_nothing_in(desk, cast, session, clock, work):
    bea = people.add(session, name="Bea", email="bea@example.com", is_admin=True, at=clock())
    address, id = upload(desk(cast.ada))
    work(id)
    confirm(desk(cast.ada), address)
    cast.ada.is_admin = False
    work(id)
    assert "Ada Admin has confirmed this and is no admin any more" in words_of(desk(bea).get(address).text)
    assert people_here(session) == 12 and session.scalar(select(func.count()).select_from(Team)) == 1


def test_what_is_no_table_is_said_on_its_page(desk, cast, work):
    ada = desk(cast.ada)
    address, id = upload(ada, "\x01\x02" * (imports.SMALL_BYTES // 2 + 1))
    work(id)
    page = words_of(ada.get(address).text)
    assert "“crm.csv” is not a text file with a table in it." in page and "Choose another file" in page


def test_a_file_that_brings_the_worker_down_every_time_is_given_up(desk, cast, session, work):
    ada = desk(cast.ada)
    address, id = upload(ada)
    session.get(Import, id).begun = 3
    work(id)
    assert BROKE in words_of(ada.get(address).text) and worker.waiting(session) == 0


def test_a_worker_that_is_killed_while_it_writes_begins_again_and_all_is_there_once(app, desk, cast, session, clock, work):
    clock.at = datetime.now(UTC)  # a worker of its own lives by the real one
    ada = desk(cast.ada)
    address, id = upload(ada)
    work(id)
    confirm(ada, address)
    url = app.config["SQLALCHEMY_DATABASE_URI"]
    with worker_for(url) as process:
        until(lambda: begun(session, id))
        os.kill(process.pid, signal.SIGKILL)
        process.wait(30)
    assert people_here(session) in (11, 11 + 1_230)
    session.commit()
    with worker_for(url):
        until(lambda: taken_in(session, id))
    assert people_here(session) == 11 + 1_230


@pytest.mark.parametrize("moment, there", [
    ("INSERT INTO person", 0), ("INSERT INTO team", 0), ("INSERT INTO membership", 0), ("UPDATE import", 0),
    (killed.COMMIT, 0), (killed.AFTER_COMMIT, 1_230)])
def test_killed_at_any_moment_of_writing_it_leaves_all_or_nothing_and_is_done_once(app, desk, cast, session, work, moment, there):
    ada = desk(cast.ada)
    address, id = upload(ada)
    work(id)
    confirm(ada, address)
    session.commit()
    assert killed.carry_on_until(moment, app.config["SQLALCHEMY_DATABASE_URI"], id) == -signal.SIGKILL
    until(lambda: killed.let_go(session))
    assert people_here(session) == 11 + there
    work(id)
    assert people_here(session) == 11 + 1_230 and worker.waiting(session) == 0
    assert "30 teams added, 1,230 people added, 1 left out." in words_of(ada.get(address).text)


def begun(session, id: int) -> bool:
    """Whether the worker has begun with it. Looks without holding on to anything."""
    times = session.scalar(select(Import.begun).where(Import.id == id))
    session.commit()
    return times > 0


def taken_in(session, id: int) -> bool:
    """Looks without holding on to anything."""
    at = session.scalar(select(Import.confirmed_at).where(Import.id == id))
    session.commit()
    return at is not None
