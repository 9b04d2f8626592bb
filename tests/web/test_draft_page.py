"""The draft of a plan in the browser: two people fill it in, the manager talks it through and publishes."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from app.db import db
from reviews import choosing, plans, talks
from reviews.measures import FREQUENCY, NUMBER
from reviews.plans import Plan
from tests.a_plan import FROM, GOAL, decided, draft, published, ready
from tests.reading import value_in, words_of
from tests.statements import counted

HTML = "<script>alert(1)</script> {{ 7*7 }} {% raw %} & \u202eمرحبا\u202c 🎾 Řehoř"


def said(answer) -> str:
    return words_of(answer.get_data(as_text=True))


def test_the_draft_is_begun_once_from_the_decision(desk, session, cast, clock):
    review = decided(session, cast, at=clock()).review
    marc, dustin = desk(cast.marc), desk(cast.dustin)
    first, second = (person.post(f"/reviews/{review.id}/plan") for person in (marc, dustin))
    assert (first.status_code, first.location, second.location) == (303, "/plans/1", "/plans/1")
    assert session.scalar(select(func.count(Plan.id))) == 1


def test_without_an_item_there_is_nothing_to_plan(desk, session, cast, clock):
    decision = decided(session, cast, at=clock())
    choosing.withdraw(decision, why="Wrong theme.", by=cast.marc, at=clock())
    answer = desk(cast.marc).post(f"/reviews/{decision.review_id}/plan")
    assert answer.status_code == 422 and "There is no improvement item yet." in said(answer)
    assert session.scalar(select(func.count(Plan.id))) == 0


@pytest.mark.parametrize("who", ["ana", "priya", "tomasz", "lea", "ada", "olaf", "farid"])
def test_a_draft_is_not_found_by_the_rep_the_coaches_and_all_others(desk, session, cast, clock, who):
    plan = ready(session, cast, at=clock())
    person = desk(getattr(cast, who))
    answers = [person.get(f"/plans/{plan.id}"), person.post(f"/plans/{plan.id}/draft/gains", data={"gains": "x"}),
               person.post(f"/plans/{plan.id}/publication"),
               person.get("/commitments/1/edit"), person.post("/commitments/1/removal"),
               person.post("/commitments/1/acceptance"), person.get(f"/plans/{plan.id}/paper.pdf")]
    assert {answer.status_code for answer in answers} == {404}
    assert plan.gains.startswith("She asks") and len(plan.commitments) == 4


def test_what_is_missing_stands_beside_its_field_and_in_the_list(desk, session, cast, clock):
    plan = draft(session, cast, at=clock())
    page = desk(cast.dustin).get(f"/plans/{plan.id}").get_data(as_text=True)
    for sentence in ("Say who would see the change, and where.", "The diagnosis is open: why is it not done yet?",
                     "Say what is measured.", "There is no commitment of Ana yet.", "There is no commitment of a coach yet.",
                     "Dustin has not talked it through with Ana yet."):
        assert page.count(sentence) == 2, sentence


def test_each_part_is_saved_by_itself(desk, session, cast, clock):
    plan = draft(session, cast, at=clock())
    marc = desk(cast.marc)
    answers = [
        marc.post("/plans/1/draft/witness", data={"witness": " Dustin, in calls \r\n"}),
        marc.post("/plans/1/draft/gains", data={"gains": HTML}),
        marc.post("/plans/1/draft/coach", data={"coach_id": cast.tomasz.id}),
        marc.post("/plans/1/diagnosis", data={"cause": "skill", "cause_note": "Under pressure."}),
        marc.post("/plans/1/draft/frequency", data={"measure_what": "Quotes", "baseline": "1.0", "target": "3.0"}),
    ]
    assert [answer.location for answer in answers] == [
        f"/plans/1#part-{part}" for part in ("witness", "gains", "coach", "cause", "measure")]
    assert (plan.witness, plan.gains, plan.coach, plan.cause, plan.cause_note) == (
        "Dustin, in calls", HTML, cast.tomasz, "skill", "Under pressure.")
    assert (plan.measure_kind, plan.measure_what, plan.baseline, plan.target) == (FREQUENCY, "Quotes", 1.0, 3.0)


def test_a_number_is_measured_instead(desk, session, cast, clock):
    plan = ready(session, cast, at=clock())
    dustin = desk(cast.dustin)
    page = dustin.get("/plans/1?measure=number").get_data(as_text=True)
    assert (value_in(page, "baseline"), value_in(page, "target")) == ("", "")
    form = {"measure_what": "Quotes", "baseline": "27", "target": "75.5", "measure_unit": "%"}
    assert dustin.post("/plans/1/draft/number", data=form).status_code == 303
    assert (plan.measure_kind, plan.baseline, plan.target, plan.measure_unit) == (NUMBER, 27.0, 75.5, "%")
    assert value_in(dustin.get("/plans/1").get_data(as_text=True), "baseline") == "27"


@pytest.mark.parametrize("form, sentence", [
    ({"baseline": "half of them", "target": "8"}, "“half of them” is no number. Write it like 27 or 27.5."),
    ({"baseline": "20,000", "target": "30000"}, "“20,000” is no number. Write it like 27 or 27.5."),
    ({"baseline": "nan", "target": "8"}, "Write a number that one can read out, like 6 or 37.5."),
    ({"baseline": "1", "target": "1e999"}, "Write a number that one can read out, like 6 or 37.5."),
    ({"baseline": "27", "target": "27.0"}, "The target is what it is already. Choose a target that differs from before."),
    ({"baseline": "1", "target": "2", "measure_unit": "pieces of software a quarter"},
     "A unit has 20 letters at most, like % or calls a week."),
])
def test_what_is_no_number_is_refused_at_its_field_and_kept(desk, session, cast, clock, form, sentence):
    plan = ready(session, cast, at=clock())
    answer = desk(cast.dustin).post("/plans/1/draft/number", data={"measure_what": "Typed words", **form})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422 and sentence in said(answer) and "Typed words" in page
    assert value_in(page, "baseline") == form["baseline"] and value_in(page, "target") == form["target"]
    assert (plan.measure_kind, plan.baseline, plan.target) == (FREQUENCY, 1.0, 3.0)


def test_a_frequency_that_stays_is_no_target(desk, session, cast, clock):
    plan = ready(session, cast, at=clock())
    for target, sentence in (("1.0", "The target is what it is already."), ("9.0", "Not a valid choice.")):
        answer = desk(cast.marc).post("/plans/1/draft/frequency", data={"measure_what": "Quotes", "baseline": "1.0", "target": target})
        assert answer.status_code == 422 and sentence in said(answer)
    assert plan.target == 3.0


def test_two_people_in_one_part_lose_neither_text(desk, session, cast, clock):
    plan = ready(session, cast, at=clock())
    shown = value_in(desk(cast.dustin).get("/plans/1").get_data(as_text=True), "shown")
    desk(cast.marc).post("/plans/1/draft/witness", data={"witness": "Priya, in the CRM", "shown": shown})
    dustin = desk(cast.dustin)
    answer = dustin.post("/plans/1/draft/witness", data={"witness": "Dustin, in calls", "shown": shown})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422 and plan.witness == "Priya, in the CRM"
    assert "Priya, in the CRM" in page and "Dustin, in calls" in page and "Both texts are below" in page
    again = dustin.post("/plans/1/draft/witness", data={"witness": "Dustin, in calls", "shown": value_in(page, "shown")})
    assert again.status_code == 303 and plan.witness == "Dustin, in calls"


def test_another_part_that_changed_meanwhile_is_no_conflict(desk, session, cast, clock):
    plan = ready(session, cast, at=clock())
    shown = value_in(desk(cast.dustin).get("/plans/1").get_data(as_text=True), "shown")
    desk(cast.marc).post("/plans/1/draft/gains", data={"gains": "Faster notes."})
    answer = desk(cast.dustin).post("/plans/1/draft/witness", data={"witness": "Dustin, in calls", "shown": shown})
    assert answer.status_code == 303 and (plan.gains, plan.witness) == ("Faster notes.", "Dustin, in calls")


def test_the_talk_and_publishing_have_a_page_of_their_own_which_the_draft_leads_to(desk, session, cast, clock):
    plan = ready(session, cast, at=clock(), without=("talk",))
    dustin, marc = desk(cast.dustin), desk(cast.marc)
    assert "Dustin talks it through with Ana and publishes." in said(marc.get("/plans/1"))
    assert "/plans/1/talk" not in marc.get("/plans/1").text and '<a class="button primary" href="/plans/1/talk">Talk it through</a>' in dustin.get("/plans/1").text
    talks.note(plan, held_on=clock().date(), goal=GOAL, rep_says="Not every quote.", by=cast.dustin, at=clock())
    session.commit()
    for person in (dustin, marc):
        page = said(person.get("/plans/1"))
        assert "Held on Mon 16 Nov" in page and GOAL in page and "What Ana says against it: Not every quote." in page
    assert "Nothing is missing. It is published there." in said(dustin.get("/plans/1"))


def test_a_published_plan_is_not_edited_by_any_form(desk, session, cast, clock):
    plan = published(session, cast, at=clock())
    forms = {"draft/gains": {"gains": "x"}, "draft/number": {"baseline": "1"}, "talk": {"goal": "x"}, "diagnosis": {"cause": "will"},
             "commitments": {"text": "x", "weekly": "y"}}
    dustin = desk(cast.dustin)
    for path, form in forms.items():
        answer = dustin.post(f"/plans/1/{path}", data=form)
        assert answer.status_code == 422 and "a published plan is not edited" in said(answer), path
    assert dustin.post("/commitments/1/removal").status_code == 422
    assert dustin.get("/commitments/1/edit").status_code == 422
    assert (plan.gains, plan.cause, plan.goal, len(plan.commitments)) == (
        "She asks what the price is compared with, in 4 of 5 deals.", "skill", GOAL, 4)


def test_a_draft_whose_decision_was_withdrawn_says_so(desk, session, cast, clock):
    plan = ready(session, cast, at=clock())
    choosing.withdraw(plan.decision, why="Wrong theme.", by=cast.marc, at=clock())
    assert "The decision was withdrawn on Mon 16 Nov." in said(desk(cast.dustin).get("/plans/1"))
    form = {"held_on": "2026-11-16", "goal": GOAL}
    assert desk(cast.dustin).post("/plans/1/publication", data=form).status_code == 422 and plan.published_at is None
    assert "Begin the plan again from the new one." in said(desk(cast.dustin).get("/plans/1/talk"))


def test_what_people_write_stands_there_as_they_wrote_it(desk, session, cast, clock):
    plan = ready(session, cast, at=clock(), item=(FROM, HTML), reason="x" * 10_000)
    plans.revise(plan, witness=HTML, gains=HTML, measure_what=HTML, by=cast.marc, at=clock())
    page = desk(cast.marc).get("/plans/1").get_data(as_text=True)
    assert "<script>alert" not in page and "&lt;script&gt;alert(1)&lt;/script&gt; {{ 7*7 }}" in page


def test_the_draft_costs_eight_statements_whatever_is_in_it(desk, session, cast, clock, app):
    ready(session, cast, at=clock())
    dustin = desk(cast.dustin)
    with app.app_context(), counted(db.engine) as few:
        dustin.get("/plans/1")
    for _ in range(10):
        dustin.post("/plans/1/commitments", data={"owner_id": cast.ingrid.id, "text": "One more", "weekly": "y"})
    with app.app_context(), counted(db.engine) as many:
        dustin.get("/plans/1")
    assert len(few) == len(many) <= 8
