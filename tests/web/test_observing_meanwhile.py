"""A page that was open while something happened: what was typed is still there, and a sentence says what can be done."""

import pytest
from sqlalchemy import select

from reviews import meetings, observations
from reviews.meetings import Meeting
from reviews.observations import Observation
from tests.gathering import SAW, gathering, made, review_of
from tests.reading import value_in, words_of


@pytest.fixture
def meeting(session, cast, clock):
    return gathering(session, cast, at=clock())


@pytest.fixture
def ana(meeting, cast):
    """Ana's review."""
    return review_of(meeting, cast.ana)


@pytest.fixture
def page(ana):
    """The address at which contributors write about Ana."""
    return f"/reviews/{ana.id}/observations"


def wrote(**more):
    return {"kind": "opportunity", "text": SAW["text"], "then": "next"} | more


def kept(session):
    return session.scalars(select(Observation).order_by(Observation.id)).all()


def test_of_two_tabs_the_second_sees_both_texts(desk, cast, session, page):
    priya = desk(cast.priya)
    priya.post(page, data=wrote(then="draft"))
    [draft] = kept(session)
    path, version = f"/observations/{draft.id}/edit", draft.version
    assert priya.post(path, data=wrote(text="From the first tab.", then="draft", version=version)).status_code == 303
    answer = priya.post(path, data=wrote(kind="gain", text="From the second tab.", personal="few", then="draft", version=version))
    assert answer.status_code == 422
    said = words_of(answer.text)
    assert [part in said for part in ("This was changed since you opened it", "From the first tab.", "could get better")] == [True] * 3
    assert said.count("It says now:") == 3, "the kind, the text and who reads it, and nothing that is the same"
    assert "From the second tab.</textarea>" in answer.text and kept(session)[0].text == "From the first tab."
    again = wrote(text="From the second tab.", then="draft", version=value_in(answer.text, "version"))
    assert (priya.post(path, data=again).status_code, kept(session)[0].text) == (303, "From the second tab.")


def test_taken_up_while_somebody_is_typing(desk, cast, session, clock, ana, page):
    priya = desk(cast.priya)
    promise = value_in(priya.get(page).text, "promise")
    meetings.take_up(ana, by=cast.marc, at=clock())
    answer = priya.post(page, data=wrote(text="Half a page.", promise=promise))
    said = words_of(answer.text)
    assert (answer.status_code, "Who reads this, or when, has changed since you opened this page." in said, "Half a page." in answer.text) == (422, True, True)
    assert "Ana’s turn has come: Dustin, Marc and the people asked to this meeting read it at once" in said
    assert kept(session) == []
    promise = value_in(answer.text, "promise")
    assert priya.post(page, data=wrote(text="Half a page.", promise=promise, then="draft")).status_code == 303
    assert priya.post(f"/observations/{kept(session)[0].id}/hand-in", data={"promise": promise}).status_code == 303
    assert kept(session)[0].handed_in_at == clock()


def test_taken_up_while_somebody_changes_what_they_handed_in(desk, cast, session, clock, ana):
    observation = observations.write(ana, cast.priya, **SAW, hand_in=True, at=clock())
    meetings.take_up(ana, by=cast.marc, at=clock())
    session.commit()
    priya, path = desk(cast.priya), f"/observations/{observation.id}/edit"
    answer = priya.post(path, data=wrote(text="Better words.", version=observation.version))
    assert (answer.status_code, "Better words.</textarea>" in answer.text) == (422, True)
    assert "Ana’s turn has come, and others read this now. It stays as it was handed in." in words_of(answer.text)
    assert f'formaction="/reviews/{ana.id}/observations"' in answer.text and "Hand in as a new one" in answer.text
    assert priya.post(f"/observations/{observation.id}/take-back").status_code == 422
    assert "<textarea" not in priya.get(path).text, "there is nothing to fill in, and a sentence says why"
    assert [one.text for one in kept(session)] == [SAW["text"]]


def test_too_late_the_text_is_still_on_the_page(desk, cast, session, clock, meeting, page):
    session.get(Meeting, meeting.id).closed_at = clock()
    answer = desk(cast.priya).post(page, data=wrote(text="What I still wanted to say."))
    assert (answer.status_code, "This meeting is closed." in answer.text, "What I still wanted to say.</textarea>" in answer.text) == (422, True, True)
    assert "Nothing can be handed in here any more. Copy what you want to keep." in words_of(answer.text)
    assert kept(session) == []
    assert "This meeting is over" in words_of(desk(cast.priya).get(f"/meetings/{meeting.id}/observations").text)


def test_before_it_is_open_the_page_says_so(desk, cast, session, clock):
    meeting = made(session, cast, at=clock())
    priya, page = desk(cast.priya), f"/reviews/{review_of(meeting, cast.ana).id}/observations"
    assert "has not opened this meeting for writing" in words_of(priya.get(f"/meetings/{meeting.id}/observations").text)
    assert ("<textarea" in priya.get(page).text, priya.post(page, data=wrote()).status_code, kept(session)) == (False, 422, [])
