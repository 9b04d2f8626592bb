"""Notes of any day, as pages: from Today, one's own list, and that nobody else finds that there are any."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from reviews import meetings
from reviews.noted import Note
from reviews.observed import Observation
from reviews.people import Person
from tests.gathering import DUE, MEETS, gathering, made, review_of
from tests.page_forms import forms_on
from tests.reading import words_of
from tests.statements import counted

RANG = "Tvedt: rang the planner <b>first</b>."


@pytest.fixture
def meeting(session, cast, clock):
    """Priya is asked; Marc has not opened it yet."""
    return made(session, cast, at=clock())


def filled(client, page: str, rep: Person | None, **typed) -> dict[str, str]:
    """The form for a note as this page shows it, with what is typed into it."""
    form = next(one for one in forms_on(client.get(page).text, "") if one.action == "/notes")
    return {name: values[0] for name, values in form.fields.items()} | {"rep_id": str(rep.id if rep else 0)} | typed


def texts(session, kind=Note) -> list[str]:
    return list(session.scalars(select(kind.text).order_by(kind.id)))


def test_from_today_in_one_form_that_leads_back_there(desk, session, cast, meeting):
    priya = desk(cast.priya)
    answer = priya.post("/notes", data=filled(priya, "/", cast.ana, text=RANG), follow_redirects=True)
    assert answer.request.path == "/" and "stands ready for you when Ana’s next meeting opens" in words_of(answer.text)
    assert texts(session) == [RANG]
    listed = priya.get("/notes").text
    assert "Tvedt: rang the planner &lt;b&gt;first&lt;/b&gt;." in listed and "Mon 16 Nov" in listed


def test_who_contributes_to_no_team_is_not_asked_for_notes(desk, session, cast, meeting):
    for person in (cast.ana, cast.lea, cast.ada, cast.olaf):
        laptop = desk(person)
        assert "Note what you saw" not in words_of(laptop.get("/").text)
        assert "Nobody to note about" in words_of(laptop.get("/notes").text)
        answer = laptop.post("/notes", data={"rep_id": cast.farid.id, "text": RANG})
        assert answer.status_code == 422 and "Choose whom you saw." in answer.text and RANG.partition("<")[0] in answer.text
    assert texts(session) == []


def test_nobody_else_finds_that_there_is_a_note(desk, session, cast, meeting):
    priya = desk(cast.priya)
    priya.post("/notes", data=filled(priya, "/notes", cast.ana, text=RANG))
    note = session.scalar(select(Note))
    for person in (cast.ana, cast.dustin, cast.marc, cast.lea, cast.ada):
        laptop = desk(person)
        assert [laptop.get(f"/notes/{note.id}/edit").status_code, laptop.post(f"/notes/{note.id}/removal").status_code] == [404, 404]
        pages = [laptop.get(page).text for page in ("/", "/notes", "/people", f"/meetings/{meeting.id}", f"/people/{cast.priya.id}/edit")]
        assert [page for page in pages if "Tvedt" in page] == []
    assert texts(session) == [RANG]


def test_in_an_open_meeting_it_is_a_draft_and_stands_on_the_page(desk, session, cast, meeting, clock):
    meetings.open(meeting, by=cast.marc, at=clock())
    priya = desk(cast.priya)
    answer = priya.post("/notes", data=filled(priya, "/", cast.ana, text=RANG), follow_redirects=True)
    assert "Kept as a draft." in words_of(answer.text) and texts(session) == [] and texts(session, Observation) == [RANG]
    review = session.scalar(select(Observation)).review
    page = priya.get(f"/reviews/{review.id}/observations").text
    assert "Tvedt: rang the planner &lt;b&gt;first&lt;/b&gt;." in page and "Mon 16 Nov" in page
    beside = priya.get(f"/reviews/{review.id}/observations?another=1").text  # it lacks its kind, and says so
    assert "Not said yet what kind it is" in words_of(beside) and "/hand-in" not in beside and "Could get better" not in beside


def test_a_note_is_changed_and_a_second_window_is_shown_both_texts(desk, session, cast, meeting):
    priya = desk(cast.priya)
    priya.post("/notes", data=filled(priya, "/", cast.ana, text=RANG))
    edit = f"/notes/{session.scalar(select(Note.id))}/edit"
    first, second = (filled(priya, edit, cast.ana, text=text) for text in ("From the laptop.", "From the phone."))
    assert priya.post("/notes", data=first).status_code == 303
    answer = priya.post("/notes", data=second)
    assert answer.status_code == 422 and texts(session) == ["From the laptop."]
    assert "From the laptop." in answer.text and "From the phone." in answer.text
    again = next(one for one in forms_on(answer.text, "") if one.action == "/notes")
    mine = {name: values[0] for name, values in again.fields.items()} | {"rep_id": str(cast.ana.id)}
    assert priya.post("/notes", data=mine).status_code == 303
    assert texts(session) == ["From the phone."]


def test_what_is_typed_saves_itself_and_says_when(desk, session, cast, meeting):
    priya = desk(cast.priya)
    form = filled(priya, "/", cast.ana)
    answers = [priya.post("/notes/drafts", data=form | {"text": text, "tab": tab})
               for text, tab in (("", "one.1"), ("Tve", "one.2"), ("Tvedt", "one.3"))]
    assert [(answer.status_code, answer.json["version"]) for answer in answers] == [(200, None), (200, 1), (200, 2)]
    assert answers[2].json["saved"] == "10:00" and texts(session) == ["Tvedt"]
    other = priya.post("/notes/drafts", data=form | {"text": "Phone", "tab": "two.1", "version": "1"})
    assert other.status_code == 409 and other.json["stands"]["text"] == "Tvedt" and other.json["version"] == 2
    nobody = priya.post("/notes/drafts", data=form | {"rep_id": "0", "key": "other", "text": "About whom?"})
    assert nobody.status_code == 422 and nobody.json["sentence"] == "Choose whom you saw."
    assert texts(session) == ["Tvedt"]


def test_a_note_is_discarded_unless_it_was_changed_since(desk, session, cast, meeting):
    priya = desk(cast.priya)
    priya.post("/notes", data=filled(priya, "/", cast.ana, text=RANG))
    note = session.scalar(select(Note))
    priya.post("/notes", data=filled(priya, f"/notes/{note.id}/edit", cast.ana, text="Better worded."))
    answer = priya.post(f"/notes/{note.id}/removal", data={"version": "1"})
    assert "it is kept" in answer.text and texts(session) == ["Better worded."]
    assert priya.post(f"/notes/{note.id}/removal", data={"version": "2"}).status_code == 303
    assert texts(session) == []


def test_the_list_costs_the_same_for_many(desk, session, cast, clock, meeting):
    priya, said = desk(cast.priya), []
    for number in range(3):
        session.add(Note(author=cast.priya, rep=(cast.ana, cast.farid, cast.greta)[number], text=RANG, seen_on=clock().date(),
                         key=f"n{number}", made_at=clock(), changed_at=clock()))
        session.commit()
        with counted(session.get_bind()) as statements:
            priya.get("/notes")
        said.append(len(statements))
    assert said == [said[0]] * 3 and said[0] <= 8


def test_a_key_that_was_sent_for_two_things_keeps_no_meeting_from_opening(desk, session, cast, clock):
    """Ana has been taken up, so that the note waits; by the same key Priya has begun a draft about Farid."""
    now, later = gathering(session, cast, at=clock()), timedelta(days=30)
    after = made(session, cast, at=clock(), period="2026-12", due_at=DUE + later, meets_at=MEETS + later)
    meetings.take_up(review_of(now, cast.ana), by=cast.marc, at=clock())
    priya, typed = desk(cast.priya), {"key": "twice", "tab": "w.1", "text": "Halden: she asked who else decides."}
    assert priya.post("/notes/drafts", data=typed | {"rep_id": cast.ana.id}).status_code == 200
    assert priya.post(f"/reviews/{review_of(now, cast.farid).id}/drafts", data=typed).status_code == 200
    assert desk(cast.marc).post(f"/meetings/{after.id}/opening").status_code == 303
    written = session.execute(select(Observation.review_id, Observation.key).order_by(Observation.id)).all()
    assert written == [(review_of(now, cast.farid).id, "twice"), (review_of(after, cast.ana).id, None)]
