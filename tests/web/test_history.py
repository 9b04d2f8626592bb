"""The page of a rep's history: a career told in improvements, for her and her present manager, without what was for others."""

from datetime import date, timedelta

import pytest

from reviews import acknowledging, closing, people, teams, verdicts
from tests.reading import words_of
from tests.statements import counted
from tests.thirty_days import ALWAYS, HALF, keep, look, noon, plan_of, review_of

AUTUMN, WINTER = date(2026, 9, 7), date(2026, 11, 16)
# What was written for others than a manager who comes later, each in its own words.
KEPT = ("In every quote since.", "Anaïs from Łódź said yes.", "Next week again.", "I read it on the train.", "Three of four deals stalled.",
        "I want to know who says yes.", "Not every quote needs three.", "skill")


@pytest.fixture
def autumn(session, cast, clock):
    """Ana's plan of September with everything in it that can be written, closed; it is November now."""
    plan = plan_of(session, cast.ana, cast.team, begins=AUTUMN, item=("asking\nonce", "asking “Wer noch?” — Zoë’s way"))
    plan.talk.rep_says = "Not every quote needs three."
    look(session, plan, 30, rep=ALWAYS, coach=HALF, happened="Anaïs from Łódź said yes.", next="Next week again.")
    keep(session, plan, "Draw the decision map")
    acknowledging.acknowledge(plan, number=1, words="I read it on the train.", at=noon(AUTUMN + timedelta(1)))
    verdicts.give(plan, outcome="moved", then="close", reason="In every quote since.", by=cast.dustin, at=noon(AUTUMN + timedelta(29)))
    plan.review.meeting.closed_at = noon(AUTUMN)
    session.commit()
    clock.at = noon(WINTER)
    return plan


@pytest.fixture
def nadia(session, cast, clock):
    """Manages the South, where Ana is a rep now."""
    nadia = people.add(session, name="Nadia Berg", function="manager", at=clock())
    south = people.make_team(session, name="South", manager_id=nadia.id, facilitator_id=cast.olaf.id)
    session.flush()
    people.join(cast.ana, south, at=clock())
    session.commit()
    return nadia


def test_the_rep_reads_it_all(desk, cast, autumn):
    page = desk(cast.ana).get(f"/people/{cast.ana.id}/history").text
    words = words_of(page)
    assert "asking “Wer noch?” — Zoë’s way" in words and "September 2026 , Mid-market North" in words
    assert "Mon 7 Sep to Tue 6 Oct 2026" in words and "No plan since Wed 7 Oct 2026." in words
    assert "Before now and then After always, as you saw it; half the time, as the coach saw it" in words
    assert "Kept 1 of 2 commitments, the rep’s and the coaches’ together" in words
    assert "Moved , and closed, on Tue 6 Oct 2026 In every quote since." in words
    assert f'href="/plans/{autumn.id}"' in page and 'class="ball"' not in page
    assert "You and the manager you have now can open this page." in words


def test_the_manager_who_was_there_reads_the_words_of_the_verdict(desk, cast, autumn):
    page = desk(cast.dustin).get(f"/people/{cast.ana.id}/history").text
    assert "In every quote since." in page and f'href="/plans/{autumn.id}"' in page
    assert "always, as the rep saw it" in words_of(page)
    assert [kept for kept in KEPT[1:] if kept in words_of(page)] == []


def test_a_manager_who_came_later_reads_what_a_look_back_tells_and_no_word_more(desk, cast, autumn, nadia):
    everything = desk(cast.ana).get(f"/plans/{autumn.id}").text + desk(cast.ana).get(f"/plans/{autumn.id}/diagnosis").text
    assert [kept for kept in KEPT if kept not in words_of(everything) and kept not in everything] == []  # there is what could leak
    page = desk(nadia).get(f"/people/{cast.ana.id}/history").text
    words = words_of(page)
    for told in ("asking “Wer noch?” — Zoë’s way", "Mon 7 Sep to Tue 6 Oct 2026", "Moved , and closed", "Quotes with three named people",
                 "Before now and then After always, as the rep saw it; half the time, as the coach saw it", "Kept 1 of 2 commitments"):
        assert told in words
    assert [kept for kept in KEPT if kept in words] == []
    assert f"/plans/{autumn.id}" not in page and "Draw the decision map" not in page and "Dustin" not in words
    assert desk(nadia).get(f"/plans/{autumn.id}").status_code == 404


@pytest.mark.parametrize("who, finds", [
    ("ana", 200), ("dustin", 200), ("marc", 404), ("priya", 404), ("farid", 404), ("tomasz", 404), ("lea", 404), ("ada", 404), ("olaf", 404)])
def test_it_is_for_the_rep_and_her_manager_alone(desk, cast, autumn, who, finds):
    assert desk(getattr(cast, who)).get(f"/people/{cast.ana.id}/history").status_code == finds


def test_who_was_her_manager_reads_it_no_more(desk, cast, autumn, nadia):
    dustin = desk(cast.dustin)
    assert dustin.get(f"/people/{cast.ana.id}/history").status_code == 404
    plan = dustin.get(f"/plans/{autumn.id}").text
    assert "In every quote since." in plan and "Everything so far" not in plan
    assert desk(cast.ana).get(f"/people/{cast.ana.id}/history").status_code == 200


def test_a_manager_who_took_the_team_over_reads_the_words_of_what_ran_then_and_of_nothing_before(desk, cast, session, autumn):
    """The plan that runs goes over to him with the team; the one that was closed before does not."""
    running = plan_of(session, cast.ana, cast.team, begins=WINTER)
    team = cast.team
    teams.change(team, name=team.name, manager_id=cast.olaf.id, facilitator_id=team.facilitator_id, cadence=team.cadence,
                 time_zone=team.time_zone, paper=team.paper)
    session.commit()
    page = desk(cast.olaf).get(f"/people/{cast.ana.id}/history").text
    assert f'href="/plans/{running.id}"' in page and f'href="/plans/{autumn.id}"' not in page
    assert "In every quote since." not in page and page.count('class="ball"') == 1
    assert "not known before the verdict" in page and "day 1 of 30" in page


def test_a_rep_who_became_a_manager_keeps_it(desk, cast, session, autumn, clock):
    people.join(cast.ana, None, at=clock())
    people.make_team(session, name="West", manager_id=cast.ana.id, facilitator_id=cast.marc.id)
    session.commit()
    assert "In every quote since." in desk(cast.ana).get(f"/people/{cast.ana.id}/history").text
    assert desk(cast.dustin).get(f"/people/{cast.ana.id}/history").status_code == 404


def test_a_review_without_an_item_says_why_and_keeps_its_note(desk, cast, session, autumn):
    review = review_of(session, cast.ana, cast.team, on=WINTER)
    closing.close_without_item(review, why="away", note="Her knee is operated.", by=cast.marc, at=noon(WINTER))
    session.commit()
    for person in (cast.ana, cast.dustin):
        words = words_of(desk(person).get(f"/people/{cast.ana.id}/history").text)
        assert "November 2026, Mid-market North : no new item. Away." in words and "knee" not in words


def test_before_the_first_plan_it_says_what_will_stand_here(desk, cast):
    words = words_of(desk(cast.farid).get(f"/people/{cast.farid.id}/history").text)
    assert "Nothing yet Each plan will stand here from the day it is published" in words


def test_the_ways_to_it(desk, cast, session, autumn, clock):
    running, way = plan_of(session, cast.ana, cast.team, begins=WINTER), f'href="/people/{cast.ana.id}/history"'
    for person, address in ((cast.ana, "/"), (cast.ana, f"/plans/{running.id}"), (cast.dustin, f"/plans/{running.id}"),
                            (cast.dustin, "/plans"), (cast.dustin, f"/teams/{cast.team.id}")):
        assert way in desk(person).get(address).text, address
    for person, address in ((cast.marc, f"/plans/{running.id}"), (cast.lea, "/plans"), (cast.marc, "/plans"), (cast.marc, f"/teams/{cast.team.id}")):
        assert way not in desk(person).get(address).text, address
    assert f'href="/people/{cast.greta.id}/history"' in desk(cast.greta).get("/").text


def test_it_costs_the_same_for_one_plan_and_for_many(desk, cast, session, autumn, clock):
    clock.at = noon(WINTER + timedelta(120))
    dustin, costs = desk(cast.dustin), []
    for begins in (WINTER, WINTER + timedelta(40), WINTER + timedelta(80)):
        with counted(session.get_bind()) as said:
            page = dustin.get(f"/people/{cast.ana.id}/history").text
        costs.append((page.count("<article"), len(said)))
        plan = plan_of(session, cast.ana, cast.team, begins=begins)
        verdicts.give(plan, outcome="partly", then="close", reason="So.", by=cast.dustin, at=noon(begins + timedelta(29)))
        session.commit()
    assert costs == [(plans, costs[0][1]) for plans in (1, 2, 3)] and costs[0][1] <= 8
