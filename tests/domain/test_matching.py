"""How somebody matched columns is remembered for the next file with these headers; rows left out come back mended."""

import pytest

from reviews import imports, taking_in
from tests.gathering import gathering
from tests.importing import AdasDesk, bad, created

WER = "Wer,Wo,Chef\nAnna Snelling,Köln,Rosa Diaz\n"


@pytest.fixture
def desk_of(session, cast, clock) -> AdasDesk:
    return AdasDesk(session, cast, clock)


def test_the_last_choice_is_taken_for_the_same_headers_in_any_order(session, cast, clock, desk_of):
    first, _ = desk_of.upload(WER, name="Wer", office="Wo")
    assert (first.matched_by, first.matched_at) == (None, None)
    clock.forward(days=1)
    again, preview = desk_of.upload("chef,WER,wo\nRosa Diaz,Reed Clapper,Ulm\n")
    assert (again.columns, again.matched_by) == ({"name": "WER", "office": "wo"}, cast.ada)
    assert again.matched_at == clock.at.replace(day=clock.at.day - 1)
    assert created(preview) == [("person", "Reed Clapper", {"office": "Ulm"})]
    imports.match(again, by=cast.ada, at=clock(), name="WER", manager="chef")
    assert again.matched_by is None and desk_of.upload(WER)[0].columns == {"name": "Wer", "manager": "Chef"}


def test_other_headers_and_another_kind_of_file_are_not_matched_by_it(session, cast, clock, desk_of):
    desk_of.upload(WER, name="Wer")
    meeting = gathering(session, cast, at=clock())
    theirs = imports.start(session, kind="observations", file_name="x.csv", data=WER.encode(), meeting=meeting, by=cast.marc,
                           at=clock())
    assert theirs.columns == {} and desk_of.upload("Wer,Name\nx,Anna\n")[0].columns == {"name": "Name"}


def test_rows_left_out_come_as_a_file_that_can_be_mended_and_brought_again(session, cast, clock, desk_of):
    import_, preview = desk_of.upload("Wer,Post\nAnna,anna@example.com\nBob,bob@\n=1+1,x@\n", name="Wer", email="Post")
    text = taking_in.left_out(import_, preview)
    assert text.splitlines()[:2] == [
        '\ufeff"Row in the file","Wer","Post","Why it was left out"',
        '"3","Bob","bob@","“bob@” is not an e-mail address. Write it like ana@example.com, or leave it empty."']
    assert "\"'=1+1\"" in text
    again, preview = desk_of.upload(text.replace("bob@", "bob@example.com", 1))
    assert (again.columns, again.matched_by) == ({"name": "Wer", "email": "Post"}, cast.ada)
    assert created(preview) == [("person", "Bob", {"e-mail": "bob@example.com"})]
    assert [number for number, _ in bad(preview)] == [3]


def test_after_the_confirmation_the_rows_left_out_are_all_that_is_kept_and_not_for_long(session, cast, clock, desk_of):
    import_, preview = desk_of.upload("name,email\nAnna,\nBob,bob@\n")
    taking_in.confirm(import_, seen=preview.fingerprint, by=cast.ada, at=clock())
    session.commit()
    assert import_.outcome == "1 person added, 1 left out." and "bob@" in import_.file.left_out
    assert (import_.file.content, import_.file.data, import_.file.preview) == (None, None, None)
    imports.throw_away_old(session, at=clock.forward(days=3))
    session.commit()
    session.expire_all()
    assert import_.file is None and import_.outcome == "1 person added, 1 left out."
