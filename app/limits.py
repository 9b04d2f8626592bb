"""How much a request may bring: a file that is sent as one may be large, words and everything else may not."""

from __future__ import annotations

from flask import abort, current_app, request

WITH_FILES = "multipart/form-data"  # read piece by piece, each into a file; any other form is read into memory at once


def bound() -> None:
    """Before anything is read of a request: refuse one that says it is too large, and keep the others to their word."""
    if request.mimetype != WITH_FILES:
        request.max_content_length = current_app.config["MAX_FORM_MEMORY_SIZE"]
    if (request.content_length or 0) > request.max_content_length:
        abort(413)
