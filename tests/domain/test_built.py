"""Statements that are built once: filled in anew at each asking, and able to go on from there."""

from __future__ import annotations

import pytest
from sqlalchemy import Select, select

from reviews.built import built_once
from reviews.people import Person, Team


@built_once
def named_like(person: Person, ids: list) -> Select:
    return select(Person.id).where(Person.name == person.name, Person.id.in_(ids))


@built_once
def manager_named_like(person: Person, ids: list, team: Team) -> Select:
    return named_like(person, ids).join(Team, Team.manager_id == Person.id).where(Team.id == team.id)


def test_each_asking_is_about_its_own_thing(session, cast):
    everybody = [cast.ana.id, cast.dustin.id]
    first, second = named_like(cast.ana, everybody), named_like(cast.dustin, everybody)
    assert session.scalars(second).all() == [cast.dustin.id]
    assert session.scalars(first).all() == [cast.ana.id]
    assert session.scalars(named_like(cast.ana, [])).all() == []


def test_a_question_goes_on_and_leaves_the_one_it_came_from_as_it_was(session, cast):
    everybody = [cast.ana.id, cast.dustin.id]
    assert session.scalars(named_like(cast.ana, everybody).where(Person.left_at.is_not(None))).all() == []
    assert session.scalars(named_like(cast.ana, everybody)).all() == [cast.ana.id]


def test_one_question_can_be_part_of_another(session, cast):
    everybody = [cast.ana.id, cast.dustin.id]
    assert session.scalars(manager_named_like(cast.dustin, everybody, cast.team)).all() == [cast.dustin.id]
    assert session.scalars(manager_named_like(cast.ana, everybody, cast.team)).all() == []


def test_it_is_put_together_once(session, cast):
    times = []

    @built_once
    def somebody(person: Person) -> Select:
        times.append(person)
        return select(Person.id).where(Person.id == person.id)

    assert [session.scalar(somebody(person)) for person in (cast.ana, cast.farid)] == [cast.ana.id, cast.farid.id]
    assert len(times) == 1


def test_deciding_in_python_what_is_asked_fails_at_once(cast):
    @built_once
    def only_leaders(person: Person) -> Select:
        return select(Person) if person.is_leader else select(Team)

    with pytest.raises(TypeError, match="not defined"):
        only_leaders(cast.lea)
