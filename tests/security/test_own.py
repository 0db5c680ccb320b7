"""What belongs to one person is opened by nobody else, and told in no other place."""

import json
import logging
import os
import random
from collections import Counter
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from tests import make
from tests.portal.say import filled_in, send
from tests.security.crawl import public
from tests.security.planted import PEOPLE, Planted, found
from wardbook.cases.actions.codes import _ALPHABET
from wardbook.cases.models import Case
from wardbook.ledger.models import Body
from wardbook.web.logs import Discreet

pytestmark = pytest.mark.django_db

# All of them in CI, a taste of them here.
GUESSES, APPLICANTS = (10_000, 500) if os.environ.get("CI") == "true" else (600, 60)


def dossier(of: Planted) -> Case:
    fields = {"applicant": of.name, "phone": of.phone, "id_number": of.identity}
    return make.case(fields=fields | {"about": f"Của {of.name}, {of.phone}"})


def words(count: int) -> list[str]:
    dice = random.Random(7)
    return ["-".join("".join(dice.choices(_ALPHABET, k=4)) for _ in range(3)) for _ in range(count)]


def test_guessed_words_open_nothing_and_are_soon_told_to_wait(settings: Any) -> None:
    settings.LIMITS = {"holder": (60, 600), "holder-all": (6000, 600)}
    make.case()
    client = Client()

    codes = Counter(client.get(f"/d/{word}/").status_code for word in words(GUESSES))

    assert set(codes) == {404, 429}
    assert codes[404] <= 120  # a window of ten minutes may end meanwhile


def test_many_who_guess_together_are_told_to_wait_too(settings: Any) -> None:
    settings.LIMITS, settings.PROXIES = {"holder": (60, 600), "holder-all": (100, 600)}, 1
    client = Client()

    codes = Counter(
        client.get(
            f"/d/{word}/", headers={"X-Forwarded-For": f"203.0.113.{number % 250}"}
        ).status_code
        for number, word in enumerate(words(300))
    )

    assert set(codes) == {404, 429}
    assert codes[404] <= 200


def test_who_is_told_to_wait_is_told_so_with_the_right_word_too(settings: Any) -> None:
    settings.LIMITS = {"holder": (3, 600)}
    case = make.case()
    client = Client()
    for word in words(8):
        client.get(f"/d/{word}/")

    answers = [client.get(f"/d/{case.word}/"), client.post("/my/", {"code": case.code})]

    assert [answer.status_code for answer in answers] == [429, 429]
    assert all("no-store" in answer.headers["Cache-Control"] for answer in answers)


def test_a_whole_ward_behind_one_address_opens_its_own_pages(settings: Any) -> None:
    settings.LIMITS = {"holder": (3, 600), "holder-all": (3, 600)}
    case, client = make.case(), Client()

    codes = {client.get(f"/d/{case.word}/").status_code for _ in range(10)}

    assert codes == {200}


def test_applicants_are_found_nowhere_public_and_in_no_entry() -> None:
    cases = [dossier(one) for one in PEOPLE[:APPLICANTS]]
    for case in cases[:20]:
        make.step(case, "accept")
    own = [f"/d/{case.word}/" for case in cases[:20]]

    pages = public("/", "/en/", *own, *(f"{path}slip/" for path in own))

    assert not {address: seen for address, page in pages.items() if (seen := found(page))}
    assert not found(json.dumps([body.content for body in Body.objects.all()]))
    assert not [one for one in pages if any(case.word in one for case in cases[20:])]


def test_who_sends_feedback_is_found_on_no_page_and_in_no_entry() -> None:
    make.lan()
    client = Client()
    for one in PEOPLE[:12]:
        send(client, filled_in(client, name=one.name, phone=one.phone, words=f"Của {one.name}!"))
    own = [f"/d/{case.word}/" for case in Case.objects.all()]

    pages = public("/", "/en/", *own)

    assert len(own) == 12
    assert not {address: seen for address, page in pages.items() if (seen := found(page))}
    assert not found(json.dumps([body.content for body in Body.objects.all()]))


def test_no_public_page_feed_or_file_names_a_word_or_its_digest() -> None:
    case = make.step(make.case(), "accept")
    key = Body.objects.get(key__startswith="holder/", verb="accept").key.removeprefix("holder/")

    pages = public("/", "/en/")

    assert len(pages) > 10
    assert not [one for one, page in pages.items() if case.word in page or key in page]


def test_a_page_that_fails_is_logged_without_its_word(monkeypatch: pytest.MonkeyPatch) -> None:
    written, case = StringIO(), make.case()
    handler = logging.StreamHandler(written)
    handler.setFormatter(Discreet())
    monkeypatch.setattr("wardbook.portal.holder.said_of", lambda _: 1 / 0)
    logging.getLogger().addHandler(handler)
    try:
        Client(raise_request_exception=False).get(f"/d/{case.word}/")
    finally:
        logging.getLogger().removeHandler(handler)

    assert "ZeroDivisionError" in written.getvalue()
    assert case.word not in written.getvalue()


def test_no_command_prints_a_word() -> None:
    case, said = make.case(), StringIO()

    call_command("verify", stdout=said)

    assert case.word not in said.getvalue()
