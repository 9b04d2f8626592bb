"""The one improvement item: deciding, withdrawing."""

from flask import Blueprint

bp = Blueprint("decisions", __name__)
