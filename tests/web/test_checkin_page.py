"""The page of a check-in: under a minute, on a phone; the other side opens when both have written."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from reviews import verdicts
from reviews.checkins import Entry
from reviews.measures import NUMBER
from tests.reading import words_of
from tests.thirty_days import HALF, USUALLY, check_in_of, look, noon, plan_of

MONDAY, DAY_7 = date(2026, 11, 16), date(2026, 11, 23)


@pytest.fixture
def plan(session, cast, clock):
    clock.at = noon(DAY_7)
    return plan_of(session, cast.ana, cast.team, begins=MONDAY)


@pytest.fixture
def address(session, plan):
    return f"/check-ins/{check_in_of(session, plan, 7).id}"


def entries(session):
    return session.execute(select(Entry.side, Entry.frequency, Entry.value, Entry.happened, Entry.next)
                           .order_by(Entry.id)).all()


def test_the_rep_writes_her_side(desk, cast, session, address):
    typed = {"frequency": "3", "happened": "Asked in two calls.", "next": "Ask in all."}
    answer = desk(cast.ana).post(address, data=typed)
    assert (answer.status_code, answer.location) == (303, address)
    assert entries(session) == [("rep", 3, None, "Asked in two calls.", "Ask in all.")]
    page = desk(cast.ana).get(address).text
    assert "Usually" in page and "Asked in two calls." in page
    assert "Dustin has not written yet. You read each other’s when both have, or from Tue 24 Nov on." in words_of(page)


def test_the_coach_reads_hers_when_he_has_written_his(desk, cast, session, plan, address):
    look(session, plan, 7, rep=USUALLY, happened="Asked in two calls.")
    dustin = desk(cast.dustin)
    before = dustin.get(address).text
    assert "Ana has written. You read it when you have written yours, or from Tue 24 Nov on." in words_of(before)
    assert "Asked in two calls." not in before
    dustin.post(address, data={"frequency": "2", "happened": "Heard one of them."})
    after = dustin.get(address).text
    assert "Asked in two calls." in after and "Heard one of them." in after
    assert "Heard one of them." in desk(cast.ana).get(address).text


def test_who_reads_it_says_at_once_when_the_day_is_over(desk, cast, clock, address):
    assert "Dustin when both have written, or from Tue 24 Nov on" in words_of(desk(cast.ana).get(address).text)
    clock.at = noon(DAY_7 + timedelta(1))
    assert "Dustin at once, as the day is over" in words_of(desk(cast.ana).get(address).text)


def test_nobody_else_finds_it(desk, cast, session, address):
    for person in (cast.marc, cast.priya, cast.lea, cast.farid, cast.ada, cast.olaf):
        assert desk(person).get(address).status_code == 404
        assert desk(person).post(address, data={"frequency": "3"}).status_code == 404
    assert desk().post(address, data={"frequency": "3"}).status_code == 401
    assert entries(session) == []


def test_a_manager_who_is_not_the_coach_does_not_find_it(desk, cast, session, clock):
    clock.at = noon(DAY_7)
    plan = plan_of(session, cast.farid, cast.team, begins=MONDAY, coach=cast.tomasz)
    address = f"/check-ins/{check_in_of(session, plan, 7).id}"
    assert desk(cast.dustin).get(address).status_code == 404
    assert desk(cast.tomasz).get(address).status_code == 200


@pytest.mark.parametrize("frequency", ["", "5", "-1", "often", "3; DROP TABLE entry"])
def test_how_often_must_be_chosen_and_the_words_stay(desk, cast, session, address, frequency):
    typed = {"frequency": frequency, "happened": "Typed <b>long</b> ago {{ 7 * 7 }} שלום"}
    answer = desk(cast.ana).post(address, data=typed)
    assert answer.status_code == 422
    assert "Choose how often it happened." in answer.text
    assert "Typed &lt;b&gt;long&lt;/b&gt; ago {{ 7 * 7 }} שלום" in answer.text
    assert entries(session) == []


def test_a_number_is_asked_for_where_the_measure_is_one(desk, cast, session, clock, address):
    clock.at = noon(DAY_7)
    counted = plan_of(session, cast.farid, cast.team, begins=MONDAY, measure_kind=NUMBER, measure_unit="quotes",
                      baseline=2.0, target=6.0)
    theirs, farid = f"/check-ins/{check_in_of(session, counted, 7).id}", desk(cast.farid)
    assert "How much is it now, in quotes?" in farid.get(theirs).text
    assert "How much is it now" not in desk(cast.ana).get(address).text
    answer = farid.post(theirs, data={"frequency": "2", "value": "about four"})
    assert (answer.status_code, entries(session)) == (422, [])
    assert "“about four” is no number. Write it like 27 or 27.5." in answer.text
    farid.post(theirs, data={"frequency": "2", "value": "4.5"})
    assert entries(session) == [("rep", 2, 4.5, "", "")]


def test_ten_thousand_letters_are_kept(desk, cast, session, address):
    words = "ж" * 10_000
    desk(cast.ana).post(address, data={"frequency": "3", "happened": words, "next": words})
    assert entries(session) == [("rep", 3, None, words, words)]


def test_a_second_click_counts_once(desk, cast, session, address):
    form, ana = {"frequency": "3", "happened": "Twice.", "_once": "abc"}, desk(cast.ana)
    assert [ana.post(address, data=form).status_code for _ in range(2)] == [303, 303]
    assert len(entries(session)) == 1


def test_too_early_says_from_when(desk, cast, session, clock, address):
    clock.at = noon(date(2026, 11, 19))
    sentence = "This check-in is on Mon 23 Nov. Write it from Fri 20 Nov on."
    assert sentence in desk(cast.ana).get(address).text
    answer = desk(cast.ana).post(address, data={"frequency": "3"})
    assert answer.status_code == 422 and sentence in answer.text
    assert entries(session) == []


def test_late_is_told_beside_the_date(desk, cast, clock, address):
    clock.at = noon(DAY_7 + timedelta(3))
    ana, late = desk(cast.ana), '<span class="late">3 days late</span>'
    assert ana.get(address).text.count(late) == 1
    ana.post(address, data={"frequency": "3"})
    clock.at = noon(DAY_7 + timedelta(9))
    assert desk(cast.ana).get(address).text.count(late) == 1


def test_after_the_end_it_stays_as_it_is(desk, cast, session, plan, clock, address):
    look(session, plan, 7, rep=HALF)
    verdicts.give(plan, outcome="moved", then="close", reason="Yes.", by=cast.dustin, at=noon(MONDAY + timedelta(29)))
    session.commit()
    clock.at = noon(MONDAY + timedelta(30))
    answer = desk(cast.dustin).post(address, data={"frequency": "3"})
    assert answer.status_code == 422
    assert "This plan was closed on Tue 15 Dec. Its check-ins stay as they are." in answer.text
    assert [entry[:2] for entry in entries(session)] == [("rep", HALF)]


def test_a_form_that_was_open_when_the_plan_was_closed_shows_what_was_typed(desk, cast, session, plan, clock, address):
    ana = desk(cast.ana)
    ana.get(address)
    verdicts.give(plan, outcome="cannot say", then="close", reason="Ana moves.", early_why="She moves.", by=cast.dustin,
                  at=clock())
    answer = ana.post(address, data={"frequency": "3", "happened": "What I typed."})
    assert answer.status_code == 422
    assert "Its check-ins stay as they are." in answer.text and "What I typed." in answer.text
    assert entries(session) == []


def test_who_writes_late_may_read_the_other_first_and_it_says_so(desk, cast, session, plan, clock, address):
    look(session, plan, 7, rep=USUALLY, happened="Asked in two calls.")
    clock.at = noon(DAY_7 + timedelta(2))
    dustin = desk(cast.dustin)
    before = words_of(dustin.get(address).text)
    assert "The day is over, so it can be read. Yours will say that it was late." in before and "Asked in two calls." in before
    dustin.post(address, data={"frequency": "2", "happened": "Heard one of them."})
    late = "written Wed 25 Nov , 2 days late , when Ana ’s answer could be read already"
    assert late in words_of(dustin.get(address).text)
    for person in (cast.ana, cast.dustin, cast.marc):
        on_plan = words_of(desk(person).get(f"/plans/{plan.id}").text)
        assert on_plan.count(late) == on_plan.count("written ") == 1
