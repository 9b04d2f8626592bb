"""Where somebody is signed in: each device by itself, theirs alone, ended one by one or all at once."""

from datetime import timedelta

import pytest

from reviews import sessions, signing_in
from reviews.errors import Refused

FIREFOX, PHONE = "Firefox on Windows", "Safari on an iPhone"


def devices(session, person, clock) -> list[str]:
    return [it.device for it in session.scalars(sessions.sessions_of(person, at=clock()))]


def test_the_list_holds_ones_own_that_live_the_last_used_first(session, cast, clock):
    signing_in.begin(session, cast.ana, at=clock(), device=FIREFOX)
    ended = signing_in.begin(session, cast.ana, at=clock(), device="Opera on Linux")
    signing_in.begin(session, cast.farid, at=clock(), device="Edge on Windows")
    clock.forward(hours=1)
    signing_in.begin(session, cast.ana, at=clock(), device=PHONE)
    signing_in.end(session, ended, at=clock())
    assert devices(session, cast.ana, clock) == [PHONE, FIREFOX]
    clock.forward(days=30, minutes=-30)
    assert devices(session, cast.ana, clock) == [PHONE]


def test_being_seen_is_noted_every_quarter_of_an_hour(session, cast, clock):
    token = signing_in.begin(session, cast.ana, at=clock(), device=FIREFOX)
    found = signing_in.current(session, token, at=clock())
    assert not sessions.is_long_ago(found.seen_at, at=clock.forward(minutes=14))
    assert sessions.is_long_ago(found.seen_at, at=clock.forward(minutes=1)) and sessions.is_long_ago(None, at=clock())
    sessions.saw(session, found.id, at=clock())
    assert signing_in.current(session, token, at=clock()).seen_at == clock()


def test_ending_the_others_leaves_the_one_that_is_here(session, cast, clock):
    here, there, priyas = (signing_in.begin(session, who, at=clock()) for who in (cast.ana, cast.ana, cast.priya))
    at_ana = signing_in.current(session, here, at=clock())
    sessions.end_others(session, cast.ana, but=at_ana.id, at=clock())
    assert [signing_in.whose(session, token, at=clock()) for token in (here, there, priyas)] == [cast.ana, None, cast.priya]


def test_a_session_ends_thirty_days_after_it_began_however_much_it_is_used(session, cast, clock):
    token = signing_in.begin(session, cast.ana, at=clock())
    for _ in range(3):
        sessions.saw(session, signing_in.current(session, token, at=clock.forward(days=9)).id, at=clock())
    assert signing_in.whose(session, token, at=clock.forward(days=3)) is None


def test_a_second_click_of_the_same_browser_finds_the_session_of_the_first(session, cast, clock):
    link = signing_in.make_link(session, cast.priya, at=clock())
    first = signing_in.use_link(session, link, browser="hers", at=clock())
    second = signing_in.use_link(session, link, browser="hers", at=clock() + timedelta(seconds=59))
    assert first == second and len(devices(session, cast.priya, clock)) == 1


@pytest.mark.parametrize("browser, seconds, ended", [("another", 0, False), ("", 0, False), ("hers", 60, False), ("hers", 5, True)])
def test_no_other_browser_no_later_click_and_none_after_signing_out_does(session, cast, clock, browser, seconds, ended):
    link = signing_in.make_link(session, cast.priya, at=clock())
    first = signing_in.use_link(session, link, browser="hers", at=clock())
    if ended:
        signing_in.end(session, first, at=clock())
    with pytest.raises(Refused, match="This link has been used."):
        signing_in.use_link(session, link, browser=browser, at=clock() + timedelta(seconds=seconds))
