"""A file between its upload and its confirmation: kept as it came, matched, and taken in once."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from reviews import imports, people, taking_in
from reviews.errors import Refused
from reviews.imports import Import, ObservationsImport, PeopleImport
from reviews.people import Person
from tests.gathering import gathering

CRM = "agent,boss\nAnna Snelling,Rosa Diaz\n"


@pytest.fixture
def crm(session, cast, clock) -> PeopleImport:
    return start(session, CRM.encode("utf-16"), by=cast.ada, time_zone="Europe/Berlin", at=clock())


def start(session, data: bytes | str, *, kind: str = "people", **given) -> Import:
    """A file that somebody uploads."""
    data = data.encode() if isinstance(data, str) else data
    import_ = imports.start(session, kind=kind, file_name="C:\\exports\\crm.csv", data=data, **given)
    session.commit()
    return import_


def people_here(session) -> int:
    return session.scalar(select(func.count()).select_from(Person))


def test_a_file_is_kept_as_text_with_its_columns_guessed(session, cast, crm):
    assert (crm.file_name, crm.file.content, crm.columns) == ("crm.csv", "sep=,[]\r\n" + CRM.replace("\n", "\r\n"), {"name": "agent", "manager": "boss"})
    assert (crm.made_by_id, crm.confirmed_at, crm.time_zone) == (cast.ada.id, None, "Europe/Berlin")


def test_a_file_that_was_left_lying_goes_with_the_next_one(session, cast, clock, crm):
    taken_in = start(session, CRM, by=cast.ada, at=clock())
    taking_in.confirm(taken_in, by=cast.ada, at=clock())
    crm_id, kept = crm.id, taken_in.id
    fresh = start(session, CRM, by=cast.ada, at=clock.forward(days=2)).id
    assert session.scalars(select(Import.id).order_by(Import.id)).all() == [crm_id, kept, fresh]
    last = start(session, CRM, by=cast.ada, at=clock.forward(minutes=1)).id
    assert session.scalars(select(Import.id).order_by(Import.id)).all() == [kept, fresh, last]


def test_each_kind_of_file_is_found_as_its_own_kind_alone(session, cast, clock, crm):
    meeting = gathering(session, cast, at=clock())
    ids = crm.id, start(session, "rep,text\nAna,x\n", kind="observations", by=cast.marc, meeting=meeting, at=clock()).id
    session.expunge_all()
    assert [session.get(PeopleImport, id) is not None for id in ids] == [True, False]
    assert [session.get(ObservationsImport, id) is not None for id in ids] == [False, True]


def test_what_is_no_table_is_not_kept(session, cast, clock):
    with pytest.raises(Refused, match="“x.csv” is empty."):
        imports.start(session, kind="people", file_name="x.csv", data=b"", by=cast.ada, at=clock())
    assert session.scalars(select(Import)).all() == []


def test_matching_again_counts_and_keeps_what_was_not_said(session, cast, clock, crm):
    imports.match(crm, by=cast.ada, at=clock(), name="boss", manager="nothing", office="agent")
    assert (crm.columns, crm.time_zone) == ({"name": "boss", "office": "agent"}, "Europe/Berlin")
    imports.match(crm, by=cast.ada, at=clock(), time_zone="America/Chicago")
    assert (crm.columns, crm.time_zone) == ({}, "America/Chicago")


def test_a_place_that_is_no_time_zone_changes_nothing(session, cast, clock, crm):
    with pytest.raises(Refused, match="“Köln” is not a time zone.") as refused:
        imports.match(crm, by=cast.ada, at=clock(), name="boss", time_zone="Köln")
    assert refused.value.field == "time_zone"
    assert crm.columns == {"name": "agent", "manager": "boss"}


def test_after_the_confirmation_nothing_is_matched_any_more(session, cast, clock, crm):
    taking_in.confirm(crm, by=cast.ada, at=clock())
    with pytest.raises(Refused, match="This file has been taken in already."):
        imports.match(crm, by=cast.ada, at=clock(), name="boss")


def test_of_two_who_confirm_at_the_same_moment_one_is_refused(session, cast, clock, crm):
    crm_id, ada_id = crm.id, cast.ada.id
    session.commit()
    with Session(session.get_bind(), expire_on_commit=False) as other:
        theirs, ada = other.get(PeopleImport, crm_id), other.get(Person, ada_id)
        other.commit()
        taking_in.confirm(crm, by=cast.ada, at=clock())
        before = people_here(session)
        session.commit()
        with pytest.raises(Refused, match="This file has been taken in already."):
            taking_in.confirm(theirs, by=ada, at=clock())
        other.rollback()
    assert people_here(session) == before


def test_nobody_brings_in_what_was_seen_of_themselves(session, cast, clock):
    meeting = gathering(session, cast, at=clock())
    meeting.facilitator = cast.ana  # the database knows no better: she runs a meeting in which she is a rep
    session.commit()
    rows = "rep,contributor,kind,text\nAna Kovač,Priya Raman,gain,Saw it\nFarid Haddad,Priya Raman,gain,Saw that\n"
    import_ = start(session, rows, kind="observations", by=cast.ana, meeting=meeting, at=clock())
    preview = taking_in.preview(import_, by=cast.ana)
    assert [(row.number, row.reason) for row in preview.bad.first] == [
        (2, "This is about you. Nobody handles what was seen of themselves.")]
    assert preview.added == 1


def test_a_name_can_be_given_to_a_second_person_by_hand_and_then_a_file_asks(session, cast, clock):
    people.add(session, name="ana KOVAČ", at=clock())
    import_ = start(session, "name,office\nAna Kovač,Split\n", by=cast.ada, at=clock())
    preview = taking_in.preview(import_, by=cast.ada)
    assert [row.reason for row in preview.bad.first] == ["Two people are called Ana Kovač. Say above who is meant, or give the e-mail."]
