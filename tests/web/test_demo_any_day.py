"""The demo story can be loaded on whatever day somebody tries it."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from reviews import demo
from reviews.plans import Plan

ONE_DATABASE = True  # test_demo.py loads it on both; which day it is is nothing to a database


@pytest.mark.parametrize("day", [datetime(2026, 1, 1, 0, 5, tzinfo=UTC), datetime(2028, 2, 29, 23, 50, tzinfo=UTC),
                                 datetime(2026, 3, 29, 1, 30, tzinfo=UTC), datetime(2026, 11, 21, 12, 0, tzinfo=UTC)],
                         ids=["new year", "leap day", "the clocks go forward", "a Saturday"])
def test_it_can_be_loaded_on_any_day(session, day):
    demo.load(session, at=day)
    assert Counter(plan.state for plan in session.scalars(select(Plan))) == {"closed": 5, "active": 10, "draft": 1}
