"""What a person has placed stays where they put it; the rest is suggested around it."""

from __future__ import annotations

from dataclasses import replace

from reviews.merging import Note, suggest, title_for, why_together

PRICE = (
    "Gives a discount as soon as the buyer says that we are too expensive.",
    "Offers ten percent discount before the buyer has asked for a discount.",
    "The buyer got a second discount from her and we got nothing for it.",
)
RECORDS = (
    "The CRM has no notes of her last customer visits.",
    "After visits to customers there are no notes in the CRM.",
    "I cannot find one note of a customer visit in the CRM.",
)
PUMPS, DRIVES = "Knows our pumps by heart.", "Drives to Lyon and back for one appointment."

TIES = {1: PRICE[0], 2: PRICE[1], 3: PRICE[2], 4: RECORDS[0], 5: RECORDS[1], 6: RECORDS[2], 7: PUMPS, 8: DRIVES}
FUNCTIONS = {1: "sales ops", 2: "manager", 3: "service", 4: "sales ops", 5: "manager", 6: "service"}


def board(*, placed: dict[int, int] | None = None, alone: tuple[int, ...] = ()) -> list[Note]:
    """All eight notes, each by a person of its own; `placed` says which theme a person has put a note in."""
    return [Note(key, text, author=key, function=FUNCTIONS.get(key, "enablement"), kind="opportunity",
                 theme=(placed or {}).get(key), alone=key in alone) for key, text in TIES.items()]


def suggested(notes) -> dict[int | None, list[tuple[int, ...]]]:
    found: dict[int | None, list[tuple[int, ...]]] = {}
    for group in suggest(notes).groups:
        found.setdefault(group.theme, []).append(group.members)
    return found


def test_without_a_hand_on_the_board_all_groups_are_new_themes():
    assert suggested(board()) == {None: [(1, 2, 3), (4, 5, 6)]}


def test_a_later_observation_is_suggested_into_the_theme_it_fits():
    assert suggested(board(placed={1: 40, 2: 40})) == {40: [(3,)], None: [(4, 5, 6)]}


def test_a_theme_of_one_attracts_too():
    assert suggested(board(placed={4: 41})) == {41: [(5, 6)], None: [(1, 2, 3)]}


def test_two_themes_that_people_keep_apart_stay_apart():
    notes = board(placed={1: 40, 2: 41})
    joined = [group.theme for group in suggest(notes).groups if 3 in group.members]
    assert len(joined) == 1
    assert joined[0] in (40, 41)
    assert all(not {1, 2} & set(group.members) for group in suggest(notes, cut=-1.0).groups)


def test_what_was_placed_is_never_moved_however_odd_it_looks():
    notes = board(placed={1: 40, 7: 40, 4: 41, 8: 41})
    for cut in (-1.0, 0.02, 0.14):
        moved = [key for group in suggest(notes, cut=cut).groups for key in group.members]
        assert sorted(moved) == sorted(set(moved) - {1, 7, 4, 8})


def test_when_everything_is_placed_nothing_is_suggested():
    suggestion = suggest(board(placed=dict.fromkeys(TIES, 40)))
    assert (suggestion.groups, suggestion.nearest) == ((), {})


def test_what_a_person_left_alone_is_suggested_nowhere_and_offered_to_nobody():
    notes = board(alone=(3, 5))
    suggestion = suggest(notes, cut=-1.0)
    assert {3, 5}.isdisjoint(key for group in suggestion.groups for key in group.members)
    suggestion = suggest(notes)
    assert suggested(notes) == {None: [(1, 2), (4, 6)]}
    assert {3, 5}.isdisjoint(suggestion.nearest)
    assert {3, 5}.isdisjoint(key for near in suggestion.nearest.values() for key in near)


def test_a_placed_note_is_among_the_nearest_of_a_single_one():
    notes = [replace(note, theme=40) if note.key != 3 else note for note in board() if note.key <= 3]
    assert suggest(notes, cut=5.0).nearest == {3: tuple(sorted((1, 2), key=suggest(notes, cut=5.0).nearest[3].index))}


def test_why_says_who_saw_it_and_in_which_words():
    group = next(group for group in suggest(board()).groups if group.members == (4, 5, 6))
    assert group.why.people == 3
    assert group.why.functions == ("manager", "sales ops", "service")
    assert group.why.strength == "strong"
    assert set(group.why.shared_words) == {"crm", "notes", "customer", "visits"}


def test_a_theme_people_placed_has_the_same_reasons_as_a_suggested_one():
    suggested_why = next(group.why for group in suggest(board()).groups if group.members == (4, 5, 6))
    everything = board(placed={4: 41, 5: 41, 6: 41})
    placed = [note for note in everything if note.theme == 41]
    assert suggest(everything).placed == {41: suggested_why}
    assert why_together(placed, among=everything) == suggested_why
    assert why_together(placed).strength == ""


def test_the_reasons_for_joining_count_those_already_there():
    joining = suggest(board(placed={1: 40, 2: 40})).groups[0]
    assert (joining.theme, joining.members) == (40, (3,))
    assert joining.why.people == 3
    assert joining.why.functions == ("manager", "sales ops", "service")


def test_what_has_little_in_common_is_called_weak():
    notes = board(placed={7: 42, 8: 42})
    assert suggest(notes).placed[42].strength == "weak, please check"


def test_one_person_writing_twice_is_one_person():
    notes = [replace(note, author=9, function="leader") for note in board() if note.key in (4, 5)]
    assert (why_together(notes).people, why_together(notes).functions) == (1, ("leader",))


def test_the_reps_name_is_no_shared_word():
    notes = [Note(key, text, author=key, function="service", kind="gain") for key, text in
             enumerate(("Kowalski's demo was sharp.", "A demo by Kowalski that nobody forgets."))]
    assert why_together(notes, names=["Ana Kowalski"]).shared_words == ("demo",)


def test_the_title_of_a_group_is_that_of_its_notes():
    for group in suggest(board()).groups:
        notes = [note for note in board() if note.key in group.members]
        assert group.title == title_for(notes) == title_for(notes[::-1])
