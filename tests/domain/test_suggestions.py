"""A suggestion is made once, and anew as soon as anything that it was made from has changed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reviews import suggestions
from reviews.merging import Note, suggest
from reviews.suggestions import suggestion_for

NAMES = ("Ana Novak",)
NOTES = [Note(key, text, author=key, function="service", kind="opportunity") for key, text in enumerate((
    "Gives a discount as soon as the buyer says that we are too expensive.",
    "Ana offers ten percent discount before the buyer has asked for a discount.",
    "The CRM has no notes of her last customer visits.",
    "After visits to customers there are no notes in the CRM."))]

CHANGES = {
    "reworded": [*NOTES[:3], replace(NOTES[3], text="Knows our pumps by heart.")],
    "taken back": NOTES[:3],
    "put into a theme": [*NOTES[:3], replace(NOTES[3], theme=40)],
    "left on its own": [*NOTES[:3], replace(NOTES[3], alone=True)],
    "a gain after all": [*NOTES[:3], replace(NOTES[3], kind="gain")],
    "from another function": [*NOTES[:3], replace(NOTES[3], function="sales ops")],
}


@pytest.mark.parametrize("what", CHANGES)
def test_what_people_change_is_seen_at_once_and_what_they_change_back_as_well(what):
    before = suggestion_for(NOTES, NAMES)
    assert suggestion_for(CHANGES[what], NAMES) == suggest(CHANGES[what], NAMES) != before
    assert suggestion_for(NOTES, NAMES) == suggest(NOTES, NAMES)


def test_the_names_count_too():
    assert suggestion_for(NOTES, ()) == suggest(NOTES, ())
    assert suggestion_for(NOTES, NAMES) == suggest(NOTES, NAMES)


def test_it_is_made_once_in_whichever_order_the_notes_come():
    assert suggestion_for(NOTES[::-1], NAMES) is suggestion_for(NOTES, NAMES)


def test_the_oldest_make_way(monkeypatch):
    monkeypatch.setattr(suggestions, "KEPT", 2)
    first = suggestion_for(NOTES[:1], NAMES)
    for count in (2, 3):
        suggestion_for(NOTES[:count], NAMES)
    assert suggestion_for(NOTES[:1], NAMES) is not first
