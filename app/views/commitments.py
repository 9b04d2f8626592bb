"""What the rep and each coach will do."""

from flask import Blueprint

bp = Blueprint("commitments", __name__)
