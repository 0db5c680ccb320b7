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
        self._cookie = f"{book['cookie']}={session}; {book['csrf']}={TOKEN}"
        self._procedure = book["procedure"]

    def receive(self, line: HTTPConnection, name: str) -> str:
        """Open a dossier; answers its address."""
        told = {"procedure": self._procedure, "applicant": name, "channel": "direct"}
        place = self.send(line, "/office/counter/", told | {"then": "keep"}).partition("?")[0]
        assert place, "the dossier was not opened"
        return place

    def step(self, line: HTTPConnection, place: str, name: str, version: int) -> None:
        self.send(line, f"{place}steps/{name}/", {"version": str(version)})

    def send(self, line: HTTPConnection, address: str, told: dict[str, str]) -> str:
        return post(line, address, {"csrfmiddlewaretoken": TOKEN} | told, self._cookie)[0]


def post(
    line: HTTPConnection, address: str, told: dict[str, str], cookie: str = ""
) -> tuple[str, bytes]:
    """Where the answer leads, and its body."""
    line.request("POST", address, urlencode(told), {"Content-Type": FORM, "Cookie": cookie})
    answer = line.getresponse()
    body = answer.read()
    assert answer.status in {200, 201, 302}, (address, answer.status, body[:2000])
    return answer.headers.get("Location", ""), body


def get(line: HTTPConnection, address: str) -> bytes:
    line.request("GET", address)
    answer = line.getresponse()
    body = answer.read()
    assert answer.status == 200, (address, answer.status)
    return body
