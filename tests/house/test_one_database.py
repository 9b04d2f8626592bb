"""The list of pages that one database is enough for."""

from __future__ import annotations

from pathlib import Path

from tests.one_database import PAGES

WEB = Path(__file__).parents[1] / "web"


def test_it_names_modules_that_there_are():
    assert {name for name in PAGES if not (WEB / f"test_{name}.py").exists()} == set()
