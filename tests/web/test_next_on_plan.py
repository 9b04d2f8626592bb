"""What is next on the page of a plan, its strip with the commitments on it, and the two lines; for each reader their own."""

import re
from datetime import date, timedelta

import pytest

from app.db import db
from reviews import acknowledging, commitments, verdicts
from tests.reading import words_of
from tests.statements import counted
from tests.thirty_days import HALF, NOW_AND_THEN, USUALLY, check_in_of, keep, look, noon, plan_of

MONDAY = date(2026, 11, 16)
PRIMARY = re.compile(r'class="button primary"[^>]*>([^<]*)')


@pytest.fixture
def plan(session, cast, clock):
    clock.at = noon(MONDAY)
    return plan_of(session, cast.ana, cast.team, begins=MONDAY, promises=[
        (cast.ana, "Draw the map", 10), (cast.dustin, "Sit in", 20), (cast.priya, "Send the quotes", None)])


@pytest.fixture
def seen(desk, clock, plan):
    """`seen(ana, 8)` is the page as she gets it on day 8."""

    def on(person, nth):
        clock.at = noon(MONDAY + timedelta(nth - 1))
        return desk(person).get(f"/plans/{plan.id}").text

    return on


def next_of(page):
    return words_of("<main>" + page.split('<section class="next"')[1].split("</section>")[0]).removeprefix("<main ").split("> ", 1)[-1]


def test_on_the_first_day_it_is_to_say_that_she_has_it(cast, seen):
    page = seen(cast.ana, 1)
    assert "What is next Wed 18 Nov Say that you have received your plan Read it, then say so" in next_of(page)
    assert "The plan’s next date: Mon 23 Nov , check-in of day 7." in next_of(page)
    assert PRIMARY.findall(page) == ["Read it, then say so"] and 'href="#received"' in page and 'id="received"' in page


def test_until_there_is_something_to_do_it_says_until_when(session, cast, seen, plan):
    acknowledging.acknowledge(plan, words="", at=noon(MONDAY))
    session.commit()
    page = seen(cast.ana, 2)
    assert ("Nothing until Mon 23 Nov : check-in, day 7, with Dustin. You can write it from Fri 20 Nov on." in next_of(page))
    assert PRIMARY.findall(page) == []


def test_a_commitment_is_ticked_off_where_it_stands_first(session, desk, cast, seen, plan):
    look(session, plan, 7, coach=HALF)
    page = seen(cast.dustin, 15)
    assert PRIMARY.findall(page) == ["Check in"]
    look(session, plan, 14, coach=HALF)
    assert "Sat 5 Dec Sit in Done" in next_of(seen(cast.dustin, 15))
    action = re.search(r'class="next".*?action="([^"]*)".*?name="due_on" value="([^"]*)"', seen(cast.dustin, 15), re.S)
    desk(cast.dustin).post(action[1], data={"due_on": action[2]})
    assert commitments.turns(plan.commitments[1], MONDAY)[0].tick is not None
    assert "Nothing until Mon 7 Dec : check-in, day 21, of Ana Kovač." in next_of(seen(cast.dustin, 16))


def test_a_weekly_one_that_has_not_begun_is_named(session, cast, seen, plan):
    commitments.tick(plan.commitments[2], due_on=date(2026, 11, 20), by=cast.priya, at=noon(MONDAY))
    session.commit()
    assert "Nothing until Fri 27 Nov : Send the quotes ." in next_of(seen(cast.priya, 2))


def test_who_owes_nothing_reads_the_next_date(cast, seen):
    for person in (cast.marc, cast.lea):
        assert next_of(seen(person, 9)) == (
            "What is next Nothing for you to do on this plan just now. The plan’s next date: Mon 30 Nov , check-in of day 14.")


def test_the_verdict_is_the_one_button_when_it_is_due(session, cast, seen, plan):
    page = seen(cast.dustin, 31)
    assert PRIMARY.findall(page) == ["Give the verdict"]
    assert "Tue 15 Dec 1 day late Give the verdict on Ana Kovač’s plan Give the verdict 5 more of yours are late, below." in next_of(page)
    keep(session, plan, "Sit in")
    verdicts.give(plan, outcome="moved", then="close", reason="Yes.", by=cast.dustin, at=noon(MONDAY + timedelta(30)))
    session.commit()
    assert 'class="next"' not in seen(cast.dustin, 31)


def test_the_sections_stand_in_the_order_of_what_matters(session, cast, seen, plan):
    look(session, plan, 7, rep=HALF, coach=HALF)
    heads = re.findall(r"<h2[^>]*>([^<]*)</h2>", seen(cast.ana, 9))
    assert heads == ["Improvement item", "What is next", "Why this", "What I do", "What each coach does for me", "Help", "How we will know",
                     "Check-ins", "Coaching", "What I want", "Received and read"]


def test_the_strip_has_the_commitments_on_their_days_and_says_so(session, cast, seen, plan):
    keep(session, plan, "Draw the map")
    page = seen(cast.lea, 16)
    said = re.search(r'<svg class="strip".*?<title>(.*?)</title>', page, re.S)[1]
    assert said.endswith(
        "Commitments due: day 5, Fri 20 Nov: 1 overdue; day 10, Wed 25 Nov: 1 kept; day 12, Fri 27 Nov: 1 overdue; "
        "day 19, Fri 4 Dec: 1 to be kept; day 20, Sat 5 Dec: 1 to be kept; day 26, Fri 11 Dec: 1 to be kept.")
    assert [page.count(f'<path class="{shape}"') for shape in ("kept", "to-keep", "over-mark")] == [1, 3, 4]  # two of them check-ins
    key = words_of("<main>" + page.split('strip-key">')[1].split("</p>")[0])
    assert key.endswith("Commitments: kept to be kept overdue")


def test_on_a_closed_plan_nothing_gets_later_any_more(session, cast, seen, plan):
    keep(session, plan, "Sit in")
    verdicts.give(plan, outcome="partly", then="close", reason="Half.", by=cast.dustin, at=noon(MONDAY + timedelta(21)))
    session.commit()
    first, much_later = words_of(seen(cast.marc, 22)), words_of(seen(cast.marc, 200))
    assert first == much_later
    assert "Closed on day 22 of 30. Check-ins:" in first and "Closed, day 22" in first and "Commitments: kept not kept" in first
    assert "day 19, Fri 4 Dec: 1 not kept; day 20, Sat 5 Dec: 1 kept." in first


def test_the_two_lines_are_for_those_who_may_read_notes(session, cast, seen, plan):
    look(session, plan, 7, rep=NOW_AND_THEN, coach=USUALLY)
    for person in (cast.ana, cast.dustin, cast.marc, cast.priya):
        page = words_of(seen(person, 9))
        assert "How often it was seen: 2 answers" in page and "now and then usually Day 14" in page
    assert "answers from" not in seen(cast.lea, 9) and "<table" not in seen(cast.lea, 9)


def test_nobody_sees_the_others_point_on_the_day(session, desk, cast, seen, plan):
    look(session, plan, 7, rep=NOW_AND_THEN, coach=NOW_AND_THEN)
    look(session, plan, 14, rep=USUALLY)
    hers = "Day 14, Mon 30 Nov usually none"
    assert hers in words_of(seen(cast.ana, 15)) and hers in words_of(seen(cast.marc, 15))
    verdict = f"/plans/{plan.id}/verdict"
    for page in (seen(cast.dustin, 15), desk(cast.dustin).get(verdict).text):
        assert "Day 14, Mon 30 Nov none none" in words_of(page)
    waits = "At the check-in of day 14 one side has written. The other reads it, and it counts for them, when both have, or after Mon 30 Nov ."
    assert waits in words_of(page)
    assert hers in words_of(seen(cast.dustin, 16)) and "one side has written" not in desk(cast.dustin).get(verdict).text


def test_the_verdict_has_the_lines_without_one_more_statement_than_eight(session, app, desk, cast, clock, plan):
    for day in (7, 14, 21):
        look(session, plan, day, rep=HALF, coach=USUALLY)
    clock.at = noon(MONDAY + timedelta(29))
    dustin = desk(cast.dustin)
    dustin.get("/")
    with app.app_context(), counted(db.engine) as said:
        page = dustin.get(f"/plans/{plan.id}/verdict").text
    assert "6 answers from" in page and len(said) <= 8


def test_a_check_in_made_up_late_says_so_on_the_plan(session, desk, cast, seen, plan, clock):
    clock.at = noon(MONDAY + timedelta(10))
    desk(cast.ana).post(f"/check-ins/{check_in_of(session, plan, 7).id}", data={"frequency": "2"})
    assert "written Thu 26 Nov , 3 days late" in words_of(seen(cast.dustin, 12))
