"""One blueprint a noun. A view has four beats: fetch and permit (its rule), one domain call, answer."""

from flask import Flask
from werkzeug.routing import IntegerConverter

from app.views import (
    about,
    agenda,
    amendments,
    another_way,
    batches,
    checkins,
    coach_cards,
    coaching,
    coaching_quality,
    commitments,
    contributors,
    decisions,
    declining,
    dots,
    drafts,
    feeds,
    handing_over,
    handings_on,
    health,
    helping,
    history,
    imports,
    letters,
    meetings,
    minutes,
    notes,
    nudges,
    observations,
    page_links,
    people,
    plans,
    reading,
    reminders,
    reviews,
    rooms,
    said,
    sessions,
    signing_in,
    talks,
    teams,
    themes,
    today,
    verdicts,
    voices,
)
from reviews.standing import LAST_ID

NOUNS = (
    about, agenda, amendments, another_way, batches, checkins, coach_cards, coaching, coaching_quality, commitments, contributors,
    decisions, declining, dots, drafts, feeds, handing_over, handings_on, health, helping, history, imports, letters, meetings, minutes, notes,
    nudges, observations, page_links, people, plans, reading, reminders, reviews, rooms, said, sessions, signing_in, talks, teams,
    themes, today, verdicts, voices,
)


class RowNumber(IntegerConverter):
    """A number in an address. One that no id can be leads nowhere, and is asked of no database."""

    def __init__(self, map, **options):
        super().__init__(map, max=LAST_ID, **options)


def prepare(app: Flask) -> None:
    app.url_map.converters["int"] = RowNumber
    for noun in NOUNS:
        app.register_blueprint(noun.bp)
