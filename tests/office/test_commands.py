"""Commands of the program that act on a book."""

import socket
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from tests import make
from wardbook.cases.actions.moves import take_step
from wardbook.cases.models import Case
from wardbook.cases.rules.taking import Told
from wardbook.documents.actions import keep_original
from wardbook.documents.models import Claim, Document, Outcome
from wardbook.documents.queries import original
from wardbook.figures.actions import discard
from wardbook.figures.models import Result, Target
from wardbook.ledger import guards
from wardbook.ledger.actions import erase
from wardbook.ledger.models import Body, Book, Current
from wardbook.lib.chain import content_hash
from wardbook.lib.refusal import Refused
from wardbook.office import demonstration
from wardbook.office.management.commands import serve
from wardbook.office.serving import port_to_use
from wardbook.org.actions import hand_over
from wardbook.org.models import Post, Tenure, Unit
from wardbook.org.rules import NOT_ALLOWED

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


def test_verify_names_a_trigger_that_is_no_guard() -> None:
    make.book()
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("CREATE TRIGGER evil AFTER INSERT ON ledger_body BEGIN SELECT 1; END")
        else:
            cursor.execute("CREATE RULE evil AS ON UPDATE TO ledger_body DO INSTEAD NOTHING")

    with pytest.raises(CommandError, match="evil is none of"):
        said("verify")


def test_verify_says_where_there_is_no_book() -> None:
    assert "no book here" in said("verify")


def test_verify_shows_what_was_published_again_when_asked() -> None:
    make.released()
    Current.objects.update(name="khác")
    with pytest.raises(CommandError, match="not shown as it was published"):
        said("verify")

    assert "entries stand" in said("verify", "--rebuild")


@pytest.fixture
def originals(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setattr(settings, "ORIGINALS", tmp_path)
    return tmp_path


@pytest.mark.usefixtures("originals")
def test_verify_names_an_original_that_was_changed() -> None:
    original(make.document().sha256).write_bytes(b"changed")

    with pytest.raises(CommandError, match="the original of “Báo cáo năm 2025”"):
        said("verify")


@pytest.mark.usefixtures("originals")
def test_verify_believes_what_was_recorded_and_not_the_row() -> None:
    forged = "Năm 2025 có 999 hồ sơ.".encode()
    make.document()
    keep_original(forged, content_hash(forged))
    Document.objects.update(sha256=content_hash(forged))

    with pytest.raises(CommandError, match="names another original than was received"):
        said("verify")


@pytest.mark.usefixtures("originals")
def test_verify_names_a_text_that_was_changed() -> None:
    document = make.document()
    Document.objects.update(text=document.text.replace("1.250", "1.350"))

    with pytest.raises(CommandError, match="the text of “Báo cáo năm 2025”"):
        said("verify")


@pytest.mark.usefixtures("originals")
def test_verify_misses_a_paper_that_is_gone_and_wonders_at_one_that_never_came() -> None:
    document = make.document()
    key = f"document/{document.pk}"
    Document.objects.filter(pk=document.pk).update(id=document.pk + 1)
    Claim.objects.update(document=document.pk + 1)

    with pytest.raises(CommandError, match="no entry says") as found:
        said("verify")
    assert f"{key} was received and is gone" in str(found.value)


def test_verify_notes_what_an_upload_left_behind(originals: Path) -> None:
    make.document()
    (originals / "ab").mkdir()
    (originals / "ab" / "abc.part").touch()

    assert "abc.part" in said("verify")


@pytest.mark.usefixtures("originals")
def test_a_paper_whose_receipt_was_erased_is_no_fault() -> None:
    document = make.document()
    entry = Body.objects.get(key=f"document/{document.pk}").entry
    erase(entry, by="x", at=make.AT, reason="theo luật")

    assert "entries stand" in said("verify")


def test_verify_names_a_result_that_is_public_without_its_dates() -> None:
    result = make.released()
    Result.objects.filter(pk=result.pk).update(public_as=None)

    with pytest.raises(CommandError, match=f"result {result.pk}"):
        said("verify")


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
    demonstration.prepare(steps.append, lambda: make.AT, dossiers=30)
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


def test_the_tier_above_answers_what_the_ward_of_the_demonstration_asked() -> None:
    prepare()
    above = Tenure.objects.get(person__username="captren")
    asked = Case.objects.get(kind="request_up", unit__code="99901")

    done = take_step(asked, "agree", Told(items="Kéo xong trong tháng 12"), by=above, at=make.AT)

    assert (above.post.unit.kind, done.state) == ("province", "agreed")


def test_a_demonstration_from_before_its_province_gains_it() -> None:
    prepare()
    province = Unit.objects.filter(code="999")
    Tenure.objects.filter(post__unit__in=province).delete()
    Post.objects.filter(unit__in=province).delete()
    Unit.objects.filter(parent__in=province).update(parent=None)
    province.delete()

    prepare()

    above = Tenure.objects.get(person__username="captren").post.unit
    assert Unit.objects.get(code="99901").parent == above


def test_the_demonstration_starts_again_after_its_posts_were_handed_over() -> None:
    prepare()
    for held in Tenure.objects.filter(post__unit__code="99901"):
        coming = make.person("nguoi-moi", Book.objects.get())
        hand_over(held, coming, start_on=date(2026, 2, 1), by=make.SYSTEM, at=make.AT)

    assert prepare() == []


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


def test_what_people_did_with_a_sample_paper_is_left_as_it_is() -> None:
    prepare()
    waiting = Result.objects.awaiting_release().first()
    assert waiting
    claim = discard(waiting, "Đọc nhầm", by=waiting.filed_by, at=make.AT)

    assert prepare() == []
    claim.refresh_from_db()
    assert claim.outcome == Outcome.UNFILED


def test_what_the_reader_no_longer_finds_is_said_and_left_to_a_person() -> None:
    by = make.lan()
    document = make.document("Năm 2025 đạt 12%, có 12 hồ sơ và 13 hồ sơ.", by=by)
    filings = [
        {"number": "12", "indicator": "dossiers-received"},
        {"number": "13", "indicator": "dossiers-received", "unit": "căn"},
        {"number": "14", "indicator": "dossiers-received"},
    ]
    said: list[str] = []

    demonstration._file(document, filings, said.append, by=by, at=make.AT)

    assert [result.claim.quote for result in Result.objects.all()] == ["12 hồ sơ"]
    assert [line.split()[0] for line in said] == ["13", "14"]


def test_what_is_refused_of_the_demonstration_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise Refused(NOT_ALLOWED)

    with monkeypatch.context() as patched:
        patched.setattr(demonstration, "file_result", refuse)
        steps = prepare()

    assert [step for step in steps if "ORG-01" in step]


def test_the_demonstration_stays_out_of_a_place_with_a_real_book() -> None:
    make.book("that", sample=False)
    connection.check_constraints()  # none may wait while guards are set

    with pytest.raises(CommandError, match="real book"):
        said("demo")


def test_a_busy_port_is_named_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = str(busy.getsockname()[1])
        monkeypatch.setenv("PORT", port)

        with pytest.raises(CommandError, match=f"{port} is in use"):
            port_to_use()


@pytest.mark.parametrize("port", ["99999", "0", "-1", "abc", "80.5"])
def test_what_is_no_port_is_named_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, port: str
) -> None:
    monkeypatch.setenv("PORT", port)

    with pytest.raises(CommandError, match=port):
        port_to_use()


def test_originals_lie_outside_every_served_folder() -> None:
    served = [Path(settings.STATIC_ROOT)]

    assert not [root for root in served if Path(settings.ORIGINALS).is_relative_to(root)]


@pytest.mark.parametrize(("known", "collects"), [(False, 1), (True, 0)])
def test_a_folder_without_styles_gets_them_before_it_is_served(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, known: bool, collects: int
) -> None:
    collected: list[str] = []
    monkeypatch.setattr(settings, "STATIC_ROOT", tmp_path)
    monkeypatch.setattr(serve, "call_command", lambda name, **_: collected.append(name))
    monkeypatch.setattr("os.execv", lambda _program, words: collected.extend(words))
    if known:
        (tmp_path / "staticfiles.json").touch()

    call_command("serve")

    assert collected.count("collectstatic") == collects
    assert "gunicorn" in collected


@pytest.mark.parametrize("command", ["backup", "verify", "serve", "invite"])
def test_tables_of_another_version_are_told_in_a_sentence(command: str, tmp_path: Path) -> None:
    last = MigrationLoader(connection).graph.leaf_nodes("figures")[0]
    MigrationRecorder(connection).record_unapplied(*last)
    words = {"backup": [str(tmp_path / "book.backup")], "invite": ["quan"]}.get(command, [])

    with pytest.raises(CommandError, match="run `wardbook migrate` first"):
        call_command(command, *words)
