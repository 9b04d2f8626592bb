"""Names and texts in other scripts than our own fonts have: a face that has them is found, and goes into the file."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from app.pdf import plan_pdf
from tests.pdf_text import fonts, glyphs, opened, spoken
from tests.written_plan import PLAN, commitment, written_plan

SCRIPTS = {
    "Arabic": ("ليلى الحداد", "DejaVu"), "Hebrew": ("שלום עולם", "DejaVu"), "Chinese": ("中文名字简体", "WenQuanYi"),
    "Japanese": ("ひらがなカタカナ漢字", "WenQuanYi"), "Korean": ("한국어이름", "WenQuanYi"), "emoji": ("🎾✅👍🚀", "Symbola"),
    "Vietnamese": ("Nguyễn Thị Ánh", "Court"), "Cyrillic": ("Привет", "Court"), "Greek": ("Γειά", "Court")}
OURS = {"Court-Sans", "Court-Sans-Semi-Bold", "Court-Serif", "Court-Serif-Semi-Bold"}
BROUGHT = ("dejavu/DejaVuSans.ttf", "wqy/wqy-microhei.ttc", "ancient-scripts/Symbola_hint.ttf")
NOBODYS = "\U0010fffd"  # a letter that no font has


@pytest.fixture(autouse=True)
def brought():
    """The fonts that bin/prepare brings."""
    if not all(Path("/usr/share/fonts/truetype", font).exists() for font in BROUGHT):
        without = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        without("the fonts for other scripts are not here; bin/prepare installs them on Debian")


def saying(text: str) -> dict:
    """A plan with this text as a name, in the item and in a commitment, in each of our four fonts."""
    return written_plan(
        rep={"name": text, "first": text}, item=PLAN["item"] | {"to": text}, goal=text,
        commitments=[commitment(text, "", text, "2026-11-25"), commitment("Dustin", "manager", "Sit in.", "2026-12-03")])


@pytest.mark.parametrize("text, face", SCRIPTS.values(), ids=SCRIPTS.keys())
def test_a_script_is_printed_in_a_face_that_has_it(text, face):
    data = plan_pdf(saying(text))
    drawn, inside = glyphs(data), fonts(data)
    assert {font for font, numbers in drawn.items() if 0 in numbers} == set()
    assert all(inside.values()) and inside.keys() == drawn.keys()
    others = {font for font in drawn if font not in OURS}
    assert bool(others) == (face != "Court") and all(font.startswith(face) for font in others)
    said = "".join(spoken(data))
    assert [letter for letter in text if not letter.isspace() and said.count(letter) < 6] == []
    assert text in str(opened(data).docinfo.Title)


def test_a_letter_that_no_font_has_is_printed_as_a_box_and_stays_in_the_text():
    data = plan_pdf(written_plan(goal=f"a{NOBODYS}b"))
    assert [font for font, numbers in glyphs(data).items() if 0 in numbers] == ["Court-Serif"] and f"“a{NOBODYS}b”" in spoken(data)
