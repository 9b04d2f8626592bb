"""How gunicorn serves: where, with how many threads, and what each process does before its first request."""

from __future__ import annotations

from app.config import address
from reviews import merging

bind = address()
worker_class = "gthread"
threads = 8
keepalive = 5
control_socket_disable = True
logger_class = "app.logs.ServerLog"


def post_worker_init(worker) -> None:
    """Load the language model while nobody waits for it."""
    merging.warm()
