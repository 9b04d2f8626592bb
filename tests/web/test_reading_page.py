"""Look back and Read in the room: what each is told, what is kept, and what nobody is told."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from reviews import leading, meetings, observations, said, seen_too, ticks
from reviews.leading import Place
from reviews.observations import Observation
from reviews.rooms import MERGE, READ
from reviews.seen_too import SeenToo
from reviews.ticks import ReadTick
from tests.on_the_table import HANDOVER, QUOTES, cards, saw, table
from tests.statements import counted
from tests.world import another_team

SAW = {"kind": "opportunity", "text": "Vestby asked me for the price list twice.", "effect": "They lost a week."}


@pytest.fixture
def review(session, cast, clock):
    """Ana's, at Read."""
    review = table(session, cast, at=clock(), seen=(*QUOTES, *HANDOVER), taken_up=False)
    observations.write(review, cast.ingrid, kind="gain", text="Her son is well again.", personal=True, hand_in=True, at=clock())
    observations.note(review, cast.tomasz, kind="gain", text="Typed for Tomasz.", by=cast.marc, at=clock())
    leading.go(review.meeting, Place(review.id, READ), early=True, by=cast.marc, at=clock())
    session.commit()
    return review


@pytest.fixture
def room(desk, review):
    """`room(person)` is what the room shows them."""
    def look(person, at="", wall=False) -> str:
        page = desk(person).get(f"/meetings/{review.meeting_id}/{'wall' if wall else 'room'}{at and f'?at={at}'}")
        assert page.status_code == 200
        return page.text
    return look


def post(desk, person, address, **data):
    return desk(person).post(f"{address}?room=", data=data, follow_redirects=True)


def newest(session) -> Observation:
    session.rollback()
    return session.scalars(select(Observation).order_by(Observation.id.desc()).limit(1)).one()


# -- what stands there --------------------------------------------------------------------------------------------------------

def test_everybody_reads_gains_first_and_never_what_is_personal_or_not_confirmed(room, cast):
    for person in (cast.marc, cast.dustin, cast.priya, cast.tomasz):
        page = room(person)
        assert page.index("Every deal has its amount") < page.index("Halden: quote on 3 Nov"), person.name
        assert "Priya Raman" in page and "Her son" not in page and "Typed for Tomasz" not in page
        assert "not confirmed" not in page and "ersonal" not in page


def test_the_rep_reads_nothing_and_says_nothing(room, desk, cast, review, session):
    meetings.ask(review.meeting, cast.farid, "peer manager", by=cast.marc, at=review.taken_up_at)
    review.meeting.contributors[-1].person = cast.ana
    session.commit()
    page = room(cast.ana)
    assert "This turn is yours" in page and "Halden" not in page and "Add what you saw" not in page
    for address in ("reading", "said", "said/draft", "still-seen"):
        assert desk(cast.ana).post(f"/reviews/{review.id}/{address}", data=SAW | {"said": "yes"}).status_code == 404


def test_the_wall_shows_what_all_were_promised_and_no_button(room, cast, review, session, clock):
    late = saw(review, cast.dustin, "Only for those whom it names.", at=clock())
    late.for_facilitator = cast.dustin
    session.commit()
    wall = room(cast.marc, wall=True)
    assert "Halden: quote on 3 Nov" in wall and "0 of 1 have read" not in wall
    assert "Only for those" in room(cast.dustin) and "I saw that too" not in wall and "/said" not in wall
    meetings.ask(review.meeting, cast.lea, "leader", by=cast.marc, at=clock.forward(days=1))
    review.meeting.contributors[-1].asked_by_id = cast.dustin.id
    session.commit()
    assert "Halden: quote on 3 Nov" not in room(cast.marc, wall=True)
    assert "Halden: quote on 3 Nov" in room(cast.marc)


def test_the_page_costs_the_same_with_one_and_with_forty_observations(desk, session, cast, clock, review):
    marc, counts, address = desk(cast.marc), [], f"/meetings/{review.meeting_id}/room"
    for number in range(40):
        if number in (0, 39):
            with counted(session.get_bind()) as statements:
                marc.get(address)
            counts.append(len(statements))
        one = saw(review, cast.ingrid, f"Seen {number}", at=clock())
        seen_too.say(one, cast.priya, by=cast.priya, at=clock())
        session.commit()
    assert counts[0] == counts[1] <= 11


# -- one click ----------------------------------------------------------------------------------------------------------------

def test_each_ticks_and_who_leads_sees_who_is_left(desk, room, session, cast, review):
    for person in (cast.marc, cast.priya, cast.ingrid):
        desk(person).post(f"/meetings/{review.meeting_id}/room/presence")
    post(desk, cast.priya, f"/reviews/{review.id}/reading", said="yes")
    page = room(cast.marc)
    assert "1 of 3 have read" in page and re.search(r"not yet:\s+<bdi>Ingrid</bdi>, <bdi>Marc</bdi>", page)
    assert "You have read it" in room(cast.priya) and "not yet:" not in room(cast.priya)
    post(desk, cast.priya, f"/reviews/{review.id}/reading", said="no")
    session.rollback()
    assert session.scalars(select(ReadTick)).all() == []


def test_i_saw_that_too_stands_on_the_card_and_not_of_ones_own(desk, room, session, cast, review):
    card = cards(session, review, [HANDOVER[0]])[0]
    assert "Priya</bdi> saw it too" in post(desk, cast.priya, f"/observations/{card}/seen-too", said="yes").text
    own = post(desk, cast.ingrid, f"/observations/{card}/seen-too", said="yes")
    assert own.status_code == 422 and "Ingrid Solheim wrote this" in own.text
    assert 'title="Priya Raman">Priya</bdi> saw it too' in room(cast.tomasz)
    post(desk, cast.priya, f"/observations/{card}/seen-too", said="no")
    assert "saw it too" not in room(cast.tomasz)


def test_who_leads_notes_who_else_saw_it(desk, session, cast, review):
    card = cards(session, review, [HANDOVER[0]])[0]
    post(desk, cast.marc, f"/observations/{card}/seen-too", said="yes", person_id=cast.tomasz.id)
    refused = post(desk, cast.priya, f"/observations/{card}/seen-too", said="yes", person_id=cast.dustin.id)
    assert "Only who leads the room notes what Dustin Brinkmann says" in refused.text
    session.rollback()
    (noted,) = session.scalars(select(SeenToo)).all()
    assert (noted.person, noted.noted_by, noted.function) == (cast.tomasz, cast.marc, "enablement")


def test_what_is_personal_cannot_even_be_found(desk, session, cast, review):
    hidden = session.scalar(select(Observation.id).where(Observation.personal))
    for person in (cast.priya, cast.tomasz):
        assert desk(person).post(f"/observations/{hidden}/seen-too", data={"said": "yes"}).status_code == 404
    assert post(desk, cast.dustin, f"/observations/{hidden}/seen-too", said="yes").status_code == 422
    session.rollback()
    assert session.scalars(select(SeenToo)).all() == []


# -- saying something ---------------------------------------------------------------------------------------------------------

def test_what_priya_says_the_others_read_at_once(desk, room, session, cast, review):
    form = re.search(r'<form[^>]* action="(/reviews/\d+/said[^"]*)".*?name="key"[^>]*value="([^"]+)".*?name="promise"[^>]* value="([^"]+)"',
                     room(cast.priya), re.S)
    answer = desk(cast.priya).post(form[1], data=SAW | {"key": form[2], "promise": form[3]})
    assert (answer.status_code, answer.location) == (303, f"/meetings/{review.meeting_id}/room")
    one = newest(session)
    assert (one.text, one.author, one.noted_by, bool(one.said_at)) == (SAW["text"], cast.priya, None, True)
    page = room(cast.tomasz)
    assert SAW["text"] in page and "said in the room" in page


def test_marc_notes_it_for_priya_and_she_words_it_anew(desk, room, session, cast, review):
    address = f"/reviews/{review.id}/said"
    nobody = post(desk, cast.marc, address, **SAW)
    assert nobody.status_code == 422 and "Choose who says it." in nobody.text and SAW["text"] in nobody.text
    post(desk, cast.marc, address, **SAW, person_id=cast.priya.id)
    one = newest(session)
    assert (one.author, one.noted_by) == (cast.priya, cast.marc)
    assert "noted by <bdi>Marc</bdi>" in room(cast.tomasz)
    own = desk(cast.priya).get(f"/reviews/{review.id}/observations").text
    assert "Marc Oduya noted it as you said it" in own and f"/observations/{one.id}/correction" in own
    form = desk(cast.priya).get(f"/observations/{one.id}/correction").text
    assert "Once you put it into your own words, nobody else changes it" in form
    version = re.search(r'name="version"[^>]* value="(\d+)"', form)[1]
    answer = desk(cast.priya).post(f"/observations/{one.id}/correction", data=SAW | {"text": "Three times.", "version": version})
    assert answer.location == f"/reviews/{review.id}/observations"
    assert (newest(session).text, newest(session).noted_by) == ("Three times.", None)
    late = desk(cast.marc).post(f"/observations/{one.id}/correction", data=SAW | {"text": "As Marc has it.", "version": version})
    assert late.status_code == 404 and "As Marc has it." in late.text


def test_nobody_else_finds_the_form_that_words_it_anew(desk, session, cast, clock, review):
    one = said.say(review, cast.priya, by=cast.priya, **SAW, at=clock())
    session.commit()
    assert [desk(person).get(f"/observations/{one.id}/correction").status_code
            for person in (cast.priya, cast.marc, cast.dustin, cast.tomasz, cast.ana, cast.olaf)] == [200] + [404] * 5


def test_a_second_window_sees_both_texts(desk, session, cast, clock, review):
    one = said.say(review, cast.priya, by=cast.priya, **SAW, at=clock())
    session.commit()
    version = one.version
    said.correct(one, by=cast.priya, **SAW | {"text": "From the other window.", "occasion": ""}, at=clock())
    session.commit()
    answer = desk(cast.priya).post(f"/observations/{one.id}/correction", data=SAW | {"text": "From this one.", "version": version})
    assert answer.status_code == 422 and "From the other window." in answer.text and "From this one." in answer.text


def test_what_is_half_typed_is_saved_and_stands_there_on_coming_back(desk, room, session, cast, review):
    typed = {"key": "room-1", "tab": "one.1", "text": "Vestby asked", "kind": ""}
    answer = desk(cast.marc).post(f"/reviews/{review.id}/said/draft", data=typed)
    assert answer.json["version"] == 1 and "Vestby asked" in room(cast.marc) and "Vestby asked" not in room(cast.dustin)
    assert "Vestby asked" not in room(cast.marc, wall=True)
    assert newest(session).handed_in_at is None


def test_nothing_is_said_into_another_meeting(desk, session, cast, clock, review):
    _, others = another_team(session, cast, at=clock())
    for address in ("reading", "said", "said/draft", "still-seen"):
        assert desk(cast.priya).post(f"/reviews/{others['Review']}/{address}", data=SAW).status_code == 404


def test_the_readers_sentence_says_who_reads_it(room, cast):
    assert "Dustin, Marc and the people asked to this meeting read it at once, also those Marc adds. Ana never does." in room(cast.priya)


def test_after_the_decision_nothing_is_added_and_no_word_is_lost(room, desk, session, cast, clock, review):
    review.decided_at = clock()
    session.commit()
    page = room(cast.priya, at=f"{review.id}-read")
    assert "Halden: quote on 3 Nov" in page and "Add what you saw" not in page and "I saw that too" not in page
    late = post(desk, cast.priya, f"/reviews/{review.id}/said", **SAW)
    assert late.status_code == 422 and "The item for Ana Kovač is decided" in late.text and SAW["text"] in late.text


def test_it_is_said_at_merge_as_well_and_stands_there_as_a_card(desk, room, session, cast, clock, review):
    number = review.id
    leading.go(review.meeting, Place(number, MERGE), by=cast.marc, at=clock())
    session.commit()
    action = re.search(r'<form[^>]* action="(/reviews/\d+/said\?[^"]*)"', room(cast.priya))[1]
    answer = desk(cast.priya).post(action, data=SAW)
    assert (answer.status_code, answer.location) == (303, f"/meetings/{review.meeting_id}/room")
    assert SAW["text"] in room(cast.tomasz)
    assert f"room={number}-merge" in action
