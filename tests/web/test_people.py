"""People and teams, by hand."""

from sqlalchemy import select

from reviews.people import Person


def test_an_admin_adds_a_person(desk, cast, session):
    answer = desk(cast.ada).post("/people/new", data={"name": "  Zoë   Řehoř ", "email": "ZOE@example.com", "function": "service", "team_id": "0"})
    assert answer.status_code == 303
    zoe = session.scalar(select(Person).where(Person.name == "Zoë Řehoř"))
    assert (zoe.email, zoe.function) == ("zoe@example.com", "service")


def test_a_second_click_adds_nobody_twice(desk, cast, session):
    ada = desk(cast.ada)
    form = {"name": "Zoë Řehoř", "function": "", "team_id": "0", "_once": "abc"}
    first, second = ada.post("/people/new", data=form), ada.post("/people/new", data=form)
    assert (first.location, second.location) == ("/people", "/people")
    assert len(session.scalars(select(Person).where(Person.name == "Zoë Řehoř")).all()) == 1


def test_people_are_not_found_by_others(desk, cast):
    assert desk(cast.dustin).get("/people").status_code == 404


def test_an_address_somebody_has_is_refused_at_its_field(desk, cast, session):
    answer = desk(cast.ada).post("/people/new", data={"name": "Anna", "email": "ana@example.com", "function": "", "team_id": "0"})
    assert answer.status_code == 422
    assert session.scalar(select(Person).where(Person.name == "Anna")) is None
