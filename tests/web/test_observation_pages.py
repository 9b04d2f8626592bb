"""A contributor's page: what they write of each rep, where it goes, and that nothing they typed is ever lost."""

from html import unescape

import pytest
from sqlalchemy import func, select

from app.db import db
from reviews import meetings, observations, people
from reviews.meetings import Meeting, Review
from reviews.nothing_to_add import NothingToAdd
from reviews.observations import Observation
from tests.gathering import SAW, gathering, review_of
from tests.reading import value_in, words_of
from tests.statements import counted

NOW = "Marc reads it now. Once Ana’s turn has come on Tue 24 Nov: Dustin and the people asked to this meeting, also those Marc adds. Ana never does."


@pytest.fixture
def meeting(session, cast, clock):
    return gathering(session, cast, at=clock())


@pytest.fixture
def ana(meeting, cast):
    """Ana's review."""
    return review_of(meeting, cast.ana)


@pytest.fixture
def page(ana):
    """The address at which contributors write about Ana."""
    return f"/reviews/{ana.id}/observations"


def wrote(**more):
    return {"kind": "opportunity", "text": SAW["text"], "then": "next"} | more


def kept(session):
    return session.scalars(select(Observation).order_by(Observation.id)).all()


def test_the_way_through_the_reps(desk, cast, session, meeting, page):
    priya, farid, greta = desk(cast.priya), review_of(meeting, cast.farid), review_of(meeting, cast.greta)
    assert priya.get(f"/meetings/{meeting.id}/observations").location == page
    assert "Hand in, on to Farid" in priya.get(page).text
    assert priya.post(page, data=wrote()).location == f"/reviews/{farid.id}/observations"
    assert "Handed in: what you saw of Ana Kovač." in words_of(priya.get(f"/reviews/{farid.id}/observations").text)
    assert priya.post(f"/reviews/{farid.id}/nothing-to-add").location == f"/reviews/{greta.id}/observations"
    assert priya.post(f"/reviews/{greta.id}/observations", data=wrote(then="another")).location == f"/reviews/{greta.id}/observations"
    said = words_of(priya.get(f"/meetings/{meeting.id}/observations").text)
    assert "3 of 3 done" in said and "That was the last one" in said
    assert [part in said for part in ("Ana Kovač 1 written", "Farid Haddad nothing to add", "Greta Lindqvist 1 written")] == [True] * 3


def test_the_sentence_at_the_field_is_the_one_that_is_kept(desk, cast, session, clock, page):
    priya = desk(cast.priya)
    assert NOW in priya.get(page).text
    priya.post(page, data=wrote(promise=value_in(priya.get(page).text, "promise")))
    [observation] = kept(session)
    assert (observation.readers, observation.for_manager, observation.for_facilitator) == (NOW, cast.dustin, cast.marc)


def test_only_the_text_must_be_filled_in_and_all_else_is_kept(desk, cast, session, page):
    priya = desk(cast.priya)
    answer = priya.post(page, data=wrote(text=" ", effect="Three weeks.", occasion="Halden"))
    assert (answer.status_code, "Write what you saw." in answer.text, "Three weeks." in answer.text, 'value="Halden"' in answer.text) \
        == (422, True, True, True)
    answer = priya.post(page, data={"text": "She asked who decides.", "then": "next"})
    assert (answer.status_code, "Say whether it got better or could get better." in answer.text, "She asked who decides." in answer.text) \
        == (422, True, True)
    priya.post(page, data=wrote(effect="Three weeks.", occasion="Halden", basis="heard"))
    assert [(one.effect, one.occasion, one.basis) for one in kept(session)] == [("Three weeks.", "Halden", "heard")]


@pytest.mark.parametrize("text", [
    "<script>alert('x')</script> & {{ config }} {% block %}", "ענת התקשרה \u202eללקוח", "Zoë Řehoř 東京 👩🏽‍🚀 ﷽", "x" * 10_000, "one\n\n  two\n"])
def test_what_is_typed_is_shown_as_typed(desk, cast, session, page, text):
    priya = desk(cast.priya)
    priya.post(page, data=wrote(text=text, then="draft"))
    [draft] = kept(session)
    assert draft.text == text.strip()
    shown = priya.get(page).text
    assert text.strip() in unescape(shown) and "<script>alert" not in shown
    assert text.strip() in unescape(priya.get(f"/observations/{draft.id}/edit").text)


def test_too_much_is_said_so_and_not_cut(desk, cast, session, page):
    answer = desk(cast.priya).post(page, data=wrote(text="y" * 20_001))
    assert (answer.status_code, "This has 20,001 characters, and 20,000 fit." in answer.text, "y" * 20_001 in answer.text) == (422, True, True)
    assert kept(session) == []


def test_sent_twice_it_is_written_once(desk, cast, session, page):
    priya = desk(cast.priya)
    assert [priya.post(page, data=wrote(_once="k")).status_code for _ in range(2)] == [303, 303]
    answer = priya.post(page, data=wrote(_once="another"))
    assert (answer.status_code, "You have written exactly this about Ana already." in answer.text) == (422, True)
    assert len(kept(session)) == 1


@pytest.mark.parametrize("same_cookie", [True, False], ids=["the answer came", "the browser let go of it"])
def test_of_a_double_click_what_the_second_leads_to_says_once_that_it_is_handed_in(desk, cast, page, same_cookie):
    first = desk(cast.priya)
    second = first if same_cookie else desk(cast.priya)
    answers = [click.post(page, data=wrote(_once="k")) for click in (first, second)]
    assert second.get(answers[1].location).text.count("Handed in: what you saw of Ana Kovač.") == 1
    assert "Handed in:" not in second.get(answers[1].location).text


def test_who_is_not_asked_finds_nothing_to_read_or_to_write(desk, cast, session, clock, meeting, page):
    meetings.ask(meeting, cast.ana, "peer manager", by=cast.marc, at=clock())
    for person in (cast.ana, cast.farid, cast.marc, cast.lea, cast.ada, cast.olaf):
        laptop = desk(person)
        answers = [laptop.get(page), laptop.post(page, data=wrote()), laptop.post(page.replace("observations", "nothing-to-add"))]
        assert [answer.status_code for answer in answers] == [404] * 3
    assert desk().post(page, data=wrote()).status_code == 401
    assert (kept(session), session.scalar(select(func.count()).select_from(NothingToAdd))) == ([], 0)


def test_what_others_wrote_is_not_found(desk, cast, session, clock, ana):
    observation = observations.write(ana, cast.priya, **SAW, hand_in=True, at=clock())
    session.commit()
    for person in (cast.ingrid, cast.marc, cast.dustin, cast.ana, cast.olaf):
        laptop = desk(person)
        paths = [f"/observations/{observation.id}/{what}" for what in ("edit", "hand-in", "take-back", "confirmation", "removal")]
        assert [laptop.post(path, data=wrote(text="Mine now.")).status_code for path in paths] == [404] * 5
    assert [(one.text, one.handed_in_at) for one in kept(session)] == [(SAW["text"], clock())]


def test_a_draft_is_handed_in_changed_taken_back_and_thrown_away(desk, cast, session, clock, page):
    priya = desk(cast.priya)
    assert "Only you see it" in words_of(priya.post(page, data=wrote(then="draft"), follow_redirects=True).text)
    [one] = kept(session)
    path = f"/observations/{one.id}"
    assert (one.handed_in_at, priya.post(f"{path}/hand-in").status_code, session.get(Observation, one.id).handed_in_at) == (None, 303, clock())
    priya.post(f"{path}/edit", data=wrote(text="In other words.", version=session.get(Observation, one.id).version))
    assert session.get(Observation, one.id).text == "In other words."
    assert priya.post(f"{path}/removal").status_code == 422
    priya.post(f"{path}/take-back")
    assert [priya.post(f"{path}/removal", data={"_once": "k"}).status_code for _ in range(2)] == [303, 303]
    assert kept(session) == []


def test_nothing_to_add_does_not_swallow_what_was_typed(desk, cast, session, page):
    answer = desk(cast.priya).post(page.replace("observations", "nothing-to-add"), data=wrote(text="Half a thought"))
    assert (answer.status_code, "You have typed something about Ana." in words_of(answer.text), "Half a thought" in answer.text) == (422, True, True)
    assert session.scalar(select(func.count()).select_from(NothingToAdd)) == 0


def test_nothing_to_add_is_offered_until_something_is_written(desk, cast, page):
    priya = desk(cast.priya)
    assert "Nothing to add" in priya.get(page).text
    priya.post(page, data=wrote(then="draft"))
    assert ("Nothing to add" in priya.get(page).text, "Hand in, write another" in priya.get(page).text) == (False, True)


def test_personal_is_offered_with_who_reads_it(desk, cast, session, page):
    said = words_of(desk(cast.priya).get(page).text)
    assert "Yes: Dustin and Marc alone read it. Ana never does." in said
    assert "Yes, and about Dustin: Marc alone reads it. Ana never does." in said
    own = words_of(desk(cast.dustin).get(page).text)
    assert "Yes: Marc alone reads it. Ana never does." in own and "about Dustin" not in own
    desk(cast.priya).post(page, data=wrote(personal="one"))
    assert [(one.personal, one.without_manager, one.for_manager) for one in kept(session)] == [(True, True, None)]


def test_a_manager_who_runs_the_meeting_is_not_offered_to_be_left_out(desk, cast, session, meeting, page):
    session.get(Meeting, meeting.id).facilitator_id = cast.dustin.id
    page_of_priya = desk(cast.priya).get(page).text
    assert "Dustin, the manager, also runs the meeting and reads this before it." in page_of_priya
    assert 'value="one"' not in page_of_priya
    answer = desk(cast.priya).post(page, data=wrote(personal="one"))
    assert (answer.status_code, "Dustin Brinkmann also runs this meeting" in answer.text, kept(session)) == (422, True, [])


def test_the_author_or_the_facilitator_it_named_keeps_it_personal(desk, cast, session, clock, ana):
    mine, theirs = (observations.write(ana, person, **SAW, hand_in=True, at=clock()) for person in (cast.priya, cast.ingrid))
    session.commit()
    assert desk(cast.priya).post(f"/observations/{mine.id}/personal").status_code == 303
    assert desk(cast.marc).post(f"/observations/{theirs.id}/personal").location == f"/reviews/{ana.id}"
    assert [one.personal for one in kept(session)] == [True, True]
    assert [desk(person).post(f"/observations/{theirs.id}/personal").status_code for person in (cast.dustin, cast.priya, cast.ana)] == [404] * 3


def test_what_was_typed_in_ones_name_is_confirmed_changed_or_discarded(desk, cast, session, clock, ana, page):
    ids = [observations.note(ana, cast.priya, kind="gain", text=text, by=cast.marc, at=clock()) for text in ("One.", "Two.", "Three.")]
    session.commit()
    ids, priya = [one.id for one in ids], desk(cast.priya)
    said = words_of(priya.get(page).text)
    assert said.count("Marc Oduya typed this in your name: confirm it, change it, or discard it.") == 3
    assert "Until Priya confirms it: Dustin and Marc alone." in said and "3 to confirm" in said
    assert priya.post(f"/observations/{ids[0]}/confirmation").status_code == 303
    assert priya.post(f"/observations/{ids[1]}/edit", data=wrote(kind="gain", text="Two, rather.", version=1)).status_code == 303
    assert priya.post(f"/observations/{ids[2]}/removal").status_code == 303
    assert [(one.text, one.needs_confirming) for one in kept(session)] == [("One.", False), ("Two, rather.", False)]


def test_beside_the_form_stands_what_one_wrote_oneself_and_nothing_of_others(desk, cast, session, clock):
    before = gathering(session, cast, at=clock(), period="2026-10", due_at=clock(), meets_at=clock())
    observations.write(review_of(before, cast.ana), cast.priya, kind="gain", text="Priya in October.", hand_in=True, at=clock())
    observations.write(review_of(before, cast.ana), cast.ingrid, kind="gain", text="Ingrid in October.", hand_in=True, at=clock())
    observations.write(review_of(before, cast.ana), cast.priya, kind="gain", text="A draft from October.", at=clock())
    ana = review_of(gathering(session, cast, at=clock()), cast.ana)
    observations.write(ana, cast.ingrid, kind="gain", text="Ingrid in November.", hand_in=True, at=clock())
    meetings.take_up(ana, by=cast.marc, at=clock())
    said = words_of(desk(cast.priya).get(f"/reviews/{ana.id}/observations").text)
    assert "Priya in October. Got better, October 2026" in said
    assert [text in said for text in ("Ingrid in October.", "A draft from October.", "Ingrid in November.")] == [False] * 3


def test_a_contributor_page_asks_the_same_number_of_questions_for_one_rep_and_for_thirty(app, desk, cast, session, clock, meeting, ana, page):
    paths = (page, f"/meetings/{meeting.id}/observations")
    few = {path: asked(app, desk(cast.dustin), path) for path in paths}
    for n in range(30):
        rep = people.add(session, name=f"Rep {n}", team_id=cast.team.id, at=clock())
        session.add(Review(meeting_id=meeting.id, rep_id=rep.id, position=9 + n))
        observations.write(ana, cast.dustin, kind="gain", text=f"Seen {n}", hand_in=n % 2 == 0, at=clock())
        observations.note(ana, cast.dustin, kind="gain", text=f"Noted {n}", by=cast.marc, at=clock())
    assert {path: asked(app, desk(cast.dustin), path) for path in paths} == few
    assert max(few.values()) <= 8


def asked(app, client, path):
    with app.app_context():
        engine = db.engine
    with counted(engine) as said:
        assert client.get(path).status_code in (200, 303)
    return len(said)
