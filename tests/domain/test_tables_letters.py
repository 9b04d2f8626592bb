"""Old letters without a mark are told by how names are built; which ones were taken is told beside the table."""

import pytest

from reviews import tables
from reviews.errors import Refused

CZECH = ["Řehoř", "Dvořák", "Jiří", "Tomáš", "Černý", "Zdeněk", "Růžička", "Němec", "Škoda", "Věra", "Přemysl"]
POLISH = ["Łukasz", "Wałęsa", "Małgorzata", "Wiśniewski", "Zieliński", "Woźniak", "Świątek", "Żak", "Gołębiewski"]
CROATIAN = ["Kovačević", "Ivanić", "Marković", "Đuro", "Bašić", "Čović"]
HUNGARIAN = ["Győző", "Szűcs", "Erdős", "Kőszegi", "Fűrész"]
GERMAN = ["Müller", "Jürgen", "Schröder", "Köhler", "Jäger", "Groß", "Böhm", "Öztürk", "Übel", "München"]
FRENCH = ["Hélène", "François", "Zoë", "André", "Benoît", "Gaël", "Loïc", "Orléans", "Côté", "Cœur"]
SPANISH = ["Muñoz", "José", "María", "Peña", "Ibáñez", "Begoña"]
PORTUGUESE = ["Conceição", "João", "Magalhães", "Simões", "Antônio"]
NORDIC = ["Søren", "Jørgensen", "Åsa", "Kjær", "Bjørn", "Håkon", "Malmö", "Sjöberg", "Hämäläinen"]
RUSSIAN = ["Анна", "Ольга", "Ким", "Москва", "Щербаков", "Юлия"]
WESTERN = GERMAN + FRENCH + SPANISH + PORTUGUESE + NORDIC


def written(names: list[str], encoding: str) -> bytes:
    return ("Name;Office\r\n" + "".join(f"{name} Smith;Berlin\r\n" for name in names)).encode(encoding)


def read(data: bytes):
    table = tables.read(data, "people.csv")
    return [row.get("Name").removesuffix(" Smith") for row in table.rows], table.notes


@pytest.mark.parametrize("encoding, names", [
    ("cp1252", WESTERN), ("cp1252", [*WESTERN, "Þór", "Guðrún", "Øyvind", "Nicolò"]), ("mac_roman", WESTERN),
    ("cp1250", CZECH + POLISH + CROATIAN + HUNGARIAN), ("cp1251", RUSSIAN)])
def test_a_team_of_many_names_is_read(encoding, names):
    assert read(written(names, encoding))[0] == names


@pytest.mark.parametrize("encoding, names", [
    ("cp1252", WESTERN), ("mac_roman", WESTERN), ("cp1250", CZECH + POLISH + CROATIAN + HUNGARIAN), ("cp1251", RUSSIAN)])
def test_even_a_single_name_is_read(encoding, names):
    wrong = [(name, got) for name in names if (got := read(written([name], encoding))[0]) != [name]]
    assert wrong == []


def test_a_guess_is_told_with_what_to_do_about_it():
    assert read(written(CZECH, "cp1250"))[1] == (
        "The letters were read as Central European (Windows). If names look wrong below, save the file as “CSV UTF-8” and "
        "choose it again.",)
    assert read(written(CZECH, "utf-8"))[1] == read(written(CZECH, "utf-16"))[1] == ()


def test_typographic_signs_are_no_letters():
    assert read("Name;Office\r\nO’Brien – “Süd” Smith;Köln\r\n".encode("cp1252"))[0] == ["O’Brien – “Süd”"]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_sixteen_bits_without_a_mark_are_told_by_their_line_breaks(encoding):
    assert read(written(RUSSIAN + WESTERN, encoding)) == (RUSSIAN + WESTERN, ())


def test_what_nobody_can_see_is_left_out_and_the_file_is_read():
    assert read("Name\nlooked up to€\u009d Smith\nAna\u009b2J Smith\n".encode())[0] == ["looked up to€", "Ana2J"]


def test_half_a_letter_at_the_end_is_passed_over():
    assert read(written(["Zoë"], "utf-16") + b"\x0d")[0] == ["Zoë"]


@pytest.mark.parametrize("data, says", [
    (b"name,office\nAna,Zagreb\nFar\0id,Berlin" + b"\nZoe,Rome" * 50, "“people.csv” has a sign in line 3 that no text has"),
    (b"name,office\nAna,\x1b[2JZagreb" + b"\nZoe,Rome" * 50, "“people.csv” has a sign in line 2 that no text has"),
    (b"\0\1\2\3" * 100, "“people.csv” is not a text file with a table in it."),
    (bytes(range(256)), "“people.csv” is not a text file with a table in it."),
])
def test_what_is_no_text_is_refused_and_where_it_is_not(data, says):
    with pytest.raises(Refused) as refused:
        read(data)
    assert refused.value.sentence.startswith(says)
