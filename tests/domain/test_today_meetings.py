"""Today around a meeting: what its facilitator and those asked to it owe, on whose clock."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import update

from reviews import today
from reviews.contributors import Contributor
from reviews.meetings import Meeting, Review
from reviews.nothing_to_add import NothingToAdd
from reviews.observations import FIRST_HAND, GAIN, Observation
from reviews.voices import Voice
from tests.thirty_days import noon

MONDAY = date(2026, 11, 16)


def on(session, person, day, zone="Europe/Berlin"):
    return today.of_person(session, person, at=noon(day), zone=zone)


def said(dues):
    return [(due.on, due.what, due.late_days) for due in [*dues.soon, *dues.later]]


def day(nth):
    return MONDAY + timedelta(nth - 1)


@pytest.fixture
def meeting(session, cast):
    """Of Ana, Farid and Greta; observations due on Monday 30 November, it meets on Tuesday at nine."""
    made = Meeting(team=cast.team, period="2026-12", due_at=noon(date(2026, 11, 30)), meets_at=noon(date(2026, 12, 1)),
                   manager=cast.dustin, facilitator=cast.marc, made_by_id=cast.marc.id, made_at=noon(MONDAY))
    made.reviews = [Review(rep=rep, position=n) for n, rep in enumerate((cast.ana, cast.farid, cast.greta))]
    asked = {"function": "sales ops", "asked_at": noon(MONDAY), "asked_by_id": cast.marc.id}
    made.contributors = [Contributor(person=person, **asked) for person in (cast.priya, cast.farid)]
    session.add(made)
    session.commit()
    return made


def test_a_facilitator_opens_holds_and_closes(session, cast, meeting):
    def next_step(nth):
        return [(due.kind, due.on, due.what) for due in on(session, cast.marc, day(nth)).owed.soon]

    name = "Mid-market North, December 2026"
    assert next_step(2) == [("open", date(2026, 11, 23), f"Open the meeting: {name}")]
    meeting.opened_at = noon(day(2))
    assert next_step(3) == [("hold", date(2026, 12, 1), f"Hold the meeting: {name}")]
    meeting.began_at = noon(date(2026, 12, 1))
    assert next_step(18) == [("close", date(2026, 12, 1), f"Finish the meeting: {name}")]
    meeting.closed_at = noon(date(2026, 12, 1))
    assert next_step(18) == []


def test_a_contributor_owes_what_they_saw_once_it_is_open(session, cast, meeting):
    assert said(on(session, cast.priya, day(2)).owed) == []
    meeting.opened_at = noon(day(2))
    owed, = on(session, cast.priya, day(16)).owed.soon
    assert (owed.kind, owed.id, owed.on, owed.late_days, owed.about) == (
        "observe", meeting.id, date(2026, 11, 30), 1, "0 of 3 reps done.")


def test_on_the_day_on_which_it_began_those_who_are_asked_find_the_room(session, cast, meeting):
    meeting.opened_at, meeting.began_at = noon(day(1)), noon(day(16))
    session.commit()
    under_way = [[due.what for due in on(session, cast.priya, day(nth)).owed.soon if due.kind == "join"] for nth in (16, 17)]
    assert under_way == [["The meeting is under way: Mid-market North, December 2026"], []]
    assert "join" not in {due.kind for due in on(session, cast.marc, day(16)).owed.soon}, "who leads has it to finish"


def test_a_rep_who_is_asked_is_not_counted_about_herself(session, cast, meeting):
    meeting.opened_at = noon(day(2))
    assert [due.about for due in on(session, cast.farid, day(3)).owed.soon if due.kind == "observe"] == ["0 of 2 reps done."]
    assert [due.kind for due in on(session, cast.ana, day(3)).owed.soon] == ["voice"]


def test_a_rep_is_asked_two_questions_until_she_has_answered_or_her_turn_has_come(session, cast, meeting):
    assert said(on(session, cast.ana, day(2)).owed) == []
    meeting.opened_at = noon(day(2))
    ana, farid, greta = meeting.reviews
    owed, = on(session, cast.ana, day(16)).owed.soon
    assert (owed.kind, owed.id, owed.on, owed.late_days) == ("voice", ana.id, date(2026, 11, 30), 1)
    session.add(Voice(review=ana, wants="Names.", changed_at=noon(day(3))))  # a draft is no answer yet
    session.flush()
    assert [due.kind for due in on(session, cast.ana, day(3)).owed.soon] == ["voice"]
    ana.voice.handed_in_at = noon(day(3))
    farid.taken_up_at, greta.closed_at = noon(day(3)), noon(day(3))
    session.flush()
    left = {due.kind for rep in (cast.ana, cast.farid, cast.greta) for due in on(session, rep, day(3)).owed.soon}
    assert "voice" not in left


def test_answers_count_and_drafts_do_not(session, cast, meeting):
    meeting.opened_at = noon(day(2))
    ana, farid, greta = meeting.reviews
    facts = {"author": cast.priya, "function": "sales ops", "kind": GAIN, "basis": FIRST_HAND, "made_at": noon(day(3)),
             "changed_at": noon(day(3))}
    session.add_all([Observation(review=ana, text="Asks first.", handed_in_at=noon(day(3)), **facts),
                     Observation(review=farid, text="A draft.", **facts),
                     NothingToAdd(review_id=greta.id, person_id=cast.priya.id, said_at=noon(day(3)))])
    session.flush()
    assert [due.about for due in on(session, cast.priya, day(3)).owed.soon] == ["2 of 3 reps done."]
    farid.taken_up_at = noon(day(16))
    session.flush()
    assert [due.kind for due in on(session, cast.priya, day(16)).owed.soon] == ["begun"]


def test_a_draft_about_a_rep_whose_turn_has_come_is_asked_for_until_the_meeting_ends(session, cast, meeting):
    meeting.opened_at = noon(day(2))
    ana, farid, _ = meeting.reviews
    facts = {"author": cast.priya, "function": "sales ops", "kind": GAIN, "basis": FIRST_HAND, "made_at": noon(day(3)),
             "changed_at": noon(day(3))}
    drafts = [Observation(review=review, text="Asks first.", **facts) for review in (ana, farid)]
    session.add_all([*drafts, Observation(review=ana, text="A second draft.", **facts)])
    meeting.began_at = ana.taken_up_at = noon(day(16))
    session.flush()

    def asked(person):
        return [(due.id, due.on, due.what) for due in on(session, person, day(16)).owed.soon if due.kind == "begun"]

    about_ana = (ana.id, day(16), "You have a draft about Ana Kovač, whose turn has come")
    assert (asked(cast.priya), asked(cast.marc), asked(cast.farid)) == ([about_ana], [], [])
    farid.taken_up_at = noon(day(17))
    session.flush()
    assert asked(cast.priya) == [about_ana]  # one at a time, in the order of their turns
    session.execute(update(Observation).where(Observation.review_id == ana.id).values(handed_in_at=noon(day(16))))
    assert asked(cast.priya) == [(farid.id, day(16), "You have a draft about Farid Haddad, whose turn has come")]
    meeting.closed_at = noon(day(17))
    session.flush()
    assert asked(cast.priya) == []


def test_the_day_is_where_the_person_lives(session, cast, meeting):
    """Half past two on the morning of 24 November in Berlin; in Chicago it is the evening before."""
    at = datetime(2026, 11, 24, 1, 30, tzinfo=UTC)
    zones = ("Europe/Berlin", "America/Chicago")
    berlin, chicago = (today.of_person(session, cast.marc, at=at, zone=zone) for zone in zones)
    assert (berlin.day, chicago.day) == (date(2026, 11, 24), date(2026, 11, 23))
    assert ([due.late_days for due in berlin.owed.soon], [due.late_days for due in chicago.owed.soon]) == ([1], [0])
