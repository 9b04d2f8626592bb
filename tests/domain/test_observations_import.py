"""Observations from a file: noted in their authors' names, each once, and waiting for them to confirm."""

import pytest
from sqlalchemy import select

from reviews import imports, meetings, observations, people, rules, standing, taking_in
from reviews.errors import Refused
from reviews.contributors import Contributor
from reviews.observations import Observation
from tests.gathering import gathering, review_of

HEAD = "Rep,Reviewer,Role,Type,Comment,When\n"
QUOTE = "Ana Kovač,Priya Raman,,could get better,The quote went out the day after the demo.,Halden\n"


@pytest.fixture
def meeting(session, cast, clock):
    return gathering(session, cast, at=clock())


@pytest.fixture
def bring(session, cast, clock, meeting):
    """Marc brings rows: `bring(rows)` gives the preview, `bring(rows, confirm=True)` takes them in."""

    def upload(rows: str, *, head: str = HEAD, confirm: bool = False, by=cast.marc):
        import_ = imports.start(session, kind="observations", file_name="saw.csv", data=(head + rows).encode(),
                                meeting=meeting, by=by, at=clock())
        preview = taking_in.preview(import_, by=by)
        if confirm:
            taking_in.confirm(import_, seen=preview.fingerprint, by=by, at=clock())
            session.commit()
        return preview

    return upload


def created(preview) -> list[tuple]:
    return [(entry.what, entry.name, dict(entry.facts)) for some in preview.created.values() for entry in some.first]


def bad(preview) -> list[tuple[int, str]]:
    return [(row.number, row.reason) for row in preview.bad.first]


def test_a_row_is_shown_and_then_noted_for_its_author_to_confirm(session, cast, meeting, bring):
    preview = bring(QUOTE)
    assert created(preview) == [("observation", "Priya Raman", {
        "of": "Ana Kovač", "kind": "opportunity", "text": "The quote went out the day after the demo.",
        "occasion": "Halden"})]
    assert session.scalars(select(Observation)).all() == []
    bring(QUOTE, confirm=True)
    noted = session.scalars(select(Observation)).one()
    assert (noted.review.rep, noted.author, noted.function, noted.noted_by, noted.needs_confirming) \
        == (cast.ana, cast.priya, "sales ops", cast.marc, True)
    may = [person.first for person in (cast.priya, cast.marc, cast.dustin, cast.tomasz, cast.ana, cast.lea, cast.ada)
           if rules.holds(rules.sight_of(noted), standing.of(session, person, noted))]
    assert may == ["Priya", "Marc", "Dustin"]


def test_the_same_file_twice_adds_nothing(session, cast, bring):
    bring(QUOTE + QUOTE, confirm=True)
    again = bring(QUOTE.replace("the day after", "the  day after"), confirm=True)
    assert (again.does_something, [entry.name for entry in again.same.first]) == (False, ["Priya Raman"])
    assert len(session.scalars(select(Observation)).all()) == 1


def test_what_its_author_has_confirmed_and_handed_in_is_not_added_again(session, cast, clock, bring):
    bring(QUOTE, confirm=True)
    observations.confirm(session.scalars(select(Observation)).one(), at=clock())
    assert not bring(QUOTE).does_something


def test_a_file_does_not_tell_what_is_in_somebodys_draft(session, cast, clock, meeting, bring):
    observations.write(review_of(meeting, cast.ana), cast.priya, kind="opportunity",
                       text="The quote went out the day after the demo.", at=clock())
    session.commit()
    assert list(bring(QUOTE).created) == ["observation"]


@pytest.mark.parametrize("said, kind", [
    ("gain", "gain"), ("Got better", "gain"), ("STRENGTH", "gain"), ("positive", "gain"),
    ("opportunity", "opportunity"), ("could_get-better", "opportunity"), ("Weakness", "opportunity"),
    ("negative", "opportunity"), ("needs improvement", "opportunity")])
def test_common_words_for_the_kind_are_understood(bring, said, kind):
    assert dict(bring(f"Ana Kovač,Priya Raman,,{said},Saw it,\n").created["observation"].first[0].facts)["kind"] == kind


def test_somebody_who_is_here_and_not_asked_is_asked_by_it(session, cast, meeting, bring):
    preview = bring("Ana Kovač,Lea Brandt,,gain,Saw it,\nFarid Haddad,lea@example.com,leader,gain,Saw that,\n"
                    "Ana Kovač,Olaf Fremd,service,gain,Saw,\n", confirm=True)
    assert created(preview)[:2] == [("contributor", "Lea Brandt", {"asked as": "leader"}),
                                    ("contributor", "Olaf Fremd", {"asked as": "service"})]
    asked = {one.person: (one.function, one.asked_by_id) for one in session.scalars(select(Contributor))}
    assert (asked[cast.lea], asked[cast.olaf]) == (("leader", cast.marc.id), ("service", cast.marc.id))
    assert len(session.scalars(select(Observation)).all()) == 3


@pytest.mark.parametrize("row, says", [
    (",Priya Raman,,gain,Saw,", "There is no rep."), ("Ana Kovač,,,gain,Saw,", "There is no contributor."),
    ("Olaf Fremd,Priya Raman,,gain,Saw,", "Nobody called “Olaf Fremd” is under review in this meeting."),
    ("Ana Kovač,Nobody Known,,gain,Saw,", "Nobody called “Nobody Known” is here; an admin can add people."),
    ("Ana Kovač,Ana Kovač,,gain,Saw,", "Ana Kovač is the rep. What reps say of themselves has another place."),
    ("Ana Kovač,Priya Raman,,maybe,Saw,",
     "“maybe” is no kind. Write gain or opportunity, or got better or could get better."),
    ("Ana Kovač,Priya Raman,,,Saw,",
     "There is no kind. Write gain or opportunity, or got better or could get better."),
    ("Ana Kovač,Priya Raman,,gain,,", "There is no text of what was seen."),
    ("Ana Kovač,Priya Raman,,gain," + "x" * 20_001 + ",", "The text is too long: 20,001 letters. It can have 20,000."),
    ("Ana Kovač,Priya Raman,service,gain,Saw,",
     "Priya Raman sees the reps as sales ops in this meeting, this row says service."),
    ("Ana Kovač,Olaf Fremd,,gain,Saw,",
     "Olaf Fremd is not asked to this meeting. Say in the file which function they see the reps from."),
    ("Ana Kovač,Priya Raman,wizard,gain,Saw,",
     "“wizard” is not a function. It can be manager, peer manager, sales ops, enablement, service, specialist coach, leader, "
     "report."),
    ("Ana Kovač,Priya Raman,,gain,Saw,Halden,more",
     "There are more cells in this row than in the header. Is text with a comma not in quotation marks?"),
])
def test_a_bad_row_has_its_number_and_its_reason(session, bring, row, says):
    assert bad(bring(row + "\n" + QUOTE, confirm=True)) == [(2, says)]
    assert [one.text for one in session.scalars(select(Observation))] == ["The quote went out the day after the demo."]


def test_two_of_one_name_are_asked(session, cast, clock, bring):
    people.add(session, name="Priya Raman", email="priya2@example.com", at=clock())
    assert bad(bring(QUOTE)) == [(2, "Two people are called Priya Raman. Say above who is meant, or give the e-mail.")]
    assert bad(bring(QUOTE.replace("Priya Raman", "priya@example.com"))) == []


def test_a_review_that_is_over_takes_nothing(session, cast, clock, meeting, bring):
    review_of(meeting, cast.ana).decided_at = clock()
    session.commit()
    assert bad(bring(QUOTE)) == [(2, "The review of Ana Kovač is over.")]


def test_a_rep_on_the_table_still_gets_what_was_seen(session, cast, clock, meeting, bring):
    meetings.take_up(review_of(meeting, cast.ana), by=cast.marc, at=clock())
    bring(QUOTE, confirm=True)
    noted = session.scalars(select(Observation)).one()
    assert not rules.holds(rules.sight_of(noted), standing.of(session, cast.tomasz, noted))


def test_columns_that_are_missing_are_asked_for(bring):
    with pytest.raises(Refused, match="^Say which column holds the kind and the text.$"):
        bring("Ana Kovač,Priya Raman\n", head="Rep,Reviewer\n")


def test_text_in_any_letters_and_over_several_lines_comes_in_as_it_is(session, bring):
    text = "“Hmm”, {{ 7*7 }}\n<b>مرحبا</b> 👩🏽‍🏫"
    bring(f'Ana Kovač,Priya Raman,,gain,"{text}",\n', confirm=True)
    assert session.scalars(select(Observation)).one().text == text
