"""Thirty days, by their mails: what a rep and her coaches owe, one letter a person and day, and where its links lead."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from reviews import letters, mornings
from reviews.letters import OWED
from tests.gathering import BERLIN
from tests.thirty_days import keep, look, plan_of, three_promises

BEGINS = date(2026, 11, 16)


@pytest.fixture
def worker(office, worker_at):
    """`worker(23)` is the worker from a little after eight on that day of November, or on the date, until what it wrote has gone."""
    def work(day: int | date, hour: int = 8) -> None:
        on = day if isinstance(day, date) else date(2026, 11, day)
        worker_at(datetime(on.year, on.month, on.day, hour, 1, tzinfo=BERLIN))
    return work


@pytest.fixture
def arrived(office):
    """`arrived("ana")` are the letters that have come to her."""
    return lambda name: [it for it in office.letters if f"{name}@example.com" in it.headers["To"][0]]


@pytest.fixture
def plan(session, cast, worker):
    """Ana's, acknowledged: the map is hers by Wed 25 Nov, Dustin sits in by Fri 27 Nov, Priya sends the quotes every week."""
    plan = three_promises(session, cast, begins=BEGINS)
    worker(16, 14)
    return plan


def subjects(found) -> list[str]:
    return [subject for letter in found for subject in letter.headers["Subject"]]


def words(letter) -> str:
    return " ".join(letter.text_plain[0].split())


def test_a_check_in_is_asked_for_on_its_day_and_its_link_leads_to_it(arrived, worker, session, cast, plan, desk):
    worker(23)
    letter = arrived("ana")[-1]
    assert subjects([letter]) == ["Check-in, day 7, with Dustin Brinkmann: due today"]
    assert "Your plan: check-in, day 7, due today." in words(letter) and "No more reminders" in words(letter)
    path = re.search(r"/my-page/[\w-]{43}", letter.text_plain[0])[0]
    assert re.fullmatch(r"/check-ins/\d+", desk().post(path).location)
    assert "Draw the map" not in words(letter) and plan.decision.item_to not in words(letter)


def test_one_before_one_after_then_silence(arrived, worker, plan):
    for day in (23, 24, 25, 26, 27):
        worker(day)
    assert subjects(arrived("ana"))[-4:] == [
        "Check-in, day 7, with Dustin Brinkmann: due today", "Check-in, day 7, with Dustin Brinkmann: since Mon 23 Nov",
        "You owe 1 check-in and 1 commitment", "You owe 1 check-in and 1 commitment"]
    assert "Your plan: check-in, day 7, since Mon 23 Nov; 1 commitment since Wed 25 Nov." in words(arrived("ana")[-1])


def test_a_manager_of_many_gets_one_letter_about_all_of_them(arrived, worker, session, cast, plan):
    for rep in (cast.farid, cast.greta):
        plan_of(session, rep, cast.team, begins=BEGINS, promises=[(rep, "Ask first", 10), (cast.dustin, "Listen", 8)])
    worker(24)
    letter, = arrived("dustin")
    assert subjects([letter]) == ["You owe 3 check-ins and 2 commitments"]
    said = words(letter)
    assert "Ana Kovač: check-in, day 7, since Mon 23 Nov; overdue from others: Priya Raman, 1 since Fri 20 Nov." in said
    assert "Farid Haddad: check-in, day 7, since Mon 23 Nov; 1 commitment since Mon 23 Nov." in said
    assert len(set(re.findall(r"/my-page/[\w-]{43}", letter.text_plain[0]))) == 3 and "All that is due, on Today" in said


def test_what_is_done_before_the_letter_goes_is_not_in_it(arrived, round, session, cast, plan, clock):
    clock.at = datetime(2026, 11, 23, 8, 1, tzinfo=BERLIN)
    round()
    look(session, plan, 7, rep=2)
    keep(session, plan, "Send the quotes")
    clock.forward(minutes=10)
    round()
    assert (subjects(arrived("ana")), len(arrived("priya"))) == ([], 1), "hers is from the day of publishing"
    assert subjects(arrived("dustin")) == ["Check-in, day 7, of Ana Kovač: due today"]


def test_a_worker_away_for_three_days_sends_one_for_today(arrived, round, worker, session, plan, clock):
    clock.at = datetime(2026, 11, 23, 8, 1, tzinfo=BERLIN)
    round()  # what is written waits ten minutes, in which the worker goes away
    worker(27)
    assert subjects(arrived("ana")) == ["You owe 1 check-in and 1 commitment"]
    dropped = [it.key.rsplit(":", 1)[1] for it in session.scalars(select(letters.Matter).where(letters.Matter.dropped_at.is_not(None)))
               if it.kind == OWED]
    assert dropped == ["2026-11-23"] * 3


def test_beside_another_letter_of_the_day_it_is_told_with_it_or_on_the_next(arrived, worker, round, session, cast, plan, clock):
    clock.at = datetime(2026, 11, 25, 7, 0, tzinfo=BERLIN)
    letters.tell(session, cast.ana, letters.VERDICT, key="a", meeting=plan.review.meeting, plan_version=plan.versions[0], by=cast.marc, at=clock())
    round()
    clock.forward(minutes=10)
    round()
    assert len(arrived("ana")) == 1
    worker(25)
    assert len(arrived("ana")) == 1, "one a day"
    worker(26)
    assert subjects(arrived("ana"))[1:] == ["You owe 1 check-in and 1 commitment"]


def test_somebody_who_left_meanwhile_or_wants_no_more_is_told_nothing(app, session, cast, plan, round, arrived, clock):
    clock.at = datetime(2026, 11, 23, 8, 1, tzinfo=BERLIN)
    round()
    letters.no_reminders(cast.ana, at=clock())
    cast.priya.left_at = clock()
    clock.forward(minutes=10)
    round()
    assert (subjects(arrived("ana")), len(arrived("priya"))) == ([], 1), "hers is from the day of publishing"


AWAY = st.sets(st.integers(min_value=0, max_value=40), max_size=8)


@settings(max_examples=25, deadline=None)
@given(starts=st.dates(date(2026, 10, 1), date(2026, 12, 31)), away=AWAY)
def test_whatever_day_a_thing_is_due_on_it_is_news_twice_at_most(starts, away):
    """Over forty mornings, of which the worker misses some: none is said three times, nor twice after its day."""
    seen = [starts + timedelta(n) for n in range(40) if (starts + timedelta(n)).weekday() < 5 and n not in away]
    held = [mornings.Morning(day=day, since=max(last, day - mornings.LOOKS_BACK)) for last, day in zip(seen, seen[1:], strict=False)]
    for due in (starts + timedelta(n) for n in range(3, 25)):
        told = [one.day for one in held if one.is_news(due)]
        assert len(told) <= 2 and all(due in one.news_of for one in held if one.is_news(due))
        assert [day for day in told if day > due][1:] == []
