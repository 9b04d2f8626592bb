"""Who sees what: the page prints the rules that every route asks."""

from reviews import rules
from tests.reading import words_of


def test_everybody_reads_the_rules_themselves(desk, cast):
    page = words_of(desk(cast.ana).get("/who-sees-what").text)
    for rule in (*rules.SEES, *rules.ACTS):
        assert rule.sentence[1:] in page
        assert all(when == "yes" or when in page for when in rule.cells.values())
    assert "Nobody sees or touches a review in which they are the rep, beyond the rep’s own column." in page
    assert "What is not yours is “not found”, as if it did not exist." in page


def test_a_row_says_who_may_and_leaves_the_others_empty(desk, cast):
    page = desk(cast.ana).get("/who-sees-what").text
    row = page.split("A personal observation")[1].split("</tr>")[0]
    assert words_of(row) == "yes if named at the field if named at the field"
    assert row.count("<td") == len(rules.COLUMNS)
