"""What a file leaves open is asked once for all rows that say the same; the answers are kept and count."""

import pytest
from sqlalchemy import select

from reviews import imports, people, taking_in
from reviews.observations import Observation
from reviews.people import Person
from tests.gathering import gathering
from tests.importing import AdasDesk, bad, changed, count, created

BOBS = "name,email,office\nBob Stone,bob1@example.com,East\nBob Stone,bob2@example.com,West\n"
SAW = "rep,contributor,kind,text,when\n"


@pytest.fixture
def desk_of(session, cast, clock) -> AdasDesk:
    return AdasDesk(session, cast, clock)


@pytest.fixture
def meeting(session, cast, clock):
    return gathering(session, cast, at=clock())


def answered(import_, by, at, *said: str):
    """The preview after the questions were answered, in their order."""
    asked = taking_in.preview(import_, by=by).questions
    imports.answer(import_, {question.key: answer for question, answer in zip(asked, said, strict=True)}, at=at)
    return taking_in.preview(import_, by=by)


def test_who_is_meant_by_a_name_is_asked_once_for_all_its_rows(session, cast, clock, desk_of):
    desk_of.take_in(BOBS)
    import_, preview = desk_of.upload("name,office,team,manager\nBob Stone,North,,\nZoe,,Z,Bob Stone\nBob Stone,,,\n")
    question, = preview.questions
    first, second = session.scalars(select(Person.id).where(Person.name == "Bob Stone").order_by(Person.email))
    assert (question.words, question.where, question.answer) == (
        "Who is Bob Stone, where no e-mail is given?", "Rows 2, 3 and 4", "")
    assert question.choices == (
        (str(first), "Bob Stone, bob1@example.com, East"), (str(second), "Bob Stone, bob2@example.com, West"),
        ("new", "somebody new called Bob Stone"))
    assert [number for number, _ in bad(preview)] == [2, 3, 4] and not preview.does_something
    preview = answered(import_, cast.ada, clock(), str(second))
    assert changed(preview) == [("Bob Stone", (("office", "West", "North"),))]
    assert (bad(preview), [question.answer for question in preview.questions]) == ([], [str(second)])


def test_somebody_new_of_a_name_is_one_more_person(session, cast, clock, desk_of):
    desk_of.take_in(BOBS)
    import_, _ = desk_of.upload("name,office\nBob Stone,North\nbob stone,North\n")
    preview = answered(import_, cast.ada, clock(), "new")
    assert [(what, facts) for what, _, facts in created(preview)] == [("person", {"office": "North"})]
    taking_in.confirm(import_, seen=preview.fingerprint, by=cast.ada, at=clock())
    assert count(session, Person) == 11 + 3


def test_one_of_several_in_the_file_itself_can_be_meant(session, cast, clock, desk_of):
    import_, preview = desk_of.upload(BOBS + "Bob Stone,,South\n")
    assert [value for value, _ in preview.questions[0].choices] == ["bob1@example.com", "bob2@example.com", "new"]
    assert [reason for _, reason in bad(answered(import_, cast.ada, clock(), "bob1@example.com"))] \
        == ["Row 2 says “East” for the office of Bob Stone, this one “South”."]


@pytest.mark.parametrize("answer, people_then", [("{first}", 13), ("new", 14)])
def test_whose_address_it_is_is_asked(session, cast, clock, desk_of, answer, people_then):
    first, _ = (people.add(session, name="Bob Stone", at=clock()) for _ in range(2))
    import_, preview = desk_of.upload("name,email\nBob Stone,bob@example.com\n")
    assert preview.questions[0].words == "Whose address is bob@example.com?"
    preview = answered(import_, cast.ada, clock(), answer.format(first=first.id))
    taking_in.confirm(import_, seen=preview.fingerprint, by=cast.ada, at=clock())
    assert (count(session, Person), first.email) == (people_then, None if answer == "new" else "bob@example.com")


def test_an_answer_that_cannot_be_is_asked_again_and_one_can_be_taken_back(session, cast, clock, desk_of):
    desk_of.take_in(BOBS)
    import_, _ = desk_of.upload("name\nBob Stone\n")
    for said in (str(cast.ana.id), ""):
        assert answered(import_, cast.ada, clock(), "new").does_something
        assert len(answered(import_, cast.ada, clock(), said).open_questions) == 1


def marcs(session, cast, clock, meeting, rows: str):
    """What Marc brings, and its preview."""
    import_ = imports.start(session, kind="observations", file_name="saw.csv", data=(SAW + rows).encode(), meeting=meeting,
                            by=cast.marc, at=clock())
    return import_, taking_in.preview(import_, by=cast.marc)


def test_which_contributor_wrote_is_asked(session, cast, clock, meeting):
    other = people.add(session, name="Priya Raman", email="priya2@example.com", function="service", at=clock())
    session.flush()
    import_, preview = marcs(session, cast, clock, meeting, "Ana Kovač,Priya Raman,gain,Saw it,\n")
    assert [words for _, words in preview.questions[0].choices] == [
        "Priya Raman, priya@example.com, sales ops", "Priya Raman, priya2@example.com, service"]
    preview = answered(import_, cast.marc, clock(), str(other.id))
    taking_in.confirm(import_, seen=preview.fingerprint, by=cast.marc, at=clock())
    assert session.scalars(select(Observation)).one().author is other


@pytest.mark.parametrize("answer, kept", [
    ("day first", ["3 Apr 2026", "5 Apr 2026"]), ("month first", ["4 Mar 2026", "4 May 2026"]),
    ("as written", ["03/04/2026", "05/04/2026"])])
def test_days_that_can_be_read_in_two_ways_are_asked_about_once(session, cast, clock, meeting, answer, kept):
    rows = "Ana Kovač,Priya Raman,gain,Saw it,03/04/2026\nFarid Haddad,Priya Raman,gain,Saw that,05/04/2026\n"
    import_, preview = marcs(session, cast, clock, meeting, rows)
    question, = preview.questions
    assert question.words == "Which day is meant by dates like 03/04/2026?"
    assert dict(question.choices)["day first"] == "day first: 03/04/2026 is 3 Apr 2026"
    assert [row.reason for row in preview.bad.first] == ["This date can be read in two ways. Say above which is meant."] * 2
    preview = answered(import_, cast.marc, clock(), answer)
    taking_in.confirm(import_, seen=preview.fingerprint, by=cast.marc, at=clock())
    assert session.scalars(select(Observation.occasion).order_by(Observation.id)).all() == kept


@pytest.mark.parametrize("first, second, kept", [
    ("03/04/2026", "13/04/2026", ["3 Apr 2026", "13 Apr 2026"]), ("2026-04-03", "3 April 2026", ["3 Apr 2026", "3 Apr 2026"]),
    ("03/04/2026", "Halden", ["03/04/2026", "Halden"])])
def test_a_column_that_tells_is_not_asked_about(session, cast, clock, meeting, first, second, kept):
    rows = f"Ana Kovač,Priya Raman,gain,Saw it,{first}\nFarid Haddad,Priya Raman,gain,Saw that,{second}\n"
    import_, preview = marcs(session, cast, clock, meeting, rows)
    assert preview.questions == []
    taking_in.confirm(import_, seen=preview.fingerprint, by=cast.marc, at=clock())
    assert session.scalars(select(Observation.occasion).order_by(Observation.id)).all() == kept
