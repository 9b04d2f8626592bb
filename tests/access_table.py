"""Who gets at what, route by route, as the product's design has it. Written by hand, not read from the rules it checks.

Priya wrote about Ana, and on the published plan she owes something; Tomasz was asked to the meeting and is not on the plan;
Ana is the rep; Farid is another rep of the meeting; Dustin manages, Marc facilitates; Lea leads sales, Ada is the admin;
Olaf is none of these. A row that is one string holds in every state; four strings are the four states.
"""

from __future__ import annotations

GATHERING, ON_THE_TABLE, DECIDED, PUBLISHED = STATES = (
    "gathering", "on the table", "decided, with a draft", "published, the meeting closed")
PEOPLE = ("priya", "tomasz", "ana", "farid", "dustin", "marc", "lea", "ada", "olaf")

EVERYBODY = " ".join(PEOPLE)
ASKED = "priya tomasz dustin"
DRAFTING = ("", "", "dustin marc", "dustin marc")
READING_THE_PLAN = ("", "", "dustin marc", "priya ana dustin marc lea")
MERGING = ("marc", "priya tomasz dustin marc", "priya tomasz dustin marc", "marc")
HAVING_A_SAY = ("", "priya tomasz dustin marc", "priya tomasz dustin marc", "")
IN_THE_REVIEW = ("dustin marc", "priya tomasz dustin marc", "priya tomasz dustin marc", "dustin marc")

TABLE: dict[str, str | tuple[str, str, str, str]] = {
    "about.who_sees_what": EVERYBODY,
    "today.show": EVERYBODY,
    "meetings.index": EVERYBODY,
    "plans.index": EVERYBODY,
    "plans.export": EVERYBODY,  # a row for each plan that is theirs to see
    "teams.index": EVERYBODY,
    "signing_in.sign_out": EVERYBODY,
    "sessions.index": EVERYBODY,
    "sessions.end_others": EVERYBODY,
    "notes.index": EVERYBODY,
    "notes.create": EVERYBODY,
    "notes.save": EVERYBODY,
    "notes.edit": "priya",  # the note is hers
    "notes.discard": "priya",
    "feeds.show": EVERYBODY,
    "feeds.create": EVERYBODY,
    "feeds.remove": EVERYBODY,
    "sessions.end": "priya",  # the session is hers
    # letters
    "letters.index": EVERYBODY,
    "letters.choose_reminders": EVERYBODY,
    "letters.of_all": "ada",
    "letters.show": "",  # the demo alone
    "letters.html": "",
    "letters.send_again": "marc ada",  # the letter is about the meeting
    # people and teams
    "health.details": "ada",
    "people.index": "ada",
    "people.create": "ada",
    "people.export": "ada",
    "people.edit": "ada",
    "people.leave": "ada",
    "people.come_back": "ada",
    "people.sign_out": "ada",
    "history.show": "farid dustin",  # his own, and of who manages him now
    "imports.create_people": "ada",
    "imports.show_people": "ada",
    "imports.match_people": "ada",
    "imports.answer_people": "ada",
    "imports.left_out_people": "ada",
    "imports.confirm_people": "ada",
    "teams.create": "ada",
    "teams.edit": "ada",
    "teams.show": "dustin marc ada",
    # the meeting
    "meetings.create": "marc",
    "meetings.show": "priya tomasz dustin marc",
    "feeds.meeting": "priya tomasz dustin marc",
    "minutes.show": "dustin marc",
    "minutes.paper": "dustin marc",
    "batches.show": "dustin marc",
    "batches.create": "dustin marc",
    "batches.paper": "",  # nobody asked for one yet
    "meetings.edit": "marc",
    "meetings.open": "marc",
    "meetings.close": "marc",
    "contributors.index": "marc",
    "contributors.remove": "marc",
    "handing_over.make": "marc",
    "handing_over.show": "marc",
    "contributors.give_time": "marc",
    "contributors.replace": "marc",
    "contributors.nudge": "marc",
    "agenda.move": "marc",
    "imports.create_observations": "marc",
    "imports.show_observations": "marc",
    "imports.match_observations": "marc",
    "imports.answer_observations": "marc",
    "imports.left_out_observations": "marc",
    "imports.confirm_observations": "marc",
    # observations
    "declining.create": ASKED,
    "declining.withdraw": ASKED,
    "observations.index": ASKED,
    "observations.create": ASKED,
    "observations.say_nothing_to_add": ASKED,
    "drafts.create": ASKED,
    "drafts.edit": "priya",
    "observations.edit": "priya",
    "observations.hand_in": "priya",
    "observations.take_back": "priya",
    "observations.discard": "priya",
    "observations.confirm": "priya",
    "observations.mark_personal": "priya marc",
    "said.create": HAVING_A_SAY,
    "said.save": HAVING_A_SAY,
    "said.correct": "priya",
    "reading.tick": HAVING_A_SAY,
    "reading.still_see": HAVING_A_SAY,
    "reading.see_too": HAVING_A_SAY,
    # the rep's own two answers
    "voices.show": "ana",
    "voices.write": "ana",
    "voices.save": "ana",
    "voices.take_back": "ana",
    # the room
    "rooms.show": "priya tomasz dustin marc",
    "rooms.wall": "priya tomasz dustin marc",
    "rooms.come": "priya tomasz dustin marc",
    "rooms.leave": "priya tomasz dustin marc",
    "rooms.go": "marc",  # who leads
    "rooms.rest": "marc",
    "rooms.go_on": "marc",
    "rooms.give_minutes": "marc",
    "rooms.note_here": "marc",
    "rooms.hand_lead": "dustin marc",
    # the review
    "reviews.show": IN_THE_REVIEW,
    "reviews.take_up": "marc",
    "reviews.close": "marc",
    "themes.board": IN_THE_REVIEW,
    "themes.answer": MERGING,
    "themes.place": MERGING,
    "themes.place_one": MERGING,
    "themes.undo": MERGING,
    "themes.rename": MERGING,
    "themes.join": MERGING,
    "themes.bring_back": MERGING,
    "decisions.show": IN_THE_REVIEW,
    "decisions.create": "marc",
    "decisions.withdraw": "marc",
    "decisions.dissent": HAVING_A_SAY,
    "dots.place": HAVING_A_SAY,
    "dots.reveal": "marc",
    # the plan
    "plans.create": "dustin marc",
    "plans.show": READING_THE_PLAN,
    "plans.paper": ("", "", "", "priya ana dustin marc lea"),
    "plans.version": ("", "", "", "priya ana dustin marc lea"),
    "plans.version_paper": ("", "", "", "priya ana dustin marc lea"),
    "coach_cards.paper": ("", "", "", "priya ana dustin marc"),  # that of Dustin
    "plans.diagnosis": ("", "", "dustin marc", "ana dustin marc"),  # the talk was held: a personal cause may stand there
    "plans.revise": DRAFTING,
    "plans.diagnose": DRAFTING,
    "talks.show": ("", "", "dustin", "dustin"),
    "talks.note": ("", "", "dustin", "dustin"),
    "talks.save": ("", "", "dustin", "dustin"),
    "plans.publish": ("", "", "dustin", "dustin"),
    "plans.acknowledge": ("", "", "", "ana"),
    "amendments.create": ("", "", "", "dustin"),
    "another_way.diagnose": ("", "", "", "dustin"),
    "commitments.create": ("", "", "priya tomasz dustin marc", "dustin marc"),
    "commitments.edit": ("", "", "priya dustin marc", "dustin marc"),  # the commitment is hers
    "commitments.remove": ("", "", "priya dustin marc", "dustin marc"),
    "commitments.accept": ("", "", "priya", "priya"),
    "commitments.tick": ("", "", "", "priya"),
    "commitments.untick": ("", "", "", "priya"),
    "commitments.move": ("", "", "", "priya"),
    "commitments.drop": ("", "", "", "priya"),
    "handings_on.create": ("", "", "", "dustin"),
    "handings_on.name_coach": ("", "", "", "dustin"),
    # the thirty days
    "checkins.show": ("", "", "", "ana dustin"),
    "helping.create": ("", "", "", "ana"),
    "helping.withdraw": "ana",
    "helping.answer": "priya",  # she was asked
    "nudges.create": ("", "", "", "dustin marc"),
    "coaching.create": ("", "", "", "priya ana dustin"),
    "coaching.remove": "priya",  # she logged it
    "coaching_quality.show": EVERYBODY,  # what is theirs to know stands there
    "coaching_quality.answer": ("", "", "", "ana"),
    "coaching_quality.put_away": ("", "", "", "ana"),
    "verdicts.create": DRAFTING,
}


def those_who_may(endpoint: str, state: str) -> set[str]:
    """The people whom a route lets in, in this state."""
    row = TABLE[endpoint]
    return set((row if isinstance(row, str) else row[STATES.index(state)]).split())
