"""How each form and button stands to a second writer, who sends it after somebody else, or oneself in another window, has
changed what it is about. Written by hand: a new route needs a row."""

from __future__ import annotations

# Carries what was seen, in this hidden field; when that has changed, nothing is written and the page says so, with both texts
# where there are texts.
CARRIES = {
    "agenda.move": "order",
    "amendments.create": "version",
    "another_way.diagnose": "shown",
    "checkins.show": "shown",
    "contributors.give_time": "shown",
    "commitments.accept": "shown",
    "commitments.edit": "version",
    "commitments.move": "shown",
    "commitments.remove": "shown",
    "commitments.tick": "due_on",
    "commitments.untick": "due_on",
    "decisions.create": "shown",
    "decisions.dissent": "shown",
    "decisions.withdraw": "decision",
    "imports.confirm_observations": "fingerprint",
    "imports.confirm_people": "fingerprint",
    "meetings.edit": "version",
    "notes.create": "version",
    "notes.discard": "version",
    "observations.confirm": "version",
    "observations.discard": "version",
    "observations.edit": "version",
    "observations.hand_in": "version",
    "people.edit": "version",
    "plans.acknowledge": "number",
    "plans.diagnose": "shown",
    "plans.publish": "shown",
    "plans.revise": "shown",
    "rooms.go": "seen",
    "talks.note": "version",
    "said.correct": "version",
    "teams.edit": "version",
    "themes.answer": "fingerprint",
    "themes.rename": "version",
    "themes.undo": "other",
    "verdicts.create": "shown",
    "voices.write": "version",
}

# Makes something of its own: what others make stands beside it. A law that lets one be refuses the second, words kept.
MAKES = {
    "coaching.create", "commitments.create", "contributors.index", "helping.create", "imports.create_observations", "imports.create_people", "meetings.create",
    "observations.create", "people.create", "said.create", "teams.create",
    "handings_on.create", "handings_on.name_coach", "signing_in.first_admin", "handing_over.make",
}

# The same whoever does it first: the second time changes nothing, or is refused in a sentence.
ONCE = {
    "batches.create", "helping.answer", "helping.withdraw", "nudges.create",
    "coaching.remove", "coaching_quality.answer", "coaching_quality.put_away", "contributors.nudge", "contributors.remove",
    "contributors.replace",
    "meetings.close", "meetings.open", "observations.mark_personal",
    "observations.say_nothing_to_add", "observations.take_back", "people.come_back", "people.leave", "plans.create",
    "reviews.take_up", "signing_in.as_person", "signing_in.sign_out", "signing_in.use_link", "people.sign_out", "sessions.end",
    "sessions.end_others", "page_links.ask", "page_links.open", "page_links.renew", "page_links.decline", "declining.create",
    "declining.withdraw", "reminders.stop", "signing_in.ask", "letters.send_again", "voices.take_back",
    "feeds.remove", "reading.see_too", "reading.still_see", "reading.tick", "rooms.come", "rooms.go_on", "rooms.leave", "rooms.rest",
}

# Ends something with a reason: the second is told whose reason stands, and keeps their own words to copy.
ENDS = {"commitments.drop", "reviews.close"}

# The last hand counts: a card stands where it was put last. Each such step stands on the board with who did it, and can be
# undone; a theme that is gone takes nothing more. Dots are one's own; hands are as many as were counted last.
LAST = {"dots.place", "dots.reveal", "rooms.give_minutes", "rooms.hand_lead", "rooms.note_here",
        "themes.bring_back", "themes.join", "themes.place", "themes.place_one"}

# Nobody else sees it: how one's own upload is read before it is confirmed.
OWN = {"imports.answer_observations", "imports.answer_people", "imports.match_observations", "imports.match_people",
       "letters.choose_reminders", "feeds.create"}

# Saved while somebody types, by a script: of one window the newest words count, another window's are shown beside one's own
# until the person picks (tests/domain/test_drafts.py, test_talks.py).
TYPED = {"drafts.create", "drafts.edit", "notes.save", "said.save", "talks.save", "voices.save"}

KINDS = (set(CARRIES), MAKES, ONCE, ENDS, LAST, OWN, TYPED)
