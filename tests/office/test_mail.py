"""`wardbook tick` sends the letters that wait, through a real server on this machine."""

import socket
from collections.abc import Iterator
from io import BufferedRWPair, StringIO
from threading import Thread
from typing import Any

import pytest
from django.core.management import call_command

from tests import make
from tests.cases.test_moves import at
from wardbook.cases.models import Notice
from wardbook.cases.queries.notices import MAX_TRIES, to_tell
from wardbook.office.mail import send_waiting

pytestmark = pytest.mark.django_db


class Server:
    """Speaks just enough SMTP to take letters, or to refuse the person they are for."""

    def __init__(self, *, refuses: bool = False) -> None:
        self.refuses, self.letters = refuses, list[str]()
        self.door = socket.create_server(("127.0.0.1", 0))
        self.port = self.door.getsockname()[1]
        Thread(target=self.serve, daemon=True).start()

    def serve(self) -> None:
        while True:
            try:
                line, _ = self.door.accept()
            except OSError:  # the test is over
                return
            with line, line.makefile("rwb") as talk:
                self.talk(talk)

    def talk(self, talk: BufferedRWPair) -> None:
        _say(talk, "220 here")
        for raw in talk:
            word = raw[:4].upper()
            if word == b"DATA":
                _say(talk, "354 go on")
                self.letters.append(b"".join(iter(talk.readline, b".\r\n")).decode())
                _say(talk, "250 taken")
            elif word == b"RCPT" and self.refuses:
                _say(talk, "550 nobody of that name")
            elif word == b"QUIT":
                _say(talk, "221 bye")
                return
            else:
                _say(talk, "250 fine")


def _say(talk: BufferedRWPair, words: str) -> None:
    talk.write(words.encode() + b"\r\n")
    talk.flush()


@pytest.fixture
def server(settings: Any) -> Iterator[Server]:
    yield from _serving(Server(), settings)


@pytest.fixture
def refusing(settings: Any) -> Iterator[Server]:
    yield from _serving(Server(refuses=True), settings)


def _serving(server: Server, settings: Any) -> Iterator[Server]:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    settings.SITE = "https://sophuong.example"
    yield server
    server.door.close()


def notice() -> Notice:
    fields = {"applicant": "Lê Thị Mẫu", "email": "mau@example.vn", "notice": "email"}
    return make.step(make.case(at=at(7), fields=fields), "accept", at=at(7)).notices.get()


def test_a_letter_says_what_happened_until_when_and_where_to_look(server: Server) -> None:
    one = notice()

    assert send_waiting(at(7)) == (1, 0)

    (letter,) = server.letters
    assert "To: mau@example.vn" in letter
    assert f"https://sophuong.example/d/{one.case.word}/" in letter
    one.refresh_from_db()
    assert (one.sent_at, one.sent_by) == (at(7), None)


def test_a_letter_goes_once(server: Server) -> None:
    notice()
    send_waiting(at(7))

    assert send_waiting(at(7)) == (0, 0)
    assert len(server.letters) == 1


def test_what_is_not_taken_is_tried_again_and_then_called(refusing: Server) -> None:
    one = notice()

    for _ in range(MAX_TRIES):
        assert send_waiting(at(7)) == (0, 1)

    assert send_waiting(at(7)) == (0, 0)
    assert list(to_tell([one.case.unit], mail=True)) == [one]


def test_without_a_server_nothing_is_tried() -> None:
    one = notice()
    out = StringIO()

    call_command("tick", stdout=out)

    one.refresh_from_db()
    assert (out.getvalue(), one.tries) == ("", 0)
