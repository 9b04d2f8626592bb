"""A person's days at a private address: what stands there, for whom, in whose words, and how the address is kept."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest

from reviews import attempts, checkins, commitments, feeds, handover, meetings, people, voices
from reviews.feeds import Feed
from tests import a_plan
from tests.a_plan import promised, published
from tests.calendars import by_uid, lines, parsed
from tests.gathering import BERLIN, DUE, gathering, made, review_of
from tests.reading import words_of
from tests.statements import counted

DAYS = [date(2026, 11, 23), date(2026, 11, 30), date(2026, 12, 7), date(2026, 12, 15)]  # day 20 is a Sunday, law 10


def address(desk, person) -> str:
    """What the person's page shows after the button, as a path."""
    laptop = desk(person)
    assert laptop.post("/calendar").location == "/calendar"
    return re.search(r"<code[^>]*>https?://[^/]+(/calendar/[^<]+\.ics)</code>", laptop.get("/calendar").text)[1]


def at(session, person, clock) -> str:
    token = feeds.make(session, person, at=clock())
    session.commit()
    return f"/calendar/{token}.ics"


def days(desk, session, person, clock) -> dict[str, tuple]:
    """What stands in the person's calendar: when, by what."""
    written = desk().get(at(session, person, clock)).data
    return {event.summary: event.dtstart for event in parsed(written).events}


def under_way(session, cast, clock):
    """Ana's plan, on which she has taken on what was noted for her."""
    plan = published(session, cast, at=clock())
    for one in plan.commitments:
        if one.owner is cast.ana:
            commitments.accept(one, at=clock())
    session.commit()
    return plan


def test_the_address_is_shown_once_and_is_not_kept(desk, session, cast):
    laptop = desk(cast.priya)
    laptop.post("/calendar")
    first, again = laptop.get("/calendar").text, laptop.get("/calendar").text
    token = re.search(r"/calendar/([\w-]{40,})\.ics", first)[1]
    assert token not in again and "It was shown once" in words_of(again)
    (feed,) = session.query(Feed).all()
    assert (feed.person, token in repr(vars(feed))) == (cast.priya, False)
    assert desk().get(f"/calendar/{token}.ics").status_code == 200


def test_a_new_address_makes_the_old_one_void_and_one_can_have_none(desk, session, cast):
    old = address(desk, cast.priya)
    new = address(desk, cast.priya)
    assert (desk().get(old).status_code, desk().get(new).status_code) == (404, 200)
    desk(cast.priya).post("/calendar/removal")
    assert desk().get(new).status_code == 404


def test_it_is_gone_when_its_person_has_left(desk, session, cast, clock):
    path = at(session, cast.priya, clock)
    handover.leave(cast.priya, at=clock())
    session.commit()
    assert desk().get(path).status_code == 404
    handover.come_back(cast.priya)
    session.commit()
    assert desk().get(path).status_code == 404


def test_wrong_addresses_are_counted_apart_and_no_good_one_waits(desk, session, cast, clock):
    path, stranger = at(session, cast.priya, clock), desk()
    answers = [stranger.get(f"/calendar/{number}.ics").status_code for number in range(attempts.WRONG_FEEDS.most + 1)]
    assert answers == [404] * attempts.WRONG_FEEDS.most + [429]
    assert stranger.get(path).status_code == 200
    assert stranger.post("/sign-in/nobodys").status_code == 410  # the door of links is as open as before


def test_a_calendar_that_asks_again_is_told_that_nothing_changed(desk, session, cast, clock):
    meeting = gathering(session, cast, at=clock())
    path, phone = at(session, cast.marc, clock), desk()
    first = phone.get(path)
    assert (first.mimetype, first.headers["Cache-Control"]) == ("text/calendar", "private, max-age=300")
    assert "Set-Cookie" not in first.headers and "Cookie" not in first.headers.get("Vary", "")
    clock.forward(hours=1)
    assert phone.get(path, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    meetings.revise(meeting, due_at=DUE, meets_at=meeting.meets_at + timedelta(1), reps=meeting.agenda, by=cast.marc, at=clock())
    session.commit()
    after = phone.get(path, headers={"If-None-Match": first.headers["ETag"]})
    (uid,) = by_uid(first.data)
    moved, before = by_uid(after.data)[uid], by_uid(first.data)[uid]
    assert (moved.start - before.start, moved.sequence > before.sequence) == (timedelta(1), True)


def test_who_is_asked_has_the_meeting_and_their_own_time(desk, session, cast, clock):
    meeting = made(session, cast, at=clock())
    assert days(desk, session, cast.priya, clock) == {}
    assert list(days(desk, session, cast.marc, clock)) == ["Review meeting: Mid-market North, November 2026"]
    meetings.open(meeting, by=cast.marc, at=clock())
    asked = next(one for one in meeting.contributors if one.person is cast.priya)
    asked.due_at = DUE + timedelta(hours=5)
    session.commit()
    assert days(desk, session, cast.priya, clock) == {
        "Review meeting: Mid-market North, November 2026": datetime(2026, 11, 24, 9, tzinfo=UTC),
        "Observations due: Mid-market North": datetime(2026, 11, 23, 15, 30, tzinfo=UTC)}
    asked.declined_at = clock()
    session.commit()
    assert "Observations due: Mid-market North" not in days(desk, session, cast.priya, clock)


def test_a_rep_has_her_questions_and_not_the_meeting(desk, session, cast, clock):
    review = review_of(gathering(session, cast, at=clock()), cast.ana)
    assert days(desk, session, cast.ana, clock) == {
        "Two questions before your review: Mid-market North": datetime(2026, 11, 23, 10, 30, tzinfo=UTC)}
    other = review_of(review.meeting, cast.farid)
    voices.hand_in(review, wants="Names.", hindered="", at=clock())
    meetings.take_up(other, by=cast.marc, at=clock())  # his turn has come
    session.commit()
    assert days(desk, session, cast.ana, clock) == days(desk, session, cast.farid, clock) == {}


def test_a_plan_gives_each_side_its_days_and_nobodys_words(desk, session, cast, clock):
    plan = under_way(session, cast, clock)
    ana, dustin = desk().get(at(session, cast.ana, clock)).data, desk().get(at(session, cast.dustin, clock)).data
    for written, other in ((ana, "Dustin"), (dustin, "Ana")):
        events = [event for event in parsed(written).events if event.summary.startswith("Check-in")]
        assert [event.summary for event in events] == [f"Check-in with {other}, day {day}" for day in (7, 14, 21, 30)]
        assert [event.dtstart for event in events] == DAYS
        assert {event.classification for event in events} == {"PRIVATE"}
        said = "".join(lines(written))
        words = [a_plan.FROM, a_plan.TO, a_plan.GOAL, *(one.text for one in plan.commitments), "quote", "decision map", "skill"]
        assert [word for word in words if word in said] == []
    due = {event.summary: event.dtstart for event in parsed(dustin).events}
    assert due["Commitment due: Ana’s plan"] == date(2026, 11, 27)
    assert due["Verdict due: Ana’s plan"] == date(2026, 12, 15)
    assert [event.dtstart for event in parsed(ana).events if event.summary == "Commitment due: your plan"] == [
        date(2026, 11, 25), date(2026, 11, 20), date(2026, 11, 27), date(2026, 12, 4), date(2026, 12, 11)]


def test_what_is_ticked_dropped_or_not_accepted_is_not_due(desk, session, cast, clock):
    plan = published(session, cast, at=clock())
    assert "Commitment due: Ana’s plan" not in days(desk, session, cast.priya, clock)  # Marc noted it for her
    hers = promised(plan, "Send the open quotes")
    commitments.accept(hers, at=clock())
    session.commit()
    first, *others = commitments.dues(hers)
    session.expire_all()
    assert "Commitment due: Ana’s plan" in days(desk, session, cast.priya, clock)
    commitments.tick(hers, due_on=first, by=cast.priya, at=clock())
    session.commit()
    written = parsed(desk().get(at(session, cast.priya, clock)).data).events
    assert [event.dtstart for event in written if event.summary.startswith("Commitment")] == others
    commitments.drop(hers, why="No time.", by=cast.priya, at=clock())
    session.commit()
    assert "Commitment due: Ana’s plan" not in days(desk, session, cast.priya, clock)


def test_what_was_stays_for_sixty_days(desk, session, cast, clock):
    published(session, cast, at=clock())
    clock.at = datetime(2027, 1, 22, 9, tzinfo=UTC)  # sixty days after day 7
    assert "Check-in with Dustin, day 7" in days(desk, session, cast.ana, clock)
    clock.forward(days=1)
    assert "Check-in with Dustin, day 7" not in days(desk, session, cast.ana, clock)
    assert "Check-in with Dustin, day 14" in days(desk, session, cast.ana, clock)


def test_a_closed_plan_owes_nothing_after_its_day(desk, session, cast, clock):
    plan = under_way(session, cast, clock)
    plan.closed_at = clock.forward(days=16)
    for one in session.query(checkins.CheckIn):
        one.closed_at = clock()
    session.commit()
    found = days(desk, session, cast.ana, clock)
    assert [what for what in found if what.startswith("Check-in")] == ["Check-in with Dustin, day 7", "Check-in with Dustin, day 14"]
    assert max(day for what, day in found.items() if what.startswith("Commitment")) <= clock().date()


def test_five_plans_cost_no_more_than_one(desk, session, cast, clock):
    published(session, cast, at=clock())
    path, phone, counts = at(session, cast.dustin, clock), desk(), []
    for number in range(2):
        with counted(session.get_bind()) as said:
            assert phone.get(path).status_code == 200
        counts.append(len(said))
        for _ in range(4):
            number += 1
            a_plan_more(session, cast, clock)
    assert counts == [5, 5]


def a_plan_more(session, cast, clock) -> None:
    """Another commitment of Dustin's and another meeting."""
    team = people.make_team(session, name=f"Team {session.query(people.Team).count()}", manager_id=cast.dustin.id,
                            facilitator_id=cast.marc.id, time_zone="America/Chicago")
    session.flush()
    rep = people.add(session, name=f"Rep {team.id}", team_id=team.id, at=clock())
    meetings.make(session, team, period="2026-11", due_at=DUE, meets_at=datetime(2026, 11, 24, 10, tzinfo=BERLIN),
                  reps=[(rep.id, 12)], contributors=[(cast.dustin.id, "manager")], by=cast.marc, at=clock())
    session.commit()


@pytest.mark.parametrize("who", ["priya", "tomasz", "dustin", "marc"])
def test_whoever_is_asked_to_a_meeting_or_runs_it_can_put_it_into_a_calendar(who, desk, session, cast, clock):
    meeting = gathering(session, cast, at=clock())
    laptop, file = desk(getattr(cast, who)), f"/meetings/{meeting.id}/meeting.ics"
    place = f"/meetings/{meeting.id}" if who == "marc" else "/meetings"
    assert f'href="{file}"' in laptop.get(place).text
    answer = laptop.get(file)
    (event,) = parsed(answer.data).events
    assert (event.start, answer.headers["Content-Disposition"]) == (meeting.meets_at, "attachment; filename=meeting.ics")
    assert answer.headers["Cache-Control"] == "no-store"
