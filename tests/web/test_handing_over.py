"""Somebody without an address: the facilitator is given a link to hand over, once, and that stands on their page."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from reviews.page_links import PageLink
from tests.gathering import gathering
from tests.reading import words_of
from tests.web.test_doors import signed_in_as


@pytest.fixture
def meeting(session, cast, clock):
    """Priya, who writes, and Ana, a rep, have no address."""
    cast.priya.email = cast.ana.email = None
    return gathering(session, cast, at=clock())


def address(meeting, person) -> str:
    return f"/meetings/{meeting.id}/contributors/{person.id}/link"


def link_on(page) -> str:
    return re.search(r"<code>http://[^/]+(/my-page/[\w-]+)</code>", page.text)[1]


@pytest.mark.parametrize("name", ["priya", "ana"])
def test_it_is_shown_once_opens_their_page_and_stands_there(name, session, cast, desk, meeting):
    person, marc = getattr(cast, name), desk(cast.marc)
    assert marc.post(address(meeting, person)).location == address(meeting, person)
    shown = marc.get(address(meeting, person))
    assert f"Hand this to {person.name} and to nobody else" in words_of(shown.text)
    assert "Whoever has it can write in their name." in words_of(shown.text)
    assert shown.headers["Cache-Control"] == "no-store"
    again = marc.get(address(meeting, person))
    assert "/my-page/" not in again.text and "A link is shown once" in words_of(again.text)
    theirs = desk()
    theirs.post(link_on(shown))
    assert signed_in_as(theirs) == person.name
    assert [(it.person, it.made_by) for it in session.scalars(select(PageLink))] == [(person, cast.marc)]


def test_its_person_is_told_who_was_given_it(session, cast, desk, meeting, clock):
    desk(cast.marc).post(address(meeting, cast.priya))
    clock.forward(days=2)
    words = words_of(desk(cast.priya).get(f"/meetings/{meeting.id}/observations", follow_redirects=True).text)
    assert "Marc Oduya was given a link to this page on Mon 16 Nov , to hand it to you." in words


def test_who_has_an_address_gets_it_there_and_nobody_else(session, cast, desk, meeting):
    answer = desk(cast.marc).post(address(meeting, cast.tomasz))
    assert answer.status_code == 422
    assert "Tomasz Wilk has an e-mail address: the link goes there" in words_of(answer.text)
    assert session.scalars(select(PageLink)).all() == []


def test_who_is_not_asked_or_not_there_is_not_found(session, cast, desk, meeting):
    marc = desk(cast.marc)
    for person_id in (cast.olaf.id, 99999):
        assert marc.post(f"/meetings/{meeting.id}/contributors/{person_id}/link").status_code == 404


def test_none_is_made_for_a_meeting_that_is_over(session, cast, desk, meeting, clock):
    meeting.closed_at = clock()
    assert desk(cast.marc).post(address(meeting, cast.priya)).status_code == 422
    assert session.scalars(select(PageLink)).all() == []


def test_the_link_of_one_is_not_shown_on_the_page_of_another(session, cast, desk, meeting):
    marc = desk(cast.marc)
    marc.post(address(meeting, cast.priya))
    assert "/my-page/" not in marc.get(address(meeting, cast.ana)).text
