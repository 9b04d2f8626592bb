"""One blueprint a noun. A view has four beats: fetch and permit (its rule), one domain call, answer."""

from flask import Flask

from app.views import (
    about,
    agenda,
    checkins,
    commitments,
    contributors,
    decisions,
    health,
    imports,
    meetings,
    observations,
    people,
    plans,
    reviews,
    sessions,
    signing_in,
    teams,
    themes,
    today,
    verdicts,
)

NOUNS = (
    about, agenda, checkins, commitments, contributors, decisions, health, imports, meetings, observations, people,
    plans, reviews, sessions, signing_in, teams, themes, today, verdicts,
)


def prepare(app: Flask) -> None:
    for noun in NOUNS:
        app.register_blueprint(noun.bp)
