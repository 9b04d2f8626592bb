"""The minutes on paper: a file that says what it is, long ones well broken, and nothing anyone types can break it."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date, datetime

import pytest

from app.pdf import minutes_pdf
from reviews.minutes import Decided, Judged, Minutes, Part, Promise, TakenBack, Theme
from tests.pdf_text import fonts, opened, printed, spoken, tags

DAY = date(2026, 11, 16)
REPS = ("Ana Kovač", "Řehoř Žďárský", "ليلى الحداد", "Farid Haddad", "Greta Lindqvist", "Nguyễn Thị Ánh", "Zoë 🎾")

EVERYWHERE = 26


def part_saying(text: str, rep: str = "Ana Kovač") -> Part:
    """A part in which this text stands wherever somebody can have typed one, `EVERYWHERE` of it on paper."""
    return Part(
        rep, gains=text, verdicts=[Judged("moved", text, text, DAY, text, text, 60)], parked=[Theme(text, 1, [text])],
        decided=Decided(text, text, text, text, text, DAY, [text, text], [(text, text)], 1, None, [
            Promise(text, text, text, DAY, True, False), Promise(text, text, text, None, False, False)]),
        withdrawn=[TakenBack(text, text, text, DAY, text)])


def minutes_of(*parts: Part, **changes) -> dict:
    facts = {"team": "Mid-market North", "period": "November 2026", "meets_on": DAY, "held_on": DAY, "facilitator": "Marc Oduya",
             "manager": "Dustin Brinkmann", "closed_on": DAY, "stands_at": None, "parts": parts}
    return asdict(Minutes(**facts | changes))


def plain(text: str) -> str:
    """The text without what breaks it into lines."""
    return "".join(text.replace("\u200b", "").split())


def test_it_reads_in_order():
    said = spoken(minutes_pdf(minutes_of(Part(
        "Ana Kovač", decided=Decided("too early", "in time", "Quotes", "Deals stalled.", "Marc Oduya", DAY, ["Dustin Brinkmann", "Marc Oduya"],
                                     [("Ingrid Solheim", "No.")], 1, None, [Promise("Priya Raman", "sales ops", "Send it.", None, False, False)]),
        gained=[Theme("CRM", 2)], unmerged=1, parked=[Theme("No date", 3, ["manager", "service"])]), Part("Farid Haddad", "No item: away."))))
    assert [text.replace("\xa0", " ") for text in said] == [
        "Minutes", "Mid-market North, November 2026",
        "Held on Mon 16 Nov 2026, led by Marc Oduya; manager: Dustin Brinkmann. Closed on Mon 16 Nov.",
        "For Marc Oduya and Dustin Brinkmann alone. For getting better, not for the personnel file.",
        "Ana Kovač", "What got better", "CRM", "seen by two people", "1 more that nobody merged.", "From", "too early", "To", "in time",
        "Why this one", "Deals stalled.", "Decided by Marc Oduya on Mon 16 Nov, from the theme “Quotes”.",
        "Sees it differently", "No.", "Ingrid Solheim", "Who was there", "Dustin Brinkmann and Marc Oduya",
        "Parked", "No date", "manager, service; 3 observations", "Commitments", "What", "Due",
        "Priya Raman, sales ops", "Send it.", "every week not yet accepted",
        "As the draft of the plan says, until it is talked through and published.", "Farid Haddad", "No item: away."]


def test_the_file_says_what_it_is_and_holds_its_fonts():
    data = minutes_pdf(minutes_of(part_saying("Words.")))
    pdf = opened(data)
    assert pdf.Root.MarkInfo.Marked and pdf.Root.ViewerPreferences.DisplayDocTitle and str(pdf.Root.Lang) == "en-GB"
    assert str(pdf.docinfo.Title) == "Minutes: Mid-market North, November 2026"
    assert pdf.open_metadata()["pdfuaid:part"] == "1"
    assert [head["/Scope"] for head in tags(data, "/TH")] == ["/Column"] * 3
    assert fonts(data) == {"Court-Sans": True, "Court-Sans-Semi-Bold": True, "Court-Serif": True, "Court-Serif-Semi-Bold": True}


def test_seven_reps_with_much_to_say_are_all_there_on_numbered_pages():
    texts = [" ".join(f"word{rep}x{n}" for n in range(25)) for rep in range(len(REPS))]
    data = minutes_pdf(minutes_of(*(part_saying(text, rep) for text, rep in zip(texts, REPS))), "letter")
    whole, pages = plain("".join(spoken(data))), printed(data)
    assert [plain(text) for text in texts if whole.count(plain(text)) != EVERYWHERE] == []
    assert len(pages) > 9 and [page.count(f"Page {n} of {len(pages)}") for n, page in enumerate(pages, 1)] == [1] * len(pages)
    assert all("Minutes, Mid-market North, November 2026" in page for page in pages[1:])
    with opened(data).open_outline() as outline:
        assert [one.title for one in outline.root] == list(REPS)


def test_a_page_is_headed_by_the_rep_it_begins_with():
    pages = printed(minutes_pdf(minutes_of(part_saying("so " * 150, "Ana Kovač"), Part("Farid Haddad", "No item: away."))))
    assert len(pages) > 2 and all("November 2026Ana Kovač" in page for page in pages[1:])


@pytest.mark.parametrize("text", [
    "</title><script>x</script><img src='file:///etc/hostname'> {{ 7*7 }} {% raw %} &amp;", "مرحبا بالعالم", "中文名字", "one\r\ntwo\n\n\nthree",
    "nul\x00 escape\x1b half\ud800 end\ufffe", "turned \u202earound \u2066and left open", "x" * 1_000, ""],
    ids=["markup", "right to left", "Chinese", "lines", "unprintable", "turned", "one word of 1,000", "nothing"])
def test_any_text_anywhere_gives_a_page(text):
    data = minutes_pdf(minutes_of(part_saying(text), team=text[:200]))
    assert "".join(printed(data)).count("every week") == 1
    assert [page.get_images() for page in opened(data).pages] == [{}] * len(opened(data).pages)


def test_what_a_plan_says_after_its_publication_and_who_dropped_out():
    decided = replace(part_saying("Words.").decided, published_on=DAY, promises=[Promise("Ana", "", "This.", DAY, True, True)])
    said = [text.replace("\xa0", " ") for text in spoken(minutes_pdf(minutes_of(Part("Ana", decided=decided))))]
    assert "Mon 16 Nov dropped since" in said and "As the plan says, published on Mon 16 Nov." in said


def test_before_it_is_over_it_names_the_minute():
    said = minutes_pdf(minutes_of(held_on=None, closed_on=None, stands_at=datetime(2026, 11, 16, 9, 5)))
    assert spoken(said)[2].replace("\xa0", " ").endswith(
        "The meeting is not closed yet. This is how it stands now, on Mon 16 Nov at 09:05.")


def test_of_a_plan_that_somebody_else_has_since_it_says_that_alone():
    decided = replace(part_saying("Words.").decided, published_on=DAY, promises=(), passed_on=True)
    said = " ".join(printed(minutes_pdf(minutes_of(Part("Ana", decided=decided)))))
    assert "which somebody else has since" in said and "None yet" not in said and "As the plan says" not in said
