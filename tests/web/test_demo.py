"""The demo story: every page of it, as every person of it; and what it has to show."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, datetime
from html import unescape

import pytest
from sqlalchemy import select

from app.db import db
from reviews import demo
from reviews.meetings import Meeting
from reviews.observations import Observation
from reviews.people import Person
from reviews.plans import Plan
from reviews.queries.notes import notes_of
from reviews.verdicts import Verdict
from tests import told_once
from tests.reading import words_of
from tests.statements import counted

LINK = re.compile(r'href="(/[^"#]*)"')
MOST_STATEMENTS = 8
NOT_PAGES = ("/static/", "/sign-in")


@pytest.fixture
def story(session, clock):
    """The demo, loaded on a Wednesday afternoon."""
    clock.at = datetime(2026, 11, 18, 15, 40, tzinfo=UTC)
    told_once.begins(session, "nobody")
    loaded(session, at=clock())
    return session


@told_once.told_once
def loaded(session, *, at) -> Person:
    demo.load(session, at=at)
    session.commit()
    return session.get(Person, 1)


def test_every_page_opens_for_whoever_can_reach_it(story, desk, app):
    """Every link on every page is followed as every person; none is broken, and none costs more than eight statements. On
    PostgreSQL, where the same statements take three times as long, as every fourth."""
    with app.app_context():
        engine = db.engine
    broken, dear, pages = [], {}, Counter()
    everybody = story.scalars(select(Person).order_by(Person.id)).all()
    followed = everybody[::4] if engine.dialect.name == "postgresql" else everybody
    for person in followed:
        name, laptop, seen, waiting = person.name, desk(person), {"/"}, ["/"]
        while waiting:
            path = waiting.pop()
            with counted(engine) as said:
                answer = laptop.get(path)
            pages[name] += 1
            if answer.status_code not in (200, 302, 303):
                broken.append(f"{name}: {path} {answer.status_code}")
            if len(said) > MOST_STATEMENTS:
                dear[re.sub(r"\d+", "1", path)] = f"{len(said)} for {name}"
            for link in links(answer) - seen:
                seen.add(link)
                waiting.append(link)
    assert (broken, dear) == ([], {})
    assert len(everybody) == 23 and len(pages) == len(followed) and min(pages.values()) >= 2


def links(answer) -> set[str]:
    """The pages that an answer leads to; a PDF is a file, not a page."""
    found = {answer.location} if answer.location else set()
    if answer.mimetype == "text/html":
        found |= {unescape(link) for link in LINK.findall(answer.text)}
    return {link for link in found if not link.startswith(NOT_PAGES) and not link.endswith(".pdf")}


def test_there_is_a_plan_in_every_state(story, desk):
    marc = story.scalar(select(Person).where(Person.name == "Marc Oduya"))
    page = desk(marc).get("/plans").text
    for state in ("On track", "At risk", "Silent", "Done", "Verdict due"):
        assert state in page
    assert Counter(plan.state for plan in story.scalars(select(Plan))) == {"closed": 5, "active": 10, "draft": 1}


def test_every_verdict_has_been_given_and_one_plan_is_extended(story):
    given = Counter((verdict.outcome, verdict.then) for verdict in story.scalars(select(Verdict)))
    assert given == {("moved", "close"): 2, ("partly", "close"): 1, ("not moved", "close"): 1, ("cannot say", "close"): 1,
                     ("partly", "extend"): 1}


def test_a_plan_is_amended_a_coach_asked_for_help_and_an_ower_nudged(story, desk):
    yusuf, dustin, marc = (story.scalar(select(Person).where(Person.name == name)) for name in ("Yusuf Demir", "Dustin Brinkmann", "Marc Oduya"))
    amended = story.scalar(select(Plan).where(Plan.rep == yusuf))
    assert [version.number for version in amended.versions] == [1, 2]
    assert "amended" in words_of(desk(yusuf).get(f"/plans/{amended.id}").text)
    assert "Greta Lindqvist asks you for help" in words_of(desk(dustin).get("/").text)
    assert "Samuel nudged Wed 18 Nov" in words_of(desk(marc).get("/plans").text)


def test_one_meeting_gathers_and_one_is_ready_to_be_held(story, clock):
    north, south = story.scalars(select(Meeting).where(Meeting.period == "2026-11").order_by(Meeting.team_id))
    assert (north.state, south.state) == ("gathering", "gathering")
    assert north.due_at < clock() < south.due_at
    ana = story.scalar(select(Person).where(Person.name == "Ana Kovač"))
    about_ana = story.scalars(select(Observation).where(
        Observation.handed_in_at.is_not(None), Observation.review.has(meeting_id=north.id, rep_id=ana.id))).all()
    assert len(about_ana) == 14


def test_notes_of_any_day_wait_or_stand_ready(story, desk):
    marc, priya = (story.scalar(select(Person).where(Person.name == name)) for name in ("Marc Oduya", "Priya Raman"))
    assert [note.rep.name for note in story.scalars(notes_of(marc))] == ["Aoife Byrne", "Farid Haddad"]
    assert story.scalars(notes_of(priya)).all() == []
    ready = story.scalar(select(Observation).where(Observation.author == priya, Observation.text.startswith("He never asks")))
    assert (ready.handed_in_at, ready.occasion, ready.kind) == (None, "Mon 9 Nov", "")
