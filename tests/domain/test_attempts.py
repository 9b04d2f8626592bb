"""A door that was tried too often asks to wait; nobody waits longer than the limit says, and nothing is kept for long."""

import pytest
from sqlalchemy import select

from reviews import attempts, signing_in
from reviews.attempts import LINKS_MADE, SESSIONS_BEGUN, WRONG_CODES, WRONG_CODES_OF_ALL, WRONG_LINKS, Attempt, TooMany
from reviews.signing_in import SignIn

HERE, THERE = "192.0.2.7", "192.0.2.8"


def wrong(session, times: int, clock, limit=WRONG_CODES, who=HERE) -> None:
    for _ in range(times):
        attempts.note(session, limit, who, at=clock())


def test_the_last_try_that_is_let_be_and_the_first_that_is_not(session, clock):
    wrong(session, 9, clock)
    attempts.check(session, WRONG_CODES, HERE, at=clock())
    wrong(session, 1, clock)
    with pytest.raises(TooMany, match="^That was tried too often. Come back in 10 minutes.$"):
        attempts.check(session, WRONG_CODES, HERE, at=clock())


def test_one_waits_until_the_oldest_counted_try_is_over(session, clock):
    wrong(session, 1, clock)
    clock.forward(minutes=6)
    wrong(session, 9, clock)
    with pytest.raises(TooMany, match="Come back in 4 minutes.") as refused:
        attempts.check(session, WRONG_CODES, HERE, at=clock())
    attempts.check(session, WRONG_CODES, HERE, at=clock() + refused.value.wait)
    with pytest.raises(TooMany, match="Come back in 1 minute.$"):
        attempts.check(session, WRONG_CODES, HERE, at=clock.forward(minutes=3, seconds=30))


def test_another_address_and_another_door_do_not_wait(session, clock):
    wrong(session, 20, clock)
    attempts.check(session, WRONG_CODES, THERE, at=clock())
    attempts.check(session, WRONG_LINKS, HERE, at=clock())
    with pytest.raises(TooMany):
        attempts.check(session, WRONG_CODES, HERE, at=clock())


def test_what_no_limit_looks_at_any_more_is_swept_out(session, clock):
    wrong(session, 3, clock)
    clock.forward(days=1)
    wrong(session, 1, clock, who=THERE)
    assert session.scalars(select(Attempt.who)).all() == [THERE]


def test_a_new_code_starts_the_count_anew(session, clock):
    wrong(session, 10, clock)
    wrong(session, 200, clock, limit=WRONG_CODES_OF_ALL, who="")
    wrong(session, 1, clock, limit=WRONG_LINKS)
    signing_in.first_admin_code(session, at=clock())
    attempts.check(session, WRONG_CODES, HERE, at=clock())
    attempts.check(session, WRONG_CODES_OF_ALL, at=clock())
    assert session.scalars(select(Attempt.door)).all() == [WRONG_LINKS.door]


def test_a_guesser_of_codes_has_next_to_no_chance():
    """As the reason beside the limits says: of 2^32 codes, at most so many in the day one lasts, from wherever."""
    a_day = WRONG_CODES_OF_ALL.most * (signing_in.CODE_LASTS / WRONG_CODES_OF_ALL.within)
    assert a_day / 2**32 < 1 / 20_000_000


def test_so_many_links_are_made_for_one_person_in_an_hour_and_no_more(session, cast, clock):
    for _ in range(LINKS_MADE.most):
        signing_in.make_link(session, cast.priya, at=clock())
    with pytest.raises(TooMany, match="Come back in 60 minutes"):
        signing_in.make_link(session, cast.priya, at=clock())
    assert signing_in.make_link(session, cast.ana, at=clock())
    assert signing_in.make_link(session, cast.priya, at=clock.forward(hours=1))


def test_so_many_sessions_are_begun_by_one_person_in_an_hour_and_the_link_stays_good(session, cast, clock):
    for _ in range(SESSIONS_BEGUN.most):
        signing_in.use_link(session, signing_in.make_link(session, cast.priya, at=clock()), at=clock())
    clock.forward(minutes=59)
    attempts.forget(session, LINKS_MADE)
    link = signing_in.make_link(session, cast.priya, at=clock())
    with pytest.raises(TooMany, match="Come back in 1 minute"):
        signing_in.use_link(session, link, at=clock())
    assert len(session.scalars(select(SignIn)).all()) == SESSIONS_BEGUN.most
    assert signing_in.use_link(session, link, at=clock.forward(minutes=1))
