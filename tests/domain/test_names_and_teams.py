"""People and teams: what a name can be, who is a rep of which team, who keeps the keys."""

import pytest
from sqlalchemy import select

from reviews import people, teams
from reviews.errors import Refused, Stale
from reviews.people import Membership, Person, Team
from reviews.queries.people import reps_of

NAMES = ["Ана Ковач", "مريم حداد", "山田 太郎", "O’Brien-Müller, José", "<script>alert(1)</script>", "{{ 7 * 7 }} {% raw %}",
         "👩🏽‍🏫", "Robert'); DROP TABLE person;--", "a" * 200]


def facts_of(person: Person, **other) -> dict:
    return {"name": person.name, "email": person.email, "function": person.function, "office": person.office,
            "team_id": person.team_id, "is_admin": person.is_admin, "is_leader": person.is_leader} | other


def team_facts(team: Team, **other) -> dict:
    facts = ("name", "manager_id", "facilitator_id", "cadence", "time_zone", "paper")
    return {fact: getattr(team, fact) for fact in facts} | other


@pytest.mark.parametrize("name", NAMES)
def test_a_name_can_be_anything_one_can_see(session, clock, name):
    person = people.add(session, name=f"  {name} ", at=clock())
    session.commit()
    assert session.get(Person, person.id).name == name


@pytest.mark.parametrize("written, kept", [
    ("Ana\n\tKovač ", "Ana Kovač"), ("Zoe\u0308", "Zoë"), ("Ana\x00\x1b[2J", "Ana[2J"),
    ("Ana \u202eKovač\u202c", "Ana Kovač")])
def test_what_cannot_be_seen_in_a_name_is_not_kept(session, clock, written, kept):
    assert people.add(session, name=written, at=clock()).name == kept


@pytest.mark.parametrize("name, says", [
    ("", "Write a name."), (" \u200b\u00a0", "Write a name."),
    ("a" * 10_000, "This is too long: 10,000 letters. The name can have 200.")])
def test_a_name_that_is_none_is_refused(session, clock, name, says):
    with pytest.raises(Refused) as refused:
        people.add(session, name=name, at=clock())
    assert (refused.value.sentence, refused.value.field) == (says, "name")
    assert session.scalars(select(Person)).all() == []


@pytest.mark.parametrize("email", [
    "ana", "ana@", "@example.com", "ana@example", "ana kovač@example.com", "a@b@c.de", "<a@b.de>", "x" * 250 + "@example.com"])
def test_an_address_that_is_none_is_refused(session, clock, email):
    with pytest.raises(Refused, match="is not an e-mail address. Write it like ana@example.com") as refused:
        people.add(session, name="Ana", email=email, at=clock())
    assert refused.value.field == "email"


def test_an_address_belongs_to_one_person_also_to_one_who_has_left(session, cast, clock):
    with pytest.raises(Refused, match="^Ana Kovač has this e-mail address already.$"):
        people.add(session, name="Anna", email=" ANA@example.com ", at=clock())
    cast.ana.left_at = clock()
    with pytest.raises(Refused, match="^Ana Kovač, who has left, has this e-mail address already.$"):
        people.change(cast.farid, **facts_of(cast.farid, email="ana@example.com"), at=clock())


def test_a_rep_moves_from_one_team_to_another_and_both_times_are_kept(session, cast, clock):
    other = people.make_team(session, name="South", manager_id=cast.olaf.id, facilitator_id=cast.marc.id)
    session.flush()
    began, moved = clock(), clock.forward(days=40)
    people.change(cast.ana, **facts_of(cast.ana, team_id=other.id), at=moved)
    session.commit()
    kept = session.scalars(select(Membership).where(Membership.person_id == cast.ana.id).order_by(Membership.id)).all()
    assert [(one.team.name, one.began_at, one.ended_at) for one in kept] \
        == [("Mid-market North", began, moved), ("South", moved, None)]
    assert cast.ana not in session.scalars(reps_of(cast.team)).all()


def test_staying_in_a_team_begins_nothing_new(session, cast, clock):
    people.join(cast.ana, cast.team, at=clock.forward(days=3))
    assert len(session.scalars(select(Membership).where(Membership.person_id == cast.ana.id)).all()) == 1


def test_nobody_is_their_own_manager(session, cast, clock):
    with pytest.raises(Refused, match="Dustin Brinkmann manages Mid-market North, and nobody is their own") as refused:
        people.change(cast.dustin, **facts_of(cast.dustin, team_id=cast.team.id), at=clock())
    assert refused.value.field == "team_id"
    with pytest.raises(Refused, match="Ana Kovač is a rep of this team, and nobody is their own manager.") as refused:
        teams.change(cast.team, **team_facts(cast.team, manager_id=cast.ana.id))
    assert refused.value.field == "manager_id"


def test_the_last_admin_stays_one(session, cast, clock):
    with pytest.raises(Refused, match="Ada Admin is the only admin. Make somebody else an admin first."):
        people.change(cast.ada, **facts_of(cast.ada, is_admin=False), at=clock())
    people.change(cast.marc, **facts_of(cast.marc, is_admin=True), at=clock())
    people.change(cast.ada, **facts_of(cast.ada, is_admin=False), at=clock())
    assert (cast.marc.is_admin, cast.ada.is_admin) == (True, False)


def test_two_who_change_one_person_the_second_is_told_what_stands_there(session, cast, clock):
    seen = cast.ana.version
    people.change(cast.ana, **facts_of(cast.ana, office="Zagreb", team_id=None), seen=seen, at=clock())
    session.commit()
    with pytest.raises(Stale) as stale:
        people.change(cast.ana, **facts_of(cast.ana, office="Split", team_id=cast.team.id), seen=seen, at=clock())
    assert stale.value.theirs == {"office": "Zagreb", "team_id": None}
    session.rollback()
    assert (cast.ana.office, cast.ana.team_id) == ("Zagreb", None)


def test_another_team_alone_is_a_change_that_the_second_is_told(session, cast, clock):
    seen = cast.ana.version
    people.change(cast.ana, **facts_of(cast.ana, team_id=None), seen=seen, at=clock())
    session.commit()
    with pytest.raises(Stale) as stale:
        people.change(cast.ana, **facts_of(cast.ana, team_id=cast.team.id), seen=seen, at=clock())
    assert stale.value.theirs == {"team_id": None}


def test_a_team_is_made_with_a_manager_who_was_not_here(session, cast, clock):
    team = teams.make(session, name="South", manager_id=0, manager_name="Hanna Weiß", facilitator_id=cast.marc.id,
                      time_zone="Europe/Berlin", at=clock())
    session.commit()
    assert (team.manager.name, team.manager.function, team.manager.email) == ("Hanna Weiß", "manager", None)


@pytest.mark.parametrize("given, field, says", [
    ({"manager_id": 0}, "manager_id", "Choose who manages the team, or write the name of somebody new below."),
    ({"manager_name": "Hanna"}, "manager_name",
     "Either choose the manager above, or write the name of somebody new here."),
    ({"facilitator_id": 0}, "facilitator_id", "Choose somebody who is here."),
    ({"name": "mid-market  NORTH"}, "name", "There is a team called Mid-market North already."),
    ({"time_zone": "Berlin"}, "time_zone",
     "“Berlin” is not a time zone. Write it like Europe/Berlin or America/Chicago."),
])
def test_a_team_that_cannot_be_is_refused_at_its_field(session, cast, clock, given, field, says):
    facts = {"name": "South", "manager_id": cast.dustin.id, "facilitator_id": cast.marc.id, "time_zone": "UTC"} | given
    with pytest.raises(Refused) as refused:
        teams.make(session, **facts, at=clock())
    assert (refused.value.sentence, refused.value.field) == (says, field)
    session.rollback()
    assert [team.name for team in session.scalars(select(Team))] == ["Mid-market North"]
