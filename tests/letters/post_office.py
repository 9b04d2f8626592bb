"""A mail server in a process of its own, as a test sees it."""

from __future__ import annotations

import subprocess
import sys
from email.headerregistry import Address
from pathlib import Path

from fast_mail_parser import PyMail, parse_email

ROOT = Path(__file__).parents[2]
FROM = Address("Courtside", "courtside", "example.com")


class PostOffice:
    """The server: its mood, what it has accepted, and whether it is there at all."""

    def __init__(self, folder: Path, *how: str):
        self.folder, self.how, self.port = folder, how, 0
        self.open()

    def open(self) -> None:
        """Start it, on the same port as before."""
        self._process = subprocess.Popen([sys.executable, "-m", "tests.letters.mail_server", str(self.folder), str(self.port), *self.how],
                                         cwd=ROOT, stdout=subprocess.PIPE, text=True)
        self.port = int(self._process.stdout.readline())

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()
        self._process.stdout.close()

    def mood(self, said: str = "") -> None:
        """What it does from now on instead of accepting, as in `mail_server`."""
        (self.folder / "mood").write_text(said)

    def empty(self) -> None:
        self.mood()
        for kept in [*self.folder.glob("*.eml"), *self.folder.glob("connections")]:
            kept.unlink()

    @property
    def connections(self) -> int:
        """How many it had since it was started."""
        return int((self.folder / "connections").read_text())

    @property
    def accepted(self) -> int:
        """How many letters it has accepted."""
        return len(list(self.folder.glob("*.eml")))

    @property
    def letters(self) -> list[PyMail]:
        """What it has accepted, read by a parser that is not the one that wrote it."""
        found = sorted(self.folder.glob("*.eml"), key=lambda path: int(path.stem))
        return [parse_email(path.read_bytes()) for path in found]

    @property
    def ids(self) -> list[str]:
        return self.said("Message-ID")

    def said(self, header: str) -> list[str]:
        """A header of each letter, which it has once."""
        return [value for letter in self.letters for value, in [letter.headers[header]]]
