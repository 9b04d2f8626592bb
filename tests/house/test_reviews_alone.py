"""The subject knows no web, and never commits."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULES = sorted((ROOT / "reviews").rglob("*.py"))
WEB = {"flask", "app", "flask_sqlalchemy", "flask_wtf", "wtforms", "jinja2", "weasyprint", "werkzeug"}


def imported(tree: ast.AST) -> set[str]:
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add((node.module or "").split(".")[0])
    return names


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_module_of_the_subject_imports_no_web_and_commits_nothing(path):
    tree = ast.parse(path.read_text())
    commits = [node.lineno for node in ast.walk(tree)
               if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "commit"]
    assert (imported(tree) & WEB, commits) == (set(), [])
