"""Any small file of people, drawn at random: taken in without a stumble, and the second time there is nothing to do."""

import csv
import io
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, func, select
from sqlalchemy.orm import Session

from reviews import Base, handover, imports, people, taking_in
from reviews.errors import Refused
from reviews.people import Membership, Person, Team
from reviews.queries.people import by_email

NOW = datetime(2026, 11, 16, 9, tzinfo=UTC)
NAMES = ["Ana", "ana ", "Bob", "Zoë", "Zoe\u0308", "Hanna", "Gone", ""]
EMAILS = ["ana@x.de", "bob@x.de", "BOB@x.de", "new@x.de", "gone@x.de", "bad", ""]
COLUMNS = {
    "name": NAMES, "email": EMAILS, "team": ["North", "north", "South", "East", ""],
    "manager": ["Hanna", "Ana", "Bob", "hanna@x.de", "new@x.de", "Gone", ""],
    "function": ["", "manager", "service", "wizard"], "office": ["", "Köln", "Split"]}
ROW = st.fixed_dictionaries({column: st.sampled_from(cells) for column, cells in COLUMNS.items()})
OTHERS = st.sets(st.sampled_from(["email", "team", "manager", "function", "office"]))
FILES = st.tuples(OTHERS, st.lists(ROW, min_size=1, max_size=4))
HERE = [("Hanna", "hanna@x.de"), ("Gone", "gone@x.de"), ("Ana", "ana@x.de"), ("Ada", "ada@x.de"), ("Bob", None),
        ("Bob", None)]


@pytest.fixture(scope="module")
def engine():
    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        hanna, gone, ana, *_ = (
            people.add(session, name=name, email=email, is_admin=name == "Ada", at=NOW) for name, email in HERE)
        north = people.make_team(session, name="North", manager_id=hanna.id, facilitator_id=hanna.id)
        session.flush()
        people.join(ana, north, at=NOW)
        handover.leave(gone, at=NOW)
        session.commit()
    yield engine
    engine.dispose()


def as_csv(columns: set[str], rows: list[dict]) -> bytes:
    """The file: its name column and those others that were drawn."""
    out = io.StringIO()
    writer = csv.DictWriter(out, ["name", *sorted(columns)], extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def take_in(session: Session, data: bytes, by: Person):
    """What the preview says, after it was confirmed."""
    import_ = imports.start(session, kind="people", file_name="any.csv", data=data, by=by, at=NOW)
    preview = taking_in.preview(import_, by=by)
    taking_in.confirm(import_, seen=preview.fingerprint, by=by, at=NOW)
    session.flush()
    return preview


def counted(session: Session) -> list[int]:
    return [session.scalar(select(func.count()).select_from(thing)) for thing in (Person, Team, Membership)]


@settings(max_examples=80, deadline=None)
@given(FILES)
def test_what_is_shown_is_written_and_the_second_time_nothing(engine, file):
    data = as_csv(*file)
    with Session(engine) as session:
        ada = session.scalar(by_email("ada@x.de"))
        before = counted(session)
        try:
            first = take_in(session, data, ada)
        except Refused as refused:
            assert refused.sentence.endswith("no rows below it.")
            return
        added = [first.created[what].count if what in first.created else 0 for what in ("person", "team")]
        assert [now - then for now, then in zip(counted(session), before, strict=True)][:2] == added
        stands = counted(session)
        again = take_in(session, data, ada)
        assert (again.does_something, counted(session)) == (False, stands)
        check_laws(session)


def check_laws(session: Session) -> None:
    """Nobody who has left is in a team, nobody is in a team of their own, no address is there twice."""
    for membership in session.scalars(select(Membership).where(Membership.ended_at.is_(None))):
        assert membership.person.left_at is None and membership.team.manager_id != membership.person_id
    addresses = session.scalars(select(func.lower(Person.email)).where(Person.email.is_not(None))).all()
    assert len(addresses) == len(set(addresses))
