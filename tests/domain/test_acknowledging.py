"""Received and read, not agreed: once for each version, in the rep's own words."""

import pytest
from sqlalchemy import select

from reviews import acknowledging, plans, publishing
from reviews.errors import Refused
from reviews.acknowledging import Acknowledgement
from tests.a_plan import draft, published

WORDS = "Fine with the item. Can we start at 11?"


def said(session) -> list[tuple[int, str]]:
    return session.execute(select(Acknowledgement.number, Acknowledgement.words).order_by(Acknowledgement.number)).all()


def test_she_says_it_once_and_her_words_stay(session, cast, clock):
    plan = published(session, cast, at=clock())
    acknowledging.acknowledge(plan, words=WORDS, at=clock.forward(days=1))
    for words in (WORDS, ""):
        acknowledging.acknowledge(plan, words=words, at=clock.forward(hours=1))
    session.commit()
    with pytest.raises(Refused) as refused:
        acknowledging.acknowledge(plan, words="I changed my mind.", at=clock.forward(days=1))
    assert refused.value.sentence == "You said on Tue 17 Nov that you have read it, and those words stay."
    assert said(session) == [(1, WORDS)]


def test_each_version_is_read_anew(session, cast, clock):
    plan = published(session, cast, at=clock())
    acknowledging.acknowledge(plan, words=WORDS, at=clock())
    publishing.make_version(plan, reason="extended", by=cast.dustin, at=clock())
    acknowledging.acknowledge(plan, words="Read again.", at=clock.forward(days=1))
    session.commit()
    assert said(session) == [(1, WORDS), (2, "Read again.")]


def test_a_draft_and_a_closed_plan_are_not_acknowledged(session, cast, clock):
    plan = draft(session, cast, at=clock())
    with pytest.raises(Refused, match="This plan is not published yet."):
        acknowledging.acknowledge(plan, words=WORDS, at=clock())
    plan.published_at = plan.closed_at = clock()
    with pytest.raises(Refused, match="This plan is closed."):
        acknowledging.acknowledge(plan, words=WORDS, at=clock())
    assert said(session) == []
