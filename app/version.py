"""Which Courtside this is: its version, and in a checkout the commit it was started from."""

from __future__ import annotations

import subprocess
from functools import cache

from app.config import ROOT

VERSION = "2026.11"


@cache
def version() -> str:
    """2026.11, commit 9f63efa; without git, or outside of a checkout, 2026.11."""
    try:
        asked = subprocess.run(["git", "-C", str(ROOT), "rev-parse", "--short", "HEAD"], capture_output=True, text=True)
    except OSError:
        return VERSION
    return f"{VERSION}, commit {asked.stdout.strip()}" if asked.returncode == 0 else VERSION
