"""Every kind of matter, by its name."""

from __future__ import annotations

from app.letters import amended, asked, gathering, owed, published, renewed, signing_in, verdict, voices
from app.letters.parts import Kind
from reviews.letters import AMENDED, HELP, OWED, OWN_VOICE, PLAN_NUDGE, PUBLISHED, RENEWED, SIGN_IN, VERDICT

KINDS: dict[str, Kind] = {
    SIGN_IN: Kind(signing_in.needed, signing_in.part),
    **gathering.KINDS,
    RENEWED: Kind(renewed.needed, renewed.part),
    OWN_VOICE: Kind(voices.needed, voices.part),
    PUBLISHED: Kind(published.needed, published.part),
    AMENDED: Kind(amended.needed, amended.part),
    VERDICT: Kind(verdict.needed, verdict.part),
    OWED: Kind(owed.needed, owed.part),
    HELP: Kind(asked.help_needed, asked.help_part),
    PLAN_NUDGE: Kind(asked.still_owed, asked.nudge_part),
}
