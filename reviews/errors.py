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
    """The thing was changed since it was opened: `theirs` maps fields to what stands there now, and `stands` is what a
    form that shows it carries, a version or a fingerprint."""

    def __init__(self, sentence: str, theirs: dict[str, object], stands: int | str):
        super().__init__(sentence)
        self.theirs = theirs
        self.stands = stands
