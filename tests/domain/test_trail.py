"""What happened to a commitment, told in order."""

from datetime import date, timedelta

from reviews import amending, commitments, moving
from reviews.trail import trail
from tests.a_plan import promised, published

WEEKS = (date(2026, 11, 20), date(2026, 11, 27))


def told(commitment) -> list[tuple[str, str, str, str]]:
    return [(f"{step.on:%d %b}", step.what, step.by, step.why) for step in trail(commitment)]


def test_from_the_room_to_the_day_it_was_dropped(session, cast, clock):
    own = promised(published(session, cast, at=clock()), "Draw")
    assert told(own) == [("16 Nov", "noted", "Marc Oduya", "")]
    commitments.accept(own, at=clock.forward(days=1))
    for days, why in ((11, "The champion is ill."), (9, "He is back.")):
        moving.move(own, due_on=date(2026, 11, 16) + timedelta(days), why=why, by=cast.ana, at=clock.forward(days=1))
    commitments.drop(own, why="The deal is lost.", by=cast.ana, at=clock.forward(days=1))
    session.commit()
    assert told(own) == [
        ("16 Nov", "noted", "Marc Oduya", ""), ("17 Nov", "accepted", "Ana Kovač", ""),
        ("18 Nov", "moved from Wed 25 Nov to Fri 27 Nov", "Ana Kovač", "The champion is ill."),
        ("19 Nov", "moved from Fri 27 Nov to Wed 25 Nov", "Ana Kovač", "He is back."),
        ("20 Nov", "dropped", "Ana Kovač", "The deal is lost.")]


def test_each_week_that_was_kept_is_told_on_the_day_it_was_ticked(session, cast, clock):
    weekly = promised(published(session, cast, at=clock()), "Ask")
    clock.forward(days=8)
    for week in reversed(WEEKS):
        commitments.tick(weekly, due_on=week, by=cast.ana, at=clock.forward(hours=1))
    session.commit()
    assert told(weekly)[1:] == [
        ("24 Nov", "accepted", "Ana Kovač", ""), ("24 Nov", "done for the week to Fri 27 Nov", "Ana Kovač", ""),
        ("24 Nov", "done for the week to Fri 20 Nov", "Ana Kovač", "")]


def test_what_one_noted_for_oneself_needs_no_accepting(session, cast, clock):
    own = promised(published(session, cast, at=clock()), "Sit in")
    commitments.tick(own, due_on=own.due_on, by=cast.dustin, at=clock.forward(days=2))
    session.commit()
    assert told(own) == [("16 Nov", "noted", "Dustin Brinkmann", ""), ("18 Nov", "done", "Dustin Brinkmann", "")]


def test_the_day_is_that_of_the_team(session, cast, clock):
    own = promised(published(session, cast, at=clock()), "Sit in")
    moving.move(own, due_on=date(2026, 12, 1), why="A late call.", by=cast.dustin, at=clock.forward(days=1, hours=14.5))
    session.commit()
    assert f"{clock():%H:%M %d %b}" == "23:30 17 Nov" and told(own)[-1][0] == "18 Nov"


def test_worded_anew_by_an_amendment_the_old_words_and_who_had_accepted_them_stay(session, cast, clock):
    plan = published(session, cast, at=clock())
    priyas, dustins = promised(plan, "Send"), promised(plan, "Sit in")
    was = priyas.text, dustins.text
    commitments.accept(priyas, at=clock.forward(days=1))
    amending.amend(plan, reason="She has no list.", wording={priyas.id: "Send five.", dustins.id: "Sit in once."}, by=cast.dustin,
                   at=clock.forward(days=1))
    session.commit()
    commitments.accept(priyas, at=clock.forward(days=1))
    amending.amend(plan, reason="Five are many.", wording={priyas.id: "Send three."}, by=cast.dustin, at=clock.forward(days=1))
    session.commit()
    assert told(priyas) == [
        ("16 Nov", "noted", "Marc Oduya", ""), ("17 Nov", "accepted", "Priya Raman", ""),
        ("18 Nov", "reworded", "Dustin Brinkmann", "She has no list."), ("19 Nov", "accepted", "Priya Raman", ""),
        ("20 Nov", "reworded", "Dustin Brinkmann", "Five are many.")]
    assert [step.until_then for step in trail(priyas) if step.until_then] == [was[0], "Send five."]
    assert [(step.what, step.until_then) for step in trail(dustins)] == [("noted", ""), ("reworded", was[1])], "his own words"
