"""A browser as far as a server sees one, many of them in one event loop: each keeps its cookies and its connections.

It costs a tenth of a thread and parses nothing, so that the watchers do not take the machine from the server they measure.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urlencode, urlsplit

MOST_BYTES = 4 << 20  # of one answer
GOOD = {HTTPStatus.OK, HTTPStatus.SEE_OTHER, HTTPStatus.NOT_MODIFIED}
HTMX = {"HX-Request": "true"}


@dataclass(frozen=True)
class Answer:
    """What came back: its status, its headers by their names in lower case, its text."""

    status: int
    headers: dict[str, str]
    text: str

    @property
    def tag(self) -> str:
        return self.headers.get("etag", "")


class Visitor:
    """One browser."""

    def __init__(self, port: int, cookies: dict[str, str]):
        self.port, self.cookies, self.asked = port, dict(cookies), 0
        self._idle: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = []

    async def get(self, path: str, **headers: str) -> Answer:
        return await self._ask("GET", path, headers, "")

    async def post(self, path: str, facts: dict[str, str], **headers: str) -> Answer:
        """Send a form and, as a browser does, go where its answer leads."""
        headers |= {"Content-Type": "application/x-www-form-urlencoded"}
        answer = await self._ask("POST", path, headers, urlencode(facts))
        if answer.status != HTTPStatus.SEE_OTHER:
            return answer
        to = urlsplit(answer.headers["location"])
        return await self.get(f"{to.path}?{to.query}".rstrip("?"), **HTMX)

    def close(self) -> None:
        for _, writer in self._idle:
            writer.close()
        self._idle.clear()

    async def _ask(self, method: str, path: str, headers: dict[str, str], body: str) -> Answer:
        reader, writer = await self._connection()
        said = headers | {"Host": f"127.0.0.1:{self.port}", "Content-Length": str(len(body)),
                          "Cookie": "; ".join(map("=".join, self.cookies.items()))}
        lines = [f"{method} {path} HTTP/1.1", *map(": ".join, said.items()), "", body]
        writer.write("\r\n".join(lines).encode())
        answer = await self._answer(reader)
        self.asked += 1
        self._idle.append((reader, writer))
        if answer.status not in GOOD:
            raise RuntimeError(f"{method} {path} was answered {answer.status}: {answer.text[:2000]}")
        return answer

    async def _connection(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """One that is free and that the server has not closed, or a new one."""
        while self._idle:
            reader, writer = self._idle.pop()
            if not reader.at_eof():
                return reader, writer
            writer.close()
        return await asyncio.open_connection("127.0.0.1", self.port, limit=MOST_BYTES)

    async def _answer(self, reader: asyncio.StreamReader) -> Answer:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers: dict[str, str] = {}
        for name, _, value in (line.partition(": ") for line in head[1:] if line):
            if name.lower() == "set-cookie":
                key, _, kept = value.partition(";")[0].partition("=")
                self.cookies[key] = kept
            headers[name.lower()] = value
        body = await reader.readexactly(int(headers.get("content-length", 0)))
        return Answer(int(head[0].split()[1]), headers, body.decode())
