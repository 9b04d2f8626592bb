"""Teams: an admin makes and changes them; their manager and facilitator see who is in them."""

from sqlalchemy import select

from reviews import people
from reviews.people import Person, Team
from tests.gathering import gathering
from tests.reading import value_in, words_of
from tests.statements import counted

SOUTH = {"name": "South", "manager_id": "0", "manager_name": "Hanna Weiß", "cadence": "quarterly",
         "time_zone": "Europe/Berlin", "paper": "a4"}


def form_of(team: Team, **other) -> dict:
    facts = ("version", "name", "manager_id", "facilitator_id", "cadence", "time_zone", "paper")
    return {fact: getattr(team, fact) for fact in facts} | other


def test_an_admin_makes_a_team_with_a_manager_who_is_new(desk, cast, session):
    answer = desk(cast.ada).post("/teams/new", data=SOUTH | {"facilitator_id": cast.marc.id}, follow_redirects=True)
    team = session.scalar(select(Team).where(Team.name == "South"))
    assert (team.manager.name, team.facilitator, team.cadence) == ("Hanna Weiß", cast.marc, "quarterly")
    assert "South is made. Add its reps next." in words_of(answer.text)
    assert "Nobody is a rep of this team yet." in words_of(answer.text)


def test_the_form_of_a_new_team_proposes_the_admin_and_a_known_time_zone(desk, cast, session):
    page = desk(cast.marc).get("/teams/new")
    assert page.status_code == 404
    page = desk(cast.ada).get("/teams/new").text
    assert f'<option selected value="{cast.ada.id}">Ada Admin</option>' in page and "Your first team" not in page


def test_a_second_click_makes_one_team(desk, cast, session):
    ada, form = desk(cast.ada), SOUTH | {"facilitator_id": cast.marc.id, "_once": "abc"}
    first, second = ada.post("/teams/new", data=form), ada.post("/teams/new", data=form)
    assert first.location == second.location
    assert len(session.scalars(select(Person).where(Person.name == "Hanna Weiß")).all()) == 1


def test_a_name_that_is_taken_is_said_and_nobody_is_added(desk, cast, session):
    typed = SOUTH | {"name": "mid-market north", "facilitator_id": cast.marc.id}
    answer = desk(cast.ada).post("/teams/new", data=typed)
    assert answer.status_code == 422 and "There is a team called Mid-market North already." in answer.text
    assert 'value="Hanna Weiß"' in answer.text
    assert session.scalar(select(Person).where(Person.name == "Hanna Weiß")) is None


def test_a_place_that_is_no_time_zone_is_said_at_its_field(desk, cast, session):
    answer = desk(cast.ada).post("/teams/new", data=SOUTH | {"facilitator_id": cast.marc.id, "time_zone": "Köln"})
    assert "“Köln” is not a time zone. Write it like Europe/Berlin or America/Chicago." in answer.text
    assert session.scalar(select(Team).where(Team.name == "South")) is None


def test_a_new_manager_takes_over_the_open_meeting(desk, cast, session, clock):
    meeting = gathering(session, cast, at=clock())
    hanna = people.add(session, name="Hanna Weiß", email="hanna@example.com", at=clock())
    session.commit()
    assert desk(hanna).get(f"/meetings/{meeting.id}").status_code == 404
    answer = desk(cast.ada).post(f"/teams/{cast.team.id}/edit", data=form_of(cast.team, manager_id=hanna.id))
    assert answer.location == f"/teams/{cast.team.id}"
    assert meeting.manager is hanna
    assert desk(hanna).get(f"/meetings/{meeting.id}").status_code == 200


def test_of_two_admins_who_change_a_team_the_second_is_shown_both(desk, cast, session):
    ada, opened = desk(cast.ada), form_of(cast.team)
    ada.post(f"/teams/{cast.team.id}/edit", data=form_of(cast.team, facilitator_id=cast.tomasz.id))
    answer = ada.post(f"/teams/{cast.team.id}/edit", data=opened | {"facilitator_id": cast.priya.id})
    assert answer.status_code == 422
    assert "It says now: Tomasz Wilk" in words_of(answer.text)
    assert f'<option selected value="{cast.priya.id}">' in answer.text
    assert value_in(answer.text, "version") == str(cast.team.version) and cast.team.facilitator is cast.tomasz


def test_who_runs_a_team_sees_its_people_and_only_an_admin_changes_them(desk, cast):
    names = ("dustin", "marc", "ada", "lea", "ana", "olaf")
    seen = {name: desk(getattr(cast, name)).get(f"/teams/{cast.team.id}") for name in names}
    assert {name: answer.status_code for name, answer in seen.items()} \
        == {"dustin": 200, "marc": 200, "ada": 200, "lea": 404, "ana": 404, "olaf": 404}
    assert "Ana Kovač" in words_of(seen["dustin"].text) and "Add a rep" not in seen["dustin"].text
    assert "Add a rep" in seen["ada"].text
    answer = desk(cast.dustin).post(f"/teams/{cast.team.id}/edit", data=form_of(cast.team, name="Mine"))
    assert (answer.status_code, cast.team.name) == (404, "Mid-market North")


def test_the_facilitator_is_offered_to_call_a_meeting(desk, cast):
    offers = {name: "Call a review meeting" in desk(getattr(cast, name)).get(f"/teams/{cast.team.id}").text
              for name in ("marc", "dustin", "ada")}
    assert offers == {"marc": True, "dustin": False, "ada": False}


def test_the_list_holds_ones_own_teams_and_an_admins_all(desk, cast, session, clock):
    people.make_team(session, name="South", manager_id=cast.olaf.id, facilitator_id=cast.olaf.id)
    session.commit()
    both = ("Mid-market North", "South")
    listed = {}
    for name in ("ada", "dustin", "marc", "olaf", "ana"):
        page = words_of(desk(getattr(cast, name)).get("/teams").text)
        listed[name] = [team for team in both if team in page]
    assert listed == {"ada": [*both], "dustin": [both[0]], "marc": [both[0]], "olaf": [both[1]], "ana": []}


def test_an_empty_list_says_what_to_do(desk, cast):
    assert "The teams that you manage or facilitate will stand here." in words_of(desk(cast.ana).get("/teams").text)


def test_lists_cost_the_same_for_few_and_for_many(desk, cast, session, clock):
    ada, pages = desk(cast.ada), ("/teams", f"/teams/{cast.team.id}", "/teams/new")
    costs = []
    for many in (0, 30):
        for number in range(many):
            people.add(session, name=f"Rep {number}", team_id=cast.team.id, at=clock())
            people.make_team(session, name=f"Team {number}", manager_id=cast.dustin.id, facilitator_id=cast.marc.id)
        session.commit()
        for page in pages:
            with counted(session.get_bind()) as said:
                assert ada.get(page).status_code == 200
            costs.append(len(said))
    assert costs[:3] == costs[3:] and max(costs) <= 8
