"""Files on their way in: upload, preview, confirmation."""

from flask import Blueprint

bp = Blueprint("imports", __name__)
