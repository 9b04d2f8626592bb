"""What contributors saw: writing, handing in, taking back."""

from flask import Blueprint

bp = Blueprint("observations", __name__)
