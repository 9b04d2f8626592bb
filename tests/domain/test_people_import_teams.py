"""Teams from a file of people: by a column of their own, or one for each manager."""

import pytest
from sqlalchemy import select

from reviews import people
from reviews.people import Team
from tests.gathering import gathering
from tests.importing import CRM, AdasDesk, bad, changed, created, named, same


@pytest.fixture
def desk_of(session, cast, clock) -> AdasDesk:
    return AdasDesk(session, cast, clock)


def test_a_team_that_was_renamed_since_is_found_by_its_manager(session, desk_of):
    desk_of.take_in(CRM)
    session.scalars(select(Team).where(Team.name == "Rosa Diaz's team")).one().name = "Central"
    assert not desk_of.preview(CRM).does_something


def test_a_column_for_teams_makes_them_with_their_managers(session, cast, desk_of):
    preview = desk_of.take_in(
        "person,e-mail,squad,reports to\nAnna,anna@example.com,North,Rosa\nRosa,rosa@example.com,North,\n"
        "Bob,,East,\nAna Kovač,,North,\nLiz,,North,Otto\n")
    assert created(preview)[0] == ("team", "North", {"manager": "Rosa", "facilitator": "Ada Admin"})
    assert changed(preview) == [("Ana Kovač", (("team", "Mid-market North", "North"),))]
    assert bad(preview) == [(4, "The team East is new, and no row says who manages it."),
                            (6, "Row 2 says that Rosa manages North, this one Otto.")]
    north = session.scalars(select(Team).where(Team.name == "North")).one()
    assert (north.manager.email, named(session, "Rosa").team_id) == ("rosa@example.com", None)
    assert named(session, "Anna").team_id == north.id


def test_another_manager_for_a_team_that_is_here_is_a_change_and_takes_over(session, cast, clock, desk_of):
    meeting = gathering(session, cast, at=clock())
    preview = desk_of.take_in("name,team,manager\nAna Kovač,Mid-market North,Hanna Weiß\n"
                              "Farid Haddad,Mid-market North,hanna weiß\n")
    assert changed(preview) == [("Mid-market North", (("manager", "Dustin Brinkmann", "Hanna Weiß"),))]
    assert (cast.team.manager.name, meeting.manager, meeting.facilitator) == ("Hanna Weiß", cast.team.manager, cast.marc)


def test_a_rep_of_a_team_cannot_become_its_manager_by_a_file(session, cast, desk_of):
    assert bad(desk_of.preview("name,team,manager\nFarid Haddad,Mid-market North,Ana Kovač\n")) == [
        (2, "Ana Kovač is a rep of Mid-market North, and nobody is their own manager.")]


def test_a_manager_of_two_teams_is_asked_which(session, cast, clock, desk_of):
    people.make_team(session, name="South", manager_id=cast.dustin.id, facilitator_id=cast.marc.id)
    preview = desk_of.preview("name,manager\nAna Kovač,Dustin Brinkmann\nZoe New,Dustin Brinkmann\n")
    assert (same(preview), bad(preview)) == (
        ["Ana Kovač"], [(3, "Dustin Brinkmann manages 2 teams. Say in a column of its own which one this is.")])
