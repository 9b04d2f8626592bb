"""What was parked comes back in the rep's next review, as title, functions, count and date; never a word."""

from __future__ import annotations

from datetime import timedelta

import pytest

from reviews import choosing, closing, meetings, observations, parking, themes
from reviews.board import Comeback, ParkedTheme
from reviews.cards import board, ranking
from reviews.errors import Refused
from reviews.meetings import NOBODY_WROTE, NOTHING_TO_CHANGE
from reviews.observations import GAIN, OPPORTUNITY
from reviews.queries.themes import parked_before
from tests.gathering import DUE, MEETS, gathering, review_of
from tests.on_the_table import DATES, GAINS, HANDOVER, QUOTES, SINGLE, saw, table, theme

MONTH = timedelta(28)


@pytest.fixture
def november(session, cast, clock):
    """A review that parked two themes when it chose a third."""
    review = table(session, cast, at=clock())
    for told, title in ((QUOTES, "Quotes too early"), (DATES, "No date"), (HANDOVER, "Half the story")):
        last = theme(session, review, told, title, cast, at=clock())
    choosing.decide(review, theme_id=last.id, item_from="two lines", item_to="a call", reason="Costs most.",
                    present=[cast.marc.id], by=cast.marc, at=clock())
    session.commit()
    return review


@pytest.fixture
def december(session, cast, clock, november):
    """Ana's next review, with what Priya saw."""
    review = review_of(next_meeting(session, cast, clock, "2026-12", 1), cast.ana)
    saw(review, cast.priya, "Quote on day one again.", at=clock())
    session.commit()
    return review


def next_meeting(session, cast, clock, period: str, months: int):
    return gathering(session, cast, at=clock.forward(days=28), period=period, due_at=DUE + months * MONTH,
                     meets_at=MEETS + months * MONTH)


def told(session, review) -> list[tuple]:
    rows = session.execute(parked_before(review))
    return [(row.title, row.functions, row.count, row.period, row.back_as) for row in rows]


def again(session, review, cast, clock):
    """What Priya saw in December, as a theme."""
    ids = sorted(board(session, review, cast.marc).ids)
    return themes.make(review, ids, title="Day-one quotes", by=cast.marc, at=clock())


def latest(session, review, cast, clock):
    """The card that was handed in last, as a theme."""
    return themes.make(review, [max(board(session, review, cast.marc).ids)], by=cast.marc, at=clock())


def parked(session, title: str) -> ParkedTheme:
    return session.query(ParkedTheme).filter_by(title=title).one()


def test_it_comes_back_as_title_functions_count_and_period(session, november, december):
    assert told(session, november) == []
    assert told(session, december) == [
        ("Quotes too early", ["enablement", "manager", "sales ops", "service"], 4, "2026-11", None),
        ("No date", ["enablement", "manager", "sales ops"], 3, "2026-11", None)]


def test_it_is_not_the_business_of_another_rep(session, december, cast):
    assert told(session, review_of(december.meeting, cast.farid)) == []


def test_a_person_says_that_a_theme_is_back_and_it_counts(session, december, cast, clock):
    found = again(session, december, cast, clock)
    for _ in range(2):
        parking.bring_back(found, parked(session, "Quotes too early"), by=cast.marc, at=clock())
    session.commit()
    assert [row[-1] for row in told(session, december)] == ["Day-one quotes", None]
    assert board(session, december, cast.marc).sides[0].columns[0].back_from == "November 2026"
    assert ranking(session, december, cast.marc).places[0].earlier == "parked in November 2026, and back"
    assert themes.undo(december, by=cast.marc, at=clock()) == "said that “Day-one quotes” is back from before"
    assert session.get(Comeback, found.id) is None


def test_joining_hands_a_comeback_on_and_undo_gives_it_back(session, december, cast, clock):
    found = again(session, december, cast, clock)
    saw(december, cast.ingrid, "Late again.", at=clock())
    late = latest(session, december, cast, clock)
    parking.bring_back(found, parked(session, "No date"), by=cast.marc, at=clock())
    themes.join(found, into=late, by=cast.marc, at=clock())
    session.commit()
    assert session.get(Comeback, late.id).parked_theme.title == "No date"
    themes.undo(december, by=cast.marc, at=clock())
    session.commit()
    assert session.get(Comeback, late.id) is None
    assert [row[-1] for row in told(session, december)] == [None, "Day-one quotes"]


def test_what_came_back_and_was_parked_again_comes_back_once(session, december, cast, clock):
    found = again(session, december, cast, clock)
    parking.bring_back(found, parked(session, "Quotes too early"), by=cast.marc, at=clock())
    closing.close_without_item(december, why=NOTHING_TO_CHANGE, by=cast.marc, at=clock())
    session.commit()
    january = review_of(next_meeting(session, cast, clock, "2027-01", 2), cast.ana)
    assert [row[0] for row in told(session, january)] == ["Day-one quotes", "No date"]


def test_after_a_year_it_does_not_come_back(session, november, cast, clock):
    later = review_of(next_meeting(session, cast, clock, "2027-12", 14), cast.ana)
    assert told(session, later) == []


def test_only_what_an_earlier_review_of_the_same_rep_parked_is_back(session, december, cast, clock):
    found = again(session, december, cast, clock)
    own = ParkedTheme(review=december, theme_id=found.id, title="Own", functions=[], count=1, parked_at=clock())
    session.add(own)
    session.flush()
    with pytest.raises(Refused, match="not a parked theme of an earlier review"):
        parking.bring_back(found, own, by=cast.marc, at=clock())


def test_a_gain_is_never_a_parked_theme_that_is_back(session, december, cast, clock):
    saw(december, cast.priya, "Calm.", kind=GAIN, at=clock())
    with pytest.raises(Refused, match="not a parked theme of an earlier review"):
        parking.bring_back(latest(session, december, cast, clock), parked(session, "No date"), by=cast.marc, at=clock())


def test_a_parked_theme_is_back_as_one(session, december, cast, clock):
    parking.bring_back(again(session, december, cast, clock), parked(session, "No date"), by=cast.marc, at=clock())
    saw(december, cast.priya, "Late.", at=clock())
    with pytest.raises(Refused, match="“No date” is back as “Day-one quotes” already."):
        parking.bring_back(latest(session, december, cast, clock), parked(session, "No date"), by=cast.marc, at=clock())


def test_what_was_written_and_not_merged_is_parked_in_one_line_without_a_word(session, cast, clock):
    review = table(session, cast, at=clock(), seen=[*DATES, *SINGLE], gains=GAINS)
    theme(session, review, DATES, "No date", cast, at=clock())
    observations.note(review, cast.ingrid, by=cast.marc, kind=OPPORTUNITY, text="Not confirmed.", at=clock())
    saw(review, cast.ingrid, "Private.", personal=True, at=clock())
    closing.close_without_item(review, why=NOTHING_TO_CHANGE, by=cast.marc, at=clock())
    session.commit()
    rows = session.query(ParkedTheme).order_by(ParkedTheme.count.desc()).all()
    assert [(row.title, row.functions, row.count) for row in rows] == [
        ("No date", ["enablement", "manager", "sales ops"], 3), (parking.NOT_MERGED, ["enablement"], 1)]
    assert [column.title for side in board(session, review, cast.marc).sides for column in side.columns] == ["No date"]


def test_nothing_written_parks_nothing(session, cast, clock):
    review = review_of(gathering(session, cast, at=clock()), cast.farid)
    meetings.take_up(review, by=cast.marc, at=clock())
    closing.close_without_item(review, why=NOBODY_WROTE, by=cast.marc, at=clock())
    assert session.query(ParkedTheme).all() == []


def test_a_parked_title_that_quotes_what_became_personal_is_written_anew(session, cast, clock):
    review = table(session, cast, at=clock(), seen=HANDOVER, gains=())
    made = themes.make(review, sorted(board(session, review, cast.marc).ids), by=cast.marc, at=clock())
    closing.close_without_item(review, why=NOTHING_TO_CHANGE, by=cast.marc, at=clock())
    quoted = made.placements[1].observation
    assert "go-live date" in made.title
    observations.mark_personal(quoted, by=cast.marc, at=clock())
    session.commit()
    assert [row.title for row in session.query(ParkedTheme)] == ["Handover for Vestby was two lines"]
    observations.mark_personal(made.placements[0].observation, by=cast.marc, at=clock())
    session.commit()
    gone = session.query(ParkedTheme).one()
    assert (gone.title, gone.unparked_at is None) == ("a theme that is gone", False)
