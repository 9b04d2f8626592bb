"""The verdict: once for thirty days, on the true day, by the manager or on their word; then close or extend."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from reviews import people, verdicts
from reviews.checkins import CheckIn
from reviews.days import check_in_dates, is_working_day
from reviews.errors import Refused
from reviews.evidence import Point
from reviews.measures import NUMBER
from reviews.people import Person
from reviews.plans import Plan, PlanVersion
from reviews.verdicts import Verdict
from tests.thirty_days import HALF, USUALLY, draft_of, keep, look, noon, plan_of, review_of

MONDAY = date(2026, 11, 16)
DAY_21, DAY_30 = MONDAY + timedelta(20), MONDAY + timedelta(29)


@pytest.fixture
def plan(session, cast):
    return plan_of(session, cast.ana, cast.team, begins=MONDAY)


def give(plan, by, *, on=DAY_30, outcome="moved", then="close", reason="Four quotes of five.", **more):
    expected = {} if then == "close" else {"expected": "Every quote names three people."}
    return verdicts.give(plan, **{"outcome": outcome, "then": then, "reason": reason} | expected | more, by=by, at=noon(on))


def refusal(plan, by, **facts):
    with pytest.raises(Refused) as refused:
        give(plan, by, **facts)
    return refused.value


def test_a_verdict_closes_the_plan_and_keeps_what_it_stood_on(session, cast, plan):
    look(session, plan, 7, rep=HALF, coach=HALF)
    look(session, plan, 21, rep=USUALLY)
    keep(session, plan, "Draw the decision map")
    give(plan, cast.dustin)
    session.commit()
    verdict = session.scalar(select(Verdict))
    assert (verdict.outcome, verdict.then, verdict.reason) == ("moved", "close", "Four quotes of five.")
    assert (verdict.length, verdict.given_by, verdict.given_on) == (30, cast.dustin, DAY_30)
    assert (verdict.on_word_of, verdict.early_why) == (None, "")
    stood_on = verdict.evidence
    assert stood_on.before == Point("Dustin Brinkmann", MONDAY, 1.0, "now and then")
    assert stood_on.after == [
        Point("Ana Kovač", date(2026, 12, 7), USUALLY, "usually", "rep", 21, "usually"),
        Point("Dustin Brinkmann", date(2026, 11, 23), HALF, "half the time", "coach", 7, "half the time")]
    assert [(one.owner, one.kept, one.of, one.promises) for one in stood_on.kept] == [
        ("Ana Kovač", 1, 1, [["Draw the decision map", "kept"]]),
        ("Dustin Brinkmann", 0, 1, [["Sit in on two calls", "not kept"]])]
    assert (plan.state, plan.closed_at) == ("closed", noon(DAY_30))


def test_a_number_nobody_gave_stays_open(session, cast):
    counted = plan_of(session, cast.farid, cast.team, begins=MONDAY, measure_kind=NUMBER, measure_unit="quotes",
                      baseline=2.0, target=6.0)
    look(session, counted, 21, rep=HALF, value=4.5)
    look(session, counted, 21, coach=HALF)
    after = give(counted, cast.dustin, outcome="cannot say").evidence.after
    assert [(point.figure, point.said, point.often) for point in after] == [
        (4.5, "4.5 quotes", "half the time"), (None, "", "half the time")]


def test_a_second_verdict_is_refused_and_the_first_named(session, cast, plan):
    give(plan, cast.dustin)
    session.commit()
    assert refusal(plan, cast.dustin, outcome="not moved").sentence == (
        "Dustin Brinkmann gave the verdict “moved” on Tue 15 Dec. Thirty days have one verdict.")
    assert session.scalars(select(Verdict.outcome)).all() == ["moved"]


def test_a_form_from_before_an_extension_is_refused(session, cast, plan):
    give(plan, cast.dustin, outcome="partly", then="extend", length=30)
    session.commit()
    assert refusal(plan, cast.dustin, length=30).sentence == (
        "Dustin Brinkmann gave the verdict “partly” on Tue 15 Dec; the plan was extended to 60 days. "
        "Thirty days have one verdict.")
    assert (plan.state, plan.length) == ("active", 60)


def test_an_extension_has_its_own_check_ins_and_a_new_version(session, cast, plan):
    give(plan, cast.dustin, on=DAY_30 + timedelta(2), outcome="partly", then="extend")
    session.commit()
    made = session.execute(select(CheckIn.day, CheckIn.due_on).order_by(CheckIn.day)).all()
    assert made == check_in_dates(MONDAY) + check_in_dates(MONDAY, 30)
    versions = session.execute(select(PlanVersion.reason, PlanVersion.content).order_by(PlanVersion.number)).all()
    assert [(reason, said["version"], said["length"], said["ends_on"], len(said["check_ins"]))
            for reason, said in versions] == [
        ("", 1, 30, "2026-12-15", 4), ("extended", 2, 60, "2027-01-14", 8)]
    assert plan.closed_at is None


def test_what_is_expected_stays_with_the_verdict_and_stands_in_the_new_version(session, cast, plan):
    give(plan, cast.dustin, outcome="partly", then="extend", expected=" Four of five quotes. ")
    session.commit()
    first, second = session.scalars(select(PlanVersion).order_by(PlanVersion.number))
    assert session.scalar(select(Verdict.expected)) == "Four of five quotes."
    assert (first.content["expected"], second.content["expected"]) == ("", "Four of five quotes.")
    give(plan, cast.dustin, on=MONDAY + timedelta(59), outcome="partly", then="extend", expected="All of them.")
    session.commit()
    assert plan.versions[-1].content["expected"] == "All of them."
    assert session.scalars(select(Verdict.expected).order_by(Verdict.length)).all() == ["Four of five quotes.", "All of them."]


def test_ninety_days_and_no_further(session, cast, plan):
    for last_day in (30, 60):
        give(plan, cast.dustin, on=MONDAY + timedelta(last_day - 1), outcome="partly", then="extend")
        session.commit()
    refused = refusal(plan, cast.dustin, on=MONDAY + timedelta(89), then="extend")
    assert (refused.sentence, refused.field) == ("This plan has had 90 days, and no plan has more. Close it.", "then")
    give(plan, cast.dustin, on=MONDAY + timedelta(89), outcome="not moved")
    session.commit()
    assert session.execute(select(Verdict.length, Verdict.then).order_by(Verdict.length)).all() == [
        (30, "extend"), (60, "extend"), (90, "close")]
    assert plan.length == 90 and len(session.scalars(select(CheckIn)).all()) == 12


def test_an_extension_that_would_be_over_is_none(session, cast, plan):
    refused = refusal(plan, cast.dustin, on=MONDAY + timedelta(59), then="extend")
    assert (refused.sentence, refused.field) == ("Thirty more days would be over by now. Close the plan.", "then")


def test_before_the_last_ten_days_the_manager_says_why_so_early(session, cast, plan):
    refused = refusal(plan, cast.dustin, on=DAY_21 - timedelta(1))
    assert refused.sentence == "This is day 20 of 30. Say why the verdict comes so early."
    assert refused.field == "early_why"
    give(plan, cast.dustin, on=DAY_21 - timedelta(1), early_why=" Ana changes teams. ")
    session.commit()
    assert session.execute(select(Verdict.early_why, Verdict.given_on)).all() == [
        ("Ana changes teams.", DAY_21 - timedelta(1))]


def test_from_day_21_on_nobody_asks_why(session, cast, plan):
    assert verdicts.first_day(plan) == DAY_21
    assert give(plan, cast.dustin, on=DAY_21, early_why="left over in the form").early_why == ""


@pytest.mark.parametrize("facts, field", [
    ({"outcome": "won"}, "outcome"), ({"then": "repeat"}, "then"), ({"reason": " \n "}, "reason"),
    ({"then": "extend", "expected": " \n "}, "expected"), ({"then": "another way", "expected": ""}, "expected"),
    ({"then": "close", "expected": "Every quote."}, "expected")])
def test_what_is_missing_is_said_at_its_field(session, cast, plan, facts, field):
    assert refusal(plan, cast.dustin, **facts).field == field
    session.commit()
    assert session.scalars(select(Verdict)).all() == []


def test_in_a_look_back_the_facilitator_gives_it_on_the_managers_word(session, cast, plan):
    review_of(session, cast.ana, cast.team, on=date(2026, 12, 7))
    give(plan, cast.marc, on=date(2026, 12, 7), on_word_of=cast.dustin)
    session.commit()
    assert session.execute(select(Verdict.given_by_id, Verdict.on_word_of_id, Verdict.given_on)).all() == [
        (cast.marc.id, cast.dustin.id, date(2026, 12, 7))]


def test_the_facilitator_gives_none_outside_a_look_back(session, cast, plan):
    review_of(session, cast.ana, cast.team, on=date(2026, 12, 7), taken_up=False)
    assert refusal(plan, cast.marc, on_word_of=cast.dustin).sentence == (
        "This verdict is Dustin Brinkmann’s to give. "
        "The facilitator can give it on Dustin’s word while Ana is on the table.")


def test_a_look_back_before_the_last_ten_days_gives_none(session, cast, plan):
    review_of(session, cast.ana, cast.team, on=date(2026, 12, 3))
    refused = refusal(plan, cast.marc, on=date(2026, 12, 3), on_word_of=cast.dustin, early_why="We are all here.")
    assert refused.sentence == (
        "This is day 18: the plan runs on until Tue 15 Dec. A look back can give its verdict from Sun 6 Dec on.")


def test_the_word_is_the_managers(session, cast, plan):
    review_of(session, cast.ana, cast.team, on=date(2026, 12, 7))
    for word_of in (None, cast.priya):
        assert refusal(plan, cast.marc, on=date(2026, 12, 7), on_word_of=word_of).sentence == (
            "This verdict is Dustin Brinkmann’s to give. Say that it is on Dustin’s word.")


def test_another_facilitators_meeting_is_no_look_back(session, cast, plan):
    cast.team.facilitator = cast.tomasz
    review_of(session, cast.ana, cast.team, on=date(2026, 12, 7))
    assert "This verdict is Dustin Brinkmann’s to give." in refusal(
        plan, cast.marc, on=date(2026, 12, 7), on_word_of=cast.dustin).sentence


def test_a_draft_has_no_verdict(session, cast):
    draft = draft_of(session, cast.greta, cast.team, on=MONDAY)
    assert refusal(draft, cast.dustin).sentence == "This plan is not published yet, so there is nothing to judge."


def test_a_rep_who_left_still_gets_an_end_to_the_plan(session, cast, plan):
    cast.ana.left_at = noon(MONDAY + timedelta(5))
    verdict = give(plan, cast.dustin, on=MONDAY + timedelta(6), outcome="cannot say", early_why="Ana has left.")
    assert [kept.owner for kept in verdict.evidence.kept] == ["Ana Kovač", "Dustin Brinkmann"]


def test_the_next_plan_begins_when_this_one_is_closed(session, cast, plan):
    give(plan, cast.dustin)
    session.commit()
    other = plan_of(session, cast.ana, cast.team, begins=DAY_30 + timedelta(1))
    assert (plan.state, other.state) == ("closed", "active")


@pytest.mark.parametrize("begins", [date(2026, 12, 14), date(2027, 12, 31), date(2024, 1, 30), date(2028, 2, 29)])
def test_year_ends_and_leap_days_move_no_law(session, cast, begins):
    plan = plan_of(session, cast.greta, cast.team, begins=begins)
    give(plan, cast.dustin, on=begins + timedelta(29), outcome="partly", then="extend")
    dues = session.scalars(select(CheckIn.due_on).where(CheckIn.plan_id == plan.id).order_by(CheckIn.day)).all()
    assert all(map(is_working_day, dues)) and dues == sorted(set(dues))
    assert begins < dues[0] and dues[-1] <= begins + timedelta(59)


def test_a_new_manager_gives_the_verdict(session, cast, plan):
    new = people.add(session, name="Nadia Berg", function="manager", at=noon(MONDAY))
    session.flush()
    plan.manager = new
    assert give(plan, new).given_by is new


def test_of_two_givers_at_the_same_moment_one_is_told_of_the_other(session, cast, plan):
    ids = plan.id, cast.dustin.id
    session.commit()
    with Session(session.get_bind(), expire_on_commit=False) as elsewhere:
        theirs, dustin = elsewhere.get(Plan, ids[0]), elsewhere.get(Person, ids[1])
        assert theirs.closed_at is None
        elsewhere.commit()
        give(plan, cast.dustin)
        session.commit()
        refused = refusal(theirs, dustin, outcome="not moved")
        assert refused.sentence.startswith("Dustin Brinkmann gave the verdict “moved” on Tue 15 Dec.")
    assert session.scalars(select(Verdict.outcome)).all() == ["moved"]
