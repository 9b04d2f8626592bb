"""Publishing: what law 3 asks for, one plan at a time, and what is kept of a version."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from reviews import choosing, commitments, plans, publishing, verdicts
from reviews.checkins import CheckIn
from reviews.days import CHECK_IN_DAYS, check_in_dates, day_of, is_working_day
from reviews.errors import Missing
from reviews.measures import NUMBER
from reviews.plans import ACTIVE, Paper, PlanVersion
from tests.a_plan import FROM, GOAL, REASON, TO, draft, promise, promised, published, ready
from tests.thirty_days import noon, plan_of

MONDAY = date(2026, 11, 16)


def missing(plan) -> dict[str, str]:
    """What stands in the way today, by trying."""
    with pytest.raises(Missing) as error:
        publishing.publish(plan, by=plan.manager, at=plan.drafted_at)
    assert plan.published_at is None and plan.versions == []
    return error.value.parts


def test_a_fresh_draft_lacks_everything_but_item_and_reason(session, cast, clock):
    assert missing(draft(session, cast, at=clock())) == {
        "witness": "Say who would see the change, and where.",
        "cause": "The diagnosis is open: why is it not done yet?",
        "measure": "Say what is measured.",
        "commitment of the rep": "There is no commitment of Ana yet.",
        "commitment of a coach": "There is no commitment of a coach yet.",
        "talk": "Dustin has not talked it through with Ana yet.",
    }
    assert session.scalar(select(func.count(PlanVersion.id))) == session.scalar(select(func.count(CheckIn.id))) == 0


@pytest.mark.parametrize("without, parts", [
    ("witness", {"witness": "Say who would see the change, and where."}),
    ("cause", {"cause": "The diagnosis is open: why is it not done yet?"}),
    ("measure_what", {"measure": "Say what is measured."}),
    ("baseline", {"measure": "The measure needs where it is before, and a target."}),
    ("target", {"measure": "The measure needs where it is before, and a target."}),
    ("ana", {"commitment of the rep": "There is no commitment of Ana yet."}),
    ("coaches", {"commitment of a coach": "There is no commitment of a coach yet."}),
    ("talk", {"talk": "Dustin has not talked it through with Ana yet."}),
])
def test_each_missing_part_is_named_alone(session, cast, clock, without, parts):
    assert missing(ready(session, cast, at=clock(), without=(without,))) == parts


@pytest.mark.parametrize("item, sentence", [
    ((" ", TO), "The item needs both halves: from what, to what."),
    ((FROM, ""), "The item needs both halves: from what, to what."),
    ((FROM, f" {FROM} "), "Both halves of the item say the same."),
    ((FROM, "a better attitude"), "The item says “better attitude”: that is inside somebody, where nobody can see it. "
                                  "Withdraw the decision and word it anew."),
])
def test_an_item_that_cannot_be_observed_is_not_published(session, cast, clock, item, sentence):
    plan = ready(session, cast, at=clock())
    plan.decision.item_from, plan.decision.item_to = item
    assert missing(plan) == {"item": sentence}


def test_a_plan_has_a_reason(session, cast, clock):
    plan = ready(session, cast, at=clock())
    plan.decision.reason = "\n"
    assert missing(plan) == {"reason": "The decision gives no reason for this item."}


def test_a_withdrawn_decision_is_not_published(session, cast, clock):
    plan = ready(session, cast, at=clock())
    choosing.withdraw(plan.decision, why="Wrong theme.", by=cast.marc, at=clock())
    session.commit()
    assert missing(plan) == {"item": "The decision was withdrawn, so there is no item."}


def test_a_commitment_outside_the_days_of_the_plan_is_named(session, cast, clock):
    plan = ready(session, cast, at=clock())
    promise(plan, cast.ana, "Ask in the first call of the year, and write down the answer on the same day.", day=36,
            by=cast.ana, at=clock())
    session.commit()
    assert missing(plan) == {"dates": "“Ask in the first call of the year, and write down the answe…” is due on Mon 21 Dec, "
                                      "outside the plan: published today, it runs from Mon 16 Nov to Tue 15 Dec."}
    commitments.remove(promised(plan, "Ask in the first call of the year"))
    assert publishing.missing(plan, MONDAY + timedelta(11)) == {
        "dates": "“Draw the decision map with the champion before each quote.” is due on Wed 25 Nov, outside the plan: published "
                 "today, it runs from Fri 27 Nov to Sat 26 Dec."}


def test_nobody_is_given_a_plan_after_they_left(session, cast, clock):
    plan = ready(session, cast, at=clock())
    cast.ana.left_at = clock()
    assert missing(plan) == {"left": "Ana has left."}


def test_publishing_begins_the_thirty_days(session, cast, clock):
    plan = ready(session, cast, at=clock())
    publishing.publish(plan, by=cast.dustin, at=clock())
    session.commit()
    assert (plan.state, plan.starts_on, plan.published_by_id) == (ACTIVE, MONDAY, cast.dustin.id)
    assert session.execute(select(CheckIn.day, CheckIn.due_on).order_by(CheckIn.day)).all() == [
        (7, date(2026, 11, 23)), (14, date(2026, 11, 30)), (21, date(2026, 12, 7)), (30, date(2026, 12, 15))]
    assert {one.text.split()[0]: one.accepted_at is not None for one in plan.commitments} == {
        "Draw": False, "Ask": False, "Sit": True, "Send": False}


def test_day_one_is_the_day_where_the_team_is(session, cast, clock):
    cast.team.time_zone = "Pacific/Auckland"
    plan = published(session, cast, at=clock.forward(hours=4))
    assert (clock().date(), plan.starts_on) == (MONDAY, MONDAY + timedelta(1))


def test_publishing_twice_is_publishing_once(session, cast, clock):
    plan = ready(session, cast, at=clock())
    first = publishing.publish(plan, by=cast.dustin, at=clock())
    second = publishing.publish(plan, by=cast.dustin, at=clock.forward(days=1))
    session.commit()
    assert first is second and plan.starts_on == MONDAY
    assert session.scalar(select(func.count(PlanVersion.id))) == 1 and session.scalar(select(func.count(CheckIn.id))) == 4


def test_a_rep_has_one_plan_at_a_time(session, cast, clock):
    plan = ready(session, cast, at=clock())
    plan_of(session, cast.ana, cast.team, begins=MONDAY - timedelta(25))
    assert missing(plan) == {"one plan": "Ana is on a plan since Thu 22 Oct. This one can begin when that one is closed with its "
                                         "verdict."}
    verdicts.give(plans.active_plan(session, cast.ana.id), outcome="moved", then="close", reason="Seen.", by=cast.dustin, at=clock())
    publishing.publish(plan, by=cast.dustin, at=clock())
    session.commit()
    assert plans.active_plan(session, cast.ana.id) is plan


def test_the_version_says_what_the_plan_says_and_no_cause(session, cast, clock):
    plan = published(session, cast, at=clock())
    assert plan.versions[0].content == {
        "plan": plan.id, "version": 1, "rep": {"name": "Ana Kovač", "first": "Ana"},
        "starts_on": "2026-11-16", "ends_on": "2026-12-15", "length": 30, "item": {"from": FROM, "to": TO},
        "why": {"text": REASON, "seen_by": ["manager", "sales ops", "enablement", "service"]}, "goal": GOAL,
        "expected": "", "gains": "She asks what the price is compared with, in 4 of 5 deals.",
        "measure": {"what": "Quotes that go out with three named people on the buyer’s side", "kind": "frequency",
                    "before": "now and then", "target": "usually", "note": "3 of 11 quotes since September"},
        "commitments": [
            told(1, "Ana", "", "Draw the decision map with the champion before each quote.", "2026-11-25"),
            told(2, "Ana", "", "Ask “Who else will have to live with this?” in each first call.", "2026-12-11", weekly=True),
            told(3, "Dustin", "manager", "Sit in on two first calls, and listen for that one question.", "2026-11-27"),
            told(4, "Priya", "sales ops", "Send the open quotes with only one contact.", "2026-12-11", weekly=True)],
        "witness": "Dustin, in the second call of a deal", "coach": "Dustin Brinkmann",
        "check_ins": [{"day": day, "on": on, "who": "Ana with Dustin"} for day, on in (
            (7, "2026-11-23"), (14, "2026-11-30"), (21, "2026-12-07"), (30, "2026-12-15"))],
        "arrangement": None, "published": {"by": "Dustin Brinkmann", "as": "manager", "on": "2026-11-16"}}


def told(id, owner, function, what, due_on, weekly=False):
    return {"id": id, "owner": owner, "function": function, "what": what, "due_on": due_on, "weekly": weekly}


def test_two_of_one_name_go_by_their_whole_names(session, cast, clock):
    cast.priya.name = "Dustin Raman"
    plan = published(session, cast, at=clock())
    assert [one["owner"] for one in plan.versions[0].content["commitments"]] == [
        "Ana", "Ana", "Dustin Brinkmann", "Dustin Raman"]


def test_a_number_is_kept_as_it_is_said(session, cast, clock):
    plan = ready(session, cast, at=clock())
    plans.revise(plan, measure_kind=NUMBER, measure_unit="%", baseline=27.0, target=75.5, by=cast.dustin, at=clock())
    kept = publishing.publish(plan, by=cast.dustin, at=clock()).content["measure"]
    assert (kept["kind"], kept["before"], kept["target"]) == ("number", "27 %", "75.5 %")


def test_a_dropped_commitment_is_not_in_the_next_version(session, cast, clock):
    plan = published(session, cast, at=clock())
    commitments.drop(promised(plan, "Draw"), why="The champion left.", by=cast.ana, at=clock())
    second = publishing.make_version(plan, reason="extended", by=cast.dustin, at=clock())
    session.commit()
    assert [len(version.content["commitments"]) for version in plan.versions] == [4, 3] and second.number == 2


@pytest.mark.parametrize("days", range(7))
def test_the_check_ins_lie_inside_the_plan_whatever_day_it_begins(days):
    starts = MONDAY + timedelta(days)
    dates = check_in_dates(starts)
    assert [day for day, _ in dates] == list(CHECK_IN_DAYS) and len({on for _, on in dates}) == 4
    assert all(starts < on <= day_of(starts, 30) and is_working_day(on) for _, on in dates)


def test_the_bytes_that_were_kept_first_stay(session, cast, clock):
    version = published(session, cast, at=clock()).versions[0]
    assert publishing.keep_paper(version, b"first", at=clock()) == b"first"
    session.commit()
    assert publishing.keep_paper(version, b"second", at=noon(MONDAY)) == b"first"
    session.commit()
    assert session.scalars(select(Paper.pdf)).all() == [b"first"]
