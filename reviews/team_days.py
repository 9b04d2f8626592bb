"""What is owed on plans of several teams, of each on the day that it is where its team is (law 10): by Today and by letters."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime

from sqlalchemy import Row

from reviews import duties
from reviews.commitments import Commitment
from reviews.days import local_day
from reviews.duties import Due
from reviews.people import Person


def of_plans(say: Callable, check_ins: Sequence[Row], promised: Sequence[Commitment], person: Person, at: datetime) -> Iterator[Due]:
    """What `say`, one of the duties, says of check-ins and commitments."""
    for zone in sorted({one.plan.time_zone for one in check_ins} | {zone_of(one) for one in promised}):
        yield from say([one for one in check_ins if one.plan.time_zone == zone], [one for one in promised if zone_of(one) == zone],
                       person, local_day(at, zone))


def of_manager(plans: Iterable[Row], at: datetime) -> Iterator[Due]:
    """What the plans wait for that somebody manages."""
    for row in plans:
        yield from duties.of_manager([row], row.time_zone, local_day(at, row.time_zone))


def zone_of(commitment: Commitment) -> str:
    """Where the team of its plan is."""
    return commitment.plan.review.meeting.team.time_zone
