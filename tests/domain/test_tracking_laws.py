"""For any plan, on any day: the state is the first law that holds, and only the past is overdue."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from reviews import tracking
from reviews.days import check_in_dates, day_of, is_working_day
from tests.plain_facts import ANA, DUSTIN, MONDAY, facts

starts = st.dates(date(1999, 12, 1), date(2101, 3, 5))
frequencies = st.none() | st.integers(0, 4)


@given(starts, st.sampled_from([0, 30, 60]))
def test_check_ins_lie_inside_the_plan_on_working_days(start, offset):
    dates = [on for _, on in check_in_dates(start, offset)]
    assert [nth for nth, _ in check_in_dates(start, offset)] == [offset + day for day in (7, 14, 21, 30)]
    assert all(map(is_working_day, dates))
    assert day_of(start, offset + 1) < dates[0] < dates[1] < dates[2] < dates[3] <= day_of(start, offset + 30)
    assert all(abs((on - day_of(start, nth)).days) <= 2 for nth, on in check_in_dates(start, offset))


@st.composite
def courses(draw):
    """Any plan and any day from its first one on."""
    length = draw(st.sampled_from([30, 60, 90]))
    days = [offset + day for offset in range(0, length, 30) for day in (7, 14, 21, 30)]
    promises = st.tuples(st.sampled_from([ANA, DUSTIN]), st.integers(1, length), st.booleans())
    plan = facts(draw(st.dictionaries(st.sampled_from(days), st.tuples(frequencies, frequencies))),
                 draw(st.lists(promises, max_size=4)), start=draw(starts), length=length,
                 baseline=draw(st.integers(0, 4)), target=draw(st.integers(0, 4)),
                 closed=[day for day in days if day <= length - 30])
    return plan, day_of(plan.starts_on, draw(st.integers(1, length + 40)))


@given(courses())
def test_no_law_is_skipped(course):
    plan, today = course
    laws = (("verdict due", is_over), ("silent", is_silent), ("at risk", is_at_risk), ("done", is_done))
    expected = next((name for name, law in laws if law(plan, today)), "on track")
    found = tracking.state(plan, today)
    assert found.name == expected
    assert found.rule.strip()


@given(courses())
def test_only_the_past_is_overdue(course):
    plan, today = course
    assert all(owed.on < today and owed.late_days > 0 and owed.whose for owed in tracking.overdue(plan, today))
    overdue = {mark.day for mark in tracking.marks(plan, today) if mark.state == "overdue"}
    assert overdue <= {int(owed.what.split()[-1]) for owed in tracking.overdue(plan, today) if not owed.said}


@given(courses())
def test_nobody_is_called_silent_or_late_on_the_first_day(course):
    plan, _ = course
    assert tracking.overdue(plan, plan.starts_on) == []
    assert tracking.state(plan, plan.starts_on).name != "silent"


def is_over(plan, today):
    return (today - plan.starts_on).days + 1 >= plan.length


def is_silent(plan, today):
    return any(working_days_since(day.on, today) >= 2 for day in plan.days if not day.looks and not day.closed)


def is_at_risk(plan, today):
    late = [due for promise in plan.promises for due in promise.dues if due not in promise.kept]
    looked = open_answers(plan, today)
    both = [seen for seen in looked if len(seen) == 2]
    down = plan.target < plan.baseline
    flat = [min(seen) >= plan.baseline if down else max(seen) <= plan.baseline for seen in looked]
    return (any(working_days_since(due, today) >= 3 for due in late) or flat[-2:] == [True, True]
            or bool(both) and max(both[-1]) - min(both[-1]) >= 2)


def is_done(plan, today):
    looked = open_answers(plan, today)
    down = plan.target < plan.baseline
    reached = looked and (max(looked[-1]) <= plan.target if down else min(looked[-1]) >= plan.target)
    return bool(reached and plan.promises and all(set(promise.dues) <= promise.kept for promise in plan.promises))


def open_answers(plan, today):
    """What was answered at each check-in that both sides may read: held, or its day is over."""
    return [[look.frequency for look in day.looks] for day in plan.days
            if day.looks and not day.closed and (len(day.looks) == 2 or day.on < today)]


def working_days_since(day, today):
    """Counted another way than the product does."""
    return len([n for n in range(day.toordinal() + 1, today.toordinal() + 1) if (n + 6) % 7 < 5])


def test_the_other_way_of_counting_knows_a_weekend():
    assert working_days_since(date(2026, 11, 20), date(2026, 11, 23)) == 1
    assert working_days_since(date(2024, 2, 28), date(2024, 3, 4)) == 3  # Thursday the leap day, Friday, Monday
    assert working_days_since(MONDAY, MONDAY - timedelta(3)) == 0
