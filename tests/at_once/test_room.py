"""The room at the same moment: two laptops of who leads it, and many of those in it."""

from functools import partial

from sqlalchemy import func, select

from reviews.dots import Dots
from reviews.rooms import Seat
from tests.on_the_table import QUOTES, table, theme


def test_two_lists_of_who_is_here_without_a_laptop(session, cast, clock, window, together):
    meeting = table(session, cast, at=clock()).meeting
    people = [cast.dustin.id, cast.priya.id, cast.tomasz.id, cast.ingrid.id]
    acts = [partial(window(cast.marc).post, f"/meetings/{meeting.id}/room/attendance", people=some)
            for some in (people[:3], people[1:], people[:1], people[2:]) * 2]
    assert [answer.status for answer in together(*acts)] == [303] * len(acts)
    noted = session.scalars(select(Seat.person_id).where(Seat.noted_by_id.is_not(None)).order_by(Seat.person_id)).all()
    assert noted in (people[:3], people[1:], people[:1], people[2:])


def test_never_a_fourth_dot(session, cast, clock, window, together):
    review = table(session, cast, at=clock())
    early = theme(session, review, QUOTES, "Early", cast, at=clock()).id
    acts = [partial(window(cast.priya).post, f"/reviews/{review.id}/dots", theme_id=early, step=1) for _ in range(6)]
    assert sorted(answer.status for answer in together(*acts)) == [303] * 3 + [422] * 3
    assert session.scalar(select(func.sum(Dots.count))) == 3
