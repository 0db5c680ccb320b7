"""`wardbook new-book`: a real book from nothing, with somebody who looks after it."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client

from tests import make
from wardbook.config import cli
from wardbook.ledger.models import Book
from wardbook.office.management.commands import new_book
from wardbook.org import catalogue
from wardbook.org.catalogue import UnitRow
from wardbook.org.models import Person, Unit

pytestmark = pytest.mark.django_db

WHO = {"username": "quantri", "name": "Nguyễn Văn Thử"}


def row(code: str, kind: str, name: str, parent: str | None = None) -> UnitRow:
    known = {"name_en": "-", "source": "-", "mark": "invented"}
    return UnitRow(code=code, kind=kind, name_vi=name, parent=parent, **known)


ROWS = (
    row("90", "municipality", "Thành phố Thử"),
    row("99901", "ward", "Phường Bến Sen", "90"),
    row("99902", "commune", "Xã Bến Sen", "90"),
)


@pytest.fixture(autouse=True)
def _catalogue(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three units instead of all, no terminal, and tables and styles that are there already."""
    monkeypatch.setattr(new_book, "call_command", lambda *_words, **_options: None)
    monkeypatch.setattr(catalogue, "units", lambda: iter(ROWS))
    monkeypatch.setattr(catalogue, "successions", lambda: iter(()))
    monkeypatch.setattr(new_book.sys.stdin, "isatty", lambda: False)


def said(unit: str = "99901", **options: Any) -> str:
    out = StringIO()
    call_command("new_book", unit, stdout=out, **(WHO | options))
    return out.getvalue()


def password(words: str) -> str:
    return next(line.split()[-1] for line in words.splitlines() if "Mật khẩu" in line)


def test_a_real_book_is_opened_with_its_units_and_its_administrator() -> None:
    said()

    book = Book.objects.get()
    assert (book.code, book.sample) == ("99901", False)
    assert Unit.objects.count() == len(ROWS)
    person = Person.objects.get()
    assert (person.book, person.tenures.get().post.role) == (book, "administrator")


def test_a_book_whose_code_fits_in_no_address_is_not_opened() -> None:
    with pytest.raises(CommandError, match="40"):
        said(code="my book")

    assert not Book.objects.exists()


def test_the_password_is_shown_once_and_changed_before_anything_opens() -> None:
    client, shown = Client(), password(said())
    client.post("/office/sign-in/", {"username": "quantri", "password": shown})

    assert client.get("/office/accounts/").url == "/office/me/password/"

    new = {"old": shown, "password": "bon con meo den", "again": "bon con meo den"}
    assert client.post("/office/me/password/", new).url == "/office/"
    assert client.get("/office/accounts/").status_code == 200


def test_a_second_run_says_what_stands_and_changes_nothing() -> None:
    said()
    before = Book.objects.get().seq

    words = said()

    assert "open already" in words and "quantri" in words
    assert Book.objects.get().seq == before


@pytest.mark.parametrize("unit", ["99901", "Phường Bến Sen", "phuong ben sen"])
def test_a_place_is_meant_by_its_code_or_its_name(unit: str) -> None:
    assert "Phường Bến Sen" in said(unit)


def test_a_name_that_nothing_bears_is_told() -> None:
    with pytest.raises(CommandError, match="No place stands here"):
        said("Bến Sen, Bến Khác")


def test_an_ambiguous_name_lists_what_it_may_mean() -> None:
    with pytest.raises(CommandError, match=r"99901.*\n.*99902"):
        said("Bến Sen")

    assert not Book.objects.exists()


def test_a_sample_book_is_never_joined() -> None:
    make.book("sample", sample=True)

    with pytest.raises(CommandError, match="wardbook remove-samples"):
        said()


@pytest.mark.parametrize(
    ("options", "complaint"),
    [({"username": None}, "--username"), ({"username": "Quản trị"}, "."), ({"name": " "}, ".")],
)
def test_who_cannot_be_is_told_before_anything_is_opened(options: Any, complaint: str) -> None:
    with pytest.raises(CommandError, match=complaint):
        said(**options)

    assert not Book.objects.exists()


def test_on_a_terminal_everything_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(new_book.sys.stdin, "isatty", lambda: True)
    answers = iter(["quantri", "Nguyễn Văn Thử"])
    monkeypatch.setattr("builtins.input", lambda _asked: next(answers))
    monkeypatch.setattr(new_book, "getpass", lambda _asked: "bon con meo den")

    words = said(username=None, name=None)

    assert "bon con meo den" not in words
    assert Person.objects.get().must_change


@pytest.mark.parametrize("typed", [["ngan"], ["bon con meo den", "ba con meo den"]])
def test_a_weak_or_mistyped_password_opens_nothing(
    typed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(new_book.sys.stdin, "isatty", lambda: True)
    answers = iter(typed)
    monkeypatch.setattr(new_book, "getpass", lambda _asked: next(answers))

    with pytest.raises(CommandError):
        said()
    assert not Book.objects.exists()


def test_people_write_the_command_with_a_hyphen(monkeypatch: pytest.MonkeyPatch) -> None:
    run: list[list[str]] = []
    monkeypatch.setattr(cli, "execute_from_command_line", run.append)
    monkeypatch.setattr(cli.sys, "argv", ["wardbook", "new-book", "ben-sen"])

    cli.main()

    assert run == [["wardbook", "new_book", "ben-sen"]]


def test_whoever_runs_the_machine_makes_a_link_for_a_lost_password() -> None:
    said()
    out = StringIO()

    call_command("invite", "quantri", stdout=out)

    assert Client().get(out.getvalue().split()[-1]).status_code == 200
    assert not Person.objects.get().has_usable_password()


def test_a_link_for_nobody_is_told() -> None:
    with pytest.raises(CommandError, match="No account"):
        call_command("invite", "khong-ai")
