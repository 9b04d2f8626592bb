"""The look itself: what templates and stylesheets must not do, and that every colour can be read."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [file for file in sorted((ROOT / "templates").rglob("*.html"))
         if file.relative_to(ROOT).parts[1] not in ("pdf", "mail")]  # the policy of pages does not hold on paper
STYLES = sorted((ROOT / "static/css").rglob("*.css"))
TOKENS = (ROOT / "static/css/tokens.css").read_text()
INLINE = re.compile(r"<[a-z][^>]*\s(?:style|on[a-z]+)\s*=|<style\b|<script\b(?![^>]*\bsrc=)|javascript:", re.I)


def bare(css: str) -> str:
    """A stylesheet without its comments."""
    return re.sub(r"/\*.*?\*/", "", css, flags=re.S)


def shades(name: str) -> tuple[str, str]:
    """A colour in the light scheme and in the dark one."""
    value = re.search(rf"--{name}: (.+?);", TOKENS)[1]
    found = re.findall(r"#[0-9a-f]{6}", value)
    return found[0], found[-1]


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, by the formula of WCAG."""
    bright, dark = sorted((_light(one), _light(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def _light(colour: str) -> float:
    parts = [int(colour[at:at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("text", [
    '<p style="x">', "<a\n  onclick='x'>", "<style>", "<script>x</script>", '<a href="javascript:x">',
])
def test_the_search_for_inline_code_finds_it(text):
    assert INLINE.search(text)


@pytest.mark.parametrize("file", PAGES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_no_template_holds_style_or_script_of_its_own(file):
    assert INLINE.findall(file.read_text()) == []


def test_every_stylesheet_is_in_the_index_and_every_entry_exists():
    folder = ROOT / "static/css"
    entries = re.findall(r'@import url\("(.+?)"\)', (folder / "index.css").read_text())
    assert sorted(entries) == sorted(file.relative_to(folder).as_posix() for file in STYLES if file.name != "index.css")


def test_every_font_that_is_named_is_there():
    named = re.findall(r'url\("\.\./(.+?)"\)', (ROOT / "static/css/fonts.css").read_text())
    assert named and [name for name in named if not (ROOT / "static" / name).is_file()] == []


@pytest.mark.parametrize("file", STYLES, ids=lambda file: file.name)
def test_colours_are_named_once(file):
    if file.name not in ("tokens.css", "print.css"):
        assert re.findall(r"#[0-9a-fA-F]{3,8}\b|\brgba?\(|\bhsla?\(", bare(file.read_text())) == []
    assert "!important" not in file.read_text() and "http" not in file.read_text()


def test_the_ball_is_the_only_yellow():
    users = [file.name for file in STYLES if "var(--ball)" in file.read_text()]
    assert users == ["item.css"]


@pytest.mark.parametrize(("front", "back", "least"), [
    ("ink", "paper", 7), ("ink", "sheet", 7), ("ink", "wash", 7), ("ink-2", "paper", 4.5), ("ink-2", "wash", 4.5),
    ("court", "paper", 4.5), ("court", "wash", 4.5), ("on-court", "court", 4.5), ("clay", "paper", 4.5),
    ("clay", "wash", 4.5), ("edge", "paper", 3), ("edge", "sheet", 3), ("on-ball", "ball", 7),
])
def test_every_pair_of_colours_can_be_read_in_both_schemes(front, back, least):
    light, dark = zip(shades(front), shades(back), strict=True)
    assert contrast(*light) >= least and contrast(*dark) >= least
