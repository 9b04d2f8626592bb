"""Letters handed to a real mail server that refuses, is slow, is away, and breaks off at every stage."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.letters.server import MailServer
from reviews.letters import NOT_KNOWN, NOT_NEEDED, REFUSED, SENT, WAITING
from reviews.posting import send_again
from tests.letters.mail_server import CERTIFICATE
from tests.letters.post_office import PostOffice


def test_a_letter_goes_out_once_to_the_one_it_is_for(office, round, written, found, cast, clock):
    written(cast.priya)
    round()
    round()
    assert [letter.state for letter in found()] == [SENT]
    assert office.ids == [found()[0].message_id]
    assert office.said("X-To") == ["priya@example.com"] == [found()[0].address]
    assert (found()[0].sent_at, found()[0].tries, found()[0].problem) == (clock(), 1, "")


def test_one_connection_carries_all(office, round, written, found, cast):
    written(cast.priya)
    round()
    before = office.connections
    written(cast.ana, cast.farid, cast.greta, cast.dustin, cast.marc)
    round()
    assert (len(office.letters), office.connections - before) == (6, 1)


@pytest.mark.parametrize("stage", ["rcpt", "data", "end"])
def test_an_address_that_is_refused_is_not_tried_again_and_says_why(stage, office, round, written, found, cast, clock):
    office.mood(f"{stage} 550")
    written(cast.priya)
    round()
    clock.forward(days=2)
    office.mood()
    round()
    letter, = found()
    assert (letter.state, letter.tries, office.letters) == (REFUSED, 1, [])
    assert letter.problem == "The mail server refuses this address or letter: “550 as the test wants it”."


def test_one_that_is_refused_keeps_none_of_the_others(office, round, written, found, session, cast):
    cast.priya.email = "nobody@example.com"
    written(cast.priya, cast.ana, cast.marc)
    round()
    assert [letter.state for letter in found()] == [REFUSED, SENT, SENT]
    assert found()[0].problem.endswith("“550 5.1.1 nobody of this name here”.")


@pytest.mark.parametrize("stage", ["rcpt", "data", "end"])
def test_a_letter_that_is_put_off_is_tried_again_later_and_goes_once(stage, office, round, written, found, cast, clock):
    office.mood(f"{stage} 451")
    written(cast.priya)
    for pause in (1, 2, 4):
        round()
        letter, = found()
        assert (letter.state, letter.handed_over_at, letter.sent_on) == (WAITING, None, None)
        assert letter.next_try_at == clock() + timedelta(minutes=pause)
        assert letter.problem == "The mail server asks to try later: “451 as the test wants it”."
        clock.forward(minutes=pause)
    office.mood()
    round()
    assert (found()[0].state, found()[0].problem, office.ids) == (SENT, "", [letter.message_id])


@pytest.mark.parametrize("stage", ["connect", "hello", "mail", "rcpt", "data", "words", "end"])
def test_a_connection_that_breaks_has_accepted_nothing_and_the_same_letter_goes_later(stage, office, round, written, found, cast, clock):
    office.mood(f"{stage} drop")
    written(cast.priya, cast.marc)
    round()
    assert [(letter.state, letter.handed_over_at) for letter in found()] == [(WAITING, None)] * 2
    assert all("mail server" in letter.problem for letter in found())
    office.mood()
    clock.forward(minutes=1)
    round()
    clock.forward(minutes=1)
    round()
    assert {letter.state for letter in found()} == {SENT}
    assert sorted(office.ids) == sorted(letter.message_id for letter in found())


@pytest.mark.parametrize("stage", ["hello", "mail", "rcpt", "data"])
def test_a_server_that_does_not_answer_is_tried_later(stage, office, round, written, found, app, monkeypatch, cast, clock):
    office.mood(f"{stage} silent")
    written(cast.priya)
    with monkeypatch.context() as impatient:
        impatient.setitem(app.config, "MAIL_SERVER", MailServer("127.0.0.1", office.port, False, patience=.2))
        round()
    assert (found()[0].state, found()[0].problem) == (WAITING, "The mail server did not answer in time.")
    office.mood()
    clock.forward(minutes=1)
    round()
    assert office.ids == [found()[0].message_id]


def test_a_server_that_took_it_and_never_says_so_leaves_a_letter_that_is_not_known(office, round, written, found, app, cast, clock):
    app.config["MAIL_SERVER"] = MailServer("127.0.0.1", office.port, False, patience_at_the_end=2)
    office.mood("after silent")
    written(cast.priya)
    round()
    office.mood()
    clock.forward(days=1)
    round()
    assert ([letter.state for letter in found()], len(office.ids)) == ([NOT_KNOWN], 1)


def test_a_server_that_lets_nobody_send_makes_all_wait_for_one_try(office, round, written, found, cast, clock):
    office.mood("mail 530")
    written(cast.priya, cast.ana, cast.marc)
    round()
    assert {letter.state for letter in found()} == {WAITING}
    assert {letter.problem for letter in found()} == {
        "The mail server takes no letters from courtside@example.com: “530 as the test wants it”."}
    before = office.connections
    round()
    assert office.connections == before


def test_a_server_that_is_down_for_a_day_delays_and_loses_nothing(office, round, written, found, cast, clock):
    office.kill()
    people = written(cast.ana, cast.farid, cast.greta, cast.marc)
    pauses = []
    for _ in range(23):
        round()
        pauses.append(max(letter.next_try_at for letter in found()) - clock())
        clock.forward(hours=1)
    assert (max(pauses), pauses[0]) == (timedelta(minutes=15), timedelta(minutes=1))
    assert {letter.problem for letter in found()} == {"Nothing answers at the mail server's address."}
    office.open()
    round()
    assert (len(office.letters), {letter.state for letter in found()}) == (len(people), {SENT})


def test_what_is_not_needed_any_more_after_the_delay_is_dropped(office, round, written, found, cast, clock):
    office.mood("mail 451")
    written(cast.priya)
    round()
    office.mood()
    clock.forward(days=1)
    round()
    assert ([letter.state for letter in found()], office.letters) == ([NOT_NEEDED], [])


def test_a_letter_goes_to_the_address_of_the_moment(office, round, written, found, cast, clock):
    office.mood("rcpt 451")
    written(cast.priya)
    round()
    office.mood()
    cast.priya.email = "priya.raman@example.com"
    clock.forward(minutes=1)
    round()
    assert (office.said("X-To"), found()[0].address) == (["priya.raman@example.com"], "priya.raman@example.com")


@pytest.mark.parametrize("gone", ["left", "no address"])
def test_somebody_who_cannot_be_written_to_is_told_once_they_can(gone, office, round, written, found, cast, clock):
    office.mood("rcpt 451")
    written(cast.priya)
    round()
    office.mood()
    cast.priya.left_at, cast.priya.email = (clock(), cast.priya.email) if gone == "left" else (None, None)
    clock.forward(minutes=1)
    round()
    round()
    assert ([letter.state for letter in found()], office.letters) == ([NOT_NEEDED], [])
    cast.priya.left_at, cast.priya.email = None, "priya@example.com"
    round()
    assert ([letter.state for letter in found()], len(office.letters)) == ([NOT_NEEDED, SENT], 1)


def test_a_refused_letter_that_is_sent_again_goes_to_the_mended_address(office, round, written, found, session, cast, clock):
    cast.priya.email = "nobody@example.com"
    written(cast.priya)
    round()
    cast.priya.email = "priya@example.com"
    send_again(found()[0], at=clock())
    round()
    assert (found()[0].state, office.said("X-To"), office.ids) == (
        SENT, ["priya@example.com"], [found()[0].message_id])


def test_addresses_with_accents(office, round, written, found, cast):
    """A domain has a form that every server knows. What stands before the @ has none, and the server has to take it as it is."""
    cast.priya.email, cast.ana.email, cast.farid.email = "priya@bücher.example", "zoë@example.com", f"farid@{'ü' * 64}.example"
    written(cast.priya, cast.ana, cast.farid)
    round()
    assert office.said("X-To") == ["priya@xn--bcher-kva.example"]
    assert [letter.state for letter in found()] == [SENT, REFUSED, REFUSED]
    assert found()[1].problem == found()[2].problem == "The mail server takes no address with such letters. Write one without accents."


def test_a_password_is_not_given_in_the_open(office, round, written, found, app, cast):
    app.config["MAIL_SERVER"] = MailServer("127.0.0.1", office.port, False, "courtside", "secr/t")
    written(cast.priya)
    round()
    assert found()[0].problem == ("The mail server does not offer STARTTLS, and a password is not sent in the open. "
                                  "Use smtps:// instead.")


@pytest.fixture(params=["starttls", "smtps"])
def safe(request, tmp_path, app, office, monkeypatch):
    """`safe(password)` has letters handed in at a server that speaks behind encryption alone; its certificate is known here."""
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    behind = PostOffice(tmp_path, request.param)

    def at(host: str, password: str) -> PostOffice:
        user = "courtside" if password else ""
        app.config["MAIL_SERVER"] = MailServer(host, behind.port, request.param == "smtps", user, password)
        return behind

    yield at
    behind.kill()


def test_a_password_goes_through_encryption(safe, round, written, found, cast):
    behind = safe("localhost", "secr/t")
    written(cast.priya, cast.ana)
    round()
    assert ([letter.state for letter in found()], len(behind.ids)) == ([SENT, SENT], 2)


@pytest.mark.parametrize("password, problem", [
    ("wrong", "The mail server does not accept the user and password in SMTP_URL."),
    ("", "The mail server takes no letters from courtside@example.com: “530 5.7.0 Authentication required”."),
])
def test_a_wrong_password_is_said_and_everything_waits(password, problem, safe, round, written, found, cast):
    behind = safe("localhost", password)
    written(cast.priya, cast.ana)
    round()
    assert ([(letter.state, letter.problem) for letter in found()], behind.ids) == ([(WAITING, problem)] * 2, [])


def test_a_password_is_not_given_to_somebody_else(safe, round, written, found, cast, monkeypatch):
    """Its certificate is nobody's whom this machine knows."""
    safe("localhost", "secr/t")
    monkeypatch.setenv("SSL_CERT_FILE", "/dev/null")
    written(cast.priya)
    round()
    assert found()[0].problem == "The certificate of the mail server is not valid for its name."
