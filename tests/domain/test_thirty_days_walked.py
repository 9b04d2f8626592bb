"""A plan on every day of its life, wherever its team is: whatever its people try, what may be is done, what may not is refused
and leaves no trace, and what is said follows the design's words (`tests.plan_model`)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

from reviews import Base, acknowledging, amending, checkins, coaching, commitments, facts, moving, publishing, today, tracking, verdicts
from reviews.checkins import CheckIn
from reviews.errors import Refused
from reviews.plans import active_plan, day_number
from tests import laws, plan_model
from tests.cast import make_cast
from tests.plan_model import COACH, REP, SIDES, Promise, Walked
from tests.thirty_days import ready_of

ZONES = ("Pacific/Auckland", "Pacific/Honolulu", "America/New_York", "Europe/London", "Asia/Kathmandu", "America/Santiago",
         "Africa/Cairo", "Pacific/Kiritimati", "Australia/Lord_Howe", "Europe/Berlin")
TURNS = (date(2024, 2, 1), date(2024, 2, 29), date(2026, 3, 7), date(2026, 3, 8), date(2026, 10, 24), date(2026, 11, 1),
         date(2026, 12, 5), date(2026, 12, 31), date(2027, 1, 1), date(2028, 2, 28), date(2031, 12, 15))
OWED = {"check in", "tick", "accept"}
PROMISED = (("ana", 10), ("ana", None), ("dustin", 12), ("priya", None))
HOURS = (time(0), time(0, 30), time(2, 30), time(9), time(12), time(17, 45), time(23, 30), time(23, 59, 59))
begins = st.sampled_from(TURNS) | st.dates(date(2024, 1, 1), date(2034, 12, 31))
TRIES = ("look", "look", "look", "look", "tick", "tick", "tick", "untick", "move", "drop", "coach", "amend", "read", "judge", "another")


class Walk:
    """One plan in the database and the same one in the model, on one day after the other."""

    def __init__(self, session: Session, starts: date, zone: str, at: time, any: Random):
        self.session, self.zone, self.any, self.day, self.clock = session, zone, any, starts, at
        self.cast = make_cast(session, at=self.at)
        self.cast.team.time_zone = zone
        promises = [(getattr(self.cast, who), f"{who} {due}", due) for who, due in PROMISED]
        self.plan = ready_of(session, self.cast.ana, self.cast.team, begins=starts, promises=promises)
        self.other = ready_of(session, self.cast.ana, self.cast.team, begins=starts - timedelta(40), promises=[
            (self.cast.ana, "Again", None), (self.cast.dustin, "Again", None)])
        publishing.publish(self.plan, by=self.cast.dustin, at=self.at)
        session.commit()
        self.model = Walked(starts, [Promise(who, due and plan_model.days_on(starts, due - 1), starts) for who, due in PROMISED], "dustin")

    @property
    def over(self) -> bool:
        """Whether her next plan has begun."""
        return self.other.published_at is not None

    @property
    def at(self) -> datetime:
        return datetime.combine(self.day, self.clock, ZoneInfo(self.zone))

    def tries(self, what: str) -> None:
        """The product does it where the model says so, and refuses in a sentence where it does not."""
        before = rows(self.session)
        act, may = getattr(self, what)()
        try:
            act()
            self.session.commit()
            done = True
        except Refused as refused:
            assert refused.sentence.endswith((".", "”"))
            self.session.rollback()
            done = False
        assert done == may, f"{what} on day {self.model.day(self.day)}"
        assert done or rows(self.session) == before

    def look(self):
        nth, side, frequency = self.any.randrange(len(self.model.check_ins)), self.any.choice(SIDES), self.any.randrange(5)
        person = self.cast.ana if side == REP else getattr(self.cast, self.model.coach)
        check_in = self.check_ins()[nth]
        return (lambda: checkins.enter(check_in, side=side, frequency=frequency, by=person, at=self.at),
                self.model.look(self.model.check_ins[nth], side, frequency, self.day))

    def tick(self, do=commitments.tick, may=Walked.tick):
        one, promise = self.promise()
        due = self.any.choice([*self.model.dues(promise), self.model.last])
        return lambda: do(one, due_on=due, by=one.owner, at=self.at), may(self.model, promise, due, self.day)

    def untick(self):
        return self.tick(commitments.untick, Walked.untick)

    def move(self):
        (one, promise), to = self.promise(), self.some_day()
        return lambda: moving.move(one, due_on=to, why="Away.", by=one.owner, at=self.at), self.model.move(promise, to, self.day)

    def drop(self):
        one, promise = self.promise()
        return lambda: commitments.drop(one, why="Not now.", by=one.owner, at=self.at), self.model.drop(promise)

    def coach(self):
        on = self.some_day()
        return lambda: coaching.log(self.plan, held_on=on, by=self.cast.dustin, at=self.at), self.model.coached(on, self.day)

    def read(self):
        words = self.any.choice(["", "Read."])
        return lambda: acknowledging.acknowledge(self.plan, words=words, at=self.at), self.model.acknowledge(words)

    def amend(self):
        target, coach = self.any.randrange(5), self.any.choice(["dustin", "priya"])
        more, named = None, {"baseline": self.model.baseline, "target": target, "coach_id": getattr(self.cast, coach).id}
        if self.any.random() < .5:
            who, on = self.any.choice(["ana", "dustin", "priya"]), self.any.choice([None, self.some_day()])
            more = Promise(who, on, self.day, accepted=who == "dustin")
        added = [{"owner_id": getattr(self.cast, more.whose).id, "text": "More", "due_on": more.on, "weekly": not more.on}] if more else []
        return (lambda: amending.amend(self.plan, reason="It is time.", facts=named, more=added, by=self.cast.dustin, at=self.at),
                self.model.amend(target, coach, more, self.day))

    def judge(self):
        then, early = self.any.choice(["close", "extend", "another way"]), self.any.choice(["", "", "", "She moves on."])
        return (lambda: verdicts.give(self.plan, outcome="cannot say", then=then, reason="So it is.", early_why=early,
                                      expected="" if then == "close" else "More of it.", by=self.cast.dustin, at=self.at), self.model.verdict(then, early, self.day))

    def another(self):
        """Her next plan begins when this one is closed, once."""
        return lambda: publishing.publish(self.other, by=self.cast.dustin, at=self.at), self.model.closed

    def check_ins(self) -> list[CheckIn]:
        return list(self.session.scalars(select(CheckIn).where(CheckIn.plan_id == self.plan.id).order_by(CheckIn.day)))

    def promise(self):
        nth = self.any.randrange(len(self.model.promises))
        self.session.expire(self.plan, ["commitments"])
        return self.plan.commitments[nth], self.model.promises[nth]

    def some_day(self) -> date:
        return plan_model.days_on(self.day, self.any.randint(-4, 34))

    # -- what is said -------------------------------------------------------------------------------------------------

    def agrees(self) -> None:
        model, known = self.model, facts.of_plan(self.plan)
        made = [(one.day, one.on, mark.state) for one, mark in zip(known.days, tracking.marks(known, self.day), strict=True)]
        assert made == [(one.nth, one.on, one.seen(self.day)) for one in model.check_ins]
        assert all(known.starts_on <= on <= known.last_day and on.isoweekday() <= 5 for _, on, _ in made)
        assert [len(self.plan.versions), day_number(self.plan, self.day)] == [model.version, model.day(self.day)]
        if not self.plan.closed_at:
            assert active_plan(self.session, self.cast.ana.id) is self.plan
            assert tracking.state(known, self.day).name == model.state(self.day)
            assert tracking.progress(known, self.day).startswith(f"Day {model.day(self.day)}")
            owed = {(whose, one.on) for one in tracking.overdue(known, self.day) for _, whose in one.whose}
            late = {(getattr(self.cast, who).name, self.since(what)) for who in ("ana", "dustin", "priya") for what in model.late(who, self.day)}
            assert {whose for whose, _ in owed} == {whose for whose, _ in late} and owed <= late
        who = self.any.choice(["ana", "dustin", "priya"])
        assert self.late_on_today(who) == model.late(who, self.day)

    def since(self, what: tuple) -> date:
        return what[2] if len(what) == 3 else next(one.on for one in self.model.check_ins if one.nth == what[1])

    def late_on_today(self, who: str) -> set[tuple]:
        """What the page Today says they should have done."""
        own = today.of_person(self.session, getattr(self.cast, who), at=self.at, zone=self.zone)
        late = [due for due in [*own.owed.soon, *own.owed.later] if due.late_days and due.kind in OWED]
        nth = {one.id: one.day for one in self.check_ins()}
        place = {one.id: n for n, one in enumerate(self.plan.commitments)}
        return {("check in", nth[due.id]) if due.kind == "check in" else (due.kind, place[due.id], due.turn or due.on)
                for due in late if due.kind != "check in" or due.id in nth}


def rows(session: Session) -> list[list]:
    """All that a plan is made of."""
    names = ("plan", "plan_version", "check_in", "entry", "commitment", "commitment_move", "tick", "verdict", "another_way", "acknowledgement", "coaching_session")
    return [list(session.execute(select(Base.metadata.tables[name]))) for name in names]


@pytest.fixture(scope="module")
def engine():
    engine = create_engine("sqlite://", poolclass=StaticPool)
    Base.metadata.create_all(engine)
    yield engine
    engine.dispose()


@given(begins, st.sampled_from(ZONES), st.sampled_from(HOURS), st.integers(0, 2 ** 32))
@settings(max_examples=6, deadline=None, phases=[Phase.generate])
def test_whatever_is_tried(engine, starts, zone, at, seed):
    with Session(engine) as session:
        for table in reversed(Base.metadata.sorted_tables):
            session.execute(table.delete())
        walk = Walk(session, starts, zone, at, Random(seed))
        walk.agrees()
        while walk.model.day(walk.day) < walk.model.length + 9 and not walk.over:
            walk.day += timedelta(walk.any.randint(0, 4))
            for walk.clock in sorted(walk.any.choices(HOURS, k=walk.any.randint(0, 3))):
                walk.tries(walk.any.choice(TRIES))
            walk.agrees()
        assert laws.broken(session) == []
