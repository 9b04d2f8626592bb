"""Every template parses, uses no inline style or script, and posts through the one form that carries token and key."""

import re
from pathlib import Path

import pytest

from app import create_app

ROOT = Path(__file__).parents[2] / "templates"
TEMPLATES = sorted(ROOT.rglob("*.html"))


@pytest.fixture(scope="module")
def env():
    return create_app(SQLALCHEMY_DATABASE_URI="sqlite://", SECRET_KEY="k" * 32).jinja_env


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_it_parses(path, env):
    if path.parent.name == "pdf":
        env = env.overlay()
    env.get_template(path.relative_to(ROOT).as_posix())


@pytest.mark.parametrize("path", [p for p in TEMPLATES if p.parent.name not in ("pdf", "mail")],
                         ids=lambda path: path.relative_to(ROOT).as_posix())
def test_nothing_is_inline_and_forms_are_ours(path):
    text = path.read_text()
    inline = re.findall(r"<style|\sstyle=|\son[a-z]+=[\"']|<script(?![^>]*\ssrc=)|javascript:", text)
    own_forms = re.findall(r"<form[^>]*method=[\"']post", text, re.I) if path.parent.name != "ui" else []
    unsafe = re.findall(r"(?<!\])\s\|\s*safe\b", text)  # a component's own table of shapes, `_shapes[…] | safe`, is ours
    assert (inline, own_forms, unsafe) == ([], [], [])


def test_a_letter_brings_its_own_style_and_nothing_that_is_fetched_or_runs():
    for path in (ROOT / "mail").iterdir():
        assert re.findall(r"<img|<link|<script|url\(|@import|\son[a-z]+=|<form|\|\s*safe", path.read_text()) == []
