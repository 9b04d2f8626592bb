"""A mail server as a process of its own, which can be told how to behave: python -m tests.letters.mail_server FOLDER PORT [HOW]

What it accepts it keeps as FOLDER/<number>.eml before it says so. FOLDER/mood names what it does instead of "250", at which
stage, and for how many letters it still behaves well before: "rcpt 550", "end drop", "mail silent", "words drop 2". HOW is
"starttls" or "smtps": encrypted, and for the user below alone.
"""

from __future__ import annotations

import asyncio
import os
import ssl
import sys
from itertools import count
from pathlib import Path

from aiosmtpd.smtp import SMTP, AuthResult, syntax

STAGES = ("hello", "mail", "rcpt", "data", "words", "end", "after")
USER, PASSWORD = b"courtside", b"secr/t"
CERTIFICATE = Path(__file__).parent / "localhost.pem"


class Moody(SMTP):
    """Behaves as the mood says."""

    def connection_made(self, transport):
        super().connection_made(transport)
        self.event_handler.connections += 1
        (self.event_handler.folder / "connections").write_text(str(self.event_handler.connections))
        if self.event_handler.mood("connect"):
            transport.abort()

    @syntax("DATA")
    async def smtp_DATA(self, arg):
        """As it stands, with a mood for the word itself, and one for the middle of the letter."""
        if (said := await self.event_handler.behave(self, "data")) is not None:
            return await self.push(said)
        if self.event_handler.mood("words"):
            await self.push("354 go on")
            await self._reader.readline()
            return self.transport.abort()
        await super().smtp_DATA(arg)


class Office:
    """What is said at each stage, and what is kept."""

    def __init__(self, folder: Path):
        self.folder, self.connections = folder, 0
        self._numbers = count(1 + len(list(folder.glob("*.eml"))))

    def mood(self, stage: str) -> str:
        said = (self.folder / "mood").read_text().split()
        return said[1] if said and said[0] == stage and self._used_up(said) else ""

    def _used_up(self, said: list[str]) -> bool:
        return len(list(self.folder.glob("*.eml"))) >= int(said[2]) if len(said) > 2 else True

    async def behave(self, server: SMTP, stage: str) -> str | None:
        mood = self.mood(stage)
        if mood == "drop":
            server.transport.abort()
        elif mood == "silent":
            await asyncio.sleep(3600)
        return f"{mood} as the test wants it" if mood.isdecimal() else None

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        session.host_name = hostname
        said = await self.behave(server, "hello")
        return [said] if said else responses

    async def handle_MAIL(self, server, session, envelope, address, options):
        envelope.mail_from, envelope.mail_options = address, options
        return await self.behave(server, "mail") or "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        said = await self.behave(server, "rcpt")
        if said is None and address.startswith("nobody"):
            said = "550 5.1.1 nobody of this name here"
        if said is None:
            envelope.rcpt_tos.append(address)
        return said or "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if said := await self.behave(server, "end"):
            return said
        if server.transport.is_closing():
            return "451 gone"
        number = next(self._numbers)
        fresh = self.folder / f"{number}.part"
        fresh.write_bytes(b"X-To: " + ",".join(envelope.rcpt_tos).encode() + b"\r\n" + envelope.original_content)
        os.replace(fresh, self.folder / f"{number}.eml")
        await self.behave(server, "after")
        return "250 kept"


def authenticate(server, session, envelope, mechanism, data):
    return AuthResult(success=(data.login, data.password) == (USER, PASSWORD), handled=False)


async def serve(folder: Path, port: int, how: str) -> None:
    office, loop = Office(folder), asyncio.get_running_loop()
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(CERTIFICATE)
    closed = {"authenticator": authenticate, "auth_required": True} if how else {}
    safe = {"starttls": {"tls_context": tls, "require_starttls": True}, "smtps": {"auth_require_tls": False}}.get(how, {})
    server = await loop.create_server(lambda: Moody(office, loop=loop, **closed, **safe), "127.0.0.1", port,
                                      ssl=tls if how == "smtps" else None)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    (Path(sys.argv[1]) / "mood").touch()
    asyncio.run(serve(Path(sys.argv[1]), int(sys.argv[2]), "".join(sys.argv[3:])))
