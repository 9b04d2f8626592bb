"""The forms on a page as a browser could send them: where to, and each field with what can be chosen or stands in it. A button
that sends its form elsewhere is a form too."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class PageForm:
    action: str
    fields: dict[str, list[str]] = field(default_factory=dict)
    id: str = ""


class _Reader(HTMLParser):
    def __init__(self, address: str):
        super().__init__()
        self.address, self.forms, self._open, self._select, self._area = address, [], None, None, None

    def handle_starttag(self, tag, attrs):
        said = {name: value or "" for name, value in attrs}
        if tag == "form" and said.get("method", "").lower() == "post":
            self._open = PageForm(said.get("action") or self.address, id=said.get("id", ""))
            self.forms.append(self._open)
        elif tag in ("input", "button") and (form := self._form_of(said)):
            if said.get("formaction"):
                self.forms.append(PageForm(said["formaction"], form.fields))
            elif said.get("name"):
                form.fields.setdefault(said["name"], []).append(said.get("value", "on"))
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

    def _form_of(self, said: dict[str, str]) -> PageForm | None:
        """The form that an input is sent with: that around it, or one that it names."""
        return next((form for form in self.forms if form.id == said["form"]), None) if "form" in said else self._open

    def _put(self, name: str, value: str):
        self._open.fields.setdefault(name, []).append(value)


def forms_on(page: str, address: str) -> list[PageForm]:
    """The forms that write, in their order."""
    reader = _Reader(address)
    reader.feed(page)
    return reader.forms
