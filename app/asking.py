"""Who asks, from which page, and under which reference: what a refusal and a line of the log need, without the database."""

from __future__ import annotations

import re
import secrets
from time import perf_counter
from urllib.parse import urlsplit

from flask import current_app, g, request
from sqlalchemy import inspect

REFERENCE = re.compile(r"[A-Za-z0-9._-]{8,64}")


def begin() -> None:
    """Before everything else of a request: look at the watch."""
    g.began = perf_counter()


def milliseconds() -> int:
    """How long this request has taken so far."""
    return round((perf_counter() - g.get("began", perf_counter())) * 1000)


def reference() -> str:
    """What this request is called in the log and on the page. A proxy of ours may have named it; nobody else may."""
    if "reference" not in g:
        given = request.headers.get("X-Request-Id", "") if current_app.config.get("TRUSTED_PROXIES") else ""
        g.reference = given if REFERENCE.fullmatch(given) else secrets.token_hex(6)
    return g.reference


def person_id() -> int | None:
    """The id of who is signed in, also when the database cannot be asked any more."""
    person = g.get("person")
    identity = inspect(person).identity if person is not None else None
    return identity[0] if identity else None


def from_our_own_page() -> bool:
    """Whether the browser says that a page of ours sent this form. Where it says nothing, nothing is shown."""
    if site := request.headers.get("Sec-Fetch-Site"):
        return site == "same-origin"
    return request.headers.get("Origin") in _our_names()


def page_before() -> str | None:
    """The page of ours on which a button was pressed, as a path, so that a refusal can lead back to it."""
    before = urlsplit(request.referrer or "")
    ours = request.method == "POST" and f"{before.scheme}://{before.netloc}" in _our_names()
    own_path = before.path.startswith("/") and not before.path.startswith("//")
    return f"{before.path}?{before.query}".rstrip("?") if ours and own_path else None


def _our_names() -> set[str]:
    public = urlsplit(current_app.config["PUBLIC_URL"])
    return {f"{request.scheme}://{request.environ.get('HTTP_HOST')}", f"{public.scheme}://{public.netloc}"}
