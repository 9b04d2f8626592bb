"""The house keeps its measures: small functions, files that fit a screen or five, no drawers without an idea."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CODE = [ROOT / "wsgi.py", *sorted((ROOT / "app").rglob("*.py")), *sorted((ROOT / "reviews").rglob("*.py"))]
CODE = [path for path in CODE if "versions" not in path.parts]
TESTS = sorted((ROOT / "tests").rglob("*.py"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
SCRIPTS = sorted((ROOT / "static" / "js").rglob("*.js"))


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def length(path: Path) -> int:
    return len(path.read_text().splitlines())


def functions(path: Path):
    return [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.FunctionDef)]


@pytest.mark.parametrize("path", CODE, ids=name)
def test_functions_are_short_and_import_nothing_themselves(path):
    most = 15 if "views" in path.parts else 40
    long = [f.name for f in functions(path) if f.end_lineno - f.lineno + 1 > most]
    inside = [f.name for f in functions(path) for node in ast.walk(f) if isinstance(node, (ast.Import, ast.ImportFrom))]
    assert (long, inside) == ([], [])


@pytest.mark.parametrize("paths, most", [(CODE + TESTS, 250), (TEMPLATES, 120), (SCRIPTS, 60)],
                         ids=["python", "templates", "scripts"])
def test_files_fit(paths, most):
    assert {name(path): length(path) for path in paths if length(path) > most} == {}


def test_there_is_no_drawer_without_an_idea():
    assert [name(path) for path in CODE if re.search(r"util|helper|common|misc", path.name)] == []


def test_nothing_is_left_open_or_silenced():
    silenced = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b|except Exception\b|noqa|type: ignore|mark\.(skip|xfail)")
    here = Path(__file__)
    found = [f"{name(path)}:{n}" for path in CODE + TESTS + TEMPLATES + SCRIPTS if path != here
             for n, line in enumerate(path.read_text().splitlines(), 1) if silenced.search(line)]
    assert found == []


def test_the_tests_are_at_least_as_long_as_the_code():
    assert sum(map(length, TESTS)) >= sum(map(length, CODE))
