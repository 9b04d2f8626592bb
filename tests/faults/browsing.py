"""A browser of few words: keeps its cookies, reads the forms of a page, and sends them as they stand with what was typed."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.client import HTTPConnection, HTTPException
from http.cookies import SimpleCookie
from urllib.parse import urlencode

PATIENCE = 30  # seconds; no answer of ours may take so long
AWAY = 503


class Away(HTTPException):
    """The page that says that the database is away just now."""


LOST = (OSError, HTTPException)  # what a browser sees of a server that dies, or says that it cannot


@dataclass
class Form:
    """A form of a page with what stands in it; `typed` gives one with more in it."""

    action: str
    fields: dict[str, object] = field(default_factory=dict)

    def typed(self, **fields: object) -> Form:
        return Form(self.action, self.fields | fields)

    @property
    def key(self) -> str:
        """What makes it count once."""
        return self.fields["_once"]


@dataclass
class Answer:
    status: int
    location: str
    text: str
    headers: dict[str, str]

    def form(self, action: str) -> Form:
        """The form of the page that leads to this address."""
        found = forms_of(self.text, action)
        assert found, f"no form to {action} on a page of status {self.status}"
        return found[0]


class Browser:
    """Somebody at their laptop. One connection a request, so that nothing is sent twice behind our back."""

    def __init__(self, port: int):
        self.port, self.cookies = port, {}

    def get(self, path: str) -> Answer:
        """A page; raises `Away` when it is the one that says so."""
        answer = self._ask("GET", path)
        if answer.status == AWAY:
            raise Away(answer.text)
        return answer

    def send(self, form: Form) -> Answer:
        """Post a form. An answer that comes back was read whole."""
        return self._ask("POST", form.action, urlencode(form.fields, doseq=True))

    def sign_in(self, link: str) -> None:
        page = self.get(link)
        assert self.send(page.form(link)).status == 303

    def _ask(self, method: str, path: str, body: str | None = None) -> Answer:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()), "Connection": "close"}
        if body is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"http://127.0.0.1:{self.port}"}
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request(method, path.partition("#")[0], body, headers)
            answer = connection.getresponse()
            text = answer.read().decode()
        finally:
            connection.close()
        for cookie in answer.headers.get_all("Set-Cookie", []):
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(cookie).items()}
        return Answer(answer.status, answer.headers.get("Location", ""), text, dict(answer.headers))


def forms_of(page: str, action: str) -> list[Form]:
    """The forms of the page that lead to this address, as they stand."""
    reader = FormReader()
    reader.feed(page)
    return [form for form in reader.forms if form.action == action]


class FormReader(HTMLParser):
    """Collects the forms of a page, with the inputs and texts that stand between their tags."""

    def __init__(self):
        super().__init__()
        self.forms: list[Form] = []
        self._in_form, self._in_text, self._named = False, "", {}

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "form":
            self.forms.append(Form(given.get("action", "")))
            self._in_form, self._named[given.get("id")] = True, self.forms[-1]
        elif form := self._named.get(given.get("form", "")):  # a form without an id has no such name
            self._beside(form, given)
        elif self._in_form and (name := given.get("name")):
            if tag == "textarea":
                self._in_text = name
                self.forms[-1].fields[name] = ""
            elif tag == "input" and (given.get("type") not in ("radio", "checkbox") or "checked" in given):
                self.forms[-1].fields[name] = given.get("value", "")

    def _beside(self, form: Form, given: dict[str, str]) -> None:
        """What stands elsewhere on the page and is sent with a form, or sends it to another address."""
        if address := given.get("formaction"):
            self.forms.append(Form(address, form.fields))
        elif name := given.get("name"):
            form.fields[name] = given.get("value", "")

    def handle_endtag(self, tag):
        if tag == "form":
            self._in_form = False
        elif tag == "textarea":
            self._in_text = ""

    def handle_data(self, data):
        if self._in_text:
            self.forms[-1].fields[self._in_text] += data.removeprefix("\n")
