"""Commands of the program that act on a book."""

from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from tests import make
from wardbook.documents.models import Claim, Document, Outcome
from wardbook.documents.queries import original
from wardbook.figures.models import Result, Target
from wardbook.ledger import guards
from wardbook.ledger.models import Body, Book
from wardbook.office import demonstration
from wardbook.office.serving import port_to_use

pytestmark = pytest.mark.django_db


def said(*words: str, **options: str) -> str:
    out = StringIO()
    call_command(*words, stdout=out, **options)
    return out.getvalue()


def test_verify_names_the_head_of_a_book_that_stands() -> None:
    make.released()

    assert Book.objects.get().chain_hash in said("verify")


def test_verify_names_the_first_broken_entry() -> None:
    make.released()
    connection.check_constraints()
    guards.lift(connection)
    Body.objects.filter(entry__seq=3).update(content="{}")
    connection.check_constraints()
    guards.install(connection)

    with pytest.raises(CommandError, match="entry 3: the body is not the one"):
        said("verify")


def test_verify_names_a_missing_guard() -> None:
    make.book()
    guards.lift(connection)

    with pytest.raises(CommandError, match="guard ledger_entry_stays"):
        said("verify")


def test_verify_names_an_original_that_was_changed() -> None:
    document = make.document()
    original(document.sha256).write_bytes(b"changed")

    with pytest.raises(CommandError, match="original"):
        said("verify")
    original(document.sha256).unlink()


def test_erase_takes_a_body_and_the_book_still_stands() -> None:
    make.document()
    admin = make.tenure("quan", "administrator")

    said("erase", "ben-sen", "3", by=admin.post.code, reason="theo yêu cầu của chủ thể")

    assert not Body.objects.filter(entry__seq=3).exists()
    assert "ben-sen" in said("verify")


def test_a_post_that_may_not_erase_is_told() -> None:
    make.document()

    with pytest.raises(CommandError, match="may erase"):
        said("erase", "ben-sen", "3", by="99901/clerk-lan", reason="y")


def test_erasing_what_is_not_there_gets_a_sentence() -> None:
    with pytest.raises(CommandError, match="no such entry"):
        said("erase", "ben-sen", "3", by="x", reason="y")


def prepare() -> list[str]:
    steps: list[str] = []
    demonstration.prepare(steps.append, lambda: make.AT)
    return steps


def test_every_sample_figure_of_a_seed_is_filed() -> None:
    prepare()

    assert Document.objects.count() == 5
    assert not Claim.objects.filter(outcome=Outcome.UNFILED).exists()
    assert Result.objects.count() + Target.objects.count() == 41
    assert "sample" in said("verify")


def test_the_demonstration_is_prepared_once() -> None:
    prepare()
    entries = Book.objects.get().seq

    assert prepare() == []
    assert Book.objects.get().seq == entries


def test_a_demonstration_that_was_cut_short_is_finished(monkeypatch: pytest.MonkeyPatch) -> None:
    class Cut(Exception):
        pass

    def cut(*_: object, **__: object) -> None:
        raise Cut

    with monkeypatch.context() as patched:
        patched.setattr(demonstration, "release", cut)
        with pytest.raises(Cut):
            prepare()
    prepare()

    assert Result.objects.released().count() == 39


def test_the_demonstration_stays_out_of_a_place_with_a_real_book() -> None:
    make.book("that", sample=False)

    with pytest.raises(CommandError, match="real book"):
        said("demo")


def test_a_busy_port_is_named_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "99999")

    with pytest.raises(CommandError, match="99999"):
        port_to_use()


def test_originals_lie_outside_every_served_folder() -> None:
    served = [Path(settings.STATIC_ROOT)]

    assert not [root for root in served if Path(settings.ORIGINALS).is_relative_to(root)]
