"""Plan in the room: who takes on what, who writes the draft, what is missing, and what the room never sees."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from app.db import db
from reviews import choosing, drafting, leading, meetings, plans, publishing
from reviews.commitments import Commitment
from reviews.diagnosis import PERSONAL
from reviews.letters import Matter
from reviews.rooms import DIAGNOSE
from tests.a_plan import FACTS, filled_in, promise, promised
from tests.planning import here, planning, room
from tests.reading import words_of
from tests.statements import counted

TEXT = "Send Ana the open quotes with only one contact."


@pytest.fixture
def plan(session, cast, clock):
    return planning(session, cast, at=clock())


def seen(desk, person, plan) -> str:
    return words_of(desk(person).get(room(plan.review.meeting)).text)


def commit(desk, person, plan, owner=None, **typed):
    typed = {"owner_id": (owner or person).id, "text": TEXT, "weekly": "y"} | typed
    return desk(person).post(f"/plans/{plan.id}/commitments{here(plan)}", data=typed)


def kept(session) -> list[tuple[str, str, bool]]:
    """Whose commitment, its words, whether it is accepted."""
    return [(one.owner.first, one.text, one.accepted_at is not None) for one in session.scalars(select(Commitment).order_by(Commitment.id))]


# -- what each takes on -------------------------------------------------------------------------------------------------


def test_whoever_takes_something_on_types_it_and_all_in_the_room_see_it(desk, session, cast, plan):
    answer = commit(desk, cast.priya, plan)
    assert (answer.status_code, answer.location) == (303, room(plan.review.meeting))
    assert kept(session) == [("Priya", TEXT, True)]
    for person in (cast.tomasz, cast.dustin, cast.marc):
        assert f"Priya sales ops {TEXT} every week" in seen(desk, person, plan)


def test_nobody_puts_something_on_somebody_else(desk, session, cast, plan):
    answer = commit(desk, cast.priya, plan, owner=cast.tomasz)
    assert answer.status_code == 422 and TEXT in answer.text
    assert kept(session) == []


def test_whoever_leads_notes_it_for_anybody_and_its_owner_accepts_it(desk, session, cast, plan):
    for owner in (cast.ana, cast.priya):
        assert commit(desk, cast.marc, plan, owner=owner).status_code == 303
    assert kept(session) == [("Ana", TEXT, False), ("Priya", TEXT, False)]
    marc, priya = seen(desk, cast.marc, plan), seen(desk, cast.priya, plan)
    assert "every week, for the talk" in marc and "not yet accepted" in marc
    assert "I take this on" not in marc and priya.count("not yet accepted I take this on") == 1
    hers = session.scalar(select(Commitment).where(Commitment.owner == cast.priya))
    answer = desk(cast.priya).post(f"/commitments/{hers.id}/acceptance{here(plan)}", data={"shown": hers.wording})
    assert answer.location == room(plan.review.meeting)
    assert kept(session) == [("Ana", TEXT, False), ("Priya", TEXT, True)]


def test_the_form_of_who_leads_offers_first_whose_is_missing(desk, session, cast, clock, plan):
    def offered() -> str:
        page = desk(cast.marc).get(room(plan.review.meeting)).text
        return page.split('name="owner_id"')[1].split("selected")[1].split("<")[0].split(">")[1]

    assert offered() == "Ana Kovač"
    promise(plan, cast.ana, "Draw", by=cast.marc, at=clock())
    assert offered() == "Dustin Brinkmann, manager"
    promise(plan, cast.dustin, "Sit in", by=cast.marc, at=clock())
    assert offered() == "Ana Kovač"


def test_their_own_they_word_anew_and_take_out_and_no_other(desk, session, cast, clock, plan):
    hers = promise(plan, cast.priya, TEXT, by=cast.priya, at=clock())
    his = promise(plan, cast.tomasz, "One role-play.", by=cast.tomasz, at=clock())
    session.commit()
    priya, facts = desk(cast.priya), {"owner_id": cast.priya.id, "text": "Send them on Mondays.", "weekly": "y"}
    assert priya.post(f"/commitments/{hers.id}/edit{here(plan)}", data=facts | {"version": hers.version}).status_code == 303
    assert hers.text == "Send them on Mondays." and hers.accepted_at == clock()
    assert priya.post(f"/commitments/{his.id}/edit{here(plan)}", data=facts).status_code == 404
    assert priya.post(f"/commitments/{his.id}/removal{here(plan)}").status_code == 404
    assert priya.post(f"/commitments/{his.id}/acceptance{here(plan)}").status_code == 404
    assert priya.post(f"/commitments/{hers.id}/removal{here(plan)}", data={"shown": hers.wording}).status_code == 303
    assert kept(session) == [("Tomasz", "One role-play.", True)]


def test_the_second_of_two_at_one_commitment_is_shown_both_texts_in_the_room(desk, session, cast, clock, plan):
    hers = promise(plan, cast.priya, TEXT, by=cast.priya, at=clock())
    session.commit()
    sent, facts = hers.version, {"owner_id": cast.priya.id, "weekly": "y"}
    marc = desk(cast.marc).post(f"/commitments/{hers.id}/edit{here(plan)}", data=facts | {"version": sent, "text": "Marc’s words."})
    assert marc.status_code == 303
    answer = desk(cast.priya).post(f"/commitments/{hers.id}/edit{here(plan)}", data=facts | {"version": sent, "text": "Priya’s words."})
    assert answer.status_code == 422 and "It says now: Marc’s words. Yours is still in the field." in words_of(answer.text)
    assert 'id="room"' in answer.text and "Priya’s words." in answer.text and hers.text == "Marc’s words."


def test_what_is_no_commitment_comes_back_in_the_room_with_its_words(desk, session, cast, plan):
    answer = commit(desk, cast.priya, plan, weekly="")
    assert answer.status_code == 422 and "Say by when, or choose every week." in words_of(answer.text)
    assert 'id="room"' in answer.text and TEXT in answer.text and kept(session) == []


# -- the rest of the draft ----------------------------------------------------------------------------------------------


def test_the_list_of_what_is_missing_empties_and_the_room_ends_with_a_draft_and_no_letter(desk, session, cast, clock, plan):
    matters = session.scalar(select(func.count(Matter.id)))
    priya = seen(desk, cast.priya, plan)
    assert "Still missing Say who would see the change, and where. The diagnosis is open: why is it not done yet?" in priya
    filled_in(session, plan, cast, at=clock(), without=("talk", "witness"))
    assert "Still missing Say who would see the change, and where. Who does what" in seen(desk, cast.priya, plan)
    saved = desk(cast.marc).post(f"/plans/{plan.id}/draft/witness{here(plan)}", data={"witness": FACTS["witness"]})
    assert saved.location == room(plan.review.meeting)
    priya = seen(desk, cast.priya, plan)
    assert "Nothing is missing but the talk." in priya
    assert "no mail goes out. Dustin talks it through with Ana by Wed 18 Nov , then publishes." in priya
    assert (plan.state, session.scalar(select(func.count(Matter.id)))) == ("draft", matters)


def test_who_does_not_lead_reads_the_measure_and_does_not_write_it(desk, session, cast, clock, plan):
    filled_in(session, plan, cast, at=clock(), without=("talk",))
    page = desk(cast.priya).get(room(plan.review.meeting)).text
    assert FACTS["measure_what"] in page and f"/plans/{plan.id}/draft/" not in page
    assert desk(cast.priya).post(f"/plans/{plan.id}/draft/witness{here(plan)}", data={"witness": "x"}).status_code == 404


def test_whoever_was_handed_the_lead_writes_the_draft_in_the_room_and_sees_no_more_of_it(desk, session, cast, clock, plan):
    filled_in(session, plan, cast, at=clock(), without=("talk",))
    plans.revise(plan, goal="I want it sooner.", by=cast.dustin, at=clock())
    leading.hand_lead(plan.review.meeting, cast.tomasz, by=cast.marc, at=clock())
    session.commit()
    tomasz = desk(cast.tomasz)
    saved = tomasz.post(f"/plans/{plan.id}/draft/gains{here(plan)}", data={"gains": "Faster notes."})
    assert saved.status_code == 303 and plan.gains == "Faster notes."
    assert tomasz.get(f"/plans/{plan.id}").status_code == 404
    for address in (f"/plans/{plan.id}/draft/gains", f"/plans/{plan.id}/commitments", room(plan.review.meeting)):
        page = tomasz.get(address).text
        assert "Faster notes." in page and "I want it sooner." not in page


def test_the_second_of_two_at_one_part_is_shown_both_texts_in_the_room(desk, session, cast, clock, plan):
    page = desk(cast.marc).get(room(plan.review.meeting)).text
    shown = page.split('id="witness-shown"')[1].split('value="')[1].split('"')[0]
    plans.revise(plan, witness="Priya, in the CRM", by=cast.dustin, at=clock())
    session.commit()
    answer = desk(cast.marc).post(f"/plans/{plan.id}/draft/witness{here(plan)}", data={"witness": "Dustin, in calls", "shown": shown})
    assert answer.status_code == 422 and "It says now: Priya, in the CRM" in words_of(answer.text)
    assert "Dustin, in calls" in answer.text and plan.witness == "Priya, in the CRM"


# -- the rep, the wall, what is not there -------------------------------------------------------------------------------


def test_the_rep_sees_and_touches_nothing_of_it_also_when_she_is_asked_to_the_meeting(desk, session, cast, clock, plan):
    meetings.ask(plan.review.meeting, cast.ana, "service", by=cast.marc, at=clock())
    hers = promise(plan, cast.ana, TEXT, by=cast.marc, at=clock())
    session.commit()
    page = desk(cast.ana).get(room(plan.review.meeting)).text
    assert "This turn is yours" in page and TEXT not in page and plan.decision.item_to not in page
    assert commit(desk, cast.ana, plan).status_code == 404
    for what in ("acceptance", "edit", "removal"):
        assert desk(cast.ana).post(f"/commitments/{hers.id}/{what}{here(plan)}", data={"shown": hers.wording}).status_code == 404
    assert kept(session) == [("Ana", TEXT, False)]


def test_the_wall_shows_the_plan_and_has_nothing_to_press_and_no_words_of_others(desk, session, cast, clock, plan):
    filled_in(session, plan, cast, at=clock(), without=("talk",))
    for phase in (DIAGNOSE, "plan"):
        leading.go(plan.review.meeting, leading.Place(plan.review_id, phase), by=cast.marc, at=clock())
        session.commit()
        wall = desk(cast.marc).get(f"/meetings/{plan.review.meeting_id}/wall").text.split("<main")[1].split("</main")[0]
        assert "<form" not in wall and "<button" not in wall and "Halden" not in wall and plan.decision.item_to in wall
    assert "Draw the decision map" in wall and FACTS["measure_what"] in wall


def test_without_an_item_it_says_so(desk, session, cast, clock, plan):
    choosing.withdraw(plan.decision, why="Wrong theme.", by=cast.marc, at=clock())
    session.commit()
    assert "There is no item yet" in seen(desk, cast.priya, plan)


def test_a_plan_that_is_published_meanwhile_is_not_written_in_any_more(desk, session, cast, clock, plan):
    filled_in(session, plan, cast, at=clock())
    publishing.publish(plan, by=cast.dustin, at=clock())
    session.commit()
    page = desk(cast.marc).get(room(plan.review.meeting)).text
    assert "This plan is published." in page and "/commitments" not in page
    answer = commit(desk, cast.priya, plan)
    assert "a published plan is not edited" in answer.text and "Send Ana the open" not in str(kept(session))


@pytest.mark.parametrize("phase", [DIAGNOSE, "plan"])
def test_the_page_costs_the_same_few_statements_for_many_commitments(app, desk, session, cast, clock, phase):
    plan = planning(session, cast, at=clock(), phase=phase)
    with app.app_context():
        engine = db.engine
    counts, address = [], room(plan.review.meeting)
    for many in (1, 12):
        for nth in range(many):
            promise(plan, cast.priya, f"{nth} {TEXT}", by=cast.priya, at=clock())
        session.commit()
        marc = desk(cast.marc)
        marc.get(address)
        with counted(engine) as said:
            assert marc.get(address).status_code == 200
        counts.append(len(said))
    assert counts[0] == counts[1] <= 12, said
    assert drafting.plan_of(session, plan.review) is plan and promised(plan, "0").owner is cast.priya
