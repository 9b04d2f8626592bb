"""The PDF of a plan: made when it is first asked for, kept, the same bytes for everybody; and a press that is down."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm.attributes import flag_modified

from reviews import publishing
from reviews.plans import Paper
from tests.a_plan import FACTS, GOAL, TO, published, ready
from tests.pdf_text import spoken
from tests.reading import words_of

PDF = "/plans/1/paper.pdf"


def test_it_is_made_once_and_everybody_is_given_the_same_bytes(desk, session, cast, clock):
    published(session, cast, at=clock())
    assert session.scalar(select(func.count(Paper.version_id))) == 0
    answers = [desk(person).get(PDF) for person in (cast.ana, cast.dustin, cast.marc, cast.priya, cast.lea)]
    assert {(answer.status_code, answer.mimetype) for answer in answers} == {(200, "application/pdf")}
    (kept,) = session.scalars(select(Paper.pdf)).all()
    assert {answer.data for answer in answers} == {kept} and kept.startswith(b"%PDF-")
    assert TO in spoken(kept) and f"“{GOAL}”" in spoken(kept)


def test_it_names_no_cause_and_nothing_said_against_it(desk, session, cast, clock):
    published(session, cast, at=clock())
    text = " ".join(spoken(desk(cast.ana).get(PDF).data))
    assert "skill" not in text and FACTS["cause_note"] not in text and "Not every quote needs three." not in text


def test_the_bytes_stay_when_names_and_paper_change(desk, session, cast, clock):
    published(session, cast, at=clock())
    before = desk(cast.ana).get(PDF).data
    cast.ana.name, cast.team.paper = "Ana Horvat", "letter"
    assert desk(cast.ana).get(PDF).data == before


def test_each_version_has_its_own(desk, session, cast, clock):
    plan = published(session, cast, at=clock())
    first = desk(cast.ana).get(PDF).data
    plan.goal = "Sooner."
    publishing.make_version(plan, reason="extended", by=cast.dustin, at=clock.forward(days=2))
    ana = desk(cast.ana)
    assert "“Sooner.”" in spoken(ana.get(PDF).data) and ana.get("/plans/1/versions/1/paper.pdf").data == first
    assert ana.get("/plans/1/versions/3/paper.pdf").status_code == 404
    assert session.scalar(select(func.count(Paper.version_id))) == 2


def test_two_who_ask_at_once_are_given_what_is_kept(desk, session, cast, clock):
    published(session, cast, at=clock())
    ana, dustin = desk(cast.ana), desk(cast.dustin)
    ana.session.commit()
    with ThreadPoolExecutor(2) as people:
        answers = list(people.map(lambda person: super(type(person), person).open(PDF), (ana, dustin)))
    (kept,) = session.scalars(select(Paper.pdf)).all()
    assert [answer.data for answer in answers] == [kept, kept]


def test_a_press_that_is_down_delays_the_file_and_breaks_no_page(desk, session, cast, clock):
    version = published(session, cast, at=clock()).versions[0]
    good = version.content["starts_on"]
    version.content["starts_on"] = "2026-02-30"  # which the press cannot set
    flag_modified(version, "content")
    answer = desk(cast.ana).get(PDF)
    assert answer.status_code == 503
    assert "The PDF is delayed" in words_of(answer.get_data(as_text=True))
    assert "Nothing is lost; try again in a minute." in words_of(answer.get_data(as_text=True))
    assert desk(cast.ana).get("/plans/1").status_code == 200 and session.scalar(select(func.count(Paper.version_id))) == 0
    version.content["starts_on"] = good
    flag_modified(version, "content")
    assert desk(cast.ana).get(PDF).status_code == 200


@pytest.mark.parametrize("name, plain", [
    ("Ana Kovač", "Ana_Kovac_plan.pdf"), ("أحمد", "plan.pdf"), ('A"; x\u202e', "A_x_plan.pdf"), ("Łukasz/../Nowak", "ukasz_.._Nowak_plan.pdf")])
def test_the_file_has_her_name_and_one_in_plain_letters(desk, session, cast, clock, name, plain):
    cast.ana.name = name
    published(session, cast, at=clock())
    header = desk(cast.ana).get(PDF).headers["Content-Disposition"]
    assert header.startswith(f"inline; filename={plain}; filename*=UTF-8''") and header.isascii()


@pytest.mark.parametrize("text, word", [
    ("<script>alert(1)</script> {{ 7*7 }} {% raw %} &", "<script>alert(1)</script> {{ 7*7 }} {% raw %} &"),
    ("\u202eمرحبا بالعالم\u202c 🎾 Řehoř", "🎾 Řehoř"), ("long " * 2000, "long long long"), ("x" * 10_000, "x" * 10_000)],
    ids=["markup", "right to left", "10,000 letters", "one word of 10,000"])
def test_whatever_people_write_can_be_printed(desk, session, cast, clock, text, word, monkeypatch):
    for fact in ("gains", "measure_what", "measure_note"):
        monkeypatch.setitem(FACTS, fact, text[:2000])
    published(session, cast, at=clock(), reason=text)
    answer = desk(cast.ana).get(PDF)
    assert answer.status_code == 200 and in_one(word) in in_one("".join(spoken(answer.data)))


def in_one(text: str) -> str:
    """The text without what breaks it into lines."""
    return "".join(text.replace("\u200b", "").split())


def test_a_draft_has_none(desk, session, cast, clock):
    ready(session, cast, at=clock())
    assert {desk(person).get(PDF).status_code for person in (cast.dustin, cast.marc, cast.ana)} == {404}
