"""A browser test waits for what it looks at: `expect(…)` comes back when it is there, a snapshot says what stood there too early."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

BROWSER = sorted((Path(__file__).parents[1] / "browser").glob("*.py"))
SNAPSHOTS = {"is_visible", "is_hidden", "is_enabled", "is_disabled", "is_editable", "is_checked", "inner_text", "all_inner_texts",
             "inner_html", "text_content", "all_text_contents", "input_value", "title", "wait_for_timeout"}
ACTS = {"click", "dblclick", "tap", "press", "drag_to"}


@pytest.mark.parametrize("path", BROWSER, ids=lambda path: path.stem)
def test_nothing_is_looked_at_before_it_must_be_there(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert [f"line {line}: {why}" for line, why in (*_snapshots(tree), *_too_early(tree))] == []


def _snapshots(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for call in _calls(tree):
        if call.func.attr in SNAPSHOTS or _counts(call):
            yield call.lineno, f"`{call.func.attr}` does not wait: say it with `expect(…)`"


def _counts(call: ast.Call) -> bool:
    """`locator.count()`, and not the `func.count()` of a query or the `count("x")` of a text."""
    return call.func.attr == "count" and not call.args and ast.unparse(call.func.value) != "func"


def _too_early(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """What follows on a click or a key at once and finds the old page, the new one, or none."""
    for block in (getattr(node, name) for node in ast.walk(tree) for name in ("body", "orelse", "finalbody")
                  if isinstance(getattr(node, name, None), list)):
        for before, after in zip(block, block[1:], strict=False):
            if _acts(before) and (isinstance(after, ast.Assert) or "goto" in _names(after)):
                yield after.lineno, "looks at once after a click or a key: first `expect(…)` what it leads to"


def _acts(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and bool(_names(statement) & ACTS)


def _names(node: ast.AST) -> set[str]:
    return {call.func.attr for call in _calls(node)}


def _calls(node: ast.AST) -> Iterator[ast.Call]:
    """What is called as something's method."""
    return (one for one in ast.walk(node) if isinstance(one, ast.Call) and isinstance(one.func, ast.Attribute))
