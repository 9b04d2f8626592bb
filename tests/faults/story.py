"""A team in the middle of everything: one rep on the table, reps to write about, drafts to publish, plans under way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy.orm import Session

from reviews import meetings, people, signing_in, themes
from reviews.board import Theme
from reviews.days import local_day
from reviews.meetings import Review
from reviews.people import Person
from reviews.plans import Plan
from tests.cast import Cast, make_cast
from tests.on_the_table import DATES, QUOTES, cards, saw
from tests.thirty_days import ask, plan_of, ready_of, review_of


@dataclass
class Story:
    """What the writers write about, by its ids: the database they write to comes and goes."""

    board: int  # Ana's review
    themes: list[int]
    cards: list[int]
    gathering: list[int]  # reviews of Farid and Greta
    drafts: list[int]  # plans that lack nothing
    kept: int  # a plan under way
    promise: int  # a commitment of its rep
    links: dict[str, list[str]]  # sign-in links, by the first name


def tell(session: Session, *, drafts: int = 60, at: datetime | None = None) -> Story:
    """Make the story, as of now: the server's clock is the true one."""
    at = at or datetime.now(UTC)
    cast = make_cast(session, at=at)
    today = local_day(at, cast.team.time_zone)
    board, *gathering = (review_of(session, rep, cast.team, on=today, taken_up=False)
                         for rep in (cast.ana, cast.farid, cast.greta))
    ask(session, board.meeting, [cast.dustin, cast.priya, cast.tomasz, cast.ingrid])
    made = _board(session, board, cast, at)
    reps = [_rep(session, cast, number, at) for number in range(drafts + 1)]
    kept = plan_of(session, reps[0], cast.team, begins=today - timedelta(8))
    plans = [ready_of(session, rep, cast.team, begins=today) for rep in reps[1:]]
    session.commit()
    return Story(board.id, [theme.id for theme in made], cards(session, board, DATES), [one.id for one in gathering],
                 [plan.id for plan in plans], kept.id, kept.commitments[0].id, _links(session, cast, kept, at))


def _board(session: Session, review: Review, cast: Cast, at: datetime) -> list[Theme]:
    """Two themes, and three cards that are moved between them."""
    for name, text, facts in (*QUOTES, *DATES):
        saw(review, getattr(cast, name), text, **facts, at=at)
    meetings.take_up(review, by=cast.marc, at=at)
    session.flush()
    quotes = cards(session, review, QUOTES)
    return [themes.make(review, quotes[:2], title="Too early", by=cast.marc, at=at),
            themes.make(review, quotes[2:], title="Alone with one contact", by=cast.marc, at=at)]


def _rep(session: Session, cast: Cast, number: int, at: datetime) -> Person:
    rep = people.add(session, name=f"Rep Number{number}", team_id=cast.team.id, at=at)
    session.flush()
    return rep


def _links(session: Session, cast: Cast, kept: Plan, at: datetime) -> dict[str, list[str]]:
    """Two for each: some work at two things at once."""
    writing = [cast.priya, cast.tomasz, cast.ingrid, cast.marc, cast.dustin, kept.rep]
    links = {one.first: [f"/sign-in/{signing_in.make_link(session, one, at=at)}" for _ in range(2)] for one in writing}
    session.commit()
    return links

