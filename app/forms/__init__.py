"""The customs desk: raw in, clean values out, nothing saved."""

from app.forms.base import Form

__all__ = ["Form"]
