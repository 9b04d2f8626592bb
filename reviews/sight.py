"""What an observation says: what kind it is, what was seen, what it led to, on which occasion, on what basis."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviews.errors import Refused

if TYPE_CHECKING:
    from reviews.meetings import Review

GAIN, OPPORTUNITY = "gain", "opportunity"
KINDS = (GAIN, OPPORTUNITY)
FIRST_HAND, FROM_DATA, HEARD = "first-hand", "from data", "heard"
BASES = (FIRST_HAND, FROM_DATA, HEARD)
WORDS = ("text", "effect", "occasion", "suggestion")
LONGEST = 20_000
NO_KIND = "Say whether it got better or could get better."
NO_TEXT = "Write what you saw. It is the one field that must be filled in."


def checked(review: Review, *, kind: str, text: str, effect: str = "", occasion: str = "", suggestion: str = "",
            basis: str = FIRST_HAND, personal: bool = False, without_manager: bool = False, draft: bool = False) -> dict[str, object]:
    """The facts of an observation as they are kept, or a refusal that says what is wrong with them. A `draft` may still
    lack its kind and its text."""
    words = {"text": text, "effect": effect, "occasion": occasion, "suggestion": suggestion}
    words = {name: bare(said) for name, said in words.items()}
    check_kind(kind)
    if not draft:
        whole(kind, words["text"])
    for name, said in words.items():
        check_length(said, name)
    if basis not in BASES:
        raise Refused("Say whether you saw it yourself, know it from data, or heard of it.", "basis")
    if without_manager:
        _may_leave_out(review, personal)
    return {"kind": kind, **words, "basis": basis, "personal": personal, "without_manager": without_manager}


def whole(kind: str, text: str) -> None:
    """Refuse to hand in a draft that does not say yet what kind it is, or what was seen."""
    if kind not in KINDS:
        raise Refused(NO_KIND, "kind")
    if not text:
        raise Refused(NO_TEXT, "text")


def bare(said: str) -> str:
    """What was typed as it is kept: without space around it, and without a null, which no database keeps."""
    return said.replace("\0", "").strip()


def check_length(said: str, field: str, *, cut: str = "Cut it, or make two of it.") -> None:
    """Refuse what is too long to be kept, whole; nothing is ever cut for anybody."""
    if len(said) > LONGEST:
        raise Refused(f"This has {len(said):,} characters, and {LONGEST:,} fit. {cut}", field)


def check_kind(kind: str) -> None:
    """Refuse what is neither a gain nor an opportunity; a draft need not say yet."""
    if kind and kind not in KINDS:
        raise Refused(NO_KIND, "kind")


def _may_leave_out(review: Review, personal: bool) -> None:
    manager = review.meeting.manager
    if manager is review.meeting.facilitator:
        raise Refused(f"{manager.name} also runs this meeting, so it cannot be kept from {manager.first}.", "personal")
    if not personal:
        raise Refused(f"Only what is personal can be kept from {manager.name}.", "personal")
