"""Three dots a person: silently, at most three, shown together; the room beside the evidence."""

from __future__ import annotations

from threading import Barrier, Thread

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from reviews import cards, choosing, closing, dots, presence, themes
from reviews.board import Theme
from reviews.dots import Dots, ShowOfHands
from reviews.errors import Refused
from reviews.meetings import NOTHING_TO_CHANGE, Review
from reviews.people import Person
from reviews.ranking import Seen, Sight, rank
from reviews.rooms import Room
from reviews.tally import compared, tally
from tests.on_the_table import DATES, GAINS, HANDOVER, QUOTES, table, theme

EARLY, DATE, HALF = "Quotes too early", "No date", "Half the story"


@pytest.fixture
def review(session, cast, clock):
    review = table(session, cast, at=clock())
    for told, title in ((QUOTES, EARLY), (DATES, DATE), (HANDOVER, HALF), (GAINS[:2], "CRM")):
        theme(session, review, told, title, cast, at=clock())
    return review


@pytest.fixture
def put(session, review, clock):
    """`put(priya, EARLY, DATE)` places a dot of hers on each; a title after a minus takes one back."""

    def place(person: Person, *titles: str) -> None:
        for title in titles:
            theme_id = session.scalar(select(Theme.id).where(Theme.title == title.lstrip("-")))
            dots.place(review, theme_id, -1 if title.startswith("-") else 1, by=person, at=clock())
        session.commit()

    return place


@pytest.fixture
def dots_of(session, review, clock):
    """The dots as this person may see them."""
    return lambda person: tally(session, review, person, presence.attendance(session, review.meeting, at=clock()))


def titled(session, title: str) -> Theme:
    return session.scalar(select(Theme).where(Theme.title == title))


def seen_by(session, review, person, clock) -> tuple[dict, dict, int]:
    """Their own dots and what they see of the room's, by title, and how many they have left."""
    names = dict(session.execute(select(Theme.id, Theme.title)).all())
    found = tally(session, review, person, presence.attendance(session, review.meeting, at=clock()))
    return {names[id]: count for id, count in found.own.items()}, {names[id]: n for id, n in found.sums.items()}, found.left


def test_three_dots_go_where_one_likes_and_a_fourth_is_refused(session, review, cast, clock, put):
    put(cast.priya, EARLY, EARLY, DATE)
    assert seen_by(session, review, cast.priya, clock) == ({EARLY: 2, DATE: 1}, {}, 0)
    with pytest.raises(Refused, match="Your three dots are placed. Take one back first."):
        put(cast.priya, HALF)
    put(cast.priya, f"-{DATE}", HALF, f"-{EARLY}", f"-{EARLY}", f"-{EARLY}")
    assert seen_by(session, review, cast.priya, clock) == ({HALF: 1}, {}, 2)


def test_nobody_sees_the_dots_of_others_before_they_are_revealed_and_then_never_whose(session, review, cast, clock, put):
    put(cast.priya, EARLY, EARLY, DATE)
    put(cast.dustin, DATE)
    for person, own, left in ((cast.dustin, {DATE: 1}, 2), (cast.marc, {}, 3)):
        assert seen_by(session, review, person, clock) == (own, {}, left)
    dots.reveal(review, by=cast.marc, at=clock())
    put(cast.dustin, HALF)  # openly
    assert seen_by(session, review, cast.marc, clock) == ({}, {EARLY: 2, DATE: 2, HALF: 1}, 3)


def test_how_many_have_placed_all_three_of_those_with_a_laptop(session, review, cast, clock, put, dots_of):
    for person in (cast.priya, cast.dustin):
        presence.come(review.meeting, person, at=clock())
    presence.note_here(review.meeting, [cast.tomasz.id, cast.dustin.id], by=cast.marc, at=clock())
    put(cast.priya, EARLY, EARLY, DATE)
    put(cast.dustin, DATE, DATE)
    put(cast.ingrid, HALF, HALF, HALF)  # and went
    found = dots_of(cast.priya)
    assert (found.done, found.voters, found.by_hand) == (1, 2, 1)


def test_dots_on_a_theme_that_is_gone_are_free_and_do_not_come_back_beyond_three(session, review, cast, clock, put):
    put(cast.priya, DATE, DATE, EARLY)
    gone = titled(session, DATE).id
    themes.join(titled(session, DATE), into=titled(session, EARLY), by=cast.marc, at=clock())
    session.commit()
    assert seen_by(session, review, cast.priya, clock) == ({EARLY: 1}, {}, 2)
    with pytest.raises(Refused, match="not on the board any more"):
        dots.place(review, gone, 1, by=cast.priya, at=clock())
    put(cast.priya, HALF, HALF)
    themes.undo(review, by=cast.marc, at=clock())
    session.commit()
    assert seen_by(session, review, cast.priya, clock) == ({EARLY: 1, HALF: 2}, {}, 0)


def test_joining_that_is_undone_before_anybody_went_on_leaves_all_dots_where_they_were(session, review, cast, clock, put):
    put(cast.priya, DATE, DATE, EARLY)
    themes.join(titled(session, DATE), into=titled(session, EARLY), by=cast.marc, at=clock())
    themes.undo(review, by=cast.marc, at=clock())
    assert seen_by(session, review, cast.priya, clock) == ({DATE: 2, EARLY: 1}, {}, 0)


@pytest.mark.parametrize("title", ["CRM", "nowhere"])
def test_there_are_no_dots_on_a_gain_or_on_nothing(session, review, cast, clock, title):
    found = titled(session, title)
    with pytest.raises(Refused, match="not on the board"):
        dots.place(review, found.id if found else 9999, 1, by=cast.priya, at=clock())


def test_two_windows_at_once_place_three_and_not_four(session, review, cast, clock, put):
    put(cast.priya, EARLY, DATE)
    barrier, outcomes = Barrier(2), []
    engine, review_id, priya_id, theme_id = session.get_bind(), review.id, cast.priya.id, titled(session, HALF).id
    session.commit()

    def at_once() -> None:
        with Session(engine) as own:
            here, priya = own.get_one(Review, review_id), own.get_one(Person, priya_id)
            own.commit()
            barrier.wait()
            try:
                dots.place(here, theme_id, 1, by=priya, at=clock())
                own.commit()
                outcomes.append("placed")
            except Refused as refused:
                outcomes.append(refused.sentence)

    windows = [Thread(target=at_once) for _ in range(2)]
    for window in windows:
        window.start()
    for window in windows:
        window.join()
    assert sorted(outcomes) == [dots.NO_MORE, "placed"]
    assert sorted(session.scalars(select(Dots.count).where(Dots.person_id == priya_id))) == [1, 1, 1]


def test_hands_are_counted_for_those_without_a_laptop(session, review, cast, clock, put):
    presence.note_here(review.meeting, [cast.tomasz.id, cast.ingrid.id], by=cast.marc, at=clock())
    put(cast.priya, DATE)
    ids = {title: titled(session, title).id for title in (EARLY, DATE, HALF)}
    dots.reveal(review, hands={ids[EARLY]: 4, ids[DATE]: 2, ids[HALF]: 0}, by=cast.marc, at=clock())
    assert seen_by(session, review, cast.priya, clock)[1] == {EARLY: 4, DATE: 3}
    dots.reveal(review, hands={ids[EARLY]: 5, ids[DATE]: 0}, by=cast.marc, at=clock.forward(minutes=1))
    session.commit()
    assert session.execute(select(ShowOfHands.theme_id, ShowOfHands.count)).all() == [(ids[EARLY], 5)]
    with pytest.raises(Refused, match="2 people are here without a laptop, so there are 6 dots to count at most"):
        dots.reveal(review, hands={ids[EARLY]: 5, ids[DATE]: 2}, by=cast.marc, at=clock())
    with pytest.raises(Refused, match="The themes have changed since you counted"):
        dots.reveal(review, hands={9999: 1}, by=cast.marc, at=clock())


def test_hands_of_nobody_are_not_counted_but_no_hands_hold_nothing_up(session, review, cast, clock, dots_of):
    with pytest.raises(Refused, match="Note first who is here without a laptop"):
        dots.reveal(review, hands={titled(session, EARLY).id: 1}, by=cast.marc, at=clock())
    dots.reveal(review, hands={titled(session, EARLY).id: 0}, by=cast.marc, at=clock())
    assert dots_of(cast.priya).revealed


@pytest.mark.parametrize("ends", ["decided", "closed"])
def test_there_are_no_dots_after_the_choice(session, review, cast, clock, ends):
    chosen = titled(session, EARLY)
    if ends == "decided":
        choosing.decide(review, theme_id=chosen.id, item_from="a", item_to="b", reason="c", present=[cast.marc.id],
                        by=cast.marc, at=clock())
    else:
        closing.close_without_item(review, why=NOTHING_TO_CHANGE, by=cast.marc, at=clock())
    with pytest.raises(Refused, match="The item is decided|This review is closed"):
        dots.place(review, chosen.id, 1, by=cast.priya, at=clock())
    with pytest.raises(Refused, match="The item is decided|This review is closed"):
        dots.reveal(review, by=cast.marc, at=clock())


def test_there_are_no_dots_before_the_rep_is_on_the_table(session, cast, clock):
    review = table(session, cast, at=clock(), taken_up=False)
    made = theme(session, review, QUOTES, EARLY, cast, at=clock())
    with pytest.raises(Refused, match="Ana Kovač is not on the table yet"):
        dots.place(review, made.id, 1, by=cast.priya, at=clock())


def test_who_watches_the_room_is_told_of_each_dot(session, review, cast, clock, put):
    def stamp() -> int:
        return session.scalar(select(Room.stamp).where(Room.meeting_id == review.meeting_id))

    stamps = [stamp()]
    put(cast.priya, EARLY)
    stamps.append(stamp())
    put(cast.priya, f"-{EARLY}")
    stamps.append(stamp())
    dots.reveal(review, by=cast.marc, at=clock())
    session.commit()
    assert stamps + [stamp()] == list(range(stamps[0], stamps[0] + 4))


def test_the_dots_stand_beside_the_evidence_as_two_orders(session, review, cast, clock, put, dots_of):
    put(cast.priya, DATE, DATE, EARLY)
    dots.reveal(review, by=cast.marc, at=clock())
    ranking, sums = cards.ranking(session, review, cast.marc), dots_of(cast.marc).sums
    assert compared(ranking, sums) == (
        "The room’s dots put “No date” first, the evidence “Quotes too early”. Say in the reason why.")


CLEAR = {"a": 2, "b": 1, "c": 0}
CLOSE = {"a": 1, "b": 1, "c": 0}


@pytest.mark.parametrize("functions, dotted, sentence", [
    (CLEAR, {}, ""),
    (CLEAR, {"a": 4, "b": 2}, "The room’s dots and the evidence both put “a” first."),
    (CLEAR, {"b": 4, "c": 4, "a": 1}, "The room’s dots put “b” and “c” level. The evidence puts “a” first. Say in the reason why."),
    (CLEAR, {"a": 3, "b": 3}, "The room’s dots put “a” and “b” level."),
    (CLOSE, {"b": 3}, "The evidence is too close to call; the room’s dots put “b” first."),
    (CLOSE, {"c": 3}, "The room’s dots put “c” first, the evidence “a” or “b”. Say in the reason why."),
])
def test_where_the_orders_differ_a_sentence_says_so(functions, dotted, sentence):
    keys = {title: key for key, title in enumerate(functions, 1)}
    ranking = rank([Seen(key=keys[title], title=title, sights=tuple(
        Sight(author=author, function=f"f{author}", basis="first-hand") for author in range(count)))
        for title, count in functions.items()])
    assert compared(ranking, {keys[title]: count for title, count in dotted.items()}) == sentence
