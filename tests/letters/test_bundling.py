"""What is told when: one letter a person and day, what comes together in one, reminders only to whom they are welcome.

The kinds here are of the test: what a real invitation says is told where invitations are.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from app.letters.kinds import KINDS
from app.letters.parts import Kind, Part
from reviews import letters, meetings, people
from reviews.errors import Refused
from reviews.letters import INVITATION, NOT_KNOWN, NOT_NEEDED, REFUSED, REMINDER, SENT, SIGN_IN, WAITING, Letter, Matter
from reviews.posting import claim, hand_over, send_again
from tests.gathering import DUE, MEETS, gathering


@pytest.fixture
def kinds(monkeypatch):
    """Invitations and reminders in a few words; `kinds.add("over")` makes those with this key not needed any more."""
    over = set()
    for name in (INVITATION, REMINDER):
        monkeypatch.setitem(KINDS, name, Kind(
            needed=lambda matter, at: matter.key not in over,
            part=lambda matter, at: Part(f"{matter.kind} {matter.key}", matter.key, (), "Write", "https://courtside.example.com")))
    return over


@pytest.fixture
def meeting(session, cast, clock):
    """Without the letters that opening it makes, and due so late that no reminder comes of itself."""
    made = gathering(session, cast, at=clock(), due_at=DUE + timedelta(days=28), meets_at=MEETS + timedelta(days=28))
    for matter in session.scalars(select(Matter)):
        session.delete(matter)
    session.commit()
    return made


@pytest.fixture
def tell(session, meeting, clock, kinds):
    """`tell(priya, "a")` has her told by this key, at once or at a later time."""
    def one(person, key: str, kind: str = INVITATION, **facts) -> Matter:
        matter = letters.tell(session, person, kind, key=key, meeting=meeting, at=clock(), **facts)
        session.commit()
        return matter
    return one


def subjects(found) -> list[tuple[str, str]]:
    return [(letter.subject, letter.state) for letter in found()]


def test_what_is_told_within_ten_minutes_goes_in_one_letter(office, round, tell, found, cast, clock):
    tell(cast.priya, "a")
    round()
    clock.forward(minutes=9)
    tell(cast.priya, "b")
    tell(cast.priya, "c", due_at=clock() + timedelta(days=1))
    round()
    assert (office.letters, found()[0].state) == ([], WAITING)
    clock.forward(minutes=1)
    round()
    assert subjects(found) == [("invitation a, and 1 more", SENT)]
    assert found()[0].sent_on == date(2026, 11, 16)


def test_a_second_one_that_day_waits_for_the_next_working_morning(office, round, tell, found, cast, clock):
    clock.at = datetime(2026, 11, 20, 9, tzinfo=UTC)  # a Friday
    tell(cast.priya, "a")
    round()
    clock.forward(minutes=10)
    round()
    tell(cast.priya, "b")
    tell(cast.marc, "for Marc")
    clock.forward(minutes=1)
    round()
    clock.forward(hours=8)
    round()
    monday = datetime(2026, 11, 23, 7, tzinfo=UTC)  # eight o'clock in Berlin
    assert [(letter.person, letter.state, letter.next_try_at) for letter in found()] == [
        (cast.priya, SENT, None), (cast.priya, WAITING, monday), (cast.marc, SENT, None)]
    clock.at = monday
    round()
    assert subjects(found)[1] == ("invitation b", SENT)


@pytest.mark.parametrize(("first", "then", "again"), [
    ("2026-11-17 07:00", "Europe/Berlin", "2026-11-18 07:00"),  # Monday night over there, Tuesday morning in Berlin
    ("2026-11-17 23:05", "Europe/Berlin", "2026-11-18 08:00"),  # midnight in Berlin between the two, and over there at nine
    ("2026-11-17 16:00", "Pacific/Auckland", "2026-11-18 19:00")])
def test_two_clocks_make_no_second_letter_of_a_day(first, then, again, office, round, tell, found, session, cast, meeting, clock):
    """Priya is asked by a team in Los Angeles, and an hour later by one elsewhere: whichever she lives by, it is one a day."""
    clock.at = datetime.fromisoformat(first).replace(tzinfo=UTC) - timedelta(minutes=70)
    cast.team.time_zone = "America/Los_Angeles"
    tell(cast.priya, "there")
    round()
    clock.forward(minutes=10)
    round()
    there = people.make_team(session, name="There", manager_id=cast.dustin.id, facilitator_id=cast.marc.id, time_zone=then)
    session.flush()
    people.join(cast.olaf, there, at=clock())
    elsewhere = meetings.make(session, there, period="2026-11", due_at=meeting.due_at, meets_at=meeting.meets_at,
                              reps=[(cast.olaf.id, 12)], contributors=[(cast.priya.id, "sales ops")], by=cast.marc, at=clock())
    letters.tell(session, cast.priya, INVITATION, key="here", meeting=elsewhere, at=clock.forward(hours=1))
    round()
    clock.forward(minutes=10)
    round()
    assert [(letter.state, letter.next_try_at) for letter in found()] == [
        (SENT, None), (WAITING, datetime.fromisoformat(again).replace(tzinfo=UTC))]


def test_a_link_that_was_asked_for_goes_at_once_beside_the_letter_of_the_day(office, round, tell, found, cast, clock):
    tell(cast.priya, "a")
    round()
    clock.forward(minutes=10)
    round()
    tell(cast.priya, "link", SIGN_IN)
    round()
    assert subjects(found) == [("invitation a", SENT), ("Your link to Courtside", SENT)]


def test_what_is_not_needed_any_more_is_not_told(office, round, tell, found, cast, clock, kinds):
    tell(cast.priya, "a"), tell(cast.priya, "b"), tell(cast.ana, "c")
    round()
    kinds.update("ac")
    clock.forward(minutes=10)
    round()
    assert subjects(found) == [("invitation b", SENT), ("", NOT_NEEDED)]
    assert len(office.letters) == 1


def test_who_wants_no_reminders_gets_what_is_essential(office, round, tell, found, session, cast, clock):
    letters.no_reminders(cast.priya, at=clock())
    tell(cast.priya, "a", REMINDER), tell(cast.ana, "b", REMINDER), tell(cast.farid, "c"), tell(cast.farid, "d", REMINDER)
    round()
    clock.forward(minutes=10)
    round()
    assert subjects(found) == [("", NOT_NEEDED), ("reminder b", SENT), ("invitation c, and 1 more", SENT)]
    assert [("List-Unsubscribe" in letter.headers) for letter in office.letters] == [True, False]


def test_who_runs_the_meeting_gets_the_answers(office, round, tell, cast, clock):
    tell(cast.priya, "a"), tell(cast.marc, "b")
    round()
    clock.forward(minutes=10)
    round()
    assert [letter.headers.get("Reply-To") for letter in office.letters] == [["Marc Oduya <marc@example.com>"], None]


def test_somebody_without_an_address_is_told_once_they_have_one(office, round, tell, found, cast, clock):
    cast.priya.email = None
    tell(cast.priya, "a")
    round()
    assert found() == []
    cast.priya.email = "p@example.com"
    round()
    assert [letter.state for letter in found()] == [WAITING]


def test_what_is_put_into_a_letter_that_is_under_way_is_not_lost(round, tell, found, session, cast, clock):
    """A worker has put it into words, and before it hands it over something more is put into it."""
    tell(cast.priya, "a")
    round()
    clock.forward(minutes=10)
    taken = claim(session, at=clock())
    words = tuple(matter.id for matter in found()[0].tells)
    session.commit()
    tell(cast.priya, "b")
    round()
    assert not hand_over(session, taken, tells=words, at=clock())
    assert (found()[0].state, found()[0].next_try_at, len(found()[0].tells)) == (WAITING, clock(), 2)


def test_while_a_letter_is_handed_over_no_other_is_made(round, tell, found, session, cast, clock):
    handed_over(round, tell, found, session, cast, clock)
    tell(cast.priya, "b")
    round()
    assert [letter.state for letter in found()] == [NOT_KNOWN]
    clock.forward(minutes=11)
    round()
    assert [letter.state for letter in found()] == [NOT_KNOWN, WAITING]
    assert found()[1].next_try_at == datetime(2026, 11, 17, 7, tzinfo=UTC)  # the first may have gone out today


def test_a_claim_that_is_over_gives_nothing_away(round, tell, found, session, cast, clock):
    tell(cast.priya, "a")
    round()
    clock.forward(minutes=10)
    slow = claim(session, at=clock())
    session.commit()
    assert claim(session, at=clock()) is None
    clock.forward(minutes=10)
    quick, words = claim(session, at=clock()), tuple(matter.id for matter in found()[0].tells)
    assert (hand_over(session, slow, tells=words, at=clock()), hand_over(session, quick, tells=words, at=clock())) == (False, True)


def test_a_letter_in_doubt_is_sent_again_when_somebody_says_so(office, round, tell, found, session, cast, clock):
    letter = handed_over(round, tell, found, session, cast, clock)
    with pytest.raises(Refused, match="is being sent just now"):
        send_again(letter, at=clock())
    clock.forward(minutes=10)
    send_again(letter, at=clock())
    round()
    assert ([letter.state for letter in found()], office.ids) == ([SENT], [letter.message_id])
    with pytest.raises(Refused, match="This letter is sent. There is nothing to send again."):
        send_again(letter, at=clock())


def test_one_that_is_sent_again_goes_with_what_waits(office, round, tell, found, session, cast, clock):
    letter = handed_over(round, tell, found, session, cast, clock)
    clock.forward(minutes=11)
    tell(cast.priya, "b")
    round()
    send_again(letter, at=clock())
    session.commit()
    assert [(one.state, len(one.tells)) for one in found()] == [(NOT_NEEDED, 0), (WAITING, 2)]


def test_somebody_who_has_left_gets_no_letter_again(round, tell, found, session, cast, clock):
    letter = handed_over(round, tell, found, session, cast, clock)
    letter.refused_at, cast.priya.left_at = clock(), clock()
    session.commit()
    assert letter.state == REFUSED
    with pytest.raises(Refused, match="has no e-mail address here"):
        send_again(letter, at=clock())


def handed_over(round, tell, found, session, cast, clock) -> Letter:
    """A letter that a worker was handing over when it died."""
    tell(cast.priya, "a")
    round()
    clock.forward(minutes=10)
    letter, = found()
    assert hand_over(session, claim(session, at=clock()), tells=tuple(matter.id for matter in letter.tells), at=clock())
    session.commit()
    return letter
