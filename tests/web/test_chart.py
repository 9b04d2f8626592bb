"""The drawing of the two lines: where its points, strokes and names stand, and what it says to those who hear it."""

from itertools import combinations
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.chart import APART, BOTTOM, LEFT, RIGHT, TOP, drawn
from reviews.measures import NUMBER
from reviews.two_lines import two_lines
from tests.plain_facts import ALWAYS, HALF, NOW_AND_THEN, USUALLY, facts, on_day
from tests.reading import words_of

figures = st.integers(0, 4) | st.floats(-20, 20).map(lambda figure: round(figure, 2))
answers = st.dictionaries(st.sampled_from([7, 14, 21, 30]), st.tuples(*[st.none() | figures] * 2))


def lines(seen, nth=40, unit="", **measure):
    return two_lines(facts(seen, **measure), None, on_day(nth), unit)


def chart(app, seen, **more):
    found = lines(seen, **more)
    with app.test_request_context():
        return app.jinja_env.from_string("{{ ui.two_lines(lines, drawn) }}").render(lines=found, drawn=drawn(found))


def test_nothing_is_drawn_before_anybody_has_answered():
    assert drawn(lines({})) is None


def test_strokes_join_answers_that_follow_each_other_and_leave_gaps():
    rep, coach = drawn(lines({7: (NOW_AND_THEN, HALF), 14: (None, HALF), 21: (USUALLY, HALF)})).sides
    assert ([len(side.points) for side in (rep, coach)], [len(side.strokes) for side in (rep, coach)]) == ([2, 3], [1, 3])
    assert rep.strokes[0][:2] == (LEFT, drawn(lines({7: (NOW_AND_THEN, None)})).before[1])


def test_a_line_that_was_not_begun_is_not_drawn():
    assert [side.side for side in drawn(lines({7: (None, HALF)})).sides] == ["coach"]


@settings(max_examples=50)
@given(answers, figures, figures)
def test_whatever_was_answered_stays_on_the_paper_and_names_do_not_cover_each_other(seen, baseline, target):
    drawing = drawn(lines(seen, kind=NUMBER, baseline=baseline, target=target))
    if drawing:
        points = [point for side in drawing.sides for point in side.points]
        assert all(LEFT <= x <= RIGHT and TOP <= y <= BOTTOM for x, y in points)
        names = [side.name_at for side in drawing.sides] + [(RIGHT, drawing.target_name_at)]
        near = [(one, other) for one, other in combinations(names, 2) if abs(one[0] - other[0]) < 1]
        assert all(abs(one[1] - other[1]) >= APART - 1 for one, other in near)


@pytest.mark.parametrize("length, shown", [(30, ["before", "7", "14", "21", "30"]), (60, ["before", "14", "30", "44", "60"]),
                                           (90, ["before", "21", "44", "67", "90"])])
def test_a_longer_plan_has_as_many_days_under_it(length, shown):
    drawing = drawn(lines({7: (HALF, HALF)}, length=length))
    assert [word for _, word in drawing.days] == shown


def test_numbers_have_their_own_scale(app):
    page = chart(app, {7: (4.5, 3.0), 14: (1000.0, None)}, kind=NUMBER, baseline=2.0, target=6.0, unit="quotes")
    assert "The measure, in quotes: 3 answers from Mon 16 Nov to Mon 30 Nov ." in words_of(page)
    assert ">1,000</text>" in page and ">2</text>" in page and "<td>4.5 quotes</td>" in page


def test_a_long_name_is_cut_in_the_drawing_and_whole_in_the_table(app):
    known = facts({7: (HALF, HALF)})
    known.sides["rep"] = (1, "Maximiliane Đorđević")
    found = two_lines(known, None, on_day(9))
    assert drawn(found).sides[0].name == "Maximili…"
    with app.test_request_context():
        page = app.jinja_env.from_string("{{ ui.two_lines(lines, drawn) }}").render(lines=found, drawn=drawn(found))
    assert "Maximiliane Đorđević, rep" in page


def test_who_hears_the_page_has_it_as_a_table_and_who_sees_no_colour_as_shapes(app):
    page = chart(app, {7: (NOW_AND_THEN, HALF), 14: (USUALLY, None)})
    svg = ElementTree.fromstring(page[page.index("<svg"):page.rindex("</svg>") + 6])
    assert svg[0].tag == "title" and svg.get("role") == "img"
    assert page.count('<circle class="held"') == 2 and page.count('<path class="square"') == 1
    assert page.count('class="coach"') == page.count("stroke-dasharray") == 1 and page.count('class="rep"') == 2
    assert words_of("<main>" + page[page.index("<table"):]).endswith(
        "When Ana Kovač, rep Dustin Brinkmann, coach Before now and then Day 7, Mon 23 Nov now and then half the time "
        "Day 14, Mon 30 Nov usually none Day 21, Mon 7 Dec none none Day 30, Tue 15 Dec none none Target usually")
    assert "How often it was seen: 3 answers from Mon 16 Nov to Mon 30 Nov ." in words_of(page)


def test_one_answer_is_one(app):
    assert "1 answer from" in words_of(chart(app, {7: (ALWAYS, None)}))
