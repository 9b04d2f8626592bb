"""Settings are checked at the start: a bad value is a sentence. The README knows every one of them, and every command."""

import re
from pathlib import Path

import pytest

from app import create_app
from app.config import THREADS, BadSetting, address, processes, settings
from app.letters.server import MailServer

ROOT = Path(__file__).parents[2]
LONG = "x" * 40


def test_a_team_has_its_own_file_and_the_demo_another(tmp_path):
    assert settings({}, tmp_path)["SQLALCHEMY_DATABASE_URI"] == f"sqlite:///{tmp_path}/courtside.sqlite"
    assert settings({"COURTSIDE_DEMO": "1", "DATABASE_URL": "postgresql://x/y"}, tmp_path)["SQLALCHEMY_DATABASE_URI"] \
        == f"sqlite:///{tmp_path}/demo.sqlite"


def test_a_postgresql_is_reached_by_its_usual_address(tmp_path):
    for url in ("postgresql://a:b@host/db", "postgres://a:b@host/db"):
        assert settings({"DATABASE_URL": url}, tmp_path)["SQLALCHEMY_DATABASE_URI"] == "postgresql+psycopg://a:b@host/db"


def test_each_thread_that_serves_keeps_its_connection_to_a_postgresql(tmp_path):
    assert settings({"DATABASE_URL": "postgresql://a:b@host/db"}, tmp_path)["SQLALCHEMY_ENGINE_OPTIONS"]["pool_size"] == THREADS
    assert "pool_size" not in settings({}, tmp_path)["SQLALCHEMY_ENGINE_OPTIONS"]


def test_what_is_kept_is_for_its_owner_alone(tmp_path):
    settings({}, tmp_path / "instance")
    assert (tmp_path / "instance").stat().st_mode & 0o077 == 0


def test_a_secret_is_made_once_and_kept_to_its_owner(tmp_path):
    first, second = (settings({}, tmp_path)["SECRET_KEY"] for _ in range(2))
    assert first == second and len(first) == 64
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("env, word", [
    ({"COURTSIDE_ENV": "production"}, "SECRET_KEY"),
    ({"COURTSIDE_ENV": "production", "SECRET_KEY": "short"}, "too short"),
    ({"COURTSIDE_ENV": "prod"}, "COURTSIDE_ENV is “prod”"),
    ({"COURTSIDE_DEMO": "yes"}, "COURTSIDE_DEMO is “yes”"),
    ({"COURTSIDE_ENV": "production", "SECRET_KEY": LONG, "COURTSIDE_DEMO": "1"}, "for trying things out"),
    ({"DATABASE_URL": "mysql://host/db"}, "names a PostgreSQL"),
    ({"PUBLIC_URL": "courtside.example.com"}, "PUBLIC_URL is"),
    ({"COURTSIDE_ENV": "production", "SECRET_KEY": LONG}, "needs a PUBLIC_URL"),
    ({"COURTSIDE_ENV": "production", "SECRET_KEY": LONG, "PUBLIC_URL": "http://x.example"}, "over HTTPS alone"),
    ({"TRUSTED_PROXIES": "one"}, "TRUSTED_PROXIES is “one”"), ({"TRUSTED_PROXIES": "-1"}, "TRUSTED_PROXIES is"),
])
def test_a_bad_value_is_a_sentence(env, word, tmp_path):
    with pytest.raises(BadSetting) as said:
        settings(env, tmp_path)
    assert word in str(said.value) and str(said.value).endswith(".")


FROM = {"MAIL_FROM": "Courtside <courtside@example.com>"}


@pytest.mark.parametrize("env, word", [
    ({"SMTP_URL": "smtp://mail.example.com"}, "SMTP_URL needs a MAIL_FROM"),
    ({"SMTP_URL": "mail.example.com:25"} | FROM, "does not begin with smtp://"), ({"SMTP_URL": "smtp://"} | FROM, "does not begin with"),
    ({"SMTP_URL": "smtp://u:se/cret@host"} | FROM, "SMTP_URL cannot be used"),
    ({"SMTP_URL": "smtp://u:se#cret@host"} | FROM, "SMTP_URL cannot be used"),
    ({"SMTP_URL": "smtp://u:secret@host/box"} | FROM, "something follows the port"),
    ({"SMTP_URL": "smtp://user@host"} | FROM, "a user needs a password"),
    ({"SMTP_URL": "smtp://u:secret@host:99999"} | FROM, "its port is no number"), ({"SMTP_URL": "smtp://u:sec ret@host"} | FROM, "a space"),
    ({"MAIL_FROM": "nobody"}, "MAIL_FROM is “nobody”"), ({"MAIL_FROM": "a@example.com\nBcc: b@example.com"}, "MAIL_FROM is"),
])
def test_bad_settings_of_mail_are_sentences_that_hold_no_password(env, word, tmp_path):
    with pytest.raises(BadSetting) as said:
        settings(env, tmp_path)
    assert word in str(said.value) and str(said.value).endswith(".") and "cret" not in str(said.value)


def test_a_mail_server_is_named_by_one_address(tmp_path):
    def server(url: str):
        return settings({"SMTP_URL": url} | FROM, tmp_path)["MAIL_SERVER"]

    assert server("smtp://me%40example.com:p%2Fa%3Aß@mail.example.com") == MailServer(
        "mail.example.com", 587, False, "me@example.com", "p/a:ß")
    assert server("smtps://mail.example.com") == MailServer("mail.example.com", 465, True)
    assert server("smtp://127.0.0.1:2525/").port == 2525
    assert "secret" not in repr(server("smtp://u:secret@host"))
    assert str(settings(FROM, tmp_path)["MAIL_FROM"]) == "Courtside <courtside@example.com>"


def test_the_demo_sends_nothing_whatever_is_set(tmp_path):
    assert settings({"COURTSIDE_DEMO": "1", "SMTP_URL": "smtp://host"} | FROM, tmp_path)["MAIL_SERVER"] is None


@pytest.mark.parametrize("port", ["0", "65536", "eighty", "-1"])
def test_a_port_that_is_none_is_named(port):
    with pytest.raises(BadSetting, match="PORT is"):
        address({"PORT": port})


@pytest.mark.parametrize("number", ["0", "33", "two", "-1", "1.5"])
def test_a_number_of_processes_that_is_none_is_named(number):
    with pytest.raises(BadSetting, match="WEB_PROCESSES is"):
        processes({"WEB_PROCESSES": number})


def test_one_process_serves_unless_told_otherwise():
    assert (processes({}), processes({"WEB_PROCESSES": "2"})) == (1, 2)


def test_links_lead_to_where_it_serves_unless_told_otherwise(tmp_path):
    assert settings({"PORT": "8911"}, tmp_path)["PUBLIC_URL"] == "http://127.0.0.1:8911"
    assert settings({"PUBLIC_URL": "https://courtside.example.com/"}, tmp_path)["PUBLIC_URL"] == "https://courtside.example.com"


def test_the_readme_names_every_setting():
    known = set(re.findall(r'env, "([A-Z_]+)"|env\.get\("([A-Z_]+)"\)', (ROOT / "app" / "config.py").read_text()))
    known = {name for pair in known for name in pair if name}
    readme = (ROOT / "README.md").read_text()
    assert known == {"COURTSIDE_ENV", "COURTSIDE_DEMO", "DATABASE_URL", "SECRET_KEY", "PUBLIC_URL", "HOST", "PORT",
                     "TRUSTED_PROXIES", "WEB_PROCESSES", "SMTP_URL", "MAIL_FROM"}
    assert [name for name in sorted(known) if f"`{name}`" not in readme] == []


def test_the_readme_names_every_command():
    app = create_app(SQLALCHEMY_DATABASE_URI="sqlite://", SECRET_KEY=LONG)
    own = sorted(set(app.cli.commands) - {"db"})
    readme = (ROOT / "README.md").read_text()
    told = set(re.findall(r"^    flask ([a-z-]+)", readme, re.M))
    assert set(own) == told == {"backup", "first-admin-code", "get-ready", "import-people", "make-admin", "restore",
                                "sign-in-link", "worker"}
