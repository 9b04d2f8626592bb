"""The wall, in every phase: no words that somebody who may stand before it was not promised to read (law 7)."""

import pytest

from reviews import leading, meetings, voices
from reviews.leading import Place
from reviews.rooms import CHOOSE, LOOK_BACK, MERGE, READ
from tests.on_the_table import QUOTES, table, theme

HALDEN, BACK_AT_ZERO, WANTS = "Halden: quote on 3 Nov", "Halden is back at zero.", "To hear who decides."
SHOWN = {LOOK_BACK: WANTS, READ: HALDEN, MERGE: HALDEN, CHOOSE: BACK_AT_ZERO}


@pytest.fixture
def review(session, cast, clock):
    review = table(session, cast, at=clock(), taken_up=False)
    voices.hand_in(review, wants=WANTS, hindered="", at=clock())
    leading.go(review.meeting, Place(review.id, READ), early=True, by=cast.marc, at=clock())
    theme(session, review, QUOTES, "Too early", cast, at=clock())
    session.commit()
    return review


@pytest.mark.parametrize("phase", SHOWN)
def test_what_a_new_facilitators_guest_was_not_promised_leaves_the_wall_and_no_screen(desk, session, cast, clock, review, phase):
    review.turn.phase = phase
    priya, meeting = desk(cast.priya), f"/meetings/{review.meeting_id}"
    assert SHOWN[phase] in priya.get(f"{meeting}/wall").text
    meetings.ask(review.meeting, cast.olaf, "specialist coach", by=cast.tomasz, at=clock.forward(minutes=1))
    session.commit()
    assert SHOWN[phase] not in priya.get(f"{meeting}/wall").text
    assert SHOWN[phase] in priya.get(f"{meeting}/room").text and SHOWN[phase] not in desk(cast.olaf).get(f"{meeting}/room").text
