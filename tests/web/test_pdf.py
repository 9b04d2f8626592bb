"""The written plan on paper: what it says, in which order, and that nothing anyone types can break it."""

from __future__ import annotations

import pytest

from app.pdf import plan_pdf
from tests.pdf_text import fonts, opened, printed, spoken, tags
from tests.written_plan import PLAN, extended_plan, saying_everywhere, written_plan

A4, LETTER = (595, 842), (612, 792)


@pytest.fixture(scope="module")
def paper():
    return plan_pdf(PLAN)


def size(page):
    return tuple(round(float(edge)) for edge in page.mediabox[2:])


@pytest.mark.parametrize("paper, edges", [("a4", A4), ("letter", LETTER)])
def test_an_ordinary_plan_is_one_page(paper, edges):
    assert [size(page) for page in opened(plan_pdf(PLAN, paper)).pages] == [edges]


def test_the_page_reads_in_order(paper):
    assert spoken(paper) == [
        "Plan for 30 days", "Ana Kovač", "Mon 23 Nov to Tue 22 Dec 2026",
        "A ball flies over the net, from the old way on the left to the new way on the right.",
        "From", "presenting the product in the first ten minutes",
        "To", "leaving the first half of the call to the customer and naming the problem in their words before showing "
              "anything",
        "Why this one",
        "In four of the five discovery calls we sat in on, the product was on the screen before minute ten.",
        "Seen independently by three functions: manager, sales ops and enablement.",
        "Ana’s goal", "“I want customers to tell me what is wrong before I tell them what we have.”",
        "How we will know", "Before", "By Tue 22 Dec", "On day 30, to write in",
        "How often she does it", "now and then", "usually",
        "Commitments", "What", "Due", "Done",
        "Ana", "Write three opening questions the day before every call.", "Wed 25 Nov",
        "Ana", "Listen to one of my own calls and time the first slide.", "every week",
        "Dustin, manager", "Sit in on two discovery calls and say nothing.", "Thu 3 Dec",
        "Priya, sales ops", "Add “the problem in their words” to the discovery stage.", "Tue 1 Dec",
        "Four check-ins", "Division of labour: Dustin listens in, Priya keeps the numbers.",
        "Days 1 to 30, from Mon 23 Nov to Tue 22 Dec, with check-ins on Mon 30 Nov, Mon 7 Dec, Mon 14 Dec, Tue 22 Dec.",
        "Mon 23 Nov Start", "Mon 30 Nov Ana with Dustin", "Mon 7 Dec Ana with Priya", "Mon 14 Dec Ana with Dustin",
        "Tue 22 Dec Ana, Dustin, Priya",
        "Received and read, not agreed", "Signature and date", "Ana’s own words",
        "Version 1, published by Dustin Brinkmann, manager, on Mon 23 Nov 2026. Courtside, plan 9."]


def test_the_file_says_what_it_is(paper):
    pdf = opened(paper)

    assert pdf.Root.MarkInfo.Marked and pdf.Root.ViewerPreferences.DisplayDocTitle
    assert str(pdf.Root.Lang) == "en-GB"
    assert str(pdf.docinfo.Title) == "Ana Kovač: plan for 30 days from Mon\u00a023\u00a0Nov 2026"
    assert str(pdf.docinfo.Author) == "Dustin Brinkmann"
    assert pdf.open_metadata()["pdfuaid:part"] == "1"
    assert [head["/Scope"] for head in tags(paper, "/TH")] == ["/Column"] * 8


def test_the_fonts_are_inside_and_ours(paper):
    assert fonts(paper) == {
        "Court-Sans": True, "Court-Sans-Semi-Bold": True, "Court-Serif": True, "Court-Serif-Semi-Bold": True}


def test_what_is_not_there_leaves_no_label():
    said = spoken(plan_pdf(written_plan(arrangement=None, why={"text": "He asked for it.", "seen_by": []})))

    assert said[said.index("He asked for it.") + 1] == "Ana’s goal"
    assert said[said.index("Four check-ins") + 1].startswith("Days 1 to 30")


def test_gains_and_a_number_with_its_note():
    said = spoken(plan_pdf(written_plan(
        gains="She asks what the price is compared with.",
        measure={"what": "Win rate", "kind": "number", "before": "38 %", "target": "50 %", "note": "9 of 24 calls"})))

    assert said[said.index("What got better") + 1] == "She asks what the price is compared with."
    assert said[said.index("Win rate") + 1:][:2] == ["38 % 9 of 24 calls", "50 %"]


def test_one_function_alone_is_no_independent_sight():
    said = spoken(plan_pdf(written_plan(why={"text": "He asked for it.", "seen_by": ["service"]})))

    assert "Seen by one function: service." in said


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_a_long_plan_flows_on_and_numbers_its_pages(paper):
    plan = written_plan(goal=" ".join([PLAN["goal"]] * 30))
    pages = printed(plan_pdf(plan, paper))

    assert len(pages) == 2
    for number, page in enumerate(pages, 1):
        assert "Ana Kovač, Mon\u00a023\u00a0Nov to Tue\u00a022\u00a0Dec 2026" in page
        assert page.endswith(f"Page {number} of 2")


def test_a_row_on_the_second_page_still_says_whose_it_is():
    many = [PLAN["commitments"][0] | {"what": f"Call number {n}."} for n in range(1, 41)]
    first, second = printed(plan_pdf(written_plan(commitments=many)))

    assert "Call number 40." in second and "Commitments" in second
    assert second.count("Ana Call number") == second.count("Call number") > 0


@pytest.mark.parametrize("length, strips", [
    (60, ["Days 1 to 30, from Mon 23 Nov to Tue 22 Dec", "Days 31 to 60, from Wed 23 Dec to Thu 21 Jan"]),
    (90, ["Days 1 to 30, from Mon 23 Nov to Tue 22 Dec", "Days 31 to 60, from Wed 23 Dec to Thu 21 Jan",
          "Days 61 to 90, from Fri 22 Jan to Sat 20 Feb"])])
def test_an_extended_plan_has_a_strip_for_each_thirty_days(length, strips):
    said = spoken(plan_pdf(extended_plan(length)))

    assert [text.split(", with")[0] for text in said if text.startswith("Days ")] == strips
    assert {"Mon 23 Nov Start", "Wed 23 Dec Day 31"} <= set(said)
    assert f"On day {length}, to write in" in said


def test_an_extended_plan_says_what_is_expected_by_its_last_day():
    said = spoken(plan_pdf(extended_plan(60) | {"expected": "Three of four calls, also with old contacts."}))

    assert said[said.index("usually") + 1:][:3] == ["Expected by day 60", "Three of four calls, also with old contacts.", "Commitments"]


HOSTILE = ("</title><script>x</script><img src='file:///etc/hostname'><style>p{display:none}</style> "
           "{{ 7*7 }} {% raw %} &amp;")
PICTURES = "<img src='file:///etc/hostname'><svg><image href='http://[::1]/'/></svg>"


def test_markup_and_template_syntax_are_printed_as_typed():
    data = plan_pdf(saying_everywhere(HOSTILE))
    said, typed = ["".join(text.split()) for text in spoken(data)], "".join(HOSTILE.split())

    assert said.count(typed) == 14
    assert f"“{typed}”" in said
    assert all(text.count("7*7") == text.count("{{7*7}}") for text in said)


def test_no_picture_gets_in_by_a_text():
    pages = opened(plan_pdf(saying_everywhere(PICTURES))).pages

    assert [page.get_images() for page in pages] == [{}] * len(pages)


@pytest.mark.parametrize("text", [
    "Řehoř Žďárský", "ليلى الحداد", "中文名字", "🎾 emoji 👩‍💻", "é" * 3, "one\r\ntwo\n\n\nthree", "",
    "nul\x00 escape\x1b half\ud800 end\ufffe", "turned \u202earound \u2066and left open"])
def test_any_text_anywhere_gives_a_page(text):
    assert printed(plan_pdf(saying_everywhere(text)))[0].count("every week") == 1


def test_what_nobody_can_print_is_seen_to_be_missing():
    assert "a\ufffdb" in spoken(plan_pdf(written_plan(goal="a\x00b", why={"text": "a\x00b", "seen_by": []})))


def test_a_name_cannot_turn_the_sentence_around_it():
    plan = written_plan(rep={"name": "Ana \u202eKovač", "first": "Ana\u202e"})

    assert {"Ana Kovač", "Ana’s goal", "Ana’s own words"} <= set(spoken(plan_pdf(plan)))


@pytest.mark.parametrize("text", ["x" * 10_000, "xylophone " * 1_000, "x\u0301" * 5_000])
def test_ten_thousand_letters_are_all_there(text):
    without = written_plan(goal="", why={"text": "", "seen_by": []})
    written = written_plan(goal=text, why={"text": text, "seen_by": []})

    letters = [sum(page.count("x") for page in printed(plan_pdf(plan))) for plan in (without, written)]
    assert letters[1] - letters[0] == 2 * text.count("x")
