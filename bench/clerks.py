"""Clerks over HTTP: what they send to open a dossier, take its steps and look at its page."""

from collections.abc import Callable
from http.client import HTTPConnection
from urllib.parse import urlencode

Unit = Callable[[HTTPConnection, int], None]
STEPS = ("accept", "forward", "resolve")
TOKEN = "a" * 32  # of the forms: what is sent must be what the cookie says
FORM = "application/x-www-form-urlencoded"


class Clerk:
    """Somebody who is signed in by ``session``; ``book`` is what ``bench.counter_book`` tells."""

    def __init__(self, session: str, book: dict[str, str]) -> None:
        self.cookie = f"{book['cookie']}={session}; {book['csrf']}={TOKEN}"
        self._procedure = book["procedure"]

    def receive(self, line: HTTPConnection, name: str) -> str:
        """Open a dossier; answers its address."""
        place = self.send(line, "/office/counter/", self.typed(name)).partition("?")[0]
        assert place, "the dossier was not opened"
        return place

    def typed(self, name: str) -> dict[str, str]:
        told = {"procedure": self._procedure, "applicant": name, "channel": "direct"}
        return told | {"then": "keep", "csrfmiddlewaretoken": TOKEN}

    def step(self, line: HTTPConnection, place: str, name: str, version: int) -> None:
        self.send(line, f"{place}steps/{name}/", {"version": str(version)})

    def send(self, line: HTTPConnection, address: str, told: dict[str, str]) -> str:
        return post(line, address, {"csrfmiddlewaretoken": TOKEN} | told, self.cookie)[0]


def post(
    line: HTTPConnection, address: str, told: dict[str, str], cookie: str = ""
) -> tuple[str, bytes]:
    """Where the answer leads, and its body."""
    status, place, body = ask(line, address, told, cookie)
    assert status in {200, 201, 302}, (address, status, body[:2000])
    return place, body


def get(line: HTTPConnection, address: str) -> bytes:
    status, _, body = ask(line, address)
    assert status == 200, (address, status)
    return body


def ask(
    line: HTTPConnection, address: str, told: dict[str, str] | None = None, cookie: str = ""
) -> tuple[int, str, bytes]:
    """Status, where it leads, and the body; a form is sent where something is ``told``."""
    heads = {"Cookie": cookie} | ({"Content-Type": FORM} if told else {})
    line.request("POST" if told else "GET", address, urlencode(told or {}) or None, heads)
    answer = line.getresponse()
    return answer.status, answer.headers.get("Location", ""), answer.read()
