"""Today, as a page: the item with its days, what is owed with what one can do about it, and nothing else."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from reviews import people
from reviews.commitments import Tick
from tests.reading import words_of
from tests.statements import counted
from tests.thirty_days import HALF, check_in_of, draft_of, keep, look, noon, plan_of

MONDAY = date(2026, 11, 16)


@pytest.fixture
def plan(session, cast, clock):
    clock.at = noon(MONDAY + timedelta(11))
    return plan_of(session, cast.ana, cast.team, begins=MONDAY,
                   promises=[(cast.ana, "Draw the map <b>", 10), (cast.dustin, "Sit in on two calls", 12)])


def test_the_rep_sees_her_item_and_what_she_owes(desk, cast, session, plan):
    page = desk(cast.ana).get("/").text
    assert page.count('class="ball"') == 1
    assert "naming everyone who decides before a quote goes out" in page
    assert "Today, day 12" in page
    assert "Say that you have received your plan" in page and "Read and acknowledge" in page
    assert f'href="/check-ins/{check_in_of(session, plan, 7).id}"' in page
    assert "Draw the map &lt;b&gt;" in page and "Tick it off" in page
    assert '<span class="late">2 days late</span>' in page
    assert "Sit in on two calls" in page and "Dustin Brinkmann, manager" in page


def test_a_commitment_is_ticked_off_from_here(desk, cast, session, plan):
    own, = [one for one in plan.commitments if one.owner is cast.ana]
    answer = desk(cast.ana).post(f"/commitments/{own.id}/ticks", data={"due_on": own.due_on.isoformat()})
    assert answer.status_code == 303
    assert session.scalar(select(func.count()).select_from(Tick)) == 1
    assert "Draw the map" not in desk(cast.ana).get("/").text


def test_others_see_nothing_of_it(desk, cast, session, plan):
    for person in (cast.farid, cast.priya, cast.lea, cast.ada, cast.olaf):
        page = desk(person).get("/").text
        assert "Ana" not in words_of(page) and "Draw the map" not in page and 'class="ball"' not in page


def test_a_draft_of_hers_is_not_told_to_the_rep(desk, cast, session, clock):
    clock.at = noon(MONDAY)
    draft_of(session, cast.ana, cast.team, on=MONDAY)
    page = desk(cast.ana).get("/").text
    assert "naming everyone who decides" not in page and "draft" not in page.lower()
    assert "Talk the draft through with Ana Kovač" in desk(cast.dustin).get("/").text


def test_an_empty_day_says_what_will_be_here(desk, cast):
    assert "Nothing to do" in desk(cast.olaf).get("/").text
    assert "You have no plan just now." in desk(cast.ana).get("/").text
    assert "You have no plan just now." not in desk(cast.olaf).get("/").text


def test_one_button_is_the_main_one(desk, cast, session, plan):
    for person in (cast.ana, cast.dustin):
        assert desk(person).get("/").text.count("button primary") <= 1


def test_the_first_admin_is_told_how_to_begin(desk, session, clock, app):
    ada = people.add(session, name="Ada Admin", email="ada@example.com", is_admin=True, at=clock())
    session.commit()
    page = desk(ada).get("/").text
    assert "Make a team" in page and "Import people" in page


def test_it_costs_the_same_for_a_big_team(desk, cast, session, clock):
    """Eight statements, for whoever it is; and no more for thirteen plans than for one."""
    clock.at = noon(MONDAY + timedelta(9))
    look(session, plan_of(session, cast.ana, cast.team, begins=MONDAY), 7, rep=HALF)
    everybody = (cast.ana, cast.dustin, cast.marc, cast.priya, cast.tomasz, cast.lea, cast.ada)
    before = [_statements(desk, session, person) for person in everybody]
    for n in range(12):
        rep = people.add(session, name=f"Rep {n}", team_id=cast.team.id, at=clock())
        session.flush()
        plan = plan_of(session, rep, cast.team, begins=MONDAY, coach=(cast.dustin, cast.tomasz)[n % 2], promises=[
            (rep, "Map", 10), (cast.dustin, "Sit in", 12), (cast.priya, "Send", None), (cast.tomasz, "Play", 20)])
        keep(session, plan, "Send", "Map")
        if n % 3:
            look(session, plan, 7, coach=HALF)
    assert [_statements(desk, session, person) for person in everybody] == before
    assert max(before) <= 8


def _statements(desk, session, person):
    laptop = desk(person)
    with counted(session.get_bind()) as said:
        assert laptop.get("/").status_code == 200
    return len(said)
