"""Why the rep does not do it yet: the root cause on the pyramid, from what stands in the way to what somebody wants."""

from __future__ import annotations

from reviews.errors import Refused

KNOWLEDGE, SKILL, WILL, CAPACITY, OBSTACLE, PERSONAL = (
    "knowledge", "skill", "will", "capacity", "obstacle", "personal")
CAUSES = (OBSTACLE, KNOWLEDGE, SKILL, WILL, CAPACITY, PERSONAL)
IN_THE_ROOM = tuple(cause for cause in CAUSES if cause != PERSONAL)
QUESTIONS = {
    OBSTACLE: "something in the way: a tool, a rule, another team",
    KNOWLEDGE: "does not know that, or how",
    SKILL: "knows how, has not practised it enough",
    WILL: "can, and does not want to",
    CAPACITY: "can and wants to, has no time or room for it",
    PERSONAL: "something in their own life",
}


def check(cause: str | None, *, instead_of: str | None, manager: str, by_manager: bool, talked: bool) -> None:
    """Refuse what is no cause. A personal one is noted, and changed, by the manager alone, after the talk (law 8)."""
    if cause is not None and cause not in CAUSES:
        raise Refused("Choose one of the causes.", "cause")
    if PERSONAL in (cause, instead_of) and not by_manager:
        raise Refused(f"That is for {manager} to note, after the talk.", "cause")
    if cause == PERSONAL and not talked:
        raise Refused("A personal cause comes up in the talk, if at all. Note the talk first.", "cause")
