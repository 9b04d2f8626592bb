"""The page of the talk: the manager and the rep side by side, from the draft to the published plan."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from app.db import db
from reviews import choosing, commitments, plans, talks, voices
from reviews.plans import Plan, PlanVersion
from tests.a_plan import FACTS, FROM, GOAL, REASON, TO, filled_in, promised, ready
from tests.on_the_table import DATES, QUOTES, table, theme
from tests.page_forms import forms_on
from tests.reading import words_of
from tests.statements import counted

PAGE, HTML = "/plans/1/talk", "<script>alert(1)</script> {{ 7*7 }} \u202eمرحبا\u202c 🎾"
WANTS, HINDERED = "I want to hear earlier who decides.", "Two weeks of holiday cover."


def said(answer) -> str:
    return words_of(answer.get_data(as_text=True))


def form_to(answer, address: str) -> dict[str, str]:
    """What the form that goes to this address would send by its first button."""
    (form,) = [one for one in forms_on(answer.text, "") if one.action == address]
    return {name: values[0] for name, values in form.fields.items() if name != "then"}


@pytest.fixture
def dustin(desk, cast):
    return desk(cast.dustin)


@pytest.fixture
def plan(session, cast, clock) -> Plan:
    """A draft that lacks nothing but the talk."""
    return ready(session, cast, at=clock(), without=("talk",))


def test_it_shows_the_draft_as_the_rep_will_read_it_and_nothing_of_how_it_came_about(desk, session, cast, clock):
    review = table(session, cast, at=clock())
    quotes = theme(session, review, QUOTES, "Quotes before she knows who decides", cast, at=clock())
    theme(session, review, DATES, "No date at the end of a call", cast, at=clock())
    decision = choosing.decide(review, theme_id=quotes.id, item_from=FROM, item_to=TO, reason=REASON, present=[cast.priya.id],
                               dissents={cast.priya.id: "The dates matter more."}, by=cast.marc, at=clock())
    filled_in(session, plans.draft(decision, by=cast.marc, at=clock()), cast, at=clock(), without=("talk",))
    page = said(desk(cast.dustin).get(PAGE))
    for shown in (FROM, TO, REASON, FACTS["gains"], FACTS["measure_what"], FACTS["witness"], "Sit in on two first calls",
                  "Send the open quotes", "Priya sales ops", "Draw the decision map", "Mon 16 Nov to Tue 15 Dec", "Mon 23 Nov"):
        assert shown in page, shown
    hidden = ["skill", FACTS["cause_note"], "The dates matter more.", "No date at the end of a call", quotes.title,
              *(text for _, text, _ in (*QUOTES, *DATES))]
    assert [words for words in hidden if words in page] == []


def test_what_she_said_before_the_meeting_is_read_by_whom_the_field_named(desk, session, cast, clock, plan):
    voices.hand_in(plan.review, wants=WANTS, hindered=HINDERED, at=clock())
    session.commit()
    page = said(desk(cast.dustin).get(PAGE))
    assert f"Before the meeting Ana said Wants to get better at {WANTS} What got in the way {HINDERED}" in page
    plan.review.meeting.manager = plan.manager = cast.lea
    session.commit()
    later = desk(cast.lea).get(PAGE)
    assert later.status_code == 200 and WANTS not in said(later) and HINDERED not in said(later)


@pytest.mark.parametrize("who", ["ana", "marc", "priya", "tomasz", "lea", "ada", "olaf", "farid"])
def test_nobody_but_the_manager_finds_it(desk, cast, plan, who):
    person, form = desk(getattr(cast, who)), {"held_on": "2026-11-16", "goal": GOAL}
    answers = [person.get(PAGE), person.post(PAGE, data=form), person.post(f"{PAGE}/draft", data=form)]
    assert {answer.status_code for answer in answers} == {404} and plan.talk is None


def test_words_are_saved_as_they_are_typed_and_the_second_window_is_shown_the_first(dustin, session, plan):
    form, other = form_to(dustin.get(PAGE), PAGE), form_to(dustin.get(PAGE), PAGE)
    answer = dustin.post(f"{PAGE}/draft", data=form | {"goal": "I want", "rep_says": HTML, "tab": "a.1"})
    assert (answer.status_code, answer.json["version"], answer.json["saved"]) == (200, plan.talk.version, "10:00")
    assert (plan.goal, plan.talk.rep_says, plan.talked_on) == ("I want", HTML, None)
    late = dustin.post(f"{PAGE}/draft", data=other | {"goal": "On the phone", "tab": "b.1"})
    assert (late.status_code, late.json["stands"]) == (409, {"goal": "I want", "rep_says": HTML})
    by_hand = dustin.post(PAGE, data=other | {"goal": "On the phone"})
    assert by_hand.status_code == 422 and "I want" in said(by_hand) and "On the phone" in said(by_hand) and HTML in said(by_hand)
    assert "<script>alert" not in by_hand.text
    again = form_to(by_hand, PAGE)
    assert dustin.post(PAGE, data=again).location == f"{PAGE}#close"
    assert (plan.goal, plan.talked_on.isoformat()) == ("On the phone", "2026-11-16")


def test_without_a_script_words_can_be_kept_before_the_talk_is_over(dustin, plan):
    sent = form_to(dustin.get(PAGE), PAGE)
    assert dustin.post(PAGE, data=sent | {"goal": "I want", "then": "for now"}).location == f"{PAGE}#close"
    assert (plan.goal, plan.talked_on) == ("I want", None)
    assert "Dustin has not talked it through with Ana yet." in said(dustin.get(PAGE))


@pytest.mark.parametrize("held_on, sentence", [
    ("2026-02-30", "“2026-02-30” is no day in the calendar. Write it like 2026-11-30."),
    ("", "Choose the day of the talk."),
    ("2026-11-17", "Note the talk when it was held: this day is still to come."),
    ("1999-01-01", "The item was decided on Mon 16 Nov, so the talk about it was not before."),
])
@pytest.mark.parametrize("address", [PAGE, "/plans/1/publication"])
def test_a_talk_on_no_possible_day_is_refused_and_her_words_are_kept(dustin, plan, address, held_on, sentence):
    answer = dustin.post(address, data={"held_on": held_on, "goal": GOAL, "rep_says": "Not every quote."})
    assert answer.status_code == 422 and sentence in said(answer)
    assert GOAL in said(answer) and "Not every quote." in said(answer)
    assert plan.talk is None and plan.published_at is None


def test_her_commitments_are_worded_added_and_removed_right_there(dustin, session, cast, plan):
    own = promised(plan, "Draw").id
    page = dustin.get(PAGE)
    change = form_to(page, f"/commitments/{own}/edit") | {"text": "Draw two maps."}
    more = form_to(page, "/plans/1/commitments") | {"text": HTML, "due_on": "2026-11-25"}
    del more["weekly"], change["weekly"]
    remove = form_to(page, f"/commitments/{promised(plan, 'Ask').id}/removal")
    answers = [dustin.post(f"/commitments/{own}/edit", data=change), dustin.post("/plans/1/commitments", data=more),
               dustin.post(f"/commitments/{promised(plan, 'Ask').id}/removal", data=remove)]
    assert {(answer.status_code, answer.location) for answer in answers} == {(303, f"{PAGE}#commitments")}
    session.expire_all()
    hers = [one for one in plan.commitments if one.owner is cast.ana]
    assert [(one.text, one.owed_to, str(one.due_on)) for one in hers] == [
        ("Draw two maps.", cast.dustin, "2026-11-25"), (HTML, cast.dustin, "2026-11-25")]


def test_a_commitment_that_is_refused_stays_in_its_place_and_so_do_both_texts_of_two(dustin, session, cast, clock, plan):
    one = promised(plan, "Draw")
    change = form_to(dustin.get(PAGE), f"/commitments/{one.id}/edit") | {"text": "Draw two maps."}
    refused = dustin.post(f"/commitments/{one.id}/edit", data=change)
    assert refused.status_code == 422 and "Choose one of the two: a day, or every week." in said(refused)
    assert "The talk with Ana Kovač" in said(refused) and "Draw two maps." in said(refused)
    commitments.reword(one, owner_id=cast.ana.id, text="Ask Halden first.", weekly=True, by=cast.marc, at=clock())
    session.commit()
    del change["weekly"]
    late = dustin.post(f"/commitments/{one.id}/edit", data=change)
    assert late.status_code == 422 and "It says now: Ask Halden first." in said(late) and "Draw two maps." in said(late)
    empty = dustin.post("/plans/1/commitments", data={"at": "talk", "owner_id": cast.ana.id, "text": "", "weekly": "y"})
    assert empty.status_code == 422 and "Write what will be done." in said(empty)
    gone = dustin.post(f"/commitments/{one.id}/removal", data={"at": "talk", "shown": "another"})
    assert gone.status_code == 422 and "This commitment was reworded since you opened it." in said(gone)
    session.refresh(one)
    assert (one.text, len(plan.commitments)) == ("Ask Halden first.", 4)


def test_the_facilitator_is_led_back_to_the_draft_whatever_the_form_says(desk, cast, plan):
    form = {"at": "talk", "owner_id": cast.ana.id, "text": "One more", "weekly": "y"}
    assert desk(cast.marc).post("/plans/1/commitments", data=form).location == "/plans/1#part-commitments"
    refused = desk(cast.marc).post("/plans/1/commitments", data=form | {"text": ""})
    assert refused.status_code == 422 and "The talk with Ana Kovač" not in said(refused)


def test_it_is_published_from_here_with_the_words_as_they_stand_on_the_page(dustin, session, plan):
    page = dustin.get(PAGE)
    assert 'form="talk">Note the talk</button>' in page.text and "/plans/1/publication" not in page.text
    assert 'href="#held_on">Dustin has not talked it through with Ana yet.</a>' in page.text
    dustin.post(PAGE, data=form_to(page, PAGE) | {"goal": "I want"})
    ready_to = form_to(dustin.get(PAGE), "/plans/1/publication") | {"goal": GOAL, "rep_says": HTML}
    answers = [dustin.post("/plans/1/publication", data=ready_to | {"_once": key}) for key in ("a", "a", "b")]
    assert [(answer.status_code, answer.location) for answer in answers] == [(303, "/plans/1")] * 3
    assert (plan.goal, plan.talk.rep_says, plan.versions[0].content["goal"]) == (GOAL, HTML, GOAL)
    assert session.scalar(select(func.count(PlanVersion.id))) == 1
    assert dustin.get(PAGE).location == "/plans/1", "there is no talk about a plan that is under way"


def test_what_is_missing_leads_to_where_it_is_filled_in_and_nothing_is_published(dustin, session, cast, clock):
    plan = ready(session, cast, at=clock(), without=("witness", "coaches", "ana", "measure_what"))
    page = dustin.get(PAGE)
    for place in ("/plans/1#part-witness", "/plans/1#part-measure", "/plans/1#part-commitments", "#commitments"):
        assert f'href="{place}"' in page.text, place
    assert '<button class="button" disabled aria-describedby="why-not">Publish</button>' in page.text
    sent = form_to(page, PAGE)
    answer = dustin.post("/plans/1/publication", data=sent)
    assert answer.status_code == 422 and plan.published_at is None
    assert "This plan cannot be published yet. Say who would see the change, and where. Say what is measured." in said(answer)


def test_what_somebody_else_changed_meanwhile_is_read_before_it_is_published(desk, dustin, session, cast, clock, plan):
    talks.note(plan, held_on=clock().date(), goal=GOAL, by=cast.dustin, at=clock())
    session.commit()
    seen = form_to(dustin.get(PAGE), "/plans/1/publication")
    desk(cast.marc).post("/plans/1/draft/gains", data={"gains": "Something else."})
    answer = dustin.post("/plans/1/publication", data=seen)
    assert answer.status_code == 422 and "This draft was changed since you opened it. Read it as it stands now" in said(answer)
    assert "Something else." in said(answer) and plan.published_at is None
    assert dustin.post("/plans/1/publication", data=form_to(answer, "/plans/1/publication")).status_code == 303


def test_the_page_costs_eight_statements_whatever_is_in_it(dustin, cast, app, plan):
    with app.app_context(), counted(db.engine) as few:
        dustin.get(PAGE)
    for _ in range(10):
        dustin.post("/plans/1/commitments", data={"owner_id": cast.ana.id, "text": "One more", "weekly": "y"})
    with app.app_context(), counted(db.engine) as many:
        dustin.get(PAGE)
    assert len(few) == len(many) <= 8
