"""The look at a plan on its days."""

from flask import Blueprint

bp = Blueprint("checkins", __name__)
