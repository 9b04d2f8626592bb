"""One rep in one meeting: the page of a review, taking it up, closing it without an item."""

from flask import Blueprint

bp = Blueprint("reviews", __name__)
