"""What a revision takes from what was kept before it: words that were amended, and coaches who had left."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask_migrate import downgrade, upgrade
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db import db
from reviews import amending, handover
from reviews.became import Rewording
from reviews.departures import Departure
from tests.a_plan import promised, published
from tests.cast import make_cast
from tests.conftest import MONDAY

TWO_DAYS_ON = MONDAY + timedelta(2)


@pytest.fixture
def past(migrated) -> list:
    """A commitment that was worded anew, and Priya, who left; and what is to be known of both."""
    with Session(db.engine) as session:
        cast = make_cast(session, at=MONDAY)
        plan = published(session, cast, at=MONDAY)
        own, was = promised(plan, "Sit in"), promised(plan, "Sit in").text
        amending.amend(plan, reason="Two are few.", wording={own.id: "Sit in on four."}, by=cast.dustin, at=MONDAY + timedelta(1))
        handover.leave(cast.priya, at=TWO_DAYS_ON)
        session.commit()
        return [[(own.id, was, "Two are few.", cast.dustin.id)], [(plan.id, cast.priya.id, TWO_DAYS_ON, False)]]


def kept() -> list:
    told = (Rewording.commitment_id, Rewording.was, Rewording.why, Rewording.by_id), (
        Departure.plan_id, Departure.person_id, Departure.at, Departure.checked_in)
    with Session(db.engine) as session:
        return [session.execute(select(*facts)).all() for facts in told]


def test_what_was_kept_in_versions_and_of_leavers_is_known_by_name(past):
    assert kept() == past
    downgrade(revision="0025")
    upgrade()
    assert kept() == past
