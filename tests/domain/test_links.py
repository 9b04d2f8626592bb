"""A link signs in once, for a day; a code makes the first admin; what is kept of a secret opens nothing."""

import pytest
from sqlalchemy import select

from reviews import handover, signing_in
from reviews.errors import Refused
from reviews.people import Person
from reviews.signing_in import FirstAdminCode, SignIn, SignInLink


def why_not(session, token, clock):
    return signing_in.why_not(signing_in.link_of(session, token), at=clock())


def test_a_link_signs_in_once(session, cast, clock):
    token = signing_in.make_link(session, cast.priya, at=clock())
    signed_in = signing_in.use_link(session, token, at=clock())
    session.commit()
    assert signing_in.whose(session, signed_in, at=clock()) is cast.priya
    with pytest.raises(Refused, match="^This link has been used. Each works once. Ask for a new one.$"):
        signing_in.use_link(session, token, at=clock())
    assert len(session.scalars(select(SignIn)).all()) == 1


def test_a_link_runs_out_after_a_day(session, cast, clock):
    token = signing_in.make_link(session, cast.priya, at=clock())
    clock.forward(hours=23, minutes=59)
    assert why_not(session, token, clock) is None
    clock.forward(minutes=1)
    assert why_not(session, token, clock) == "This link has run out. Each works for a day."
    with pytest.raises(Refused, match="This link has run out."):
        signing_in.use_link(session, token, at=clock())


def test_half_a_link_is_no_link(session, cast, clock):
    token = signing_in.make_link(session, cast.priya, at=clock())
    said = why_not(session, token[:-1], clock)
    assert said == "This link is not complete, or it is none of ours. Copy it again, whole."


def test_somebody_who_has_left_gets_no_link_and_their_old_one_ends(session, cast, clock):
    token = signing_in.make_link(session, cast.priya, at=clock())
    handover.leave(cast.priya, at=clock())
    said = why_not(session, token, clock)
    assert said == "Whoever this link was for is not here any more. An admin can bring them back."
    with pytest.raises(Refused, match="Priya Raman has left, so there is no signing in."):
        signing_in.make_link(session, cast.priya, at=clock())


def test_a_session_lasts_thirty_days_and_ends_when_it_is_ended(session, cast, clock):
    first, second = (signing_in.begin(session, cast.ana, at=clock()) for _ in range(2))
    signing_in.end(session, first, at=clock())
    assert [signing_in.whose(session, token, at=clock()) for token in (first, second)] == [None, cast.ana]
    assert signing_in.whose(session, second, at=clock.forward(days=30)) is None


def test_no_secret_is_kept_as_it_is(session, cast, clock):
    link = signing_in.make_link(session, cast.ana, at=clock())
    signed_in = signing_in.use_link(session, link, at=clock())
    code = signing_in.first_admin_code(session, at=clock())
    session.flush()
    columns = (SignInLink.token_hash, SignIn.token_hash, FirstAdminCode.code_hash)
    kept = [session.scalar(select(column)) for column in columns]
    assert not {link, signed_in, code, code.replace("-", "")} & set(kept) and all(len(text) == 64 for text in kept)


FIRST = {"name": "Ada Admin", "email": "Ada@Example.com"}


def test_the_first_admin_comes_in_by_the_code(session, clock):
    code = signing_in.first_admin_code(session, at=clock())
    signing_in.make_first_admin(session, code=f" {code.lower()} ", **FIRST, at=clock())
    session.commit()
    ada = session.scalars(select(Person)).one()
    assert (ada.name, ada.email, ada.is_admin) == ("Ada Admin", "ada@example.com", True)
    assert session.scalars(select(FirstAdminCode)).all() == []


def test_a_second_first_admin_is_refused(session, clock):
    code = signing_in.first_admin_code(session, at=clock())
    signing_in.make_first_admin(session, code=code, **FIRST, at=clock())
    with pytest.raises(Refused, match="Somebody is here already. Ask an admin to add you."):
        signing_in.make_first_admin(session, code=code, name="Mallory", email="m@example.com", at=clock())


@pytest.mark.parametrize("typed", ["", "0000-0000", "ÄÖÜ", "' OR 1=1"])
def test_a_wrong_code_is_refused(session, clock, typed):
    signing_in.first_admin_code(session, at=clock())
    with pytest.raises(Refused, match="This is not the code in the terminal.") as refused:
        signing_in.make_first_admin(session, code=typed, **FIRST, at=clock())
    assert refused.value.field == "code"
    assert signing_in.is_empty(session)


def test_a_code_runs_out_and_a_new_one_makes_the_old_void(session, clock):
    old = signing_in.first_admin_code(session, at=clock())
    new = signing_in.first_admin_code(session, at=clock())
    for code, at in ((old, clock()), (new, clock.forward(hours=24, minutes=1))):
        with pytest.raises(Refused, match="This is not the code"):
            signing_in.make_first_admin(session, code=code, **FIRST, at=at)
    assert signing_in.is_empty(session)
