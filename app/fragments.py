"""A named block of a page, rendered by itself: what a live page asks for is a part of the very page it was."""

from __future__ import annotations

from flask import current_app, request
from jinja2.runtime import Context


def wants_fragment() -> bool:
    """Whether the script of a live page asks, which puts a part into the page that is there."""
    return request.headers.get("HX-Request") == "true"


def fragment(template: str, block: str, **context) -> str:
    """The block of this template, in the same surroundings as the whole page."""
    current_app.update_template_context(context)
    found = current_app.jinja_env.get_template(template)
    made: Context = found.new_context(context)
    return "".join(found.blocks[block](made))
