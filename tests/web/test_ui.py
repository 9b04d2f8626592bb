"""The components: what they say, that they escape, and how a wrong field is wired to its sentence."""

import re
from datetime import date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from xml.etree import ElementTree

import pytest
from flask import Flask, render_template_string
from markupsafe import Markup
from wtforms import (
    BooleanField, DateField, FileField, Form, HiddenField, RadioField, SelectChoice, SelectField, TextAreaField,
)
from wtforms.validators import DataRequired, Length

from app.strip import ticks

TEMPLATES = Path(__file__).parents[2] / "templates"
STEPS = ["never", "now and then", "half the time", "usually", "always"]
TUESDAY = date(2026, 11, 24)
EVIL = "<script>alert('Ana')</script> {{ 7 * 7 }}"


class Sighting(Form):
    text = TextAreaField("What happened, and when?", [DataRequired("Say what you saw."), Length(max=20)])
    kind = RadioField("This time it", [DataRequired("Choose one.")], choices=[
        SelectChoice("gain", "got better"), SelectChoice("opportunity", "could get better")])
    how = SelectField("How do you know?", choices=[
        SelectChoice("saw", "I saw it"), SelectChoice("heard", "I was told")])
    on = DateField("When")
    personal = BooleanField("Personal")
    file = FileField("File")
    version = HiddenField()


@pytest.fixture(scope="module")
def render():
    """Renders a line of template with the components at hand, as a page would."""
    app = Flask(__name__, template_folder=TEMPLATES)
    env, ui = app.jinja_env, SimpleNamespace()
    env.trim_blocks = env.lstrip_blocks = True
    env.globals.update(ui=ui, csrf_token=lambda: "TOKEN", once_key=lambda: "KEY", ticks=ticks)
    env.filters.update(day=lambda d: f"{d:%a} {d.day} {d:%b}", long_day=lambda d: f"{d:%A} {d.day} {d:%B} {d.year}",
                       clock=lambda at: f"{at:%H:%M}")
    with app.test_request_context():
        for file in sorted((TEMPLATES / "ui").glob("*.html")):
            vars(ui).update(vars(env.get_template(f"ui/{file.name}").module))
        yield lambda source, **given: str(render_template_string(source, **given))


def sent(**values) -> Sighting:
    """The form as it comes back after these values were sent."""
    form = Sighting(data=values)
    form.validate()
    return form


def plan_days(length: int) -> list[date]:
    return [TUESDAY + timedelta(n) for n in range(length)]


def check_ins(*states: str) -> list[SimpleNamespace]:
    days = plan_days(30)
    return [SimpleNamespace(day=n, on=days[n - 1], state=state)
            for n, state in zip((7, 14, 21, 30), states, strict=True)]


@pytest.mark.parametrize("source", [
    "{{ ui.said(evil) }}", "{{ ui.person(evil, evil) }}", "{{ ui.named(evil, evil) }}", "{{ ui.chip(evil) }}",
    "{{ ui.notice(evil) }}", "{{ ui.empty(evil, evil, '/', evil) }}", "{{ ui.item(evil, evil) }}",
    "{{ ui.hint(evil, evil, evil) }}", "{{ ui.readers(evil) }}", "{{ ui.button(evil, value=evil) }}",
    "{{ ui.act('/', evil, about=evil, name=evil) }}", "{{ ui.go(evil, '/') }}", "{{ ui.facts([(evil, evil)]) }}",
    "{{ ui.crumbs([(evil, '/')]) }}", "{{ ui.dots([(evil, True)]) }}", "{{ ui.strength(evil) }}",
    "{{ ui.mark('tick', evil) }}", "{{ ui.phases([evil], evil) }}", "{{ ui.state('silent', evil) }}",
    "{% call ui.table(evil, [evil]) %}{% endcall %}", "{% call ui.section(evil) %}{% endcall %}",
    "{% call ui.menu(evil, evil) %}{% endcall %}",
])
def test_a_component_shows_what_it_is_given_and_never_obeys_it(render, source):
    page = render(source, evil=EVIL)
    assert "&lt;script&gt;" in page and "{{ 7 * 7 }}" in page
    assert "<script" not in page


def test_a_date_is_short_with_the_whole_date_behind_it(render):
    assert render("{{ ui.when(day) }}", day=TUESDAY) == (
        '<time datetime="2026-11-24" title="Tuesday 24 November 2026">Tue 24 Nov</time>')
    assert render("{{ ui.moment(at) }}", at=datetime(2026, 11, 24, 16, 42)).endswith("Tue 24 Nov, 16:42</time>")


def test_a_late_thing_says_by_how_much_and_only_a_late_thing_is_late(render):
    assert "1 day late</span>" in render("{{ ui.due(day, 1) }}", day=TUESDAY)
    assert "3 days late</span>" in render("{{ ui.due(day, 3) }}", day=TUESDAY)
    today = render("{{ ui.due(day, soon='today') }}", day=TUESDAY)
    assert "today</span>" in today and "late" not in today


def test_what_people_wrote_runs_in_its_own_direction(render):
    assert render("{{ ui.said('היא שאלה') }}") == '<p class="said" dir="auto">היא שאלה</p>'


def test_a_form_carries_its_token_and_a_key_that_lets_it_count_once(render):
    page = render("{% call ui.form('/plans/9/publication', data_save='plan') %}{{ ui.button('Publish') }}{% endcall %}")
    assert '<form method="post" action="/plans/9/publication" novalidate data-save="plan">' in page
    assert 'name="csrf_token" value="TOKEN"' in page and 'name="_once" value="KEY"' in page
    assert "_once" not in render("{% call ui.form('/search', once=False) %}{% endcall %}")


def test_one_button_can_be_a_whole_form(render):
    page = render("{{ ui.act('/commitments/4/tick', 'Tick it off', 'plain', about='of Priya', week=3) }}")
    assert page.count("<form") == page.count("<button") == 1
    assert '<input type="hidden" name="week" value="3">' in page and "_once" in page
    assert 'Tick it off<span class="visually-hidden"> of Priya</span></button>' in page


def test_a_wrong_field_is_marked_and_leads_to_its_sentence(render):
    form = sent(text="", kind="gain")
    page = render("{{ ui.field(form.text, help='One sentence.', readers='Marc now') }}", form=form)
    assert 'aria-invalid="true"' in page
    assert 'aria-describedby="text-readers text-help text-error"' in page
    assert '<p class="error" id="text-error">Say what you saw.</p>' in page
    assert 'id="text-readers"' in page and 'id="text-help"' in page


def test_a_field_keeps_what_was_typed_however_long(render):
    page = render("{{ ui.field(form.text) }}", form=sent(text=EVIL * 9, kind="gain"))
    assert page.count("&lt;script&gt;") == 9
    assert "maxlength" not in page  # it would cut what somebody pastes


def test_a_right_field_says_nothing_of_errors(render):
    form = sent(text="Kessler, 9 Nov.", kind="gain")
    page = render("{{ ui.field(form.text, optional='if you know') }}", form=form)
    assert "(if you know)" in page
    assert "aria-invalid" not in page and "aria-describedby" not in page and "error" not in page


def test_a_choice_is_a_group_with_its_question(render):
    page = render("{{ ui.field(form.kind) }}", form=sent(text="Kessler", kind="opportunity"))
    assert "<legend>This time it</legend>" in page and 'role="radiogroup"' in page
    assert '<input checked id="kind-1" name="kind" type="radio" value="opportunity"> <span>could get' in page


def test_every_kind_of_field_has_a_label_and_a_hidden_one_has_none(render):
    form = sent(text="Kessler", kind="gain")
    for name in ("how", "on", "personal", "file"):
        assert form[name].label.text in render("{{ ui.field(field, rows=3) }}", field=form[name])
    hidden = render("{{ ui.field(form.version) }}", form=form)
    assert hidden == '<input id="version" name="version" type="hidden" value="">'


def test_a_hint_stands_under_its_field(render):
    form = sent(text="She always does.", kind="gain")
    hint = "{{ ui.hint('is hard to check.', 'always', 'in 3 of 5') }}"
    page = render("{% call ui.field(form.text) %}" + hint + "{% endcall %}", form=form)
    places = [page.index(part) for part in ("</textarea>", "<q>always</q>", "<em>“in 3 of 5”</em>", "</div>")]
    assert places == sorted(places)


@pytest.mark.parametrize(("name", "theirs", "words"), [
    ("text", "Marc's <b>other</b> text", "Marc&#39;s &lt;b&gt;other&lt;/b&gt; text"), ("text", "", "nothing"),
    ("kind", "gain", "got better"), ("how", "heard", "I was told"), ("on", TUESDAY, "Tue 24 Nov"),
    ("on", None, "nothing"), ("personal", True, "yes"),
])
def test_the_second_of_two_sees_both_texts(render, name, theirs, words):
    form = sent(text="My own words", kind="opportunity", how="saw")
    form[name].theirs = theirs
    page = render("{{ ui.field(field) }}", field=form[name])
    assert words in page.split("It says now:")[1]
    assert name != "text" or "My own words" in page
    assert "Somebody else" not in render("{{ ui.field(field) }}", field=sent(text="x", kind="gain").text)


def test_the_top_of_a_form_lists_what_to_look_at(render):
    form = sent(text="", kind=None)
    form.form_errors.append("The meeting has begun.")
    page = render("{{ ui.errors(form) }}", form=form)
    assert 'role="alert"' in page and "<li>The meeting has begun.</li>" in page
    assert '<li><a href="#text">What happened, and when?</a>: Say what you saw.</li>' in page
    assert '<a href="#kind">' in page and 'id="kind"' in render("{{ ui.field(form.kind) }}", form=form)
    assert render("{{ ui.errors(form) }}", form=Sighting()) == ""


def test_the_readers_of_a_field_may_be_stressed_by_the_page_alone(render):
    sentence = Markup("Marc now. <strong>Ana never does.</strong>")
    assert "<strong>Ana never does.</strong>" in render("{{ ui.readers(sentence) }}", sentence=sentence)


@pytest.mark.parametrize(("today", "begins"), [
    (17, "Day 17 of 30."), (None, "30 days, not begun."), (34, "Day 34; day 30 was Wed 23 Dec."),
])
def test_the_strip_says_in_words_all_that_it_draws(render, today, begins):
    page = render("{{ ui.strip(days, 30, today, check_ins) }}", days=plan_days(30), today=today,
                  check_ins=check_ins("held", "half", "overdue", "ahead"))
    svg = ElementTree.fromstring(page)
    assert svg[0].tag == "title"
    assert svg[0].text == (f"{begins} Check-ins: day 7, Mon 30 Nov: held; day 14, Mon 7 Dec: one of two has looked; "
                           "day 21, Mon 14 Dec: overdue; day 30, Wed 23 Dec: ahead.")
    assert ("Today, day" in page) == (today is not None) and (' class="net"' in page) == (today == 17)


@pytest.mark.parametrize("begins", [date(2026, 11, 23) + timedelta(n) for n in range(7)])
def test_every_working_day_without_a_check_in_has_a_tick(begins):
    days = [begins + timedelta(n) for n in range(60)]
    free = [n for n, on in enumerate(days) if on.weekday() < 5 and n + 1 not in (7, 14)]
    assert ticks(days, [days[6], days[13]]).split("M")[1:] == [f"{n}.5 0v3" for n in free]


def test_a_check_in_stands_on_the_day_it_is_due(render):
    """Day 7 is a Saturday, so its check-in is on the Monday after, day 9: not before the line of today, day 8."""
    days = [date(2026, 11, 22) + timedelta(n) for n in range(30)]
    page = render("{{ ui.strip(days, 30, 8, check_ins) }}", days=days, check_ins=[SimpleNamespace(day=7, on=days[8], state="ahead")])
    where = [float(x) for x in re.findall(r'<svg x="([\d.]+)%"', page)]
    assert where == [pytest.approx(17 / 60 * 100, abs=0.01)] and "M8.5 0v3" not in page and "M6.5 0v3" not in page


@pytest.mark.parametrize("length", [30, 60, 90])
def test_a_strip_of_any_length_has_four_dates_under_it(render, length):
    days = plan_days(length)
    marks = [SimpleNamespace(day=start + n, on=days[start + n - 1], state="ahead")
             for start in range(0, length, 30) for n in (7, 14, 21, 30)]
    page = render("{{ ui.strip(days, days | length, 1, marks) }}", days=days, marks=marks)
    assert page.count('class="label"') == 4 and page.count('class="open"') == len(marks)
    assert "<text" not in render("{{ ui.strip(days, days | length, 1, marks, labels=False) }}", days=days, marks=marks)


def test_the_measure_says_where_it_was_is_and_should_be(render):
    page = render("{{ ui.measure('now and then', None, 'usually', steps) }}", steps=STEPS)
    assert ElementTree.fromstring(page)[0].text == "Before: now and then. Target: usually."
    page = render("{{ ui.measure('never', 'never', 'usually', steps) }}", steps=STEPS)
    assert ">before, now</text>" in page and "Now: never." in page


def test_an_amount_stands_where_its_number_is(render):
    page = render("{{ ui.amount(27, 40, 75, '%', high=100) }}")
    assert ElementTree.fromstring(page)[0].text == "Before: 27 %. Now: 40 %. Target: 75 %."
    assert 'x="27.0%"' in page and 'x="75.0%"' in page
    assert ElementTree.fromstring(render("{{ ui.amount(5, None, None) }}"))[0].text == "Before: 5."


def test_phases_before_the_current_one_are_done(render):
    page = render("{{ ui.phases(['Look back', 'Read', 'Merge', 'Choose'], 'Merge') }}")
    assert page.count('class="done"') == 2 and '<li aria-current="step"><span>Merge</span>' in page


def test_a_state_is_a_shape_and_a_word(render):
    names = ("on track", "at risk", "silent", "done", "verdict due")
    shapes = {name: render("{{ ui.state(name) }}", name=name) for name in names}
    assert all(name.capitalize() in page for name, page in shapes.items())
    assert len({page.split("aria-hidden")[1].split("</svg>")[0] for page in shapes.values()}) == len(shapes)
