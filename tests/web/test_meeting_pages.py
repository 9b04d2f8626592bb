"""The pages of a meeting: whose it is, preparation, who is asked, opening and closing it."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.db import db
from reviews import meetings, nothing_to_add, observations, people
from reviews.contributors import Contributor
from reviews.meetings import Meeting, Review
from tests.gathering import SAW, gathering, made, on_a_plan, review_of
from tests.reading import words_of
from tests.statements import counted

WHEN = {"due_at": "2026-11-23T12:00", "meets_at": "2026-11-24T10:00"}


@pytest.fixture
def meeting(session, cast, clock):
    return gathering(session, cast, at=clock())


def text_of(answer):
    return " ".join(answer.text.split())


def test_everybody_finds_the_meetings_that_are_theirs(desk, cast, session, clock, meeting):
    observations.write(review_of(meeting, cast.ana), cast.priya, **SAW, hand_in=True, at=clock())
    observations.write(review_of(meeting, cast.ana), cast.ingrid, **SAW, at=clock())
    session.commit()
    link = f'href="/meetings/{meeting.id}"'
    said = {person.first: text_of(desk(person).get("/meetings")) for person in (cast.marc, cast.dustin, cast.lea, cast.priya, cast.ana, cast.ada)}
    assert {name for name, page in said.items() if link in page} == {"Marc", "Dustin", "Priya"}
    assert {name for name, page in said.items() if "1 of 4" in page} == {"Marc", "Dustin", "Lea"}, "a draft is not counted"
    assert "1 of 3 reps" in said["Priya"] and "0 of 3 reps" in said["Dustin"]
    assert "No meeting yet" in said["Ana"] and "No meeting yet" in said["Ada"]


def test_a_contributor_finds_a_meeting_once_it_is_open(desk, cast, session, clock):
    meeting = made(session, cast, at=clock())
    assert "No meeting yet" in desk(cast.priya).get("/meetings").text
    meetings.open(meeting, by=cast.marc, at=clock())
    assert "November 2026" in desk(cast.priya).get("/meetings").text


def test_what_comes_next_stands_first_and_then_what_was(desk, cast, session, clock):
    for period, days, closed in (("2026-12", 30, None), ("2026-11", 2, None), ("2026-09", -60, clock()), ("2026-10", -30, clock())):
        day = clock() + timedelta(days)
        gathering(session, cast, at=min(clock(), day - timedelta(7)), period=period, due_at=day, meets_at=day).closed_at = closed
    page = text_of(desk(cast.marc).get("/meetings"))
    named = ["November 2026", "December 2026", "October 2026", "September 2026"]
    assert sorted(named, key=page.index) == named


def test_the_agenda_says_who_is_on_a_plan(desk, cast, session, clock, meeting):
    review = review_of(meeting, cast.ana)
    plan = on_a_plan(session, cast, review, starts_on=date(2026, 11, 5))
    for starts_on, said in ((date(2026, 11, 5), "on day 12 of 30 of a plan, which runs on"),
                            (date(2026, 10, 20), "on day 28 of 30 of a plan, the look back gives its verdict"),
                            (date(2026, 10, 1), "the verdict on a plan is due since day 30")):
        plan.starts_on = starts_on
        assert said in words_of(desk(cast.marc).get(f"/meetings/{meeting.id}").text)


def grid(page):
    """The rows of the table of who has written, as (rep, cells in words)."""
    table = page.split('class="table prep"')[1].split("</tbody>")[0].split("<tbody>")[1]
    rows = []
    for row in table.split("<tr>")[1:]:
        name = row.split("<bdi>")[1].split("</bdi>")[0]
        cells = [" ".join(part.split("<title>")[1].split("</title>")[0] + part.split("</svg>")[1].split("<")[0].replace("&ensp;", " ")
                          for part in cell.split("<svg")[1:]) or "–" for cell in row.split("<td")[1:]]
        rows.append((name, [cell.strip() for cell in cells]))
    return rows


def test_the_grid_counts_what_was_handed_in_and_shows_no_draft_and_no_word(desk, cast, session, clock, meeting):
    ana, farid = review_of(meeting, cast.ana), review_of(meeting, cast.farid)
    for text in ("Secret one.", "Secret two."):
        observations.write(ana, cast.priya, kind="gain", text=text, hand_in=True, at=clock())
    observations.write(ana, cast.tomasz, kind="gain", text="Secret draft.", at=clock())
    observations.note(farid, cast.priya, kind="gain", text="Secret import.", by=cast.marc, at=clock())
    nothing_to_add.say(farid, cast.ingrid, at=clock())
    page = desk(cast.marc).get(f"/meetings/{meeting.id}").text
    assert grid(page) == [
        ("Ana Kovač", ["not yet", "written2", "not yet", "not yet"]),
        ("Farid Haddad", ["not yet", "imported, not confirmed1", "not yet", "nothing to add"]),
        ("Greta Lindqvist", ["not yet"] * 4)]
    assert "Secret" not in page


def test_what_is_kept_from_the_manager_leaves_no_trace_on_their_page(desk, cast, session, clock, meeting):
    observations.write(review_of(meeting, cast.ana), cast.priya, **SAW, personal=True, without_manager=True, hand_in=True, at=clock())
    session.commit()
    pages = {person.first: desk(person).get(f"/meetings/{meeting.id}").text for person in (cast.marc, cast.dustin)}
    assert {name: dict(grid(page))["Ana Kovač"][1] for name, page in pages.items()} == {"Marc": "written1", "Dustin": "not yet"}
    assert "0 of 4" in text_of(desk(cast.dustin).get("/meetings")) and "1 of 4" in text_of(desk(cast.marc).get("/meetings"))


def test_a_contributor_comes_to_their_own_page_and_strangers_find_nothing(desk, cast, meeting):
    assert desk(cast.priya).get(f"/meetings/{meeting.id}").location == f"/meetings/{meeting.id}/observations"
    assert [desk(person).get(f"/meetings/{meeting.id}").status_code for person in (cast.ana, cast.lea, cast.ada, cast.olaf)] == [404] * 4


def test_nobody_sees_the_row_in_which_they_are_the_rep(desk, cast, session, clock, meeting):
    meetings.ask(meeting, cast.ana, "peer manager", by=cast.marc, at=clock())
    observations.write(review_of(meeting, cast.ana), cast.priya, **SAW, hand_in=True, at=clock())
    meeting.facilitator = cast.ana
    session.commit()
    ana = desk(cast.ana)
    page = ana.get(f"/meetings/{meeting.id}").text
    assert [name for name, _ in grid(page)] == ["Farid Haddad", "Greta Lindqvist"]
    assert f"/reviews/{review_of(meeting, cast.ana).id}" not in page
    assert "0 of 5" in text_of(ana.get("/meetings"))
    own = review_of(meeting, cast.ana).id
    assert [ana.get(f"/reviews/{own}/observations").status_code, ana.post(f"/reviews/{own}/position", data={"to": "3"}).status_code] == [404, 404]


def test_the_facilitator_opens_it_and_the_manager_does_not(desk, cast, session, clock):
    meeting = made(session, cast, at=clock())
    for person in (cast.dustin, cast.priya, cast.lea, cast.ana):
        assert desk(person).post(f"/meetings/{meeting.id}/opening").status_code == 404
    assert "Open for writing" not in desk(cast.dustin).get(f"/meetings/{meeting.id}").text
    marc = desk(cast.marc)
    assert [marc.post(f"/meetings/{meeting.id}/opening").status_code for _ in range(2)] == [303, 303]
    assert session.get(Meeting, meeting.id).opened_at == clock()


def test_a_rep_is_moved_and_a_place_that_is_none_changes_nothing(desk, cast, session, meeting):
    farid, marc = review_of(meeting, cast.farid), desk(cast.marc)
    for to, order in (("1", ["Farid", "Ana", "Greta"]), ("x", ["Farid", "Ana", "Greta"]), ("9" * 40, ["Ana", "Greta", "Farid"])):
        assert marc.post(f"/reviews/{farid.id}/position", data={"to": to}).status_code == 303
        assert [review.rep.first for review in session.get(Meeting, meeting.id).reviews] == order
    assert desk(cast.dustin).post(f"/reviews/{farid.id}/position", data={"to": "1"}).status_code == 404


def agenda_form(meeting, cast, **more):
    lines = {}
    for n, rep in enumerate((cast.ana, cast.farid, cast.greta)):
        lines |= {f"reps-{n}-person_id": rep.id, f"reps-{n}-here": "y", f"reps-{n}-minutes": "12"}
    return {"version": meeting.version, **WHEN, **lines, **more}


def test_dates_and_minutes_are_changed(desk, cast, session, meeting):
    path = f"/meetings/{meeting.id}/edit"
    assert 'value="2026-11-24T10:00"' in desk(cast.marc).get(path).text
    answer = desk(cast.marc).post(path, data=agenda_form(meeting, cast, meets_at="2026-11-25T09:30", **{"reps-1-minutes": "30"}))
    assert answer.status_code == 303
    meeting = session.get(Meeting, meeting.id)
    assert (f"{meeting.meets_at:%d %H:%M}", [review.minutes for review in meeting.reviews]) == ("25 08:30", [12, 30, 12])


def test_of_two_who_change_it_the_second_sees_both(desk, cast, session, meeting):
    first, second = agenda_form(meeting, cast, **{"reps-0-minutes": "40"}), agenda_form(meeting, cast, **{"reps-0-minutes": "50"})
    path = f"/meetings/{meeting.id}/edit"
    assert desk(cast.marc).post(path, data=first).status_code == 303
    answer = desk(cast.marc).post(path, data=second)
    assert (answer.status_code, "40 minutes" in answer.text, 'value="50"' in answer.text) == (422, True, True)
    assert "This was changed since you opened it" in answer.text
    assert session.get(Meeting, meeting.id).reviews[0].minutes == 40
    seen = session.get(Meeting, meeting.id).version
    assert f'name="version" type="hidden" value="{seen}"' in answer.text, "sent again, it counts"


def test_somebody_is_asked_and_taken_off_the_list(desk, cast, session, clock, meeting):
    path, marc = f"/meetings/{meeting.id}/contributors", desk(cast.marc)
    assert marc.post(path, data={"person_id": cast.lea.id, "function": "leader"}).status_code == 303
    assert "Lea Brandt" in marc.get(path).text
    for person_id, function in ((cast.lea.id, "service"), (0, "service"), ("x", "service"), (cast.olaf.id, "")):
        assert marc.post(path, data={"person_id": person_id, "function": function}).status_code == 422
    assert [marc.post(f"{path}/{cast.lea.id}/removal", data={"_once": "k"}).status_code for _ in range(2)] == [303, 303]
    observations.write(review_of(meeting, cast.ana), cast.priya, **SAW, at=clock())
    answer = marc.post(f"{path}/{cast.priya.id}/removal")
    assert (answer.status_code, "Priya Raman has written here, or has begun to" in answer.text) == (422, True)
    assert session.scalars(select(Contributor.person_id).order_by(Contributor.id)).all() == [
        cast.dustin.id, cast.priya.id, cast.tomasz.id, cast.ingrid.id]
    assert desk(cast.dustin).get(path).status_code == 404


def test_it_is_closed_when_all_is_done_and_says_what_is_not(desk, cast, session, clock, meeting):
    marc, path = desk(cast.marc), f"/meetings/{meeting.id}/closing"
    answer = marc.post(path)
    assert (answer.status_code, "Not done yet: Ana Kovač, Farid Haddad, Greta Lindqvist." in answer.text) == (422, True)
    for review in session.get(Meeting, meeting.id).reviews:
        assert marc.post(f"/reviews/{review.id}/closing", data={"why": "nobody wrote"}).status_code == 303
    assert "Close the meeting" in marc.get(f"/meetings/{meeting.id}").text
    assert [marc.post(path).status_code for _ in range(2)] == [303, 303]
    page = marc.get(f"/meetings/{meeting.id}").text
    assert ("Closed." in text_of(marc.get(f"/meetings/{meeting.id}")), "Take up" in page, "Change dates" in page) == (True, False, False)


def test_names_are_shown_as_typed(desk, cast, session, clock):
    cast.ana.name, cast.team.name = "<b>Ana</b> {{ 7 * 7 }} \u202eאנה", "<i>North</i>"
    meeting = gathering(session, cast, at=clock())
    page = desk(cast.marc).get(f"/meetings/{meeting.id}").text
    assert "&lt;b&gt;Ana&lt;/b&gt; {{ 7 * 7 }} \u202eאנה" in page and "&lt;i&gt;North&lt;/i&gt;" in page
    assert "<b>Ana" not in page and "<i>North" not in page


def test_the_pages_ask_the_same_number_of_questions_for_one_rep_and_for_thirty(app, desk, cast, session, clock, meeting):
    paths = ("/meetings", f"/meetings/{meeting.id}", f"/meetings/{meeting.id}/edit", f"/meetings/{meeting.id}/contributors",
             f"/teams/{cast.team.id}/meetings/new")
    few = {path: asked(app, desk(cast.marc), path) for path in paths}
    for n in range(30):
        rep = people.add(session, name=f"Rep {n}", team_id=cast.team.id, at=clock())
        session.add(Review(meeting_id=meeting.id, rep_id=rep.id, position=9 + n))
        meetings.ask(meeting, people.add(session, name=f"Coach {n}", at=clock()), "service", by=cast.marc, at=clock())
        observations.write(review_of(meeting, cast.ana), cast.priya, kind="gain", text=f"Seen {n}", hand_in=True, at=clock())
    assert {path: asked(app, desk(cast.marc), path) for path in paths} == few
    assert max(few.values()) <= 8


def asked(app, client, path):
    with app.app_context():
        engine = db.engine
    with counted(engine) as said:
        assert client.get(path).status_code == 200
    return len(said)
