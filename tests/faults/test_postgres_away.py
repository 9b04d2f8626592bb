"""PostgreSQL is stopped, restarted, or cut off under the pages: people are told, and all is well when it is back."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from sqlalchemy import event, text

from app.db import PATIENCE, db
from tests.faults.cut import Cut
from tests.faults.own_postgres import OwnPostgres
from tests.reading import words_of

ZOE = {"name": "Zoë Řehoř", "team_id": "0", "function": ""}


@pytest.fixture(scope="module")
def postgres():
    with TemporaryDirectory(prefix="courtside-postgres-") as folder:  # pytest's own folders are closed to its user
        server = OwnPostgres(Path(folder))
        yield server
        server.stop("immediate")


@pytest.fixture
def ada(postgres, laptop_on):
    postgres.empty()
    return laptop_on(postgres.address)


@pytest.mark.parametrize("how", ["fast", "immediate"])
def test_a_restart_between_two_clicks_is_not_noticed(postgres, ada, how):
    form = ada.form("/people/new", **ZOE)
    postgres.restart(how)
    assert ada.get("/people").status_code == 200
    postgres.restart(how)
    assert ada.send(form).status_code == 303
    assert (ada.names(), ada.in_use()) == (["Ada Admin", "Zoë Řehoř"], 0)


def test_while_it_is_away_pages_say_so_and_what_was_typed_is_sent_when_it_is_back(postgres, ada):
    form = ada.form("/people/new", **ZOE)
    with postgres.away():
        page, answers = ada.get("/people"), [ada.send(form) for _ in range(2)]

    assert (page.status_code, page.headers["Refresh"]) == (503, "5")
    assert "The database does not answer" in words_of(page.text)
    assert [(answer.status_code, "it counts once" in words_of(answer.text)) for answer in answers] == [(503, True)] * 2
    assert "Zoë Řehoř" in answers[0].text
    assert ada.get("/people").status_code == 200
    assert [ada.send(form).status_code for _ in range(2)] == [303, 303]
    assert (ada.names(), ada.in_use()) == (["Ada Admin", "Zoë Řehoř"], 0)


@pytest.mark.parametrize("before, how", [("SAVEPOINT", "fast"), ("INSERT INTO person", "immediate"), ("RELEASE", "fast"),
                                         ("INSERT INTO sent_form", "immediate")])
def test_a_restart_in_the_middle_of_a_form_leaves_nothing_half_done(postgres, ada, before, how):
    form = ada.form("/people/new", **ZOE)
    with once_before(ada, before, lambda: postgres.restart(how)) as happened:
        answer = ada.send(form)

    assert (answer.status_code, happened) == (503, [before])
    assert "send it again: it counts once" in words_of(answer.text)
    assert (ada.names(), ada.in_use()) == (["Ada Admin"], 0)
    assert ada.send(form).status_code == 303
    assert ada.names() == ["Ada Admin", "Zoë Řehoř"]


def test_a_page_that_was_read_stays_a_page_when_the_server_goes_meanwhile(postgres, ada):
    """The connection is found dead only when the request lets go of it."""
    @ada.app.after_request
    def restart(answer):
        postgres.restart("immediate")
        return answer

    assert ada.get("/people").status_code == 200
    assert ada.in_use() == 0


def test_when_the_answer_to_a_commit_is_lost_sending_again_counts_once(postgres, laptop_on):
    postgres.empty()
    with Cut(postgres.socket) as between:
        ada = laptop_on(postgres.address_by(between.port))
        form = ada.form("/people/new", **ZOE)
        between.cut_after(b"COMMIT")
        answer = ada.send(form)
        assert (answer.status_code, between.cuts) == (503, 1)
        assert "Whether this was saved is not known" in words_of(answer.text)
        assert ada.names() == ["Ada Admin", "Zoë Řehoř"]
        assert ada.send(form).status_code == 303
        assert (ada.names(), ada.in_use()) == (["Ada Admin", "Zoë Řehoř"], 0)


def test_who_waits_too_long_for_a_lock_is_told_that_nothing_was_saved(postgres, ada, monkeypatch):
    monkeypatch.setitem(PATIENCE, "lock_timeout", "200ms")
    form = ada.form("/people/new", **ZOE)
    with ada.app.app_context():
        db.engine.dispose()  # so that the next connection is made by a request, and with its patience
        with db.engine.begin() as other:
            other.execute(text("LOCK TABLE person IN EXCLUSIVE MODE"))
            answer = ada.send(form)
            assert (answer.status_code, "nothing of this was saved" in words_of(answer.text)) == (503, True)
            assert ada.get("/people").status_code == 200
    assert ada.send(form).status_code == 303
    assert ada.names() == ["Ada Admin", "Zoë Řehoř"]


class once_before:
    """`with once_before(ada, "INSERT", act):` does something before the first statement that starts so."""

    def __init__(self, ada, start: str, act):
        with ada.app.app_context():
            self.engine = db.engine
        self.start, self.act, self.happened = start, act, []

    def __enter__(self) -> list[str]:
        event.listen(self.engine, "before_cursor_execute", self._look)
        return self.happened

    def __exit__(self, *error) -> None:
        event.remove(self.engine, "before_cursor_execute", self._look)

    def _look(self, connection, cursor, statement, parameters, context, executemany):
        if statement.startswith(self.start) and not self.happened:
            self.happened.append(self.start)
            self.act()
