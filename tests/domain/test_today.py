"""Today: what a person owes by its day, what is due to them, in the zone they live by."""

from datetime import date, timedelta

import pytest

from reviews import acknowledging, checkins, commitments, people, plans, publishing, talks, today, verdicts
from reviews.checkins import COACH
from reviews.contributors import Contributor
from tests.thirty_days import HALF, check_in_of, draft_of, keep, look, noon, plan_of, three_promises

MONDAY = date(2026, 11, 16)


def on(session, person, day, zone="Europe/Berlin"):
    return today.of_person(session, person, at=noon(day), zone=zone)


def said(dues):
    return [(due.on, due.what, due.late_days) for due in [*dues.soon, *dues.later]]


def kinds(dues):
    return [due.kind for due in [*dues.soon, *dues.later]]


def day(nth):
    return MONDAY + timedelta(nth - 1)


@pytest.fixture
def plan(session, cast):
    return three_promises(session, cast, begins=MONDAY)


def test_nobody_owes_anything_in_an_empty_place(session, cast):
    for person in (cast.ana, cast.dustin, cast.priya, cast.lea):
        seen = on(session, person, MONDAY)
        assert (seen.own, said(seen.owed), said(seen.due)) == (None, [], [])


def test_a_rep_owes_what_she_promised_and_her_side_of_the_check_ins(session, cast, plan):
    seen = on(session, cast.ana, day(2))
    assert said(seen.owed) == [(date(2026, 11, 23), "Check-in, day 7, with Dustin", 0),
                               (date(2026, 11, 25), "Draw the map", 0)]
    assert said(seen.due) == [(date(2026, 11, 20), "Send the quotes", 0), (date(2026, 11, 27), "Sit in", 0)]
    assert (seen.own.plan.id, seen.own.day, [mark.state for mark in seen.own.marks]) == (plan.id, 2, ["ahead"] * 4)


def test_what_was_kept_is_owed_no_more(session, cast, plan):
    keep(session, plan, "Draw the map")
    look(session, plan, 7, rep=HALF)
    assert said(on(session, cast.ana, day(9)).owed) == [(date(2026, 11, 30), "Check-in, day 14, with Dustin", 0)]


def test_what_was_let_pass_stays_with_its_days_late(session, cast, plan):
    assert said(on(session, cast.ana, day(17)).owed) == [
        (date(2026, 11, 23), "Check-in, day 7, with Dustin", 9), (date(2026, 11, 25), "Draw the map", 7),
        (date(2026, 11, 30), "Check-in, day 14, with Dustin", 2),
        (date(2026, 12, 7), "Check-in, day 21, with Dustin", 0)]


def test_a_weekly_commitment_is_owed_for_each_week_let_pass_and_the_next(session, cast, plan):
    owed = on(session, cast.priya, day(13)).owed
    assert said(owed) == [(date(2026, 11, 20), "Send the quotes", 8), (date(2026, 11, 27), "Send the quotes", 1),
                          (date(2026, 12, 4), "Send the quotes", 0)]
    assert [(due.turn, due.now) for due in owed.soon] == [
        (date(2026, 11, 20), True), (date(2026, 11, 27), True), (date(2026, 12, 4), False)]


def test_a_coach_owes_the_other_side_and_is_owed_the_reps(session, cast, plan):
    seen = on(session, cast.dustin, day(8))
    assert said(seen.owed) == [(date(2026, 11, 23), "Check-in, day 7, of Ana Kovač", 0),
                               (date(2026, 11, 27), "Sit in", 0)]
    assert said(seen.due) == [(date(2026, 11, 23), "Check-in, day 7", 0), (date(2026, 11, 25), "Draw the map", 0)]
    assert [due.about for due in seen.due.soon] == ["Ana Kovač", "Ana Kovač"]


def test_a_check_in_can_be_written_three_days_before(session, cast, plan):
    friday, thursday = (on(session, cast.ana, date(2026, 11, day)).owed.soon[0] for day in (20, 19))
    assert (thursday.now, thursday.about) == (False, "From Fri 20 Nov on.")
    assert (friday.now, friday.about) == (True, "How often, what happened, what next.")


def test_two_weeks_are_now_and_the_rest_is_later(session, cast):
    plan_of(session, cast.farid, cast.team, begins=MONDAY, promises=[
        (cast.farid, "Early", 15), (cast.farid, "Late", 16), (cast.dustin, "Last", 30)])
    seen = on(session, cast.farid, MONDAY)
    assert [due.what for due in seen.owed.soon if due.said] == ["Early"]
    assert [due.what for due in seen.owed.later] == ["Late"]
    assert ([due.what for due in seen.due.soon], [due.what for due in seen.due.later]) == ([], ["Last"])


def test_what_somebody_else_noted_is_first_accepted(session, cast):
    draft = draft_of(session, cast.ana, cast.team, on=MONDAY)
    session.add(Contributor(meeting=draft.review.meeting, person=cast.ingrid, function="service", asked_at=noon(MONDAY),
                            asked_by_id=cast.marc.id))
    session.flush()
    facts = {"measure_what": "Quotes", "baseline": 1, "target": 3, "witness": "Dustin", "cause": "skill"}
    plans.revise(draft, by=cast.marc, at=noon(MONDAY), **facts)
    for owner, text in ((cast.ana, "Draw the map"), (cast.ingrid, "Name three customers")):
        commitments.note(draft, owner_id=owner.id, text=text, due_on=day(10), by=cast.marc, at=noon(MONDAY))
    assert said(on(session, cast.ingrid, day(2)).owed) == []  # nobody is told of a draft
    assert said(on(session, cast.ana, MONDAY).owed) == []
    talks.note(draft, held_on=MONDAY, goal="More.", by=cast.dustin, at=noon(MONDAY))
    publishing.publish(draft, by=cast.dustin, at=noon(MONDAY))
    session.commit()
    owed, = on(session, cast.ingrid, day(2)).owed.soon
    assert (owed.kind, owed.what, owed.about) == ("accept", "Name three customers", "Noted for you, not yet accepted.")
    commitments.accept(session.get(commitments.Commitment, owed.id), at=noon(MONDAY))
    assert kinds(on(session, cast.ingrid, day(2)).owed) == ["tick"]


def test_a_plan_is_acknowledged_within_two_working_days_each_version(session, cast):
    plan = plan_of(session, cast.ana, cast.team, begins=date(2026, 11, 20))  # a Friday
    owed = on(session, cast.ana, date(2026, 11, 25)).owed.soon[0]
    assert (owed.kind, owed.what, owed.on, owed.late_days) == (
        "acknowledge", "Say that you have received your plan", date(2026, 11, 24), 1)
    acknowledging.acknowledge(plan, words="", at=noon(date(2026, 11, 25)))
    assert "acknowledge" not in kinds(on(session, cast.ana, date(2026, 11, 25)).owed)
    verdicts.give(plan, outcome="partly", then="extend", reason="Half.", expected="Most of them.", by=cast.dustin, at=noon(date(2026, 12, 19)))
    session.commit()
    owed = [due for due in on(session, cast.ana, date(2026, 12, 20)).owed.soon if due.kind == "acknowledge"]
    assert [due.what for due in owed] == ["Say that you have received version 2 of your plan"]


def test_a_closed_plan_owes_nothing(session, cast, plan):
    verdicts.give(plan, outcome="moved", then="close", reason="Yes.", by=cast.dustin, at=noon(day(30)))
    session.commit()
    for person in (cast.ana, cast.dustin, cast.priya):
        seen = on(session, person, day(31))
        assert (seen.own, said(seen.owed), said(seen.due)) == (None, [], [])


def test_after_an_extension_only_the_new_days_are_owed(session, cast, plan):
    verdicts.give(plan, outcome="partly", then="extend", reason="Half.", expected="Most of them.", by=cast.dustin, at=noon(day(30)))
    session.commit()
    seen = on(session, cast.ana, day(31))
    assert [due.what for due in seen.owed.soon if due.kind == "check in"] == ["Check-in, day 37, with Dustin"]
    assert [mark.state for mark in seen.own.marks] == ["missed"] * 4 + ["ahead"] * 4


def test_the_coach_named_on_the_plan_checks_in_and_the_manager_does_not(session, cast):
    plan = plan_of(session, cast.ana, cast.team, begins=MONDAY, coach=cast.tomasz)
    assert "check in" not in kinds(on(session, cast.dustin, day(8)).owed)
    assert said(on(session, cast.tomasz, day(8)).owed) == [(date(2026, 11, 23), "Check-in, day 7, of Ana Kovač", 0)]
    checkins.enter(check_in_of(session, plan, 7), side=COACH, frequency=HALF, by=cast.tomasz, at=noon(day(8)))
    session.commit()
    assert said(on(session, cast.tomasz, day(8)).owed) == [(date(2026, 11, 30), "Check-in, day 14, of Ana Kovač", 0)]


# -- managers ---------------------------------------------------------------------------------------------------------


def test_a_manager_talks_a_draft_through_and_publishes_it(session, cast):
    draft = draft_of(session, cast.ana, cast.team, on=date(2026, 11, 20))
    assert said(on(session, cast.dustin, date(2026, 11, 26)).owed) == [
        (date(2026, 11, 24), "Talk the draft through with Ana Kovač", 2)]
    talks.note(draft, held_on=date(2026, 11, 26), goal="More.", by=cast.dustin, at=noon(date(2026, 11, 26)))
    session.flush()
    assert said(on(session, cast.dustin, date(2026, 11, 26)).owed) == [
        (date(2026, 11, 30), "Publish Ana Kovač’s plan", 0)]
    assert said(on(session, cast.marc, date(2026, 11, 26)).owed)[0][1].startswith("Finish the meeting")


def test_a_withdrawn_decision_leaves_no_draft_to_talk_about(session, cast):
    draft_of(session, cast.ana, cast.team, on=MONDAY).decision.withdrawn_at = noon(MONDAY)
    session.flush()
    assert said(on(session, cast.dustin, day(5)).owed) == []


@pytest.mark.parametrize("nth, late", [(20, []), (21, [0]), (30, [0]), (33, [3])])
def test_a_verdict_is_asked_for_in_the_last_ten_days(session, cast, plan, nth, late):
    seen = on(session, cast.dustin, day(nth)).owed
    assert [(due.on, due.what, due.late_days) for due in seen.soon if due.kind == "verdict"] == [
        (date(2026, 12, 15), "Give the verdict on Ana Kovač’s plan", days) for days in late]


# -- where and who ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("begins", [date(2026, 12, 14), date(2024, 2, 5), date(2027, 12, 31)])
def test_year_ends_and_leap_days(session, cast, begins):
    plan_of(session, cast.ana, cast.team, begins=begins)
    for nth in range(1, 40):
        seen = on(session, cast.ana, begins + timedelta(nth - 1))
        assert seen.own.day == nth
        assert all(due.late_days == max((seen.day - due.on).days, 0) for due in seen.owed.soon)


def test_an_admin_of_an_empty_place_is_told_how_it_begins(session, app):
    ada = people.add(session, name="Ada Admin", is_admin=True, at=noon(MONDAY))
    session.commit()
    assert said(on(session, ada, MONDAY).owed) == [(MONDAY, "Make a team", 0), (MONDAY, "Import people", 0)]
    team = people.make_team(session, name="North", manager_id=ada.id, facilitator_id=ada.id)
    session.flush()
    assert kinds(on(session, ada, MONDAY).owed) == ["import"]
    people.add(session, name="Ana", team_id=team.id, at=noon(MONDAY))
    assert kinds(on(session, ada, MONDAY).owed) == []


def test_who_is_a_rep_is_known_without_a_plan(session, cast):
    assert (on(session, cast.ana, MONDAY).is_rep, on(session, cast.dustin, MONDAY).is_rep) == (True, False)
