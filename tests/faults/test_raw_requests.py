"""Requests that no browser writes, to the server itself: told off, never a broken page, and no header steers anything."""

from __future__ import annotations

import re
import socket

import pytest

from tests.faults.serving import Server

HOST = b"Host: 127.0.0.1\r\n"
LAST = b"Connection: close\r\n\r\n"
TWO_IN_ONE = b"0\r\n\r\nGET /nowhere HTTP/1.1\r\n" + HOST + LAST


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    server = Server(f"sqlite:///{tmp_path_factory.mktemp('raw') / 'courtside.sqlite'}")
    server.run("get-ready")
    server.start()
    yield server
    server.kill()


def answers(server: Server, request: bytes) -> list[int]:
    """The status of each answer to what is written on one connection."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as browser:
        browser.sendall(request)
        said = b"".join(iter(lambda: browser.recv(65536), b""))
    return [int(status) for status in re.findall(rb"HTTP/1\.[01] (\d+)", said)]


@pytest.mark.parametrize("header, told", [
    (b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n" + TWO_IN_ONE, [400]),
    (b"Content-Length: 0\r\nContent-Length: 30\r\n" + LAST, [400]),
    (b"Content-Length: +5\r\n" + LAST + b"abcde", [400]),
    (b"Transfer-Encoding: xchunked\r\n" + LAST, [501]),
    (b"Transfer-Encoding : chunked\r\n" + LAST, [400]),
    (b"X-Name: a\0b\r\n" + LAST, [400]),
])
def test_a_request_that_could_be_read_in_two_ways_is_not_read(server, header, told):
    assert answers(server, b"POST /sign-out HTTP/1.1\r\n" + HOST + header) == told


@pytest.mark.parametrize("header", [b"SCRIPT_NAME: /elsewhere", b"PATH_INFO: /sign-in", b"X_Forwarded_Proto: https"])
def test_no_header_tells_the_server_where_it_is(server, header):
    assert answers(server, b"GET /nowhere HTTP/1.1\r\n" + HOST + header + b"\r\n" + LAST) == [404]
