"""What the domain says when something cannot be. Every error is a sentence for the person who asked."""

from __future__ import annotations


class Refused(Exception):
    """What was asked cannot be done; `sentence` says why and what to do, `field` where it stands on the form."""

    def __init__(self, sentence: str, field: str | None = None):
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field


class Missing(Refused):
    """A plan cannot be published yet: `parts` maps the name of each missing part to its sentence."""

    def __init__(self, sentence: str, parts: dict[str, str]):
        super().__init__(sentence)
        self.parts = parts


class Stale(Refused):
    """Somebody else changed the thing since it was opened: `theirs` maps fields to what stands there now."""

    def __init__(self, sentence: str, theirs: dict[str, object], version: int):
        super().__init__(sentence)
        self.theirs = theirs
        self.version = version


def unchanged(thing, seen: int | None, **mine) -> None:
    """Refuse with `Stale` when `thing` is no longer at the version the person saw and says something else than `mine`.

    `mine` are the values about to be written, by attribute. Saving what stands there already is no conflict, and
    `seen=None` means that the caller did not show a version (a command, the demo).
    """
    theirs = {name: getattr(thing, name) for name, value in mine.items() if getattr(thing, name) != value}
    if seen is not None and seen != thing.version and theirs:
        raise Stale("Somebody else has changed this since you opened it. Both texts are below; keep what is right.",
                    theirs, thing.version)
