"""Whose column is which: guessed from whatever a CRM, an HR system or a person calls it."""

import pytest

from reviews.columns import OBSERVATION_COLUMNS, PEOPLE_COLUMNS, function_of, guess, kind_of, matched
from reviews.errors import Refused


@pytest.mark.parametrize("headers, found", [
    (["sales_agent", "manager", "regional_office"],
     {"name": "sales_agent", "manager": "manager", "office": "regional_office"}),
    (["Full Name", "Work Email", "Department", "Team Name", "Reports To", "City"],
     {"name": "Full Name", "email": "Work Email", "function": "Department", "team": "Team Name", "manager": "Reports To",
      "office": "City"}),
    (["FirstName", "LastName", "EMail"], {"name": "FirstName", "surname": "LastName", "email": "EMail"}),
    (["rep name", "manager email"], {"name": "rep name", "manager": "manager email"}),
    (["opportunity_id", "sales_agent", "product", "account", "deal_stage"], {"name": "sales_agent"}),
    (["name", "agent"], {"name": "name"}),
    (["Team Manager", "Team"], {"team": "Team", "manager": "Team Manager"}),
    (["wer", "wo"], {}),
])
def test_the_columns_of_people_are_guessed(headers, found):
    assert guess(headers, PEOPLE_COLUMNS) == found


@pytest.mark.parametrize("headers, found", [
    (["rep", "contributor", "function", "kind", "text", "occasion"],
     {ours: ours for ours in ("rep", "contributor", "function", "kind", "text", "occasion")}),
    (["Employee", "Reviewer", "Relationship", "Sentiment", "Feedback", "Context"],
     {"rep": "Employee", "contributor": "Reviewer", "function": "Relationship", "kind": "Sentiment", "text": "Feedback",
      "occasion": "Context"}),
    (["Name", "Author", "Comment"], {"rep": "Name", "contributor": "Author", "text": "Comment"}),
])
def test_the_columns_of_observations_are_guessed(headers, found):
    assert guess(headers, OBSERVATION_COLUMNS) == found


def test_one_column_is_not_taken_for_two_things():
    found = guess(["name", "office name", "team name"], PEOPLE_COLUMNS)
    assert sorted(found.values()) == sorted(set(found.values()))


def test_what_a_person_chose_counts_as_far_as_it_exists():
    chosen = {"name": "wer", "office": "gone", "is_admin": "wer", "email": ""}
    assert matched(chosen, ["wer", "wo"], PEOPLE_COLUMNS) == {"name": "wer"}


@pytest.mark.parametrize("said, function", [
    ("", ""), ("Account Executive", ""), ("rep", ""), ("Sales Ops", "sales ops"), ("RevOps", "sales ops"),
    ("sales_manager", "manager"), ("Customer Success", "service"), ("Sales Enablement", "enablement"),
    ("Director", "leader"), ("specialist coach", "specialist coach"), ("Peer-Manager", "peer manager")])
def test_what_a_company_calls_a_function_is_understood(said, function):
    assert function_of(said) == function


def test_a_function_that_is_none_is_refused_with_those_there_are():
    with pytest.raises(Refused, match="^“Chief Wizard” is not a function. It can be manager, peer manager, sales ops,"):
        function_of("Chief Wizard")


@pytest.mark.parametrize("said", ["", "?", "neutral", "both"])
def test_a_kind_that_could_be_either_is_refused(said):
    with pytest.raises(Refused, match="Write gain or opportunity, or got better or could get better.$"):
        kind_of(said)
