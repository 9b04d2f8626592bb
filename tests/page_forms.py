"""The forms on a page as a browser could send them: where to, and each field with what can be chosen or stands in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class PageForm:
    action: str
    fields: dict[str, list[str]] = field(default_factory=dict)


class _Reader(HTMLParser):
    def __init__(self, address: str):
        super().__init__()
        self.address, self.forms, self._open, self._select, self._area = address, [], None, None, None

    def handle_starttag(self, tag, attrs):
        said = {name: value or "" for name, value in attrs}
        if tag == "form" and said.get("method", "").lower() == "post":
            self._open = PageForm(said.get("action") or self.address)
            self.forms.append(self._open)
        elif self._open and tag in ("input", "button") and said.get("name"):
            self._put(said["name"], said.get("value", "on"))
        elif tag in ("select", "textarea"):
            self._select = said.get("name")
            self._area = [] if tag == "textarea" else None
        elif tag == "option" and self._open and self._select:
            self._put(self._select, said.get("value", ""))

    def handle_data(self, data):
        if self._area is not None:
            self._area.append(data)

    def handle_endtag(self, tag):
        if tag == "textarea" and self._open and self._select:
            self._put(self._select, "".join(self._area).strip())
        if tag in ("select", "textarea"):
            self._select = self._area = None
        if tag == "form":
            self._open = None

    def _put(self, name: str, value: str):
        self._open.fields.setdefault(name, []).append(value)


def forms_on(page: str, address: str) -> list[PageForm]:
    """The forms that write, in their order."""
    reader = _Reader(address)
    reader.feed(page)
    return reader.forms
