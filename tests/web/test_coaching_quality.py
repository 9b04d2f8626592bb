"""The pages about how the coaching was: the rep's, asked and never owed; the coach's and the leader's, over closed batches."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from reviews import coaching_quality, people
from reviews.coaching_quality import STATEMENTS, QualityAnswer
from tests.closed_plans import CLOSED_ON, judge, judged_plan
from tests.page_forms import forms_on
from tests.reading import words_of
from tests.statements import counted
from tests.thirty_days import noon

ALL = "/coaching-quality"
READERS = ("Only you see your answers. Dustin Brinkmann sees one word for three answers by three different reps, without dates. "
           "Sales leaders see one word for nine answers about three coaches, without dates. Nobody else sees anything.")


@pytest.fixture
def plan(session, cast, clock):
    """Ana's, with Dustin as her coach; closed yesterday."""
    clock.at = noon(CLOSED_ON + timedelta(1))
    plan = judged_plan(session, cast.ana, cast.team, coach=cast.dustin)
    session.commit()
    return plan


@pytest.fixture
def address(plan):
    return f"/plans/{plan.id}/coaching-quality"


def page(desk, person, address: str) -> str:
    return words_of(desk(person).get(address).text)


def test_she_is_asked_on_the_plan_and_on_today_and_reads_who_sees_what_before_she_answers(desk, cast, plan, address):
    for way in ("/", f"/plans/{plan.id}"):
        assert f'href="{address}"' in desk(cast.ana).get(way).text
    html = desk(cast.ana).get(address).text
    assert READERS in words_of(html) and "In a small team Dustin may still guess." in words_of(html)
    assert html.index("Only you see your answers") < html.index('type="radio"') and " checked" not in html
    form, = [form for form in forms_on(html, address) if form.action == address]
    assert {name: form.fields[name] for name in STATEMENTS} == dict.fromkeys(STATEMENTS, ["yes", "partly", "no"])


def test_she_answers_some_with_one_tap_each_and_reads_her_own_from_then_on(desk, session, cast, clock, plan, address):
    answer = desk(cast.ana).post(address, data={"watched": "partly", "came_back": "no"})
    assert (answer.status_code, answer.location) == (303, address)
    assert session.scalar(select(QualityAnswer)).said == {"watched": "partly", "asked": None, "concrete": None, "kept": None, "came_back": "no"}
    for later in (0, 400):
        clock.forward(days=later)
        text = page(desk, cast.ana, address)
        assert "My coach watched me do it at least once partly My coach asked before telling left out" in text and READERS in text
        assert 'type="radio"' not in desk(cast.ana).get(address).text
        assert "What you said of the coaching" in page(desk, cast.ana, f"/plans/{plan.id}")
        assert address not in desk(cast.ana).get("/").text


def test_what_was_said_stands(desk, session, cast, plan, address):
    judge(session, plan, "no")
    session.commit()
    answer = desk(cast.ana).post(address, data=dict.fromkeys(STATEMENTS, "yes"))
    assert answer.status_code == 422 and "that stands: a change would show which answer is yours." in words_of(answer.text)
    assert set(session.scalar(select(QualityAnswer)).said.values()) == {"no"}


@pytest.mark.parametrize("sent, told", [
    ({}, "Nothing is ticked. Answer at least one of the five, or leave this page: you need not answer at all."),
    ({"watched": "always", "kept": "yes"}, "Choose yes, partly or no, or leave it out."),
])
def test_what_cannot_be_is_said_and_what_was_ticked_stays(desk, session, cast, address, sent, told):
    answer = desk(cast.ana).post(address, data=sent)
    assert answer.status_code == 422 and told in words_of(answer.text)
    assert len(re.findall(r"<input checked", answer.text)) == list(sent.values()).count("yes")
    assert session.scalars(select(QualityAnswer)).all() == []


def test_after_thirty_days_it_says_until_when_it_was(desk, session, cast, clock, plan, address):
    clock.forward(days=29)
    assert 'type="radio"' in desk(cast.ana).get(address).text
    clock.forward(days=1)
    assert "This could be answered until Thu 10 Dec." in page(desk, cast.ana, address)
    answer = desk(cast.ana).post(address, data={"kept": "yes"})
    assert answer.status_code == 422 and session.scalars(select(QualityAnswer)).all() == []
    assert address not in desk(cast.ana).get("/").text + desk(cast.ana).get(f"/plans/{plan.id}").text


def test_a_plan_under_way_says_when_she_is_asked(desk, session, cast, plan, address):
    plan.closed_at = None
    session.commit()
    assert "This plan is not closed yet. You are asked about its coaching when it is." in page(desk, cast.ana, address)
    assert address not in desk(cast.ana).get("/").text + desk(cast.ana).get(f"/plans/{plan.id}").text


def test_the_line_on_today_is_put_away_for_this_plan_alone(desk, session, cast, clock, plan, address):
    assert desk(cast.ana).post(f"{address}/silence").location == "/"
    assert address not in desk(cast.ana).get("/").text and address in desk(cast.ana).get(f"/plans/{plan.id}").text
    other = judged_plan(session, cast.ana, cast.team, coach=cast.priya, begins=clock().date() + timedelta(21))
    clock.forward(days=51)
    assert f"/plans/{other.id}/coaching-quality" in desk(cast.ana).get("/").text


@pytest.mark.parametrize("who", ["dustin", "marc", "priya", "farid", "lea", "ada", "olaf"])
def test_nobody_else_answers_puts_away_or_reads_it(desk, session, cast, plan, address, who):
    judge(session, plan, "no")
    session.commit()
    someone = desk(getattr(cast, who))
    answers = (someone.get(address), someone.post(address, data={"kept": "yes"}), someone.post(f"{address}/silence"))
    assert [answer.status_code for answer in answers] == [404] * 3


@pytest.fixture
def three_by_three(session, cast, clock):
    """Closed plans of Ana, Farid and Greta with Dustin, Priya and Ingrid as their coaches; and who could look at what."""
    clock.at = noon(CLOSED_ON + timedelta(1))
    found = [judged_plan(session, rep, cast.team, coach=coach, begins=CLOSED_ON - timedelta(29 + 31 * nth))
             for nth, coach in enumerate((cast.dustin, cast.priya, cast.ingrid)) for rep in (cast.ana, cast.farid, cast.greta)]
    people.make_team(session, name="Ingrid’s", manager_id=cast.ingrid.id, facilitator_id=cast.marc.id)
    session.commit()
    return found


def test_an_answer_changes_no_page_of_anybody_but_its_rep_and_a_closed_batch_that_of_its_coach_alone(desk, session, cast, three_by_three):
    """Pages and files on which an answer could show, as everybody, before and after: the first, the second, the third, the others."""
    desks = {name: desk(getattr(cast, name)) for name in ("dustin", "ingrid", "marc", "lea", "ana", "farid")}
    ana, before, changed = three_by_three[0], {}, []
    for answered in ([], *([plan] for plan in three_by_three[:3]), three_by_three[3:]):
        for plan in answered:
            judge(session, plan, "no", "yes")
        after = looked_at(desks, ("/", ALL, "/plans", "/plans.csv", f"/plans/{ana.id}", f"/people/{ana.rep_id}/history"))
        own = {plan.rep_id for plan in answered}
        changed.append([look for look in before if before[look] != after[look] and getattr(cast, look[0]).id not in own])
        before = after
    assert changed == [[], [], [], [("dustin", ALL)], [("ingrid", ALL), ("lea", ALL)]]


def looked_at(desks, addresses) -> dict[tuple[str, str], str]:
    """What each of them reads on each of these pages; what is drawn anew at each look taken out."""
    drawn = re.compile(r'value="[\w.:-]{16,}"')
    return {(name, address): drawn.sub("", client.get(address).text) for name, client in desks.items() for address in addresses}


def test_a_coach_reads_words_over_three_and_a_leader_over_nine_and_the_others_nothing(desk, session, cast, three_by_three):
    nothing = page(desk, cast.dustin, ALL)
    assert "Nothing yet." in nothing and "Who has answered, and how many, is not shown." in nothing and "Of all coaches" not in nothing
    for plan, kept in zip(three_by_three, ("yes", "no", "yes", *["partly"] * 3, *["no"] * 3), strict=True):
        coaching_quality.answer(plan, kept=kept, by=plan.rep, at=plan.closed_at)
    session.commit()
    dustin, lea, marc = (page(desk, person, ALL) for person in (cast.dustin, cast.lea, cast.marc))
    assert "3 answers by three different reps." in dustin and "Nobody else sees this about you. In a small team you may guess" in dustin
    assert row(desk(cast.dustin), "kept") == "mostly yes" and row(desk(cast.dustin), "watched") == "too few said"
    assert row(desk(cast.ingrid), "kept") == "mostly no"
    assert "9 answers about three coaches." in lea and row(desk(cast.lea), "kept") == "mixed"
    assert marc.count("Nothing yet.") == 1 and "answers, in" not in marc


def row(client, statement: str) -> str:
    """What stands beside a statement in the first table."""
    cells = client.get(ALL).text.split(STATEMENTS[statement])[1].split("</tr>")[0]
    return words_of(cells)


def test_it_is_found_from_the_follow_up_and_costs_the_same_for_one_batch_and_for_many(desk, session, cast, three_by_three):
    assert f'href="{ALL}"' in desk(cast.dustin).get("/plans").text
    lea, costs = desk(cast.lea), []
    for answered in (three_by_three[:3], three_by_three[3:]):
        for plan in answered:
            judge(session, plan, "yes")
        session.commit()
        with counted(session.get_bind()) as said:
            lea.get(ALL)
        costs.append(len(said))
    assert costs[0] == costs[1] <= 8
