"""Questions about the days of a plan: its check-ins, its commitments."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from reviews.built import built_once
from reviews.checkins import CheckIn, Entry
from reviews.commitments import Commitment
from reviews.plans import Plan


@built_once
def check_ins_of(plan_ids: Collection[int]) -> Select[tuple[CheckIn]]:
    """The check-ins of these plans with what both sides wrote. Read them with `.unique()`."""
    return (select(CheckIn).where(CheckIn.plan_id.in_(plan_ids)).order_by(CheckIn.plan_id, CheckIn.day)
            .options(joinedload(CheckIn.entries).joinedload(Entry.person)))


@built_once
def commitments_of(plan_ids: Collection[int]) -> Select[tuple[Commitment]]:
    """The commitments of these plans that were not dropped, with owner and ticks. Read them with `.unique()`."""
    return (select(Commitment).where(Commitment.plan_id.in_(plan_ids), Commitment.dropped_at.is_(None))
            .order_by(Commitment.plan_id, Commitment.id)
            .options(joinedload(Commitment.owner), joinedload(Commitment.ticks)))


@built_once
def whole_check_in(check_in: CheckIn) -> Select[tuple[CheckIn]]:
    """The check-in with what both sides wrote and everybody its page names. Read it with `.unique()`."""
    return (select(CheckIn).where(CheckIn.id == check_in.id)
            .options(joinedload(CheckIn.entries).joinedload(Entry.person),
                     joinedload(CheckIn.plan).options(joinedload(Plan.manager), joinedload(Plan.facilitator))))
