"""Notes of any day: who writes them about whom, and how they stand ready in the rep's next meeting."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from reviews import asking, drafts, handover, meetings, notes, observations, people
from reviews.errors import Refused, Stale
from reviews.noted import Note
from reviews.observed import Observation
from reviews.queries.notes import notes_of, reps_seen_by
from tests.gathering import SAW, gathering, made, review_of

HALDEN = "Halden: she asked who else decides before she sent anything."


@pytest.fixture
def jot(session, cast, clock):
    """`jot(author, rep)` is a note of theirs, or the draft it has become."""
    def write(author, rep, text: str = HALDEN, **facts):
        kept = notes.write(session, author, rep_id=rep.id, text=text, at=clock(), **facts)
        session.commit()
        return kept
    return write


def waiting(session, person) -> list[tuple[str, str]]:
    return [(note.rep.first, note.text) for note in session.scalars(notes_of(person))]


def drafts_of(session, person) -> list[tuple[str, str, str]]:
    mine = select(Observation).where(Observation.author == person, Observation.handed_in_at.is_(None)).order_by(Observation.id)
    return [(draft.review.rep.first, draft.text, draft.occasion) for draft in session.scalars(mine)]


def names(session, person) -> list[str]:
    return [row.name.split()[0] for row in session.execute(reps_seen_by(person))]


def test_manager_facilitator_and_whoever_was_asked_note_what_they_saw_of_the_reps(session, cast, clock):
    assert names(session, cast.dustin) == names(session, cast.marc) == ["Ana", "Farid", "Greta"]
    assert names(session, cast.priya) == names(session, cast.olaf) == names(session, cast.lea) == []
    made(session, cast, at=clock())
    assert names(session, cast.priya) == ["Ana", "Farid", "Greta"] and names(session, cast.olaf) == []


def test_nobody_notes_about_themselves_or_who_is_no_rep_there_now(session, cast, clock, jot):
    made(session, cast, at=clock(), contributors=[(cast.ana.id, "report")])
    assert names(session, cast.ana) == ["Farid", "Greta"]
    people.join(cast.farid, None, at=clock())
    for author, rep in ((cast.ana, cast.ana), (cast.ana, cast.farid), (cast.olaf, cast.ana), (cast.ada, cast.ana)):
        with pytest.raises(Refused, match="Choose whom you saw"):
            jot(author, rep)


def test_who_was_asked_to_none_of_the_last_twelve_is_a_contributor_no_more(session, cast, clock):
    def met(month: int, person) -> None:
        held = clock() + timedelta(days=30 * month)
        meetings.make(session, cast.team, period=f"{2027 + month // 12}-{month % 12 + 1:02}", due_at=held, meets_at=held,
                      reps=[(cast.ana.id, 12)], contributors=[(person.id, "service")], by=cast.marc, at=clock())
        session.flush()
    met(0, cast.olaf)
    for month in range(1, 12):
        met(month, cast.priya)
    assert names(session, cast.olaf) == names(session, cast.priya) == ["Ana", "Farid", "Greta"]
    met(12, cast.priya)
    assert (names(session, cast.olaf), names(session, cast.priya)) == ([], ["Ana", "Farid", "Greta"])


def test_a_note_waits_and_stands_ready_when_the_meeting_is_opened(session, cast, clock, jot):
    meeting = made(session, cast, at=clock())
    note = jot(cast.priya, cast.ana, key="form", kind="gain")
    jot(cast.priya, cast.farid, "Farid: rang the plant first.")
    assert isinstance(note, Note) and note.seen_on == clock().date() and drafts_of(session, cast.priya) == []
    written_at = clock()
    clock.forward(days=3)
    meetings.open(meeting, by=cast.marc, at=clock())
    session.commit()
    assert waiting(session, cast.priya) == []
    assert [(rep, text) for rep, text, _ in drafts_of(session, cast.priya)] == [("Ana", HALDEN), ("Farid", "Farid: rang the plant first.")]
    draft = session.scalar(select(Observation).where(Observation.key == "form"))
    assert (draft.kind, draft.function, draft.basis, draft.made_at, draft.handed_in_at) == (
        "gain", "sales ops", "first-hand", written_at, None)
    assert draft.occasion == f"{written_at:%a} {written_at.day} {written_at:%b}"


def test_it_waits_on_while_its_author_is_not_asked_and_stands_ready_once_they_are(session, cast, clock, jot):
    made(session, cast, at=clock(), period="2026-10", contributors=[(cast.olaf.id, "service")])
    jot(cast.olaf, cast.ana)
    meeting = gathering(session, cast, at=clock())
    assert waiting(session, cast.olaf) == [("Ana", HALDEN)] and drafts_of(session, cast.olaf) == []
    clock.forward(days=1)
    meetings.ask(meeting, cast.olaf, "service", by=cast.marc, at=clock())
    session.commit()
    assert waiting(session, cast.olaf) == [] and [draft[0] for draft in drafts_of(session, cast.olaf)] == ["Ana"]


def test_a_rep_who_is_put_on_the_agenda_late_finds_her_notes_there(session, cast, clock, jot):
    meeting = gathering(session, cast, at=clock(), reps=[(cast.farid.id, 12)])
    jot(cast.priya, cast.ana)
    meetings.revise(meeting, due_at=meeting.due_at, meets_at=meeting.meets_at, reps=[(cast.farid.id, 12), (cast.ana.id, 12)],
                    by=cast.marc, at=clock())
    session.commit()
    assert waiting(session, cast.priya) == [] and [draft[0] for draft in drafts_of(session, cast.priya)] == ["Ana"]


def test_while_the_meeting_gathers_a_note_is_a_draft_there_at_once_and_afterwards_it_waits(session, cast, clock, jot):
    meeting = gathering(session, cast, at=clock())
    assert isinstance(jot(cast.priya, cast.ana), Observation) and waiting(session, cast.priya) == []
    meetings.take_up(review_of(meeting, cast.farid), by=cast.marc, at=clock())
    assert isinstance(jot(cast.priya, cast.farid, "For next time."), Note)
    assert waiting(session, cast.priya) == [("Farid", "For next time.")]


def test_what_is_typed_on_after_it_became_a_draft_goes_into_the_draft(session, cast, clock):
    gathering(session, cast, at=clock())
    def type_(text: str, tab: str, rep=cast.ana):
        kept = notes.save(session, cast.priya, rep_id=rep.id, text=text, key="form", tab=tab, at=clock())
        session.commit()
        return kept
    draft = type_("Halden", "one.1")
    drafts.keep(draft, kind="gain", text="Halden", effect="A week.", occasion="Demo", tab="one.2", at=clock())
    type_("Halden: she asked", "one.4")
    type_("Halden: she", "one.3")  # late
    assert (draft.kind, draft.text, draft.effect, draft.occasion) == ("gain", "Halden: she asked", "A week.", "Demo")
    assert type_("Halden: he asked", "one.5", cast.farid).review.rep is cast.farid  # it was about him
    assert [(rep, text) for rep, text, _ in drafts_of(session, cast.priya)] == [("Farid", "Halden: he asked")]
    assert type_("", "one.6", cast.farid) is None and drafts_of(session, cast.priya) == []


def test_what_was_handed_in_meanwhile_is_not_touched(session, cast, clock, jot):
    gathering(session, cast, at=clock())
    draft = jot(cast.priya, cast.ana, key="form")
    observations.change(draft, **SAW | {"text": HALDEN}, hand_in=True, at=clock())
    assert jot(cast.priya, cast.ana, key="form") is draft
    for rep in (cast.ana, cast.farid):
        with pytest.raises(Refused, match="handed in meanwhile"):
            jot(cast.priya, rep, "Other words.", key="form")
    assert draft.text == HALDEN and draft.review.rep is cast.ana


def test_saving_twice_makes_one_and_emptied_it_goes(session, cast, clock):
    def type_(text: str, tab: str = "one.1", **facts):
        return notes.save(session, cast.dustin, key="form", at=clock(), tab=tab, **{"rep_id": cast.ana.id, "text": text} | facts)
    assert type_("") is None
    first = type_("Halden")
    session.flush()
    assert type_("Halden") is first and first.version == 1
    type_("Halden: the quote", "one.3")
    type_("Halden: the", "one.2")
    type_("Halden: the quote", "one.4", rep_id=cast.greta.id)
    assert waiting(session, cast.dustin) == [("Greta", "Halden: the quote")]
    with pytest.raises(Stale) as stale:
        type_("From the phone", "phone.1", seen=1)
    assert stale.value.theirs == {"text": "Halden: the quote", "rep_id": cast.greta.id}
    type_("", "one.5")
    assert waiting(session, cast.dustin) == []


def test_a_note_needs_words_a_rep_and_an_end(session, cast, jot):
    for rep, text, sentence in ((cast.ana, " \0 ", "Write what you saw"), (cast.olaf, "x", "Choose whom"), (cast.ana, "x" * 20_001, "20,001")):
        with pytest.raises(Refused, match=sentence):
            jot(cast.dustin, rep, text)
    with pytest.raises(Refused, match="got better"):
        jot(cast.dustin, cast.ana, kind="rumour")


def test_a_note_is_discarded_as_it_was_seen(session, cast, clock, jot):
    note = jot(cast.dustin, cast.ana)
    notes.change(note, rep_id=cast.ana.id, text="Better worded.", seen=1, at=clock())
    session.commit()
    with pytest.raises(Refused, match="it is kept"):
        notes.discard(note, seen=1)
    notes.discard(note, seen=2)
    assert waiting(session, cast.dustin) == []


def test_who_is_taken_off_keeps_what_only_stood_ready_as_notes(session, cast, clock, jot):
    """And the facilitator is not told that there is any."""
    meeting = made(session, cast, at=clock())
    jot(cast.priya, cast.ana, key="form")
    seen_on = clock().date()
    clock.forward(days=3)
    meetings.open(meeting, by=cast.marc, at=clock())
    session.commit()
    priya = next(one for one in meeting.contributors if one.person is cast.priya)
    asking.unask(meeting, priya, by=cast.marc, at=clock())
    session.commit()
    note, = session.scalars(notes_of(cast.priya))
    assert (note.text, note.seen_on, note.key, drafts_of(session, cast.priya)) == (HALDEN, seen_on, "form", [])


def test_who_has_typed_on_in_what_stood_ready_stays_asked(session, cast, clock, jot):
    meeting = made(session, cast, at=clock())
    jot(cast.priya, cast.ana, key="form")
    clock.forward(days=3)
    meetings.open(meeting, by=cast.marc, at=clock())
    session.commit()
    jot(cast.priya, cast.ana, "Halden: more of it.", key="form")
    priya = next(one for one in meeting.contributors if one.person is cast.priya)
    with pytest.raises(Refused, match="stays asked"):
        asking.unask(meeting, priya, by=cast.marc, at=clock())
    assert [draft[1] for draft in drafts_of(session, cast.priya)] == ["Halden: more of it."]


def test_who_is_replaced_keeps_them_too(session, cast, clock, jot):
    meeting = made(session, cast, at=clock())
    jot(cast.priya, cast.ana)
    clock.forward(days=3)
    meetings.open(meeting, by=cast.marc, at=clock())
    session.commit()
    priya = next(one for one in meeting.contributors if one.person is cast.priya)
    asking.replace(priya, cast.olaf, by=cast.marc, at=clock())
    session.commit()
    assert waiting(session, cast.priya) == [("Ana", HALDEN)] and drafts_of(session, cast.olaf) == []


def test_a_rep_who_changes_teams_finds_them_in_the_new_one_and_the_author_may_still_change_them(session, cast, clock, jot):
    note = jot(cast.dustin, cast.ana)
    people.join(cast.ana, None, at=clock())
    session.commit()
    notes.change(note, rep_id=cast.ana.id, text="Better worded.", at=clock())
    south = people.make_team(session, name="South", manager_id=cast.lea.id, facilitator_id=cast.marc.id)
    session.flush()
    people.join(cast.ana, south, at=clock())
    meeting = meetings.make(session, south, period="2026-11", due_at=clock() + timedelta(1), meets_at=clock() + timedelta(2),
                            reps=[(cast.ana.id, 12)], contributors=[(cast.dustin.id, "peer manager")], by=cast.marc, at=clock())
    meetings.open(meeting, by=cast.marc, at=clock())
    session.commit()
    assert drafts_of(session, cast.dustin)[0][:2] == ("Ana", "Better worded.")


def test_the_notes_of_somebody_who_leaves_wait_for_their_return(session, cast, clock, jot):
    meeting = made(session, cast, at=clock())
    jot(cast.priya, cast.ana)
    handover.leave(cast.priya, at=clock())
    meetings.open(meeting, by=cast.marc, at=clock())
    session.commit()
    assert waiting(session, cast.priya) == [("Ana", HALDEN)] and drafts_of(session, cast.priya) == []
