"""Worked cases of what is named as missing while a meeting gathers."""

from datetime import date

import pytest

from reviews.gaps import Asked, Cell, Rep, gaps, in_a_row, named_from

ANA, FARID, GRETA = REPS = [Rep(1, "Ana Kovač"), Rep(2, "Farid Haddad"), Rep(3, "Greta Lindqvist")]
DUSTIN, PRIYA, INGRID = Asked(11, "Dustin", "manager"), Asked(12, "Priya", "sales ops"), Asked(13, "Ingrid", "service")
JORIS = Asked(14, "Joris", "peer manager")
ASKED = [DUSTIN, JORIS, PRIYA, INGRID]
WROTE, TYPED, NOTHING = Cell(written=1), Cell(unconfirmed=1), Cell(no_more=True)


def told(*answers: tuple[Rep, Asked, Cell], reps=REPS, asked=ASKED, **more) -> list[str]:
    return gaps(reps, asked, {(rep.id, one.id): cell for rep, one, cell in answers}, **more)


def about(rep: Rep, *those: Asked, cell: Cell = WROTE) -> list:
    return [(rep, one, cell) for one in those]


WELL = [*about(FARID, DUSTIN, PRIYA), *about(GRETA, DUSTIN, INGRID)]
CASES = {
    "an empty meeting is one sentence": (told(), ["Nobody has written anything yet."]),
    "two functions, one of them outside sales, are enough": (told(*WELL, *about(ANA, DUSTIN, PRIYA), asked=[DUSTIN, PRIYA, INGRID]), []),
    "nobody, before one, before one side": (
        told(*about(GRETA, INGRID), *about(FARID, DUSTIN, JORIS), *about(GRETA, PRIYA, cell=NOTHING)),
        ["Nobody has written about Ana yet.", "Only Ingrid has written about Greta.", "Nobody outside sales has written about Farid."]),
    "those of whom the same is missing stand in one sentence": (
        told(*about(ANA, DUSTIN), *about(FARID, DUSTIN), *about(GRETA, DUSTIN)),
        ["Only Dustin has written about Ana, Farid and Greta.", "Nothing from peer manager yet: Joris.",
         "Nothing from sales ops yet: Priya.", "Nothing from service yet: Ingrid."]),
    "two from one function outside sales are one side": (
        told(*about(ANA, INGRID, INGRID._replace(id=15)), *WELL, asked=[*ASKED, INGRID._replace(id=15, name="Ole")]),
        ["Only service has written about Ana.", "Nothing from peer manager yet: Joris."]),
    "an answer is no gap": (
        told(*WELL, *about(ANA, DUSTIN), *about(ANA, JORIS, PRIYA, INGRID, cell=NOTHING)), []),
    "when all have nothing to add, it is said last": (
        told(*WELL, *about(ANA, *ASKED, cell=NOTHING)), ["All who could write have nothing to add about Ana."]),
    "what was imported is not there before its author has confirmed it": (
        told(*WELL, *about(ANA, PRIYA, cell=TYPED)),
        ["What is there about Ana was imported, and its authors have not confirmed it.", "Nothing from peer manager yet: Joris."]),
    "who cannot this time closes no gap, and is not waited for": (
        told(*WELL, *about(ANA, DUSTIN, JORIS), asked=[DUSTIN, JORIS, PRIYA, INGRID._replace(declined=True)]),
        ["Nobody outside sales has written about Ana."]),
    "a function that cannot be heard comes first": (
        told(*about(ANA, DUSTIN, PRIYA), *about(FARID, DUSTIN, PRIYA), asked=[DUSTIN, PRIYA, INGRID._replace(declined=True)]),
        ["Ingrid cannot this time, and nobody else from service is asked.", "Nobody has written about Greta yet."]),
    "where nobody outside sales is asked, it is said once": (
        told(*about(ANA, DUSTIN, JORIS), *about(FARID, DUSTIN, JORIS), *about(GRETA, JORIS), asked=[DUSTIN, JORIS]),
        ["Nobody outside sales is asked.", "Only Joris has written about Greta."]),
    "a contributor who is a rep does not write about themselves": (
        told(*about(ANA, DUSTIN), asked=[DUSTIN, Asked(ANA.id, "Ana Kovač", "service")], reps=[ANA]), []),
    "nothing is said of reps whose turn has come": (told(*WELL, reps=[FARID, GRETA]), ["Nothing from peer manager yet: Joris."]),
    "five at most": (
        [str(len(told(*about(ANA, DUSTIN), asked=[*ASKED, *(Asked(20 + n, "X", f"function {n}") for n in range(9))])))], ["5"]),
    "early only who is asked": (
        told(asked=[DUSTIN, PRIYA._replace(declined=True)], early=True),
        ["Priya cannot this time, and nobody else from sales ops is asked."]),
    "nobody asked, nothing to name": (told(asked=[]), []),
}


@pytest.mark.parametrize("said, expected", CASES.values(), ids=CASES)
def test_what_is_named(said, expected):
    assert said == expected


def test_reps_of_one_first_name_are_told_apart_by_both():
    reps = [Rep(1, "Ana Kovač"), Rep(2, "Ana Brandt"), Rep(3, "Greta Lindqvist"), Rep(4, "Farid Haddad")]
    assert told(*about(reps[3], DUSTIN, PRIYA, INGRID, JORIS), reps=reps) == [
        "Nobody has written about Ana Kovač, Ana Brandt and Greta yet."]


def test_of_many_names_a_sentence_has_the_first_few():
    names = [f"N{n}" for n in range(1, 36)]
    assert [in_a_row(names[:n]) for n in (1, 2, 5, 6, 35)] == [
        "N1", "N1 and N2", "N1, N2, N3, N4 and N5", "N1, N2, N3, N4 and 2 others", "N1, N2, N3, N4 and 31 others"]


def test_it_is_named_from_two_working_days_before_it_is_due():
    assert [named_from(date(2026, 11, day)) for day in (27, 23, 22, 24)] == [
        date(2026, 11, 25), date(2026, 11, 19), date(2026, 11, 19), date(2026, 11, 20)]
