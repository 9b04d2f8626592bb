"""The card of a coach: who is offered which, that it is made once, and what stands on the paper."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from app.pdf import card_pdf
from reviews.coach_cards import CoachCard
from tests.a_plan import TO, published
from tests.pdf_text import fonts, opened, printed, spoken, tags
from tests.reading import words_of
from tests.written_plan import PLAN, extended_plan, saying_everywhere

A4, LETTER = (595, 842), (612, 792)


def card_of(plan: dict = PLAN, *, owner: str = "Dustin", checks_in: bool = True) -> dict:
    """What is kept of a coach's card."""
    promised = [one | {"times": 4 if one["weekly"] else 1} for one in plan["commitments"] if one["owner"] == owner]
    coach = {"name": f"{owner} Brinkmann", "first": owner, "function": "manager", "checks_in": checks_in}
    return {"plan": plan | {"commitments": promised, "witness": "Dustin, in the second call", "goal": "", "gains": "",
                            "why": {"text": "", "seen_by": []}}, "coach": coach}


def offered(page: str) -> list[str]:
    return re.findall(r"Your card|Card of \w+ \w+", words_of(page))


def test_each_is_offered_their_own_and_the_rep_her_manager_and_facilitator_all(desk, session, cast, clock):
    published(session, cast, at=clock())
    pages = {person.first: offered(desk(person).get("/plans/1").text) for person in (cast.ana, cast.dustin, cast.marc, cast.priya, cast.lea)}
    both = ["Card of Dustin Brinkmann", "Card of Priya Raman"]
    assert pages == {"Ana": both, "Dustin": ["Your card", both[1]], "Marc": both, "Priya": ["Your card"], "Lea": []}


def test_it_is_made_once_and_everybody_is_given_the_same_bytes(desk, session, cast, clock):
    published(session, cast, at=clock())
    address = f"/plans/1/versions/1/cards/{cast.priya.id}.pdf"
    first = desk(cast.priya).get(address)
    cast.priya.name, cast.team.paper = "Priya Rao", "letter"
    answers = [desk(person).get(address) for person in (cast.ana, cast.dustin, cast.marc)]
    assert {(one.status_code, one.mimetype, one.data) for one in answers} == {(200, "application/pdf", first.data)}
    assert session.scalars(select(CoachCard.pdf)).all() == [first.data]
    assert first.headers["Content-Disposition"].startswith("inline; filename=Priya_Raman_for_Ana_Kovac.pdf")
    said = spoken(first.data)
    assert TO in said and "Send the open quotes with only one contact." in said and "Draw the decision map" not in " ".join(said)


def test_there_is_none_of_who_coaches_nobody_and_of_no_other_version(desk, session, cast, clock):
    published(session, cast, at=clock())
    manager = desk(cast.dustin)
    for address in (f"1/cards/{cast.ana.id}", f"1/cards/{cast.ingrid.id}", f"2/cards/{cast.priya.id}", "1/cards/99"):
        assert manager.get(f"/plans/1/versions/{address}.pdf").status_code == 404


def test_it_reads_in_order():
    said = [text.replace("\xa0", " ") for text in spoken(card_pdf(card_of()))]
    assert said == [
        "Coach’s card", "Dustin Brinkmann", "Mon 23 Nov to Tue 22 Dec 2026", "for Ana Kovač, as manager",
        "A ball flies over the net, from the old way on the left to the new way on the right.",
        "From", PLAN["item"]["from"], "To", PLAN["item"]["to"],
        "What I do", "For Ana", "Done", "Thu 3 Dec", "Sit in on two discovery calls and say nothing.",
        "What to look for", "The new way, above. Who would see it, and where:", "Dustin, in the second call",
        "How we will know", "Before", "By Tue 22 Dec", "On day 30, to write in", "How often she does it", "now and then", "usually",
        "What to ask",
        "1. When did you last have the chance to do it? What did you do, and what happened then?",
        "2. It was “now and then” before, and you are after “usually”. Where are you today, and what did you see that tells you so?",
        "3. When did it go better than the time before? What was different?",
        "4. When is your next chance, and what exactly will you do or say?",
        "5. What can I do that helps you with it?", "Ask first, and wait for the answer. Then say one concrete thing to change.",
        "Four check-ins", "Yours, with Ana. Each of you answers before seeing what the other says.",
        "Days 1 to 30, from Mon 23 Nov to Tue 22 Dec, with check-ins on Mon 30 Nov, Mon 7 Dec, Mon 14 Dec, Tue 22 Dec.",
        "Mon 23 Nov Start", "Mon 30 Nov Ana with Dustin", "Mon 7 Dec Ana with Priya", "Mon 14 Dec Ana with Dustin",
        "Tue 22 Dec Ana, Dustin, Priya", "What I saw, and when",
        "Version 1, published by Dustin Brinkmann, manager, on Mon 23 Nov 2026. Courtside, plan 9."]


def test_it_says_what_is_expected_of_an_extended_plan():
    said = spoken(card_pdf(card_of(extended_plan(90) | {"expected": "Three of four calls, also with old contacts."})))
    assert said[said.index("usually") + 1:][:3] == ["Expected by day 90", "Three of four calls, also with old contacts.", "What to ask"]


@pytest.mark.parametrize("paper, edges", [("a4", A4), ("letter", LETTER)])
@pytest.mark.parametrize("card", [card_of(), card_of(owner="Nobody"), card_of(extended_plan(90))], ids=["ordinary", "owes nothing", "90 days"])
def test_it_is_one_page_that_says_what_it_is(paper, edges, card):
    data = card_pdf(card, paper)
    pdf = opened(data)
    assert [tuple(round(float(edge)) for edge in page.mediabox[2:]) for page in pdf.pages] == [edges]
    assert pdf.Root.MarkInfo.Marked and str(pdf.Root.Lang) == "en-GB" and pdf.open_metadata()["pdfuaid:part"] == "1"
    assert str(pdf.docinfo.Title).startswith(f"{card['coach']['name']}: card for the plan of Ana Kovač, from Mon\u00a023\u00a0Nov")
    assert {head.get("/Scope") for head in tags(data, "/TH")} == {"/Column"} and all(fonts(data).values())
    with pdf.open_outline() as outline:
        assert [one.title for one in outline.root] == [card["coach"]["name"]]


def test_what_is_long_flows_on_and_nothing_is_cut():
    card = card_of(saying_everywhere("word " * 400), owner="word " * 400)
    pages = printed(card_pdf(card))
    assert len(pages) > 2 and all(page.endswith(f"Page {n} of {len(pages)}") for n, page in enumerate(pages, 1))
    assert sum(page.count("word") for page in pages) >= 400 * 5
