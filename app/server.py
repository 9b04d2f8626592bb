"""How gunicorn serves: where, with how many processes and threads, how it ends, and what it does before it begins."""

from __future__ import annotations

import socket
import struct

from app.config import THREADS, address, processes
from app.keeping import in_use
from reviews import merging

SILENCE = 20  # seconds that somebody may say nothing in the middle of a request, or take nothing of an answer

bind = address()
workers = processes()
worker_class = "gthread"
threads = THREADS
keepalive = 5
graceful_timeout = 30  # asked to end, it answers what was begun; longer than anybody waits for a lock or a statement
control_socket_disable = True
forwarder_headers = ""  # what a browser sends under such a name, a proxy hands on: it steers nothing here
logger_class = "app.logs.ServerLog"
loglevel = "warning"  # flask get-ready has said where it is; what follows in the terminal is for who has to act


def when_ready(server) -> None:
    """A request that stops in the middle gives its thread back: gunicorn itself would wait for the rest forever."""
    for listener in server.LISTENERS:
        give_up_on_silence(listener.sock)


def give_up_on_silence(listener: socket.socket, seconds: int = SILENCE) -> None:
    """What is accepted here inherits it."""
    for way in (socket.SO_RCVTIMEO, socket.SO_SNDTIMEO):
        listener.setsockopt(socket.SOL_SOCKET, way, struct.pack("ll", seconds, 0))


def post_worker_init(worker) -> None:
    """Say that the database is being served from, and load the language model while nobody waits for it."""
    in_use.serve(worker.app.wsgi())
    merging.warm()
