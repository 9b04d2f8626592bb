"""What time it is, in one place, so that the demo and the tests can say."""

from __future__ import annotations

from datetime import datetime

from flask import current_app


def now() -> datetime:
    """This moment, aware, in UTC."""
    return current_app.config["CLOCK"]()
