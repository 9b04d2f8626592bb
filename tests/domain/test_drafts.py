"""Drafts that are saved while somebody types: one a form, whatever is sent twice, late, or from two windows."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from reviews import drafts, meetings, observations, windows
from reviews.errors import Refused, Stale
from reviews.observations import Observation
from tests.gathering import SAW, gathering, review_of


@pytest.fixture
def ana(session, cast, clock):
    return review_of(gathering(session, cast, at=clock()), cast.ana)


@pytest.fixture
def type_(ana, cast, clock, session):
    """`type_(text)` is what a window of Priya's sends; gives what it was told."""
    def send(text: str, *, tab: str = "one.1", seen: int | None = None, key: str = "form", **facts):
        with session.begin_nested():
            draft = drafts.save(ana, cast.priya, key=key, tab=tab, seen=seen, at=clock(), **{"kind": "", "text": text} | facts)
            session.flush()
            return draft
    return send


def kept(session) -> list[str]:
    return list(session.scalars(select(Observation.text).order_by(Observation.id)))


def test_what_is_half_typed_is_kept_without_a_kind_and_nobody_else_reads_it(type_, session, cast, ana):
    draft = type_("Halden: the quo")
    assert (draft.kind, draft.text, draft.handed_in_at, draft.function) == ("", "Halden: the quo", None, "sales ops")


def test_saving_the_same_twice_makes_one(type_, session):
    first = type_("Halden")
    again = type_("Halden", seen=None)
    assert again is first and first.version == 1 and kept(session) == ["Halden"]


def test_nothing_is_made_of_a_kind_alone_and_what_is_emptied_goes(type_, session):
    assert type_("", kind="gain") is None
    type_("Halden")
    assert type_("", tab="one.2", seen=1) is None and kept(session) == []


def test_the_later_words_of_one_window_count_in_whatever_order_they_arrive(type_, session):
    type_("Hal", tab="one.1")
    type_("Halden: the quote", tab="one.3")  # its answer never came, so that the window has seen nothing newer
    type_("Halden", tab="one.2")
    assert kept(session) == ["Halden: the quote"]
    type_("Halden: the quote went out", tab="one.10")
    assert kept(session) == ["Halden: the quote went out"]


def test_another_window_is_shown_what_it_has_not_seen_and_then_counts(type_, session):
    type_("From the laptop", tab="laptop.1")
    with pytest.raises(Stale) as stale:
        type_("From the phone", tab="phone.1", seen=0)
    assert (stale.value.theirs, stale.value.stands, kept(session)) == ({"text": "From the laptop"}, 1, ["From the laptop"])
    type_("From the phone", tab="phone.2", seen=1)
    assert kept(session) == ["From the phone"]
    with pytest.raises(Stale):
        type_("From the laptop, once more", tab="laptop.2", seen=1)


def test_two_forms_are_two_drafts(type_, session):
    type_("One thing", key="first")
    type_("Another", key="second", tab="two.1")
    assert kept(session) == ["One thing", "Another"]


def test_what_was_handed_in_is_not_changed_by_a_window_that_still_types(type_, session, clock):
    draft = type_("Halden: the quote", kind="opportunity")
    observations.hand_in(draft, at=clock())
    assert type_("Halden: the quote", kind="opportunity", tab="one.2") is draft  # the very words: they have arrived
    with pytest.raises(Refused, match="handed in meanwhile"):
        type_("Halden: the quote, and more", kind="opportunity", tab="one.3")
    assert kept(session) == ["Halden: the quote"]


@pytest.mark.parametrize("facts, said", [({"kind": ""}, "got better"), ({"kind": "gain", "text": ""}, "Write what you saw")])
def test_a_draft_that_is_not_whole_is_not_handed_in(facts, said, type_, clock):
    draft = type_(facts.get("text", "Halden"), kind=facts["kind"], effect="Three weeks.")
    with pytest.raises(Refused, match=said):
        observations.hand_in(draft, at=clock())
    assert draft.handed_in_at is None


def test_handing_the_form_in_takes_the_draft_that_it_has_begun(type_, session, ana, cast, clock):
    type_("Halden: the quo")
    told = SAW | {"key": "form", "tab": "one.2", "hand_in": True}
    whole = observations.write(ana, cast.priya, **told, at=clock())
    session.flush()
    assert (whole.text, bool(whole.handed_in_at), kept(session)) == (SAW["text"], True, [SAW["text"]])


def test_while_the_rep_is_on_the_table_a_draft_can_be_typed_on_and_is_not_shown(type_, session, ana, cast, clock):
    draft = type_("Halden: the quo")
    meetings.take_up(ana, by=cast.marc, at=clock())
    type_("Halden: the quote", tab="one.2")
    assert (draft.text, draft.handed_in_at) == ("Halden: the quote", None)


def test_a_draft_that_would_be_read_by_more_than_it_was_handed_in_to_is_refused(type_, clock):
    draft = type_("Her back hurts", kind="opportunity", personal=True)
    observations.hand_in(draft, at=clock())
    observations.take_back(draft, at=clock())
    with pytest.raises(Refused, match="fewer readers"):
        type_("Her back hurts a lot", kind="opportunity", tab="one.2", personal=False)


@pytest.mark.parametrize("one, other, same, late", [
    ("w1.2", "w1.1", True, False), ("w1.1", "w1.2", True, True), ("w1.10", "w1.9", True, False), ("w2.1", "w1.9", False, False),
    ("", "", False, False), ("", "w1.1", False, False),
])
def test_a_window_knows_its_own(one, other, same, late):
    assert (windows.is_same(one, other), windows.is_late(one, other)) == (same, late)
