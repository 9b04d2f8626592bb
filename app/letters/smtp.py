"""A connection to the mail server, and what each of its answers means for a letter."""

from __future__ import annotations

import re
import ssl
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage
from enum import Enum
from smtplib import SMTP, SMTP_SSL, SMTPAuthenticationError, SMTPException
from typing import NamedTuple

from app.letters.server import MailServer

CLOSING = 421
NOT_ASCII = "The mail server takes no address with such letters. Write one without accents."


class Away(Exception):
    """The server is not there, or lets us do nothing: that is nothing about this letter."""


class Verdict(Enum):
    """What became of a letter."""

    SENT, REFUSED, LATER, NOT_KNOWN, NOT_OURS = range(5)


class Outcome(NamedTuple):
    verdict: Verdict
    problem: str = ""


class Line:
    """An open connection, for many letters one after the other."""

    def __init__(self, smtp: SMTP, sender: Address, server: MailServer):
        self._smtp, self._sender, self._server = smtp, sender.addr_spec, server

    def carry(self, message: EmailMessage, hand_over: Callable[[], bool]) -> Outcome:
        """Hand the message in. `hand_over` is asked just before its words go; when it says no, they do not."""
        to = message["To"].addresses[0]
        if not to.addr_spec.isascii() and not self._smtp.has_extn("smtputf8"):
            return Outcome(Verdict.REFUSED, NOT_ASCII)
        with _away_when_it_breaks():
            if turned := self._announce(to.addr_spec):
                self._smtp.rset()
                return turned
        if not hand_over():
            with _away_when_it_breaks():
                self._smtp.rset()
            return Outcome(Verdict.NOT_OURS)
        return self._words(as_sent(message))

    def _announce(self, to: str) -> Outcome | None:
        """Say from whom and to whom; what the server has against the latter."""
        code, said = self._smtp.mail(self._sender, [] if to.isascii() else ["SMTPUTF8"])
        if code != 250:
            raise Away(f"The mail server takes no letters from {self._sender}: {_quoted(code, said)}")
        code, said = self._smtp.rcpt(to)
        return None if code in (250, 251) else _turned(code, said)

    def _words(self, raw: bytes) -> Outcome:
        with _away_when_it_breaks():
            code, said = self._smtp.docmd("data")
            if code != 354:
                self._smtp.rset()
                return _turned(code, said)
            self._smtp.send(raw)
            self._smtp.sock.settimeout(self._server.patience_at_the_end)
        try:
            code, said = self._smtp.getreply()
        except SMTPException as gone:
            if isinstance(gone.__context__, TimeoutError):  # it may have taken it, and be slow to say so
                return Outcome(Verdict.NOT_KNOWN)
            raise Away(_broke(gone)) from gone
        self._smtp.sock.settimeout(self._server.patience)
        return Outcome(Verdict.SENT) if code == 250 else _turned(code, said)


@contextmanager
def line_to(server: MailServer, sender: Address, *, we: str) -> Iterator[Line]:
    """A connection to the server; `we` is the name by which we greet it. Raises `Away` when there is none."""
    with _away_when_it_breaks():
        smtp = _connected(server, we)
    with closing(smtp):
        with _away_when_it_breaks():
            _introduce(smtp, server)
        yield Line(smtp, sender, server)
        with suppress(OSError, SMTPException):  # what was to be said is said
            smtp.quit()


def _connected(server: MailServer, we: str) -> SMTP:
    if server.encrypted:
        return SMTP_SSL(server.host, server.port, we, timeout=server.patience, context=ssl.create_default_context())
    return SMTP(server.host, server.port, we, timeout=server.patience)


def _introduce(smtp: SMTP, server: MailServer) -> None:
    """Say who we are, encrypted if that can be."""
    smtp.ehlo_or_helo_if_needed()
    if not server.encrypted and smtp.has_extn("starttls"):
        smtp.starttls(context=_in_between(server))
        smtp.ehlo_or_helo_if_needed()
    elif not server.encrypted and server.password:
        raise Away("The mail server does not offer STARTTLS, and a password is not sent in the open. Use smtps:// instead.")
    if server.password:
        smtp.login(server.user, server.password)


def _in_between(server: MailServer) -> ssl.SSLContext:
    """With a password the server has to show who it is. Without one, any encryption is better than none."""
    context = ssl.create_default_context()
    if not server.password:
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


def as_sent(message: EmailMessage) -> bytes:
    """Its bytes on the wire, with their end; a line that is one dot would be the end, hence two."""
    to = message["To"].addresses[0].addr_spec
    raw = message.as_bytes(policy=policy.SMTP if to.isascii() else policy.SMTPUTF8)
    return re.sub(rb"(?m)^\.", b"..", raw.removesuffix(b"\r\n")) + b"\r\n.\r\n"


@contextmanager
def _away_when_it_breaks() -> Iterator[None]:
    try:
        yield
    except (OSError, SMTPException) as error:
        raise Away(_broke(error)) from error


def _turned(code: int, said: bytes) -> Outcome:
    """What an answer means that is no yes: 4 for now, 5 for good."""
    if code == CLOSING:
        raise Away(f"The mail server closes: {_quoted(code, said)}")
    if 500 <= code < 600:
        return Outcome(Verdict.REFUSED, f"The mail server refuses this address or letter: {_quoted(code, said)}")
    return Outcome(Verdict.LATER, f"The mail server asks to try later: {_quoted(code, said)}")


def _broke(error: OSError | SMTPException) -> str:
    if isinstance(error, SMTPAuthenticationError):
        return "The mail server does not accept the user and password in SMTP_URL."
    if isinstance(error, ssl.SSLCertVerificationError):
        return "The certificate of the mail server is not valid for its name."
    if isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError):
        return "The mail server did not answer in time."
    if isinstance(error, ConnectionRefusedError):
        return "Nothing answers at the mail server's address."
    return f"The connection to the mail server broke ({type(error).__name__})."


def _quoted(code: int, said: bytes) -> str:
    """The server's own words, as far as there is room for them."""
    words = "".join(sign if sign.isprintable() else " " for sign in said.decode(errors="replace"))
    return f"“{code} {' '.join(words.split())[:80]}”."
