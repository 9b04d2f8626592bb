"""Another way to the same item: thirty more days, the diagnosis anew, then the plan's next version; the old diagnosis is kept."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from reviews import amending, another_way, today, verdicts
from reviews.another_way import AnotherWay, Until
from reviews.checkins import CheckIn
from reviews.days import check_in_dates
from reviews.errors import Refused, Stale
from reviews.holding import fingerprint
from reviews.plans import PlanVersion
from tests.thirty_days import noon, plan_of

MONDAY = date(2026, 11, 16)
DAY_30 = MONDAY + timedelta(29)
MORE = {"owner_id": None, "text": "Play the call with Dustin", "due_on": DAY_30 + timedelta(7)}


@pytest.fixture
def plan(session, cast):
    plan = plan_of(session, cast.ana, cast.team, begins=MONDAY)
    plan.cause_note = "Has seen it twice."
    session.commit()
    return plan


def ask(session, plan, by, *, on=DAY_30, **more):
    verdicts.give(plan, outcome="not moved", then="another way", reason="She knows how.", expected="Half of the quotes.", by=by,
                  at=noon(on), **more)
    session.commit()


def diagnose(session, plan, by, *, cause="capacity", cause_note="Fridays are full.", on=DAY_30, **more):
    another_way.diagnose(plan, cause=cause, cause_note=cause_note, by=by, at=noon(on), **more)
    session.commit()


def amend(session, plan, by, *, on=DAY_30, reason="Another way"):
    version = amending.amend(plan, reason=reason, more=[MORE | {"owner_id": by.id, "text": f"Play the call on {on}"}], by=by, at=noon(on))
    session.commit()
    return version


def owed(session, person, *, on):
    found = today.of_person(session, person, at=noon(on), zone="Europe/Berlin").owed
    return [(due.what, due.on, due.kind) for due in found.soon + found.later if due.kind in ("find way", "write way")]


def test_it_is_thirty_more_days_with_their_check_ins_and_no_version_yet(session, cast, plan):
    ask(session, plan, cast.dustin)
    assert (plan.state, plan.length) == ("active", 60)
    made = session.execute(select(CheckIn.day, CheckIn.due_on).order_by(CheckIn.day)).all()
    assert made == check_in_dates(MONDAY) + check_in_dates(MONDAY, 30)
    assert session.scalars(select(PlanVersion.number)).all() == [1]


def test_the_manager_owes_the_diagnosis_then_the_version_and_then_nothing(session, cast, plan):
    ask(session, plan, cast.dustin)
    by = DAY_30 + timedelta(2)
    assert owed(session, cast.dustin, on=DAY_30) == [("Find another way for Ana Kovač", by, "find way")]
    assert owed(session, cast.ana, on=DAY_30) == owed(session, cast.marc, on=DAY_30) == []
    diagnose(session, plan, cast.dustin)
    assert owed(session, cast.dustin, on=DAY_30) == [("Write the new way into Ana Kovač’s plan", by, "write way")]
    version = amend(session, plan, cast.dustin)
    assert owed(session, cast.dustin, on=DAY_30) == []
    assert (version.number, version.reason, version.content["length"], version.content["expected"]) == (
        2, "Another way", 60, "Half of the quotes.")
    assert "capacity" not in str(version.content) and "Fridays" not in str(version.content)


def test_an_amendment_before_the_diagnosis_is_one_like_any_other(session, cast, plan):
    ask(session, plan, cast.dustin)
    amend(session, plan, cast.dustin, reason="Priya is away.")
    assert [what for what, _, _ in owed(session, cast.dustin, on=DAY_30)] == ["Find another way for Ana Kovač"]
    diagnose(session, plan, cast.dustin)
    version = amend(session, plan, cast.dustin, on=DAY_30 + timedelta(1))
    assert session.scalar(select(AnotherWay.version_id)) == version.id and another_way.open_way(plan) is None


def test_the_old_diagnosis_is_kept_with_its_days(session, cast, plan):
    assert another_way.diagnoses_until_now(plan) == []
    ask(session, plan, cast.dustin)
    assert another_way.diagnoses_until_now(plan) == []  # it still stands
    diagnose(session, plan, cast.dustin, on=DAY_30 + timedelta(1))
    diagnose(session, plan, cast.dustin, cause="will", cause_note="Finds it pushy.", on=DAY_30 + timedelta(2))
    amend(session, plan, cast.dustin)
    assert (plan.cause, plan.cause_note) == ("will", "Finds it pushy.")
    first = Until("skill", "Has seen it twice.", MONDAY, DAY_30)
    assert another_way.diagnoses_until_now(plan) == [first]
    ask(session, plan, cast.dustin, on=MONDAY + timedelta(59))
    diagnose(session, plan, cast.dustin, on=MONDAY + timedelta(59))
    assert another_way.diagnoses_until_now(plan) == [first, Until("will", "Finds it pushy.", DAY_30, MONDAY + timedelta(59))]


@pytest.mark.parametrize("then, expected", [("close", ""), ("extend", "Half of them.")])
def test_where_no_other_way_is_looked_for_the_diagnosis_stays(session, cast, plan, then, expected):
    verdicts.give(plan, outcome="partly", then=then, reason="Half.", expected=expected, by=cast.dustin, at=noon(DAY_30))
    session.commit()
    with pytest.raises(Refused) as refused:
        diagnose(session, plan, cast.dustin)
    assert refused.value.sentence == "No other way is being looked for on this plan, so its diagnosis stays as it is."
    assert plan.cause == "skill"


def test_once_it_is_in_the_plan_the_diagnosis_stays_and_a_later_verdict_ends_the_search(session, cast, plan):
    ask(session, plan, cast.dustin)
    verdicts.give(plan, outcome="cannot say", then="extend", reason="Nobody looked.", expected="The same.", by=cast.dustin,
                  at=noon(MONDAY + timedelta(59)))
    session.commit()
    assert another_way.open_way(plan) is None and owed(session, cast.dustin, on=MONDAY + timedelta(59)) == []


def test_a_personal_cause_is_the_managers_to_note_and_no_cause_is_none(session, cast, plan):
    ask(session, plan, cast.dustin)
    for cause, by, sentence in (("personal", cast.marc, "That is for Dustin Brinkmann to note, after the talk."),
                                ("luck", cast.dustin, "Choose one of the causes.")):
        with pytest.raises(Refused) as refused:
            diagnose(session, plan, by, cause=cause)
        assert refused.value.sentence == sentence
    diagnose(session, plan, cast.dustin, cause="personal")
    assert plan.cause == "personal"


def test_of_two_who_write_it_the_second_sees_the_first(session, cast, plan):
    ask(session, plan, cast.dustin)
    seen = fingerprint({"cause": "skill", "cause_note": "Has seen it twice."})
    diagnose(session, plan, cast.dustin, seen=seen)
    with pytest.raises(Stale) as stale:
        diagnose(session, plan, cast.dustin, cause="obstacle", cause_note="No list.", seen=seen)
    assert stale.value.theirs == {"cause": "capacity", "cause_note": "Fridays are full."}


def test_there_is_no_way_after_ninety_days(session, cast, plan):
    for last in (30, 60):
        ask(session, plan, cast.dustin, on=MONDAY + timedelta(last - 1))
    with pytest.raises(Refused) as refused:
        ask(session, plan, cast.dustin, on=MONDAY + timedelta(89))
    assert refused.value.sentence == "This plan has had 90 days, and no plan has more. Close it."
