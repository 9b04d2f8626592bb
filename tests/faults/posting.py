"""A process that hands in letters until there are none, or until it is killed."""

from __future__ import annotations

from datetime import datetime
from multiprocessing import get_context

from app import create_app
from app.letters.round import go_round
from app.letters.server import MailServer
from tests.letters.post_office import FROM

PROCESSES = get_context("forkserver")  # what is imported here is imported once for all of them
PROCESSES.set_forkserver_preload([__name__])


def hand_in(url: str, port: int, at: datetime):
    """The process, which has just been started; to it the time stands still."""
    process = PROCESSES.Process(target=_rounds, args=(url, port, at))
    process.start()
    return process


def _rounds(url: str, port: int, at: datetime) -> None:
    app = create_app(SQLALCHEMY_DATABASE_URI=url, SECRET_KEY="k" * 32, DEMO=False, MAIL_FROM=FROM, CLOCK=lambda: at,
                     MAIL_SERVER=MailServer("127.0.0.1", port, False))
    with app.app_context():
        while go_round():
            pass
