"""What the lists of people and teams are made of."""

from reviews import handover, people
from reviews.queries.people import admins, by_email, everybody, people_of_the_story, people_named, teams_named, teams_of


def names(session, query) -> list[str]:
    return [row.name for row in session.execute(query)]


def test_everybody_stands_by_name_whatever_the_capitals_and_leavers_last(session, cast, clock):
    people.add(session, name="bea lower", at=clock())
    handover.leave(cast.ana, at=clock())
    handover.leave(cast.farid, at=clock())
    assert names(session, everybody()) == [
        "Ada Admin", "bea lower", "Dustin Brinkmann", "Greta Lindqvist", "Ingrid Solheim", "Lea Brandt", "Marc Oduya",
        "Olaf Fremd", "Priya Raman", "Tomasz Wilk", "Ana Kovač", "Farid Haddad"]


def test_everybody_stands_once_with_their_team_of_now_and_the_teams_they_manage(session, cast, clock):
    south = people.make_team(session, name="South", manager_id=cast.dustin.id, facilitator_id=cast.marc.id)
    session.flush()
    people.join(cast.ana, south, at=clock.forward(days=1))
    people.join(cast.farid, None, at=clock())
    found = {row.name: (row.team, row.manages) for row in session.execute(everybody())}
    assert (found["Ana Kovač"], found["Farid Haddad"], found["Greta Lindqvist"]) == (
        ("South", None), (None, None), ("Mid-market North", None))
    assert sorted(found["Dustin Brinkmann"][1].split(", ")) == ["Mid-market North", "South"]
    assert len(session.execute(everybody()).all()) == len(found) == 11


def test_one_chooses_among_those_who_are_here(session, cast, clock):
    handover.leave(cast.ana, at=clock())
    assert "Ana Kovač" not in names(session, people_named()) and len(names(session, people_named())) == 10
    assert names(session, teams_named()) == ["Mid-market North"]


def test_teams_count_the_reps_of_now(session, cast, clock):
    people.join(cast.ana, None, at=clock())
    row = session.execute(teams_of(cast.dustin)).one()
    assert (row.name, row.manager, row.facilitator, row.reps) == ("Mid-market North", "Dustin Brinkmann", "Marc Oduya", 2)
    assert names(session, teams_of(cast.ana)) == []


def test_the_story_is_told_without_leavers_and_reps_stand_last(session, cast, clock):
    handover.leave(cast.greta, at=clock())
    rows = session.execute(people_of_the_story()).all()
    assert [row.name for row in rows][-2:] == ["Ana Kovač", "Farid Haddad"] and len(rows) == 10
    assert [(row.manages, row.facilitates, row.team) for row in rows if row.manages or row.facilitates] == [
        ("Mid-market North", None, None), (None, "Mid-market North", None)]


def test_an_address_is_found_however_it_is_typed_and_an_admin_while_they_are_here(session, cast, clock):
    assert session.scalar(by_email("  ANA@Example.com ")) is cast.ana
    cast.olaf.is_admin = True
    assert session.scalars(admins()).all() == [cast.ada, cast.olaf]
    handover.leave(cast.olaf, at=clock())
    assert session.scalars(admins()).all() == [cast.ada]
