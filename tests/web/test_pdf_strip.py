"""Where the days, check-ins and their labels stand on the strip."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app.pdf.planpage import plan_page
from app.pdf.strip import WIDTH, strips
from reviews.days import check_in_dates
from tests.written_plan import PLAN, START, extended_plan, written_plan


def check_ins(start, *days):
    return [(start + timedelta(day - 1), "Ana with Dustin") for day in days]


def test_check_ins_are_filled_and_due_days_dotted():
    (strip,) = plan_page(PLAN)["strips"]

    assert [day["number"] for day in strip["days"] if day["kind"] == "check_in"] == ["30", "7", "14", "22"]
    assert [day["number"] for day in strip["days"] if day["due"]] == ["25", "1", "3", "22"]
    assert [day["number"] for day in strip["days"] if day["kind"] == "weekend"] == [
        "28", "29", "5", "6", "12", "13", "19", "20"]
    assert [(day["month"], day["x"]) for day in strip["days"] if day["month"]] == [("Nov", 0), ("Dec", 46.4)]


def test_a_label_stands_under_its_day_and_the_last_one_is_flush_right():
    (strip,) = plan_page(PLAN)["strips"]
    widths = [label["width"] for label in strip["labels"]]

    assert [round(sum(widths[:n]), 1) for n in range(4)] == [0, 40.6, 81.2, 121.8]
    assert round(sum(widths), 1) == WIDTH
    assert [label["end"] for label in strip["labels"]] == [False, False, False, False, True]


@pytest.mark.parametrize("days", [(2, 3, 4, 8), (1, 8), (7, 28, 29, 30), (7, 7), tuple(range(1, 20))])
def test_check_ins_too_close_for_labels_get_equal_columns(days):
    (strip,) = strips(START, 30, check_ins(START, *days), set())
    widths = {label["width"] for label in strip["labels"]}

    assert len(strip["labels"]) == len(days) + 1
    assert len(widths) == 1 and 20 < widths.pop() <= WIDTH / min(len(days) + 1, 5)


def test_every_start_of_a_year_keeps_its_labels_apart():
    for n in range(365):
        start = date(2026, 1, 1) + timedelta(n)
        (strip,) = strips(start, 30, [(on, "Ana") for _, on in check_in_dates(start)], set())

        assert [label["end"] for label in strip["labels"]] == [False] * 4 + [True], start
        months = [day["x"] for day in strip["days"] if day["month"]]
        assert not any(strip["legend"] - 8 < x < strip["legend"] + 50 for x in months), start


def test_only_the_first_strip_explains_its_signs():
    assert [strip["legend"] is None for strip in plan_page(extended_plan(90))["strips"]] == [False, True, True]


def test_each_strip_has_its_own_check_ins_and_start():
    first, second = plan_page(extended_plan(60))["strips"]

    assert [label["on"].replace("\u00a0", " ") for label in second["labels"]] == [
        "Wed 23 Dec", "Tue 29 Dec", "Tue 5 Jan", "Tue 12 Jan", "Thu 21 Jan"]
    assert (first["labels"][0]["who"], second["labels"][0]["who"]) == ("Start", "Day 31")


def test_a_day_outside_the_plan_is_on_no_strip():
    late = PLAN["commitments"][0] | {"due_on": "2027-02-01"}
    page = plan_page(written_plan(commitments=[late], check_ins=[{"day": 40, "on": "2027-01-01", "who": "Ana"}]))

    assert [day for day in page["strips"][0]["days"] if day["due"] or day["kind"] == "check_in"] == []
    assert page["owners"][0]["commitments"][0]["due"] == "Mon\u00a01\u00a0Feb"
