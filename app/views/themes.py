"""The board of a review: merging observations into themes."""

from flask import Blueprint

bp = Blueprint("themes", __name__)
