"""A signed-in browser, as far as the server sees one: asks for a page, sends a form with what stood hidden in it."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable

from flask import Flask
from werkzeug.test import EnvironBuilder

from app.db import db
from app.guards import COOKIE
from bench.house import NOW
from reviews import signing_in
from reviews.people import Person

HIDDEN = re.compile(r'name="(csrf_token|promise)"[^>]* value="([^"]*)"')


class Desk:
    """One person's browser."""

    def __init__(self, app: Flask, person_id: int):
        self.client = app.test_client()
        with app.app_context():
            token = signing_in.begin(db.session, db.session.get(Person, person_id), at=NOW)
            db.session.commit()
        with self.client.session_transaction() as cookie:
            cookie[COOKIE] = token

    def get(self, path: str) -> Callable[[], dict]:
        """Makes the question for a page, each time anew."""
        return lambda: self._question(path, {})

    def post(self, path: str, page: str, facts: Callable[[str], dict]) -> Callable[[], dict]:
        """Makes the question that sends the form of a page, each time with other facts: they are given something new."""
        hidden = dict(HIDDEN.findall(self.client.get(page).text))
        return lambda: self._question(path, {"method": "POST", "data": self._filled(hidden, facts)})

    def _filled(self, hidden: dict[str, str], facts: Callable[[str], dict]) -> dict[str, str]:
        key = secrets.token_urlsafe(16)
        return hidden | {"_once": key} | facts(key)

    def _question(self, path: str, more: dict) -> dict:
        cookies = "; ".join(f"{cookie.key}={cookie.value}" for cookie in self.client._cookies.values())
        builder = EnvironBuilder(path=path, headers={"Cookie": cookies}, **more)
        try:
            return builder.get_environ()
        finally:
            builder.close()
