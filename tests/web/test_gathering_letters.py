"""What letters say while a meeting gathers: names and dates that hold now, and never what anybody wrote."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.orm import object_session

from app.letters.gathering import minutes_for
from app.letters.kinds import KINDS
from reviews import invitations, meetings, nothing_to_add, observations, page_links
from reviews.letters import INVITATION, LAST_REMINDER, MOVED, NUDGE, REMINDER, RENEWED
from tests.domain.test_invitations import asked, then
from tests.gathering import DUE, MEETS, SAW, gathering, review_of
from tests.telling import matter_of, remind, send

SECRET = "Ana cried in the pipeline review."


@pytest.fixture
def meeting(session, cast, clock):
    """It gathers, and Priya has written about Ana already."""
    meeting = gathering(session, cast, at=clock())
    observations.write(review_of(meeting, cast.ana), cast.priya, **SAW | {"text": SECRET}, hand_in=True, at=clock())
    session.commit()
    return meeting


@pytest.fixture
def said(app):
    """`said(matter, at)` is the part of a letter that tells it, None when it need not be told any more."""
    def put(matter, at):
        with app.app_context():
            part = KINDS[matter.kind].part(matter, at) if KINDS[matter.kind].needed(matter, at) else None
            object_session(matter).commit()
        return part

    return put


def test_the_invitation_says_who_by_when_how_long_and_who_reads(session, cast, meeting, said, clock, desk):
    part = said(matter_of(session, cast.tomasz, INVITATION), clock())
    assert (part.subject, part.title, part.label) == (
        "3 reps, about 4 minutes, due Mon 23 Nov", "Mid-market North, November 2026", "Write about 3 reps")
    assert part.lines == (
        "What did you see of Ana Kovač, Farid Haddad and Greta Lindqvist? Marc Oduya asks you, for the review meeting of Mid-market North.",
        "Due Mon 23 Nov, 12:00. The meeting is on Tue 24 Nov, 10:00 (Europe/Berlin). It takes about 4 minutes.",
        "Who reads it: Marc reads it now. Once the rep’s turn has come on Tue 24 Nov: Dustin and the people asked to this "
        "meeting, also those Marc adds. The rep never does.",
        "The button opens this one page, without a password, as often as you like, until the meeting is closed. Whoever has this "
        "mail can write in your name, so keep it to yourself.")
    path = part.address.split("/my-page/", 1)[1]
    assert desk().post(f"/my-page/{path}").location == f"/meetings/{meeting.id}/observations"
    assert part.more == (("I can’t this time", f"{part.address}#cannot"),)
    assert b"BEGIN:VCALENDAR" in part.ics and b"Ana" not in part.ics


def test_each_try_has_a_link_of_its_own(session, cast, meeting, said, clock):
    matter = matter_of(session, cast.tomasz, INVITATION)
    assert said(matter, clock()).address != said(matter, clock()).address


def test_the_facilitator_who_is_asked_too_is_not_told_of_in_the_third_person(session, cast, meeting, said, clock):
    meetings.ask(meeting, cast.marc, "enablement", by=cast.marc, at=clock())
    line = said(matter_of(session, cast.marc, INVITATION), clock()).lines[0]
    assert line.endswith("You run the review meeting of Mid-market North, and are on its list yourself.")


def test_no_letter_says_what_anybody_wrote(session, cast, meeting, said, clock):
    """Each kind, to the person who wrote it, and to another."""
    everybody = (cast.priya, cast.tomasz)
    send(session, *everybody, at=clock())
    for person in everybody:
        invitations.nudge(asked(session, person), by=cast.marc, at=clock())
        page_links.renew(session, person, meeting, at=clock())
    meetings.revise(meeting, due_at=DUE + timedelta(hours=1), meets_at=MEETS, reps=meeting.agenda, by=cast.marc, at=clock())
    session.commit()
    remind(session, at=then(20, 8))
    parts = [said(matter_of(session, person, kind), at) for person in everybody for kind, at in (
        (INVITATION, clock()), (REMINDER, then(20, 8)), (NUDGE, clock()), (MOVED, clock()), (RENEWED, clock()))]
    remind(session, at=then(24, 8))
    parts += [said(matter_of(session, person, LAST_REMINDER), then(24, 8)) for person in everybody]
    words = " ".join(str(part) for part in parts)
    assert None not in parts and "Farid Haddad" in words
    assert "cried" not in words and "pipeline" not in words


def test_reminders_name_who_is_still_open_and_the_last_says_so(session, cast, meeting, said, clock):
    send(session, cast.priya, at=clock())
    remind(session, at=then(20, 8))
    first = said(matter_of(session, cast.priya, REMINDER), then(20, 8))
    assert (first.subject, first.lines) == ("2 reps still open, due Mon 23 Nov", (
        "You have not said anything yet about Farid Haddad and Greta Lindqvist. “Nothing to add” is an answer.",
        "Due Mon 23 Nov, 12:00. The meeting is on Tue 24 Nov, 10:00 (Europe/Berlin).",
        "One more reminder comes when it is late, then none."))
    remind(session, at=then(24, 8))
    last = said(matter_of(session, cast.priya, LAST_REMINDER), then(24, 8))
    assert (last.subject, last.lines[0], last.lines[-1]) == (
        "2 reps still open, due since Mon 23 Nov", "It was due Mon 23 Nov, and there is still time. You have not said anything yet "
        "about Farid Haddad and Greta Lindqvist. “Nothing to add” is an answer.", "This is the last reminder.")


def test_a_reminder_written_before_they_finished_is_not_needed(session, cast, meeting, said, clock):
    send(session, cast.priya, at=clock())
    remind(session, at=then(20, 8))
    for rep in (cast.farid, cast.greta):
        nothing_to_add.say(review_of(meeting, rep), cast.priya, at=clock())
    session.commit()
    assert said(matter_of(session, cast.priya, REMINDER), then(20, 8)) is None
    assert said(matter_of(session, cast.priya, INVITATION), then(20, 8)) is None


def test_ones_own_time_stands_in_ones_own_letter(session, cast, meeting, said, clock):
    asked(session, cast.priya).due_at = then(24, 9)
    session.commit()
    assert said(matter_of(session, cast.priya, INVITATION), clock()).subject == "2 reps, about 2 minutes, due Tue 24 Nov"


def test_a_nudge_says_who_asks(session, cast, meeting, said, clock):
    invitations.nudge(asked(session, cast.priya), by=cast.marc, at=clock())
    session.commit()
    nudge = said(matter_of(session, cast.priya, NUDGE), clock())
    assert nudge.subject == "Marc Oduya asks: what did you see of 2 reps?"
    assert nudge.lines[0] == "Marc Oduya asks you for what you saw of Farid Haddad and Greta Lindqvist. “Nothing to add” is an answer."


def test_moving_says_old_and_new_and_moving_back_nothing(session, cast, meeting, said, clock):
    send(session, cast.priya, cast.ana, at=clock())
    meetings.revise(meeting, due_at=then(25, 12), meets_at=then(26, 14), reps=meeting.agenda, by=cast.marc, at=clock())
    session.commit()
    moved, to_ana = (said(matter_of(session, person, MOVED), clock()) for person in (cast.priya, cast.ana))
    assert (moved.subject, moved.lines) == ("New date: Mid-market North, Thu 26 Nov", (
        "The meeting of Mid-market North is on Thu 26 Nov, 14:00, not on Tue 24 Nov, 10:00.",
        "What you write is due on Wed 25 Nov, 12:00, not on Mon 23 Nov, 12:00.", "All times are those of Europe/Berlin."))
    assert (len(moved.more), to_ana.more, b"20261126T130000Z" in moved.ics) == (1, (), True)
    meetings.revise(meeting, due_at=DUE, meets_at=MEETS, reps=meeting.agenda, by=cast.marc, at=clock.forward(hours=1))
    session.commit()
    assert said(matter_of(session, cast.priya, MOVED), clock()) is None


@pytest.mark.parametrize("over", ["closed", "taken off", "left", "a day later"])
def test_a_new_link_is_not_sent_when_it_would_open_nothing_or_too_late(over, session, cast, meeting, said, clock):
    page_links.renew(session, cast.tomasz, meeting, at=clock())
    session.commit()
    matter = matter_of(session, cast.tomasz, RENEWED)
    assert said(matter, clock()).subject == "Your new link: Mid-market North, November 2026"
    if over == "closed":
        meeting.closed_at = clock()
    elif over == "taken off":
        session.delete(asked(session, cast.tomasz))
    elif over == "left":
        cast.tomasz.left_at = clock()
    else:
        clock.forward(days=1)
    session.commit()
    assert said(matter, clock()) is None


@pytest.mark.parametrize("over", ["closed", "declined"])
def test_who_declined_or_comes_too_late_is_not_invited(over, session, cast, meeting, said, clock):
    if over == "closed":
        meeting.closed_at = clock()
    else:
        invitations.decline(asked(session, cast.tomasz), why="I am away", at=clock())
    session.commit()
    assert said(matter_of(session, cast.tomasz, INVITATION), clock()) is None


@pytest.mark.parametrize("reps, minutes", [(1, 1), (3, 4), (7, 8), (35, 41)])
def test_how_long_it_takes_is_a_stated_guess(reps, minutes):
    assert minutes_for(reps) == minutes
