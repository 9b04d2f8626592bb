"""What every answer says about itself: no script or style but ours, no frame, no sniffing, no address passed on."""

from __future__ import annotations

from flask import Flask, current_app, request
from werkzeug.wrappers import Response

from app.asking import reference

POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " \
         "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
SAID = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
}

SAYS_ITSELF = frozenset({"static", "feeds.days"})  # how long it may be kept; a calendar has no cookie to tell people apart by


def prepare(app: Flask) -> None:
    app.after_request(say)


def say(answer: Response) -> Response:
    """Put the headers on an answer."""
    for name, value in SAID.items():
        answer.headers.setdefault(name, value)
    answer.headers["X-Request-Id"] = reference()
    if request.endpoint not in SAYS_ITSELF:  # what is personal is kept nowhere: not on a shared computer, not in a proxy
        answer.headers["Cache-Control"] = "no-store"
        answer.vary.add("Cookie")
    if current_app.config["PRODUCTION"]:
        answer.headers["Strict-Transport-Security"] = "max-age=31536000"
    return answer
