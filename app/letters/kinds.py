"""Every kind of matter, by its name."""

from __future__ import annotations

from app.letters import amended, gathering, signing_in, voices
from app.letters.parts import Kind
from reviews.letters import AMENDED, OWN_VOICE, SIGN_IN

KINDS: dict[str, Kind] = {
    SIGN_IN: Kind(signing_in.needed, signing_in.part),
    **gathering.KINDS,
    OWN_VOICE: Kind(voices.needed, voices.part),
    AMENDED: Kind(amended.needed, amended.part),
}
