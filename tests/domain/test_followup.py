"""Follow-up: every plan that the rule for plans lets a person see, and no other; the most urgent first."""

from datetime import date, timedelta

import pytest

from reviews import people, rules, standing, verdicts
from reviews.followup import follow_up
from reviews.plans import Plan
from tests.thirty_days import HALF, draft_of, look, noon, plan_of

MONDAY = date(2026, 11, 16)


@pytest.fixture
def story(session, cast):
    """Ana's plan with Tomasz and Priya on it, Farid's draft, Greta's closed plan, and one of another team."""
    north = cast.team
    ana = plan_of(session, cast.ana, north, begins=MONDAY, coach=cast.tomasz,
                  promises=[(cast.ana, "Map", 10), (cast.priya, "Quotes", 12)])
    farid = draft_of(session, cast.farid, north, on=MONDAY)
    greta = plan_of(session, cast.greta, north, begins=MONDAY - timedelta(30))
    verdicts.give(greta, outcome="moved", then="close", reason="Yes.", by=cast.dustin, at=noon(MONDAY))
    nadia = people.add(session, name="Nadia Berg", function="manager", at=noon(MONDAY))
    zoe = people.add(session, name="Zoë Řehoř", at=noon(MONDAY))
    south = people.make_team(session, name="South", manager_id=nadia.id, facilitator_id=cast.olaf.id,
                             time_zone="America/Chicago")
    session.flush()
    zoes = plan_of(session, zoe, south, begins=MONDAY)
    session.commit()
    return {"Ana": ana, "Farid": farid, "Greta": greta, "Zoë": zoes, "nadia": nadia, "zoe": zoe}


def first(plan):
    return plan.rep.name.split()[0]


def names(follow):
    plans = [one.plan for one in (*follow.under_way, *follow.waiting)] + follow.ended
    return [first(plan) for plan in plans]


@pytest.mark.parametrize("who, sees", [
    ("dustin", ["Ana", "Farid", "Greta"]), ("marc", ["Ana", "Farid", "Greta"]), ("lea", ["Ana", "Greta", "Zoë"]),
    ("ana", ["Ana"]), ("farid", []), ("greta", ["Greta"]), ("tomasz", ["Ana"]), ("priya", ["Ana"]), ("ingrid", []),
    ("olaf", ["Zoë"]), ("ada", [])])
def test_everybody_sees_theirs(session, cast, story, who, sees):
    assert sorted(names(follow_up(session, getattr(cast, who), at=noon(MONDAY + timedelta(3))))) == sees


def test_the_query_says_what_the_rule_says(session, cast, story):
    plans = [thing for thing in story.values() if isinstance(thing, Plan)]
    everybody = [*vars(cast).values(), story["nadia"], story["zoe"]]
    for person in [one for one in everybody if isinstance(one, people.Person)]:
        allowed = sorted(plan.rep.first for plan in plans
                         if rules.holds(rules.PLAN, standing.of(session, person, plan)))
        assert sorted(names(follow_up(session, person, at=noon(MONDAY + timedelta(3))))) == allowed, person.name


def test_a_manager_does_not_see_the_draft_of_their_own_plan(session, cast, story):
    story["Farid"].manager = cast.farid
    session.flush()
    assert names(follow_up(session, cast.farid, at=noon(MONDAY + timedelta(3)))) == []


def test_who_dropped_their_last_commitment_is_on_the_plan_no_more(session, cast, story):
    commitment, = [one for one in story["Ana"].commitments if one.owner is cast.priya]
    commitment.dropped_at = noon(MONDAY)
    session.flush()
    assert names(follow_up(session, cast.priya, at=noon(MONDAY + timedelta(3)))) == []


def test_the_most_urgent_stands_first(session, cast):
    north = cast.team
    quiet = plan_of(session, cast.ana, north, begins=MONDAY)
    look(session, quiet, 7, rep=HALF, coach=HALF)
    plan_of(session, cast.farid, north, begins=MONDAY)
    plan_of(session, cast.greta, north, begins=MONDAY - timedelta(40))
    seen = follow_up(session, cast.dustin, at=noon(MONDAY + timedelta(10)))
    assert [(first(course.plan), course.state.name) for course in seen.under_way] == [
        ("Greta", "verdict due"), ("Farid", "silent"), ("Ana", "on track")]
    assert seen.tally == [("verdict due", 1), ("silent", 1), ("on track", 1)]


def test_a_draft_waits_after_two_working_days(session, cast):
    draft_of(session, cast.farid, cast.team, on=date(2026, 11, 20))  # a Friday
    for day, late in ((20, 0), (24, 0), (25, 1)):
        waiting, = follow_up(session, cast.dustin, at=noon(date(2026, 11, day))).waiting
        assert (waiting.due_on, waiting.late_days, waiting.for_the_talk) == (date(2026, 11, 24), late, True)


def test_a_withdrawn_draft_waits_for_nobody(session, cast):
    draft = draft_of(session, cast.farid, cast.team, on=MONDAY)
    draft.decision.withdrawn_at = noon(MONDAY)
    session.flush()
    assert follow_up(session, cast.dustin, at=noon(MONDAY)).waiting == []


def test_a_closed_plan_stays_for_thirty_days(session, cast, story):
    ended = follow_up(session, cast.dustin, at=noon(MONDAY + timedelta(29))).ended
    assert [(first(plan), plan.outcome) for plan in ended] == [("Greta", "moved")]
    assert follow_up(session, cast.dustin, at=noon(MONDAY + timedelta(31))).ended == []


def test_each_plan_is_on_the_day_of_its_team(session, cast, story):
    """At three in the morning in Berlin it is still yesterday in Chicago."""
    night = noon(MONDAY + timedelta(3)) - timedelta(hours=9)
    seen = follow_up(session, cast.lea, at=night)
    assert {first(course.plan): course.day for course in seen.under_way} == {"Ana": 4, "Zoë": 3}


def test_a_rep_who_left_is_still_named_for_what_is_open(session, cast, story):
    cast.ana.left_at = noon(MONDAY + timedelta(2))
    session.flush()
    course, = follow_up(session, cast.dustin, at=noon(MONDAY + timedelta(13))).under_way
    assert [(owed.what, [name for _, name in owed.whose]) for owed in course.overdue] == [
        ("check-in of day 7", ["Ana Kovač", "Tomasz Wilk"]), ("Map", ["Ana Kovač"]), ("Quotes", ["Priya Raman"])]
