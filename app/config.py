"""Settings, all from the environment, checked at the start: a bad value is a sentence, not a traceback."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime
from email.headerregistry import Address
from pathlib import Path
from urllib.parse import urlsplit

from app.letters.server import LIKE, MailServer, mail_server, sender
from reviews.signing_in import SESSION_LASTS
from reviews.tables import MOST_BYTES

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENTS = ("local", "production")
POSTGRES = ("postgresql://", "postgres://", "postgresql+psycopg://")
MOST_PROCESSES = 32
THREADS = 8  # of each process that serves; each keeps a connection to a PostgreSQL
UPLOAD_LIMIT = MOST_BYTES + 64 * 1024  # a file with the form around it
TYPED_LIMIT, MOST_FIELDS = 2 * 1024 * 1024, 1_000


class BadSetting(SystemExit):
    """A setting that cannot be used; printed as its sentence, and the start ends there."""


def settings(env: Mapping[str, str] = os.environ, instance: Path = ROOT / "instance") -> dict[str, object]:
    """Flask's configuration from the environment. Raises `BadSetting` with a sentence that says what to write instead."""
    production = _one_of(env, "COURTSIDE_ENV", ENVIRONMENTS) == "production"
    demo = _yes_or_no(env, "COURTSIDE_DEMO")
    if production and demo:
        raise BadSetting("COURTSIDE_DEMO=1 is for trying things out; take it away where COURTSIDE_ENV=production.")
    instance.mkdir(mode=0o700, exist_ok=True)  # what people write about each other is in there
    database = _database(env, demo, instance)
    return {
        "SQLALCHEMY_DATABASE_URI": database,
        "SECRET_KEY": _secret_key(env, production, instance),
        "PRODUCTION": production,
        "DEMO": demo,
        "PUBLIC_URL": _public_url(env, production),
        "TRUSTED_HOSTS": _hosts(_public_url(env, production)) if production else None,
        "TRUSTED_PROXIES": _proxies(env),
        "MAIL_SERVER": None if demo else _mail_server(env),  # the demo's people have addresses that are nobody's
        "MAIL_FROM": _mail_from(env),
        "CLOCK": lambda: datetime.now(UTC),
        "MAX_CONTENT_LENGTH": UPLOAD_LIMIT,
        "MAX_FORM_MEMORY_SIZE": TYPED_LIMIT,
        "MAX_FORM_PARTS": MOST_FIELDS,
        # With this prefix browsers take it over HTTPS from this host alone, so that no neighbour of ours can plant one.
        "SESSION_COOKIE_NAME": "__Host-courtside" if production else "courtside",
        "SESSION_COOKIE_PATH": "/",
        "SESSION_REFRESH_EACH_REQUEST": False,  # it ends when its session does
        "PERMANENT_SESSION_LIFETIME": SESSION_LASTS,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": production,
        "SQLALCHEMY_ENGINE_OPTIONS": {"hide_parameters": True} | ({} if database.startswith("sqlite") else {"pool_size": THREADS}),
        "WTF_CSRF_TIME_LIMIT": None,
        "WTF_CSRF_SSL_STRICT": False,  # it wants a Referer, which the page of a link does not send; the token is what counts
        "SEND_FILE_MAX_AGE_DEFAULT": 3600 if production else 0,
    }


def address(env: Mapping[str, str] = os.environ) -> str:
    """Where to serve, as host:port; the machine itself alone by default."""
    port = env.get("PORT") or "8000"
    if not port.isdecimal() or not 0 < int(port) < 65536:
        raise BadSetting(f"PORT is “{port}”. It is a number from 1 to 65535.")
    host = env.get("HOST") or "127.0.0.1"
    return f"{host}:{port}"


def processes(env: Mapping[str, str] = os.environ) -> int:
    """How many processes serve; each has its own language model and its own press."""
    number = env.get("WEB_PROCESSES") or "1"
    if not number.isdecimal() or not 0 < int(number) <= MOST_PROCESSES:
        raise BadSetting(f"WEB_PROCESSES is “{number}”. It is a number from 1 to {MOST_PROCESSES}.")
    return int(number)


def _one_of(env: Mapping[str, str], name: str, choices: tuple[str, ...]) -> str:
    value = env.get(name) or choices[0]
    if value not in choices:
        raise BadSetting(f"{name} is “{value}”. It can be {' or '.join(choices)}.")
    return value


def _yes_or_no(env: Mapping[str, str], name: str) -> bool:
    value = env.get(name) or "0"
    if value not in ("0", "1"):
        raise BadSetting(f"{name} is “{value}”. Write 1 for yes, 0 for no.")
    return value == "1"


def _database(env: Mapping[str, str], demo: bool, instance: Path) -> str:
    """The demo always has its own file, so that its story never lands among a team's own data."""
    if demo:
        return f"sqlite:///{instance / 'demo.sqlite'}"
    url = env.get("DATABASE_URL") or f"sqlite:///{instance / 'courtside.sqlite'}"
    for start in POSTGRES:
        if url.startswith(start):
            return "postgresql+psycopg://" + url.removeprefix(start)
    if not url.startswith("sqlite:///"):
        raise BadSetting("DATABASE_URL names a PostgreSQL, like postgresql://user:password@host/courtside. "
                         "Leave it out for the SQLite file under instance/.")
    return url


def _secret_key(env: Mapping[str, str], production: bool, instance: Path) -> str:
    """From the environment; on a local machine a key is made once and kept beside the database."""
    if key := env.get("SECRET_KEY"):
        if len(key) < 32:
            raise BadSetting("SECRET_KEY is too short. Take at least 32 characters nobody can guess, for example from "
                             "python3 -c 'import secrets; print(secrets.token_hex(32))'.")
        return key
    if production:
        raise BadSetting("COURTSIDE_ENV=production needs a SECRET_KEY of at least 32 characters, the same at every start.")
    kept = instance / "secret_key"
    if not kept.exists():
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_hex(32))
    return kept.read_text()


def _public_url(env: Mapping[str, str], production: bool) -> str:
    url = (env.get("PUBLIC_URL") or f"http://{address(env)}").rstrip("/")
    if not url.startswith(("http://", "https://")):
        raise BadSetting(f"PUBLIC_URL is “{url}”. Write the address people open, like https://courtside.example.com.")
    if production and not url.startswith("https://"):
        raise BadSetting("COURTSIDE_ENV=production needs a PUBLIC_URL, the address people open, like "
                         "https://courtside.example.com. Cookies go over HTTPS alone.")
    return url


def _hosts(public_url: str) -> list[str]:
    """The names it answers to: the one people open, and this machine's own, by which a monitor here asks."""
    return [urlsplit(public_url).hostname or "", "localhost", "127.0.0.1"]


def _proxies(env: Mapping[str, str]) -> int:
    value = env.get("TRUSTED_PROXIES") or "0"
    if not value.isdecimal() or int(value) > 9:
        raise BadSetting(f"TRUSTED_PROXIES is “{value}”. It is the number of proxies in front, 0 when there is none.")
    return int(value)


def _mail_server(env: Mapping[str, str]) -> MailServer | None:
    url = env.get("SMTP_URL")
    try:
        return mail_server(url) if url else None
    except ValueError as wrong:  # the address is not quoted: a password may stand in it
        raise BadSetting(f"SMTP_URL cannot be used: {wrong}. Write it {LIKE}.") from None


def _mail_from(env: Mapping[str, str]) -> Address | None:
    text = env.get("MAIL_FROM")
    if not text and env.get("SMTP_URL"):
        raise BadSetting("SMTP_URL needs a MAIL_FROM, whom letters come from, like Courtside <courtside@example.com>.")
    try:
        return sender(text) if text else None
    except ValueError:
        raise BadSetting(f"MAIL_FROM is “{text}”. Write an address, like Courtside <courtside@example.com>.") from None
