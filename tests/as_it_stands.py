"""A form on a page as a browser would send it that nobody has touched: what is typed, chosen and ticked in it."""

from __future__ import annotations

from html.parser import HTMLParser


class _Reader(HTMLParser):
    def __init__(self, action: str):
        super().__init__()
        self.action, self.sent = action, {}
        self._inside, self._select, self._area = False, None, None

    def handle_starttag(self, tag, attrs):
        said = dict(attrs)
        if tag == "form":
            self._inside = said.get("action", "").split("?")[0] == self.action
        elif not self._inside:
            return
        elif tag == "input" and said.get("name") and (said.get("type") not in ("checkbox", "radio") or "checked" in said):
            self.sent[said["name"]] = said.get("value") or ""
        elif tag == "select":
            self._select = said["name"]
        elif tag == "option" and (self._select not in self.sent or "selected" in said):
            self.sent[self._select] = said["value"]
        elif tag == "textarea":
            self._area, self.sent[said["name"]] = said["name"], ""

    def handle_data(self, data):
        if self._area:
            self.sent[self._area] += data

    def handle_endtag(self, tag):
        if tag == "textarea" and self._area:
            self.sent[self._area], self._area = self.sent[self._area].strip(), None
        elif tag == "form":
            self._inside = False


def as_it_stands(page: str, action: str) -> dict[str, str]:
    """The fields of the page's form that is sent to this address, by name."""
    reader = _Reader(action)
    reader.feed(page)
    return reader.sent
