"""The minutes as a page and as one PDF: all of it, for who runs the meeting alone, and nothing that must not be there."""

from __future__ import annotations

import pytest

from app.pdf import press
from reviews import meetings
from tests.a_plan import FACTS, FROM, REASON, TO
from tests.gathering import gathering, made, review_of
from tests.held import DISSENT, HIDDEN, NOTE, drafted, held, in_session
from tests.on_the_table import DATES, GAINS, QUOTES, saw
from tests.pdf_text import opened, spoken
from tests.reading import words_of
from tests.statements import counted

PAGE, PDF = "/meetings/1/minutes", "/meetings/1/minutes.pdf"
OWN = "asked for these minutes, and nobody is shown their own review in them"
ALL = (FROM, TO, REASON, DISSENT, NOTE, "Quotes too early", "Deals are in the CRM", "seen by", "No date", "Half the story", "1 observation was neither merged nor parked.",
       "Draw the decision map.", "Send the open quotes with only one contact.", "Sit in on two first calls.",
       "not yet accepted", "No item: away, said Marc Oduya on Mon 16 Nov.", "No item: nobody wrote, said Marc Oduya on Mon 16 Nov.",
       "Closed on Mon 16 Nov", "For Marc Oduya and Dustin Brinkmann alone")


def page_of(desk, person) -> str:
    return words_of(desk(person).get(PAGE).text)


def pdf_of(desk, person) -> str:
    """What the PDF says, in one line, as a screen reader speaks it."""
    answer = desk(person).get(PDF)
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    return " ".join(spoken(answer.data)).replace("\xa0", " ")


@pytest.mark.parametrize("read", [page_of, pdf_of])
def test_all_of_it_stands_there(desk, session, cast, clock, read):
    held(session, cast, at=clock())
    said = read(desk, cast.dustin)
    assert [part for part in ALL if part not in said] == []
    assert [name for name in ("Ana Kovač", "Farid Haddad", "Greta Lindqvist", "Ingrid Solheim") if name not in said] == []


@pytest.mark.parametrize("read", [page_of, pdf_of])
def test_what_people_wrote_and_why_it_is_not_done_yet_stand_nowhere(desk, session, cast, clock, read):
    meeting = in_session(session, cast, at=clock())
    saw(review_of(meeting, cast.ana), cast.priya, HIDDEN, personal=True, at=clock())
    drafted(session, meeting, cast, at=clock())
    said = read(desk, cast.marc)
    assert [text for _, text, _ in (*QUOTES, *DATES, *GAINS) if text in said] == []
    assert HIDDEN not in said and FACTS["cause"] not in said and FACTS["cause_note"] not in said


@pytest.mark.parametrize("read", [page_of, pdf_of])
def test_before_it_is_closed_they_say_so(desk, session, cast, clock, read):
    in_session(session, cast, at=clock())
    said = read(desk, cast.marc)
    assert "The meeting is not closed yet. This is how it stands now, " in said and "Mon 16 Nov at 10:00" in said
    assert said.count("Not taken up yet.") == 2 and "No plan is begun yet." in said and "Held on Mon 16 Nov" in said


@pytest.mark.parametrize("read", [page_of, pdf_of])
def test_before_it_begins_they_name_the_day(desk, session, cast, clock, read):
    made(session, cast, at=clock())
    said = read(desk, cast.marc)
    assert "Meets on Tue 24 Nov" in said and said.count("Not taken up yet.") == 3


@pytest.mark.parametrize("read", [page_of, pdf_of])
def test_a_manager_who_is_under_review_reads_all_but_that(desk, session, cast, clock, read):
    meeting = held(session, cast, at=clock())
    meeting.manager = cast.ana
    said = read(desk, cast.ana)
    assert f"Ana Kovač {OWN}" in said and NOTE in said
    assert [part for part in (TO, REASON, DISSENT, "Quotes too early", "Deals are in the CRM", "No date") if part in said] == []
    assert OWN not in read(desk, cast.marc)


@pytest.mark.parametrize("reps", [1, 3])
def test_the_page_costs_eight_statements_however_many_reps_there_are(desk, session, cast, clock, reps):
    if reps == 1:
        gathering(session, cast, at=clock(), reps=[(cast.ana.id, 12)])
    else:
        held(session, cast, at=clock())
    marc = desk(cast.marc)
    with counted(session.get_bind()) as said:
        assert marc.get(PAGE).status_code == 200
    assert len(said) == 8


def test_the_meetings_page_leads_there_once_something_was_taken_up(desk, session, cast, clock):
    meeting = gathering(session, cast, at=clock())
    assert PAGE not in desk(cast.marc).get("/meetings/1").text
    meetings.take_up(review_of(meeting, cast.ana), by=cast.marc, at=clock())
    assert PAGE in desk(cast.marc).get("/meetings/1").text and PAGE in desk(cast.dustin).get("/meetings/1").text


def test_a_plan_is_led_to_from_there_and_never_to_what_somebody_wrote(desk, session, cast, clock):
    held(session, cast, at=clock())
    page = desk(cast.marc).get(PAGE).text
    assert 'href="/plans/1"' in page and PDF in page and "/reviews/" not in page


def test_the_file_is_named_after_team_and_month_and_opens_with_a_mark_a_rep(desk, session, cast, clock):
    held(session, cast, at=clock())
    answer = desk(cast.marc).get(PDF)
    assert answer.headers["Content-Disposition"].startswith("inline; filename=Mid-market_North_November_2026_minutes.pdf;")
    with opened(answer.data).open_outline() as outline:
        assert [one.title for one in outline.root] == ["Ana Kovač", "Farid Haddad", "Greta Lindqvist"]


@pytest.mark.parametrize("paper, width", [("a4", 595), ("letter", 612)])
def test_it_is_set_on_the_paper_of_the_team(desk, session, cast, clock, paper, width):
    cast.team.paper = paper
    made(session, cast, at=clock())
    pdf = opened(desk(cast.marc).get(PDF).data)
    assert [round(float(page.mediabox[2])) for page in pdf.pages] == [width]


def test_a_press_that_has_no_time_delays_the_file_and_not_the_page(desk, session, cast, clock, monkeypatch):
    held(session, cast, at=clock())
    monkeypatch.setattr(press._press, "seconds", 0.05)
    with press._press.turn:
        answer = desk(cast.marc).get(PDF)
        assert answer.status_code == 503 and "Nothing is lost; try again in a minute." in words_of(answer.text)
        assert desk(cast.marc).get(PAGE).status_code == 200
