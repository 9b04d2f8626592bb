"""Follow-up, as a page: which day each plan is on, how it stands by which rule, what is overdue and whose."""

from datetime import date, timedelta

from reviews import people, verdicts
from tests.statements import counted
from tests.thirty_days import HALF, draft_of, look, noon, plan_of

MONDAY = date(2026, 11, 16)


def test_the_manager_sees_how_each_plan_stands(desk, cast, session, clock):
    clock.at = noon(MONDAY + timedelta(10))
    look(session, plan_of(session, cast.ana, cast.team, begins=MONDAY), 7, rep=HALF, coach=HALF)
    plan_of(session, cast.farid, cast.team, begins=MONDAY,
            promises=[(cast.farid, "Count to {{ five }}", 8), (cast.dustin, "Sit in", 20)])
    page = desk(cast.dustin).get("/plans").text
    assert "Mid-market North, 2 plans under way" in page
    assert page.index("Farid Haddad") < page.index("Ana Kovač")
    assert "Day 7 check-in overdue, neither side has looked" in page and "Day 11 of 30" in page
    assert "Farid and you" in page and "Count to {{ five }}" in page
    assert page.count('<span class="late">3 days late</span>') == 2
    assert 'class="ball"' not in page


def test_a_leader_sees_plans_and_no_notes(desk, cast, session, clock):
    clock.at = noon(MONDAY + timedelta(10))
    plan = plan_of(session, cast.ana, cast.team, begins=MONDAY)
    look(session, plan, 7, rep=HALF, happened="A note.", next="Another.")
    page = desk(cast.lea).get("/plans").text
    assert "Ana Kovač" in page and "Dustin</bdi></strong>, check-in of day 7" in page
    assert "A note." not in page and "Another." not in page


def test_drafts_stand_above_and_closed_ones_below(desk, cast, session, clock):
    clock.at = noon(MONDAY + timedelta(3))
    draft_of(session, cast.farid, cast.team, on=MONDAY)
    closed = plan_of(session, cast.greta, cast.team, begins=MONDAY - timedelta(30))
    verdicts.give(closed, outcome="not moved", then="close", reason="In words.", by=cast.dustin, at=noon(MONDAY))
    session.commit()
    for person in (cast.dustin, cast.marc):
        page = desk(person).get("/plans").text
        assert "to be talked through with Farid" in page and "waiting since" in page
        assert "not moved" in page and "Closed in the last thirty days" in page
    assert "Farid" not in desk(cast.lea).get("/plans").text


def test_without_plans_it_says_what_will_be_here(desk, cast):
    assert "No plans under way" in desk(cast.dustin).get("/plans").text


def test_it_costs_the_same_for_one_plan_and_for_forty(desk, cast, session, clock):
    clock.at = noon(MONDAY + timedelta(20))
    look(session, plan_of(session, cast.ana, cast.team, begins=MONDAY), 7, rep=HALF)
    everybody = (cast.dustin, cast.marc, cast.lea, cast.tomasz)
    before = [_statements(desk, session, person) for person in everybody]
    for n in range(39):
        rep = people.add(session, name=f"Rep {n}", team_id=cast.team.id, at=clock())
        session.flush()
        plan = plan_of(session, rep, cast.team, begins=MONDAY, coach=(cast.dustin, cast.tomasz)[n % 2],
                       promises=[(rep, "Map", 10), (cast.dustin, "Sit in", 12), (cast.priya, "Send", None)])
        if n % 3:
            look(session, plan, 7, rep=HALF, coach=HALF)
        if n % 13 == 0:
            verdicts.give(plan, outcome="moved", then="close", reason="Yes.", early_why="So.", by=cast.dustin,
                          at=clock())
    assert [_statements(desk, session, person) for person in everybody] == before
    assert max(before) <= 8


def _statements(desk, session, person):
    laptop = desk(person)
    with counted(session.get_bind()) as said:
        assert laptop.get("/plans").status_code == 200
    return len(said)
