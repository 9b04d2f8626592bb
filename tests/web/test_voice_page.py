"""The rep's two answers: her page, who reads them in which state, and that no window loses a word."""

from __future__ import annotations

import pytest

from reviews import meetings, people, plans, voices
from tests import a_plan
from tests.by_link import let_in
from tests.on_the_table import table
from tests.page_forms import forms_on
from tests.reading import words_of

WANTS, HINDERED = "I want to leave a first call with a name.", "Two weeks of holiday cover."
SAID = {"wants": WANTS, "hindered": HINDERED}
READERS = ("Dustin and Marc read it when you hand it in. Once your turn has come on Tue 24 Nov: the people asked to this "
           "meeting, also those Marc adds.")


@pytest.fixture
def review(session, cast, clock):
    return table(session, cast, at=clock(), taken_up=False)


def at(review, what: str = "") -> str:
    return f"/reviews/{review.id}/voice{what}"


def filled(client, review, **typed) -> dict[str, str]:
    """The form as the page shows it now, with what is typed into it."""
    (form,) = [one for one in forms_on(client.get(at(review)).text, "") if one.action == at(review)]
    return {name: values[0] for name, values in form.fields.items()} | typed


def who_reads(desk, cast, review) -> set[str]:
    """Whoever finds her words on the page of her review."""
    found = {name for name in ("priya", "tomasz", "dustin", "marc", "ana", "farid", "lea", "ada", "olaf")
             if WANTS in words_of(desk(getattr(cast, name)).get(f"/reviews/{review.id}").text)}
    return found


def test_two_questions_and_nothing_else_of_her_review(desk, session, cast, review):
    ana = desk(cast.ana)
    said = words_of(ana.get(at(review)).text)
    assert "What do you want to get better at?" in said and "What got in your way?" in said and READERS in said
    assert [word for word in ("Halden", "Priya", "Kessler", "Brunnhofer", "Gains") if word in said] == []
    assert ana.get(f"/reviews/{review.id}").status_code == 404


def test_she_keeps_a_draft_then_hands_it_in_and_takes_it_back(desk, session, cast, review):
    ana = desk(cast.ana)
    assert ana.post(at(review), data=filled(ana, review, **SAID, then="draft")).status_code == 303
    assert "Only you see it" in words_of(ana.get(at(review)).text)
    assert who_reads(desk, cast, review) == set()
    assert ana.post(at(review), data=filled(ana, review)).status_code == 303
    assert (review.voice.readers, review.voice.wants) == (READERS, WANTS)
    page = words_of(ana.get(at(review)).text)
    assert WANTS in page and "Handed in" in page and READERS in page
    assert ana.post(at(review, "/taking-back")).status_code == 303
    assert who_reads(desk, cast, review) == set()
    assert ana.post(at(review), data=filled(ana, review, wants="Better.")).status_code == 303
    assert review.voice.wants == "Better."


def test_who_reads_it_before_her_turn_on_the_table_and_after(desk, session, cast, review, clock):
    voices.hand_in(review, **SAID, at=clock())
    session.commit()
    assert who_reads(desk, cast, review) == {"dustin", "marc"}
    meetings.take_up(review, by=cast.marc, at=clock())
    session.commit()
    assert who_reads(desk, cast, review) == {"dustin", "marc", "priya", "tomasz"}
    for other in review.meeting.reviews:
        other.closed_at = clock()
    meetings.close(review.meeting, by=cast.marc, at=clock())
    session.commit()
    assert who_reads(desk, cast, review) == {"dustin", "marc"}
    assert WANTS in words_of(desk(cast.ana).get(at(review)).text)


def test_nobody_inherits_it(desk, session, cast, review, clock):
    """A later facilitator, a later manager, and whom the later facilitator asks: none of them stood at the field (law 7)."""
    voices.hand_in(review, **SAID, at=clock())
    kemal, nadia = (people.add(session, name=f"{name} New", at=clock()) for name in ("Kemal", "Nadia"))
    session.flush()
    review.meeting.facilitator, review.meeting.manager = kemal, nadia
    clock.forward(minutes=1)
    meetings.ask(review.meeting, cast.olaf, "service", by=kemal, at=clock())
    meetings.take_up(review, by=kemal, at=clock())
    session.commit()
    cast.marc, cast.dustin = kemal, nadia
    assert who_reads(desk, cast, review) == {"priya", "tomasz"}


def test_it_opens_the_review_in_her_words(desk, session, cast, review, clock):
    voices.hand_in(review, **SAID, at=clock())
    session.commit()
    said = words_of(desk(cast.marc).get(f"/reviews/{review.id}").text)
    places = [said.index(words) for words in ("What Ana says", WANTS, HINDERED, "No plan to look back on", "Gains")]
    assert places == sorted(places)


def test_without_answers_the_room_is_told_nothing_and_the_meeting_page_that(desk, session, cast, review, clock):
    voices.keep(review, **SAID, at=clock())
    voices.hand_in(next(one for one in review.meeting.reviews if one.rep is cast.farid), **SAID, at=clock())
    session.commit()
    assert "What Ana says" not in words_of(desk(cast.marc).get(f"/reviews/{review.id}").text)
    for person in (cast.marc, cast.dustin):
        agenda = words_of(desk(person).get(f"/meetings/{review.meeting_id}").text)
        assert (agenda.count("has not answered the two questions"), agenda.count("has answered the two questions")) == (2, 1)
    assert "two questions" not in words_of(desk(cast.priya).get(f"/meetings/{review.meeting_id}", follow_redirects=True).text)


def test_two_windows_the_second_sees_both_and_picks(desk, session, cast, review):
    ana = desk(cast.ana)
    first, second = filled(ana, review, **SAID, then="draft"), filled(ana, review, wants="From the phone.", then="draft")
    ana.post(at(review), data=first)
    answer = ana.post(at(review), data=second)
    page = words_of(answer.text)
    assert answer.status_code == 422 and WANTS in page and "From the phone." in page
    assert review.voice.wants == WANTS
    (form,) = [one for one in forms_on(answer.text, "") if one.action == at(review)]
    again = {name: values[0] for name, values in form.fields.items()} | {"then": "draft"}
    assert ana.post(at(review), data=again).status_code == 303
    assert review.voice.wants == "From the phone."


def test_a_window_that_was_open_while_another_handed_in_keeps_its_words(desk, session, cast, review):
    ana = desk(cast.ana)
    stale = filled(ana, review, wants="Typed on the train.", then="draft")
    ana.post(at(review), data=filled(ana, review, **SAID))
    answer = ana.post(at(review), data=stale)
    page = words_of(answer.text)
    assert answer.status_code == 422 and "Take it back to change it" in page and "Typed on the train." in page
    assert review.voice.wants == WANTS


def test_nothing_at_all_is_not_handed_in(desk, session, cast, review):
    ana = desk(cast.ana)
    answer = ana.post(at(review), data=filled(ana, review))
    assert answer.status_code == 422 and "Answer one of the two" in words_of(answer.text)
    assert review.voice is None


def test_a_rep_without_an_address_is_asked_on_today(desk, session, cast, review):
    cast.ana.email = None
    session.commit()
    ana = desk(cast.ana)
    today = ana.get("/").text
    assert "Two questions before your review: Mid-market North, November 2026" in words_of(today)
    assert f'href="{at(review)}"' in today
    ana.post(at(review), data=filled(ana, review, **SAID))
    assert "Two questions" not in words_of(ana.get("/").text)


def test_her_words_begin_the_goal_and_the_draft_says_so(desk, session, cast, clock):
    decision = a_plan.decided(session, cast, at=clock())
    voices.hand_in(decision.review, **SAID, at=clock())
    drafted = plans.draft(decision, by=cast.marc, at=clock())
    session.commit()
    plan = f"/plans/{drafted.id}"
    for person in (cast.dustin, cast.marc):
        page = words_of(desk(person).get(plan).text)
        assert WANTS in page and "Ana’s words before the meeting. The talk may change them." in page
    dustin = desk(cast.dustin)
    (talk,) = [one for one in forms_on(dustin.get(f"{plan}/talk").text, "") if one.action.endswith("/talk")]
    sent = {name: values[0] for name, values in talk.fields.items()} | {"goal": "In other words.", "then": ""}
    assert dustin.post(talk.action, data=sent).status_code == 303
    page = words_of(dustin.get(plan).text)
    assert "In other words." in page and "words before the meeting" not in page


def test_by_the_link_in_her_mail_she_comes_to_the_two_questions_and_no_further(desk, session, cast, review, clock):
    ana = let_in(desk(), cast.ana, review.meeting, at=clock())
    assert ana.get("/").location == at(review)
    assert ana.post(at(review), data=filled(ana, review, **SAID)).status_code == 303
    assert review.voice.handed_in_at == clock()
    assert ana.get("/plans").status_code == ana.get(f"/reviews/{review.id}").status_code == 404


def test_a_rep_who_is_asked_to_write_as_well_finds_both_by_the_link(desk, session, cast, review, clock):
    meetings.ask(review.meeting, cast.ana, "service", by=cast.marc, at=clock())
    session.commit()
    ana = let_in(desk(), cast.ana, review.meeting, at=clock())
    page = ana.get("/", follow_redirects=True)
    assert "What did you see of Farid Haddad" in words_of(page.text)
    assert f'href="{at(review)}"' in page.text and ana.get(at(review)).status_code == 200
