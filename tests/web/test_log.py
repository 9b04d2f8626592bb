"""The log: one line of JSON for every error, with where it was and which request, and without a word of anybody."""

from __future__ import annotations

import io
import json
import logging
import sys

import psycopg
import pytest
from gunicorn.config import Config
from sqlalchemy.exc import OperationalError

from app.logs import OUT, ServerLog
from tests.web.conftest import OURS

SECRET = "Xylophonmarker"


@pytest.fixture
def written(monkeypatch) -> io.StringIO:
    """All that the handlers write."""
    written = io.StringIO()
    monkeypatch.setattr(OUT, "stream", written)
    return written


@pytest.fixture
def log(written):
    """`log()` gives the lines that were written since, each as what it says."""
    return lambda: [json.loads(line) for line in written.getvalue().splitlines()]


def test_a_fault_is_one_line_that_says_what_whoever_runs_it_needs(house, log):
    house.break_next(ZeroDivisionError(SECRET))
    answer = house.ada.post("/people/new", data=house.newcomer(SECRET), headers=OURS)
    line, = log()
    assert answer.status_code == 500 and f"<code>{line['reference']}</code>" in answer.text
    assert answer.headers["X-Request-Id"] == line["reference"]
    facts = ("level", "method", "route", "endpoint", "person", "status", "error")
    assert [line[fact] for fact in facts] == [
        "error", "POST", "/people/new", "people.create", 1, 500, ["builtins.ZeroDivisionError"]]
    assert line["milliseconds"] >= 0 and line["time"].endswith("+00:00")
    assert any(place.startswith("reviews/people.py:") and place.endswith(" add") for place in line["where"])


def test_trouble_with_the_database_is_one_line_too(house, log):
    house.break_next(OperationalError("SELECT", {"name": SECRET}, psycopg.errors.AdminShutdown(SECRET)), when="SELECT")
    assert house.ada.get("/people").status_code == 503
    line, = log()
    assert (line["status"], line["error"]) == (503, ["sqlalchemy.exc.OperationalError", "psycopg.errors.AdminShutdown"])


def test_a_refused_form_is_a_warning_and_what_is_not_there_is_nothing(house, log):
    house.ada.get("/people/999/edit")
    assert log() == []
    house.ada.post("/people/new", data={"name": SECRET})
    line, = log()
    assert (line["level"], line["status"], line["route"]) == ("warning", 400, "/people/new")


def test_nobodys_words_are_in_it_whatever_breaks(house, log):
    """The marker stands in every field, in the address, in the query, in headers and in the messages of the errors."""
    everywhere = {"User-Agent": SECRET, "Referer": f"http://localhost/{SECRET}", "X-Request-Id": SECRET,
                  "Cookie": f"other={SECRET}", **OURS}
    for break_it in (ZeroDivisionError(SECRET), ValueError(SECRET), UnicodeError(SECRET), OSError(2, SECRET, SECRET),
                     OperationalError(SECRET, {SECRET: SECRET}, psycopg.OperationalError(SECRET))):
        form = house.form(name=SECRET, email=f"{SECRET}@example.com", office=SECRET, team_id="0", function="")
        house.break_next(break_it)
        house.ada.post(f"/people/new?team={SECRET}", data=form | {SECRET: SECRET}, headers=OURS)
    broken = ["/sign-in/" + SECRET, f"/people/{SECRET}", f"/{SECRET}", "/people/1/edit"]
    for path in broken:
        house.ada.post(path, data={SECRET: SECRET}, headers=everywhere)
        house.break_next(ZeroDivisionError(SECRET), when="SELECT")
        house.ada.open(path, method="GET", query_string={SECRET: SECRET}, headers={"User-Agent": SECRET})
    house.ada.open(f"/{SECRET}", method=SECRET.upper())
    lines = log()
    assert len([line for line in lines if line["status"] == 500]) >= 6
    assert SECRET.lower() not in json.dumps(lines).lower()


def test_what_libraries_say_goes_out_without_what_they_put_in(house, log):
    logging.getLogger("some.library").error("Could not read %s of %d bytes", SECRET, 12)
    logging.getLogger("some.library").error("Cannot reach %(host)s:%(port)d", {"host": SECRET, "port": 25})
    logging.getLogger("some.library").error(f"Invalid header: {SECRET}")
    logging.getLogger("app.pdf.press").error("The press could not set a PDF", exc_info=ValueError(SECRET))
    lines = log()
    assert [line["says"] for line in lines[:2]] == ["Could not read … of 12 bytes", "Cannot reach …:25"]
    assert lines[2]["says"].startswith("test_log:")
    assert (lines[3]["says"], lines[3]["error"]) == ("The press could not set a PDF", ["builtins.ValueError"])
    assert SECRET not in json.dumps(lines)


def test_the_server_writes_the_same_lines_and_no_addresses(log, written, monkeypatch):
    monkeypatch.setattr(sys, "stderr", written)
    monkeypatch.setattr(sys, "stdout", written)
    config = Config()
    config.set("accesslog", "-")
    server = ServerLog(config)
    server.exception("Error handling request %s", f"/sign-in/{SECRET}")
    server.info("Booting worker with pid: %s", 123)
    server.access(None, None, {"RAW_URI": f"/sign-in/{SECRET}"}, None)
    assert [line["says"] for line in log()] == ["Error handling request …", "Booting worker with pid: 123"]


@pytest.mark.parametrize("proxies, given, kept", [
    (0, "0123456789abcdef", False), (1, "0123456789abcdef", True), (1, "<script>alert(1)</script>", False), (1, "short", False)])
def test_a_request_is_called_what_a_proxy_of_ours_calls_it_and_nobody_else(house, proxies, given, kept):
    house.app.config["TRUSTED_PROXIES"] = proxies
    named = house.ada.get("/people", headers={"X-Request-Id": given}).headers["X-Request-Id"]
    assert (named == given) is kept and len(named) >= 12
