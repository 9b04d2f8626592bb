"""The sentence at the field: true for every author, whoever manages and whoever runs the meeting."""

import pytest

from reviews import meetings, people
from reviews.observations import readers_of
from tests.gathering import gathering, review_of

LATER = "the people asked to this meeting, also those Marc adds. Ana never does."


@pytest.fixture
def ana(session, cast, clock):
    """Ana's review."""
    return review_of(gathering(session, cast, at=clock()), cast.ana)


def test_before_the_rep_is_on_the_table(cast, ana):
    assert readers_of(ana, cast.priya) == f"Marc reads it now. Once Ana’s turn has come on Tue 24 Nov: Dustin and {LATER}"
    assert readers_of(ana, cast.dustin) == f"Marc reads it now. Once Ana’s turn has come on Tue 24 Nov: {LATER}"
    assert readers_of(ana, cast.marc) == f"For now nobody else reads it. Once Ana’s turn has come on Tue 24 Nov: Dustin and {LATER}"


def test_on_the_table(cast, ana, clock):
    meetings.take_up(ana, by=cast.marc, at=clock())
    end = "the people asked to this meeting read it at once, also those Marc adds. Ana never does."
    assert readers_of(ana, cast.priya) == f"Ana’s turn has come: Dustin, Marc and {end}"
    assert readers_of(ana, cast.dustin) == f"Ana’s turn has come: Marc and {end}"
    assert readers_of(ana, cast.marc) == f"Ana’s turn has come: Dustin and {end}"


def test_the_manager_runs_the_meeting(cast, ana, clock):
    ana.meeting.facilitator = cast.dustin
    end = "Once Ana’s turn has come on Tue 24 Nov: the people asked to this meeting, also those Dustin adds. Ana never does."
    assert readers_of(ana, cast.priya) == f"Dustin, the manager, also runs the meeting and reads this before it. {end}"
    assert readers_of(ana, cast.dustin) == f"For now nobody else reads it. {end}"
    assert readers_of(ana, cast.priya, personal=True) == "Dustin, the manager, also runs the meeting and alone reads it. Ana never does."
    assert readers_of(ana, cast.dustin, personal=True) == "Nobody else reads it."
    meetings.take_up(ana, by=cast.dustin, at=clock())
    assert readers_of(ana, cast.priya) == (
        "Ana’s turn has come: Dustin and the people asked to this meeting read it at once, also those Dustin adds. Ana never does.")


def test_what_is_personal(cast, ana):
    for author, without, sentence in (
            (cast.priya, False, "Dustin and Marc alone read it. Ana never does."),
            (cast.priya, True, "Marc alone reads it. Ana never does."),
            (cast.dustin, False, "Marc alone reads it. Ana never does."),
            (cast.marc, False, "Dustin alone reads it. Ana never does."),
            (cast.marc, True, "Nobody else reads it.")):
        assert readers_of(ana, author, personal=True, without_manager=without) == sentence


def test_two_of_one_first_name_are_named_in_full(session, cast, clock, ana):
    ana.meeting.facilitator = people.add(session, name="Ana Moreau", at=clock())
    assert readers_of(ana, cast.priya) == (
        "Ana Moreau reads it now. Once Ana Kovač’s turn has come on Tue 24 Nov: Dustin and the people asked to this meeting, "
        "also those Ana Moreau adds. Ana Kovač never does.")
