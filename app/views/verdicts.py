"""The verdict on a plan."""

from flask import Blueprint

bp = Blueprint("verdicts", __name__)
