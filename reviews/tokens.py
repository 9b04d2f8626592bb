"""Secrets that open something: 32 random bytes that only their holder has. The database keeps their SHA-256."""

from __future__ import annotations

import hashlib
import secrets


def new() -> str:
    """A fresh one, as it stands in an address or a cookie."""
    return secrets.token_urlsafe(32)


def hashed(token: str) -> str:
    """What is kept of it."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
