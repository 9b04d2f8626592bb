"""Who is told what while a meeting gathers: one invitation, one reminder before, one after, one nudge; then silence."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from reviews import asking, handover, invitations, meetings, nothing_to_add, observations, page_links
from reviews.contributors import Contributor
from reviews.errors import Refused
from reviews.letters import INVITATION, LAST_REMINDER, MOVED, NUDGE, OWN_VOICE, REMINDER
from tests.gathering import BERLIN, DUE, MEETS, SAW, gathering, made, review_of
from tests.telling import matter_of, matters, remind, send

EVERYBODY = ("dustin", "priya", "tomasz", "ingrid")


def then(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of November 2026 in Berlin; the 16th, the 23rd and the 30th are Mondays."""
    return datetime(2026, 11, day, hour, minute, tzinfo=BERLIN)


@pytest.fixture
def meeting(session, cast, clock):
    """Opened on Monday 16, and everybody has their invitation."""
    meeting = gathering(session, cast, at=clock())
    send(session, *(getattr(cast, name) for name in EVERYBODY), at=clock())
    return meeting


def asked(session, person) -> Contributor:
    return session.scalar(select(Contributor).where(Contributor.person == person))


def write_all(session, meeting, person, *, at):
    for review in meeting.reviews:
        observations.write(review, person, **SAW, hand_in=True, at=at)
    session.commit()


def test_when_it_opens_contributors_and_reps_are_asked_and_nobody_before(session, cast, clock):
    meeting = made(session, cast, at=clock())
    assert [matters(session, person) for person in (cast.priya, cast.ana)] == [[], []]
    for _ in range(2):
        meetings.open(meeting, by=cast.marc, at=clock())
    told = {name: matters(session, person) for name, person in vars(cast).items() if name != "team"}
    assert {name: kinds for name, kinds in told.items() if kinds} == (
        {name: [INVITATION] for name in EVERYBODY} | {rep: [OWN_VOICE] for rep in ("ana", "farid", "greta")})


def test_who_is_asked_late_is_told_at_once_and_asked_twice_once(session, cast, meeting, clock):
    for _ in range(2):
        meetings.ask(meeting, cast.lea, "leader", by=cast.marc, at=clock())
    assert (matters(session, cast.lea), matters(session, cast.priya)) == ([INVITATION], [INVITATION])


def test_who_was_taken_off_the_list_and_is_asked_again_is_told_again(session, cast, meeting, clock):
    asking.unask(meeting, asked(session, cast.priya), by=cast.marc, at=clock())
    session.commit()
    meetings.ask(meeting, cast.priya, "sales ops", by=cast.marc, at=clock.forward(hours=1))
    assert matters(session, cast.priya) == [INVITATION, INVITATION]


def test_a_contributor_who_is_a_rep_is_told_both(session, cast, meeting, clock):
    meetings.ask(meeting, cast.ana, "specialist coach", by=cast.marc, at=clock())
    assert matters(session, cast.ana) == [OWN_VOICE, INVITATION]


def test_one_reminder_before_it_is_due_one_after_then_silence(session, cast, meeting):
    """Due on Monday 23 at 12:00: Friday at 08:00, and Tuesday at 08:00."""
    said = []
    for moment in (then(20, 7, 59), then(20, 8), then(20, 9), then(21, 9), then(23, 8), then(23, 13), then(24, 7, 59), then(24, 8), then(25, 8)):
        remind(session, at=moment)
        said.append(matters(session, cast.priya)[1:])
    once, twice = [REMINDER], [REMINDER, LAST_REMINDER]
    assert said == [[], once, once, once, once, once, once, twice, twice]


def test_a_worker_that_slept_reminds_while_it_makes_sense_and_of_no_more(session, cast, meeting):
    remind(session, at=then(22, 12))  # a Sunday
    assert matters(session, cast.priya) == [INVITATION]
    remind(session, at=then(23, 9))
    assert matters(session, cast.priya) == [INVITATION, REMINDER]
    remind(session, at=then(25, 9))  # the day of the last one is over
    assert matters(session, cast.priya) == [INVITATION, REMINDER]


def test_a_worker_that_slept_until_it_was_due_sends_no_first_one(session, cast, meeting):
    remind(session, at=then(23, 12))
    assert matters(session, cast.priya) == [INVITATION]


@pytest.mark.parametrize("due, before, after", [((25, 23, 59), (24, 8), (26, 8)), ((27, 12), (26, 8), (30, 8)), ((28, 12), (27, 8), (30, 8)),
                                                ((29, 9), (27, 8), (30, 8))])
def test_reminders_come_on_working_days(due, before, after):
    day = then(*due)
    for moment, kind in ((before, REMINDER), (after, LAST_REMINDER)):
        early = then(*moment) - timedelta(minutes=1)
        assert [invitations.is_time(kind, day, "Europe/Berlin", at=at) for at in (early, then(*moment))] == [False, True]


def test_who_has_finished_declined_left_or_wants_none_gets_no_reminder(session, cast, meeting, clock):
    write_all(session, meeting, cast.priya, at=clock())
    invitations.decline(asked(session, cast.tomasz), why="I am away", at=clock())
    handover.leave(cast.ingrid, at=clock())
    remind(session, at=then(20, 8))
    told = {name: matters(session, getattr(cast, name)) for name in EVERYBODY}
    assert told == {"dustin": [INVITATION, REMINDER], "priya": [INVITATION], "tomasz": [INVITATION], "ingrid": [INVITATION]}
    cast.dustin.no_reminders_since = clock()
    remind(session, at=then(24, 8))
    assert matters(session, cast.dustin) == [INVITATION, REMINDER]


def test_finished_is_who_has_answered_about_every_rep_whose_turn_is_to_come(session, cast, meeting, clock):
    """About Ana something written, Farid has his turn behind him without a word, about Greta nothing to add; a draft is none."""
    ana, farid, greta = (review_of(meeting, rep) for rep in (cast.ana, cast.farid, cast.greta))
    draft = observations.write(ana, cast.priya, **SAW, at=clock())
    nothing_to_add.say(greta, cast.priya, at=clock())
    assert [rep.name for rep in invitations.still_open(session, cast.priya, meeting)] == ["Ana Kovač", "Farid Haddad"]
    observations.hand_in(draft, at=clock())
    meetings.take_up(farid, by=cast.marc, at=clock())
    assert invitations.still_open(session, cast.priya, meeting) == []


def test_nobody_is_reminded_once_the_meeting_has_begun(session, cast, meeting, clock):
    meetings.take_up(review_of(meeting, cast.ana), by=cast.marc, at=clock())
    remind(session, at=then(24, 8))
    assert matters(session, cast.priya) == [INVITATION]


def test_more_time_shifts_ones_own_reminders_and_sends_none_twice(session, cast, meeting):
    remind(session, at=then(20, 8))
    asked(session, cast.priya).due_at = then(24, 9)
    session.commit()
    for moment in (then(23, 9), then(24, 8)):
        remind(session, at=moment)
    assert matters(session, cast.priya) == [INVITATION, REMINDER]
    assert matters(session, cast.tomasz) == [INVITATION, REMINDER, LAST_REMINDER]
    remind(session, at=then(25, 8))
    assert matters(session, cast.priya) == [INVITATION, REMINDER, LAST_REMINDER]


def test_dates_that_move_send_no_reminder_twice(session, cast, meeting, clock):
    remind(session, at=then(20, 8))
    reps = meeting.agenda
    meetings.revise(meeting, due_at=then(25, 12), meets_at=then(26, 12), reps=reps, by=cast.marc, at=clock())
    remind(session, at=then(24, 8))
    assert matters(session, cast.priya) == [INVITATION, REMINDER, MOVED]


def test_who_was_invited_today_or_not_yet_is_not_reminded_today(session, cast, meeting, clock):
    meetings.ask(meeting, cast.lea, "leader", by=cast.marc, at=then(19, 18))
    remind(session, at=then(20, 8))
    assert matters(session, cast.lea) == [INVITATION], "her invitation waits for the morning"
    send(session, cast.lea, at=then(20, 8))
    remind(session, at=then(20, 9))
    assert matters(session, cast.lea) == [INVITATION]
    remind(session, at=then(23, 8))
    assert matters(session, cast.lea) == [INVITATION, REMINDER]


def test_one_nudge_a_meeting_by_the_facilitator(session, cast, meeting, clock):
    invitations.nudge(asked(session, cast.priya), by=cast.marc, at=clock())
    assert (matters(session, cast.priya), matter_of(session, cast.priya, NUDGE).by) == ([INVITATION, NUDGE], cast.marc)
    with pytest.raises(Refused, match="Priya Raman was nudged on Mon 16 Nov. There is one nudge a meeting; talk to them."):
        invitations.nudge(asked(session, cast.priya), by=cast.marc, at=clock.forward(days=2))


@pytest.mark.parametrize("why, sentence", [
    ("finished", "has said something about every rep"), ("declined", "cannot this time: I am away: back in December"),
    ("no address", "has no e-mail address. Give them a link"), ("left", "Priya Raman has left"),
    ("closed", "This meeting is closed")])
def test_nobody_is_nudged_in_vain(why, sentence, session, cast, meeting, clock):
    if why == "finished":
        write_all(session, meeting, cast.priya, at=clock())
    elif why == "declined":
        invitations.decline(asked(session, cast.priya), why="I am away", more="back in December", at=clock())
    elif why == "no address":
        cast.priya.email = None
    elif why == "left":
        handover.leave(cast.priya, at=clock())
    else:
        meeting.closed_at = clock()
    with pytest.raises(Refused, match=sentence):
        invitations.nudge(asked(session, cast.priya), by=cast.marc, at=clock())
    assert NUDGE not in matters(session, cast.priya)


def test_when_it_moves_those_are_told_who_knew_the_old_date_and_twice_moved_once(session, cast, meeting, clock):
    meetings.ask(meeting, cast.lea, "leader", by=cast.marc, at=clock())  # her invitation has not gone
    for day in (24, 25):
        meetings.revise(meeting, due_at=then(day, 12), meets_at=then(26, 12), reps=meeting.agenda, by=cast.marc, at=clock.forward(hours=1))
    assert [matters(session, person) for person in (cast.priya, cast.lea)] == [[INVITATION, MOVED], [INVITATION]]
    told = matter_of(session, cast.priya, MOVED)
    assert (told.was_due_at, told.was_meets_at) == (DUE, MEETS)


def test_what_does_not_move_tells_nobody(session, cast, meeting, clock):
    meetings.revise(meeting, due_at=DUE, meets_at=MEETS, reps=[(id, 20) for id, _ in meeting.agenda], by=cast.marc, at=clock())
    assert matters(session, cast.priya) == [INVITATION]


def test_declining_and_taking_it_back(session, cast, meeting, clock):
    priya = asked(session, cast.priya)
    invitations.decline(priya, why="I have no time", more=" until\nDecember ", at=clock())
    assert (priya.declined_at, priya.declined_why) == (clock(), "I have no time: until December")
    invitations.can_after_all(priya, at=clock())
    assert (priya.declined_at, priya.declined_why) == (None, "")
    for why, more, field in (("no", "", "why"), ("I am away", "x" * 151, "more")):
        with pytest.raises(Refused) as refused:
            invitations.decline(priya, why=why, more=more, at=clock())
        assert (refused.value.field, priya.declined_at) == (field, None)


def test_what_a_link_is_worth_is_asked_of_the_list(session, cast, meeting):
    found = page_links.asked_of(session, cast.priya, meeting)
    assert (found.contributor, found.reps, found.own, bool(found)) == (asked(session, cast.priya), 3, None, True)
    assert page_links.asked_of(session, cast.ana, meeting).own.rep is cast.ana
    assert not page_links.asked_of(session, cast.olaf, meeting)


@pytest.mark.parametrize("answer", ["written", "nothing to add"])
def test_who_writes_can_after_all(answer, session, cast, meeting, clock):
    invitations.decline(asked(session, cast.priya), why="I have no time", at=clock())
    ana = review_of(meeting, cast.ana)
    draft = observations.write(ana, cast.priya, **SAW, at=clock())
    session.commit()
    assert asked(session, cast.priya).declined_at == clock(), "a draft is nobody's business"
    if answer == "written":
        observations.hand_in(draft, at=clock())
    else:
        nothing_to_add.say(review_of(meeting, cast.greta), cast.priya, at=clock())
    session.commit()
    assert asked(session, cast.priya).declined_at is None
