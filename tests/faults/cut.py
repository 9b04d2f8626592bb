"""A wire to PostgreSQL that can be cut at a chosen moment: after a word has been answered, and before the answer arrives."""

from __future__ import annotations

import socket
from contextlib import suppress
from threading import Event, Thread


class Cut:
    """Listens on a port of its own, and hands on to the server's socket what comes, both ways."""

    def __init__(self, server: str):
        self.server, self.word, self.cuts = server, None, 0
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._open: list[socket.socket] = []

    def __enter__(self) -> Cut:
        Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *error) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for end in self._open:
            end.close()

    def cut_after(self, word: bytes) -> None:
        """The next time the client says this, the server's answer is not handed on any more."""
        self.word = word

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            far = socket.socket(socket.AF_UNIX)
            far.connect(self.server)
            self._open += [near, far]
            Thread(target=self._hand_on, args=(near, far), daemon=True).start()

    def _hand_on(self, near: socket.socket, far: socket.socket) -> None:
        unheard = Event()
        Thread(target=_pass_on, args=(far, near, unheard), daemon=True).start()
        with suppress(OSError):  # either end may be gone: that is what this is for
            while asked := near.recv(65536):
                if self.word and self.word in asked:
                    self.word, self.cuts = None, self.cuts + 1
                    unheard.set()
                far.sendall(asked)
        far.close()


def _pass_on(said_by: socket.socket, to: socket.socket, unheard: Event) -> None:
    """What is said, until it must not be heard: then it has been done, and nobody is told."""
    with suppress(OSError):
        while said := said_by.recv(65536):
            if unheard.is_set():
                return to.shutdown(socket.SHUT_RDWR)
            to.sendall(said)
