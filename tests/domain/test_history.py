"""The history of a rep: every plan in the order of time, what lies between them, and what its reader may not see."""

from datetime import date, timedelta

import pytest

from reviews import closing, handover, history, people, rules, standing, verdicts
from reviews.history import GAP, PLAN, WITHOUT_ITEM
from tests.statements import counted
from tests.thirty_days import ALWAYS, HALF, keep, look, noon, plan_of, review_of

AUTUMN, WINTER = date(2026, 9, 7), date(2026, 11, 16)
NEW_YEAR = date(2027, 1, 4)


def told(session, rep, *, reader=None, on):
    return history.of_rep(session, rep, reader=reader or rep, at=noon(on))


def ended(session, cast, plan, *, on, outcome="moved", then="close", expected=""):
    early = "So." if on < plan.starts_on + timedelta(plan.length - 10) else ""
    verdicts.give(plan, outcome=outcome, then=then, reason=f"Said on {on}.", expected=expected, early_why=early, by=cast.dustin, at=noon(on))
    session.commit()


@pytest.fixture
def autumn(session, cast):
    """Ana's first plan, closed on its last day."""
    plan = plan_of(session, cast.ana, cast.team, begins=AUTUMN)
    look(session, plan, 30, rep=ALWAYS, coach=HALF)
    keep(session, plan, "Draw the decision map")
    ended(session, cast, plan, on=AUTUMN + timedelta(29))
    return plan


def test_there_is_nothing_before_the_first_plan(session, cast):
    assert told(session, cast.ana, on=AUTUMN) == []


def test_plans_stand_the_newest_first_with_the_time_between_them(session, cast, autumn):
    plan_of(session, cast.ana, cast.team, begins=WINTER)
    found = told(session, cast.ana, on=WINTER + timedelta(11))
    assert [(one.kind, one.on) for one in found] == [(PLAN, WINTER), (GAP, date(2026, 10, 7)), (PLAN, AUTUMN)]
    now, gap, then = found
    assert (now.runs, now.day, now.ends_on, now.evidence, now.before) == (True, 12, date(2026, 12, 15), None, "now and then")
    assert gap.until == date(2026, 11, 15)
    assert (then.runs, then.ends_on, then.before, then.kept) == (False, date(2026, 10, 6), "now and then", (1, 2))
    assert [(point.side, point.said) for point in then.evidence.after] == [("rep", "always"), ("coach", "half the time")]


@pytest.mark.parametrize("after, gaps", [(0, []), (1, []), (2, [(1, 1)])])
def test_a_plan_that_follows_at_once_leaves_no_gap(session, cast, autumn, after, gaps):
    over = AUTUMN + timedelta(29)
    plan_of(session, cast.ana, cast.team, begins=over + timedelta(after))
    found = told(session, cast.ana, on=over + timedelta(after + 3))
    assert [(one.on, one.until) for one in found if one.kind == GAP] == [
        (over + timedelta(first), over + timedelta(last)) for first, last in gaps]


def test_the_time_since_the_last_plan_goes_on(session, cast, autumn):
    gap, _ = told(session, cast.ana, on=NEW_YEAR)
    assert (gap.kind, gap.on, gap.until) == (GAP, date(2026, 10, 7), None)
    assert [one.kind for one in told(session, cast.ana, on=date(2026, 10, 6))] == [PLAN]


def test_an_extended_plan_has_a_verdict_for_each_of_its_thirties(session, cast):
    plan = plan_of(session, cast.ana, cast.team, begins=AUTUMN)
    ended(session, cast, plan, on=AUTUMN + timedelta(29), outcome="partly", then="extend", expected="Most of them.")
    ended(session, cast, plan, on=AUTUMN + timedelta(62))
    found = told(session, cast.ana, on=AUTUMN + timedelta(62))
    assert [(one.kind, one.plan.length, one.ends_on) for one in found] == [(PLAN, 60, AUTUMN + timedelta(62))]
    assert [(verdict.length, verdict.outcome) for verdict in found[0].verdicts] == [(30, "partly"), (60, "moved")]


def test_a_review_that_ended_without_an_item_says_why(session, cast, autumn):
    review = review_of(session, cast.ana, cast.team, on=WINTER)
    closing.close_without_item(review, why="nothing to change now", note="She is on leave.", by=cast.marc, at=noon(WINTER))
    without, gap, _ = told(session, cast.ana, on=WINTER)
    assert (without.kind, without.on, without.review.closed_why) == (WITHOUT_ITEM, WINTER, "nothing to change now")
    assert (gap.kind, hasattr(without.review, "closed_note")) == (GAP, False)


def test_each_plan_ends_on_the_day_of_its_team(session, cast):
    """At three in the morning in Berlin it is still yesterday in Chicago."""
    south = people.make_team(session, name="South", manager_id=cast.olaf.id, facilitator_id=cast.marc.id, time_zone="America/Chicago")
    session.flush()
    plan = plan_of(session, cast.ana, south, begins=AUTUMN)
    night = noon(AUTUMN + timedelta(30)) - timedelta(hours=9)
    verdicts.give(plan, outcome="moved", then="close", reason="Yes.", by=cast.olaf, at=night)
    session.commit()
    found = history.of_rep(session, cast.ana, reader=cast.ana, at=night)
    assert [(one.kind, one.ends_on) for one in found] == [(PLAN, AUTUMN + timedelta(29))]


def test_it_is_the_reps_and_the_present_managers(session, cast, autumn):
    who = [name for name, person in vars(cast).items()
           if isinstance(person, people.Person) and rules.holds(rules.HISTORY, standing.of(session, person, cast.ana))]
    assert sorted(who) == ["ana", "dustin"]


def test_a_new_team_brings_a_new_reader_and_takes_the_old_one_away(session, cast, autumn):
    nadia = people.add(session, name="Nadia Berg", function="manager", at=noon(WINTER))
    south = people.make_team(session, name="South", manager_id=nadia.id, facilitator_id=cast.olaf.id)
    session.flush()
    people.join(cast.ana, south, at=noon(WINTER))
    session.commit()
    may = {person.name: rules.holds(rules.HISTORY, standing.of(session, person, cast.ana)) for person in (nadia, cast.dustin, cast.ana)}
    assert may == {"Nadia Berg": True, "Dustin Brinkmann": False, "Ana Kovač": True}
    readers = {person.name: told(session, cast.ana, reader=person, on=WINTER)[-1].plan.may_open for person in (nadia, cast.ana)}
    assert {name: bool(may_open) for name, may_open in readers.items()} == {"Nadia Berg": False, "Ana Kovač": True}


def test_who_has_left_is_read_by_nobody_else(session, cast, autumn):
    handover.leave(cast.ana, at=noon(WINTER))
    session.commit()
    assert rules.holds(rules.HISTORY, standing.of(session, cast.ana, cast.ana))
    assert not rules.holds(rules.HISTORY, standing.of(session, cast.dustin, cast.ana))


def test_an_admin_may_still_change_their_own_person(session, cast):
    assert rules.holds(rules.ADMINISTER_PERSON, standing.of(session, cast.ada, cast.ada))


def test_it_asks_the_same_for_one_plan_and_for_many(session, cast, autumn):
    costs = []
    for months in range(3):
        session.refresh(cast.ana)
        with counted(session.get_bind()) as said:
            assert len(told(session, cast.ana, on=WINTER + timedelta(300))) == 2 * months + 2
        costs.append(len(said))
        begins = WINTER + timedelta(40 * months)
        ended(session, cast, plan_of(session, cast.ana, cast.team, begins=begins), on=begins + timedelta(29))
    assert costs[0] == costs[1] == costs[2] <= 3
