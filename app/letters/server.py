"""The mail server as the settings name it."""

from __future__ import annotations

from dataclasses import dataclass, field
from email.headerregistry import Address
from email.utils import parseaddr
from urllib.parse import unquote, urlsplit

from reviews.people import ADDRESS

PORTS = {"smtp": 587, "smtps": 465}
LIKE = "like smtp://user:password@mail.example.com:587, or smtps:// with port 465"


@dataclass(frozen=True)
class MailServer:
    """Where letters are handed in, and as whom. The password stands in no text that is made of it."""

    host: str
    port: int
    encrypted: bool  # from the first byte; else by STARTTLS where it is offered, and always where there is a password
    user: str = ""
    password: str = field(default="", repr=False)
    patience: float = 15  # seconds for each answer
    patience_at_the_end: float = 60  # for the last one, while it puts the letter away


def mail_server(url: str) -> MailServer:
    """The server of an address. Raises `ValueError` with what is the matter, which never quotes the address."""
    if any(sign.isspace() or not sign.isprintable() for sign in url):
        raise ValueError("it has a space or a line break in it")
    parts = urlsplit(url)
    if parts.scheme not in PORTS or not parts.hostname:
        raise ValueError("it does not begin with smtp:// or smtps:// and a name")
    if parts.path.strip("/") or parts.query or parts.fragment:
        raise ValueError("something follows the port; in a password write / as %2F, ? as %3F and # as %23")
    if bool(parts.username) != bool(parts.password):
        raise ValueError("a user needs a password, and a password a user; write : as %3A and @ as %40 in them")
    return MailServer(parts.hostname, _port(parts) or PORTS[parts.scheme], parts.scheme == "smtps",
                      unquote(parts.username or ""), unquote(parts.password or ""))


def sender(text: str) -> Address:
    """Whom letters come from, like `Courtside <courtside@example.com>`. Raises `ValueError` when it is nobody."""
    name, address = parseaddr(text)
    if not text.isprintable() or not address.isascii() or not ADDRESS.fullmatch(address):
        raise ValueError("it is no address")
    return Address(name or "Courtside", *address.rsplit("@", 1))


def _port(parts) -> int | None:
    try:
        return parts.port
    except ValueError:
        raise ValueError("its port is no number from 1 to 65535") from None
