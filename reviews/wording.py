"""What a text is made of: its words, their stems, the words that carry its meaning, and the rep's names taken out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

LONGEST = 1_200  # characters that are compared; what an observation says is said by then

WORD = re.compile(r"\w+(?:['’]\w+)*")
SPACE = re.compile(r"\s+")

# Words that all texts share by nature and that tell no two apart.
EMPTY_WORDS = frozenset("""
a an the and or but if so to of in on at by for from with as is are was were be been being am do does did done doing
have has had having i you he she it we they me him her us them my your his its our their mine hers ours theirs
himself herself themselves myself this that these those there here not no very really just also too however overall
always would could should can will may might must than then s t d ll re ve m don doesn didn isn wasn aren won
""".split())

# Ordinary words of working life. The mean of their vectors is what any word's vector has in common with all others.
ORDINARY_WORDS = """
ability account action advice agree amount answer appear approach area arrive ask attention avoid bad base begin
behaviour better big board bring build business call care careful carry case cause chance change check child clear
close cold colleague come common company complete cost country create customer daily day deal decide deep deliver
detail different difficult discuss do early easy effort email end enough error event example expect explain fact
fail fall fast feel few figure find finish follow food form free friend full get give goal good great grow hand
happen hard health hear heavy help high history hold home hope hour house idea improve increase inform interest
issue job join keep kind know knowledge language late law lead learn leave letter level life light list listen
little live local long look lose low make manage market matter mean meet member mind minute miss money month morning
move music name need new note number offer office old open order part pay people phone place plan play point poor
power prepare present price problem product project promise public quality question quick read ready reason record
reduce remember report rest result return right risk road rule run safe sale say school see sell send serious
service share short show sign simple small speak staff stand start state stay step stop story strong study success
support sure system take talk task teach team tell test thing think time today travel trust try turn understand use
usual value visit voice wait walk want warm water way week whole woman word work world worry write wrong year young
""".split()

# Names that are words as well: taken out only where they are written with a capital.
ALSO_WORDS = frozenset("""
art bill chance dean drew faith frank grace grant guy hope jack joy lance mark max may miles norm pat penny rich rob
rose sue summer sunny will
""".split())

ENDINGS = (
    "ingly", "edly", "ations", "ation", "ments", "ment", "ness", "ings", "ing", "ies", "ied", "ers", "er", "ed", "es",
    "ly", "s", "e",
)


def words(text: str) -> list[str]:
    return [word.lower() for word in WORD.findall(text)]


def telling_words(text: str) -> list[str]:
    """The words that carry the meaning, each once, in their order; all words when none does."""
    every = list(dict.fromkeys(words(text)))
    return [word for word in every if word not in EMPTY_WORDS] or every


def telling_text(text: str) -> str:
    """The text without its empty words; the text itself when nothing would be left."""
    return " ".join(word for word in WORD.findall(text) if word.lower() not in EMPTY_WORDS) or text


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The word without its English ending: "returning", "returned" and "returns" are one."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word.removesuffix(ending).removesuffix("e")
    return word


def without_names(text: str, names: Sequence[str]) -> str:
    """The text as it is compared: of bounded length, single spaces, the rep's names taken out."""
    cut = SPACE.sub(" ", text[: LONGEST + 1]).strip()
    if len(text) > LONGEST:
        cut = cut.rpartition(" ")[0] or cut
    pattern = _names_pattern(tuple(names))
    return SPACE.sub(" ", pattern.sub(" ", cut)).strip() if pattern else cut


@lru_cache(maxsize=200)
def _names_pattern(names: tuple[str, ...]) -> re.Pattern | None:
    forms = {form for name in names for part in WORD.findall(name) for form in _forms(part)}
    if not forms:
        return None
    longest_first = sorted(forms, key=lambda form: (-len(form), form))
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?:['’]s)?(?!\w)")


def _forms(part: str) -> set[str]:
    """How a name may be written. An initial, and the small "van" or "de" within a name, are left in the text."""
    if len(part) < 2 or (part.islower() and len(part) <= 3):
        return set()
    capital = {part, part.capitalize(), part.upper()} - {part.lower()}
    return capital if part.lower() in ALSO_WORDS else capital | {part.lower()}
