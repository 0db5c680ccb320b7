"""What is turned away in the office leaves one row; what strangers type leaves none of it."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import timezone

from tests import make
from tests.office import people
from wardbook.documents.queries import original
from wardbook.ledger.models import Body
from wardbook.web import audit
from wardbook.web.models import AuditEvent, Kind

pytestmark = pytest.mark.django_db

SIGN_IN = "/office/sign-in/"


def only() -> AuditEvent:
    return AuditEvent.objects.get()


def inspector() -> Client:
    make.tenure("thu", "inspector")
    return people.signed_in("thu")


def wrong_password(name: str = "lan", times: int = 1) -> None:
    for _ in range(times):
        Client().post(SIGN_IN, {"username": name, "password": "sai"})


def test_a_wrong_password_names_the_account_that_was_tried() -> None:
    person = make.lan().person

    wrong_password()

    assert (only().kind, only().account, only().book) == (Kind.SIGN_IN, person.pk, "ben-sen")


def test_a_name_that_nobody_has_is_not_kept() -> None:
    wrong_password("Nguyễn Thị Vắng 0912345678")

    row = AuditEvent.objects.values().get()
    assert (row["account"], row["book"], row["place"]) == (None, "", "/office/sign-in/")


def test_a_lock_out_is_told_apart() -> None:
    make.lan()

    wrong_password(times=6)

    assert [one.kind for one in AuditEvent.objects.order_by("pk")][-1] == Kind.LOCKED


def test_a_page_of_somebody_else_leaves_a_row_with_the_post() -> None:
    client, paper = people.minh(), make.document()

    client.get("/office/documents/receive/")
    client.get(f"/office/documents/{paper.pk + 1}/")

    places = [(one.kind, one.post, one.place) for one in AuditEvent.objects.order_by("pk")]
    assert places == [
        (Kind.PAGE, "99901/leader-minh", "/office/documents/receive/"),
        (Kind.PAGE, "99901/leader-minh", f"/office/documents/{paper.pk + 1}/"),
    ]


def test_whoever_holds_no_post_leaves_a_row() -> None:
    people.hoa().get("/office/")

    assert (only().kind, only().book) == (Kind.NO_POST, "ben-sen")


def test_an_act_against_a_rule_leaves_the_rule() -> None:
    result = make.released()
    client = people.lan()

    client.post(f"/office/figures/{result.pk}/discard/", {"version": "1", "reason": "nhầm"})

    assert [(one.kind, one.rule) for one in AuditEvent.objects.all()] == [(Kind.RULE, "FIG-13")]


def test_a_secret_paper_that_was_brought_leaves_a_row(tmp_path: Any) -> None:
    client, file = people.lan(), tmp_path / "a.txt"
    file.write_text("MẬT\n\nBáo cáo có 12 hồ sơ.")

    with file.open("rb") as paper:
        about = {"paper": paper, "unit": make.unit().pk, "title": "Báo cáo", "book": "ben-sen"}
        client.post("/office/documents/receive/", about)

    assert "PAPER-11" in AuditEvent.objects.values_list("rule", flat=True)


def test_a_form_from_elsewhere_leaves_a_row() -> None:
    Client(enforce_csrf_checks=True).post("/office/sign-out/")

    assert (only().kind, only().place) == (Kind.FORM, "/office/sign-out/")


def test_reading_what_one_may_read_leaves_nothing() -> None:
    client = people.lan()

    client.get("/office/")
    Client().get("/office/")
    Client().get("/units/nowhere/")
    client.get("/office/no-such-page/nguyen-van-a/")

    assert not AuditEvent.objects.exists()


def test_no_row_is_an_entry_of_the_ledger() -> None:
    make.lan()
    entries = Body.objects.count()

    wrong_password()

    assert Body.objects.count() == entries


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE web_auditevent SET kind = 'page'",
        "DELETE FROM web_auditevent",
        "INSERT INTO web_auditevent SELECT * FROM web_auditevent",
    ],
)
def test_the_database_refuses_to_change_the_audit(statement: str) -> None:
    wrong_password()

    with (
        pytest.raises(DatabaseError, match=r"the ledger refuses|duplicate key"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_rows_older_than_the_newest_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit, "PRUNED_EVERY", 1)
    now = timezone.now() - timedelta(days=400)
    AuditEvent.objects.create(pk=1, at=now, kind=Kind.PAGE, method="GET", place="/office/")
    AuditEvent.objects.create(pk=200_000, at=now, kind=Kind.PAGE, method="GET", place="/office/")
    event = AuditEvent(
        pk=200_001, at=timezone.now(), kind=Kind.PAGE, method="GET", place="/office/"
    )

    audit._add(event)

    assert [one.pk for one in AuditEvent.objects.order_by("pk")] == [200_000, 200_001]


def test_a_flood_of_one_account_is_cut_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit, "PER_HOUR", 2)
    make.minh()

    wrong_password("nobody", times=5)
    wrong_password("minh")

    kinds = [one.kind for one in AuditEvent.objects.order_by("pk")]
    assert kinds == [Kind.SIGN_IN, Kind.SIGN_IN, Kind.MANY, Kind.SIGN_IN]


def test_an_original_is_told_behind_any_number_of_refusals(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(audit, "PER_HOUR", 1)

    for kind in (Kind.PAGE, Kind.PAGE, Kind.HANDED, Kind.PAGE, Kind.HANDED):
        audit._add(AuditEvent(at=timezone.now(), kind=kind, account=7, method="GET", place="/"))

    kinds = [one.kind for one in AuditEvent.objects.order_by("pk")]
    assert kinds == [Kind.PAGE, Kind.MANY, Kind.HANDED, Kind.HANDED]


def test_an_answer_goes_out_even_when_the_audit_cannot_be_written(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def busy(_event: AuditEvent) -> None:
        raise DatabaseError("database is locked")

    monkeypatch.setattr(audit, "_add", busy)

    assert people.minh().get("/office/documents/receive/").status_code == 404
    assert "could not be written" in caplog.text


def test_inspectors_and_administrators_read_the_audit_and_others_do_not() -> None:
    codes = [
        client.get("/office/audit/").status_code
        for client in (inspector(), people.quan(), people.lan(), people.minh())
    ]

    assert codes == [200, 200, 404, 404]


def test_the_page_names_person_post_and_rule_and_narrows_by_kind() -> None:
    client = inspector()
    people.minh().get("/office/documents/receive/")
    wrong_password("lan")

    whole = client.get("/office/audit/").content.decode()
    narrowed = client.get("/en/office/audit/?kind=page").content.decode()

    assert "Minh – Chức vụ leader" in whole
    assert "/office/documents/receive/" in narrowed
    assert "/office/sign-in/</td>" not in narrowed


def test_the_audit_of_another_book_is_not_seen() -> None:
    people.minh().get("/office/documents/receive/")
    make.tenure("thanh", "inspector", where=make.unit("99902"), the_book=make.book("noi-khac"))

    assert (
        "documents/receive" not in people.signed_in("thanh").get("/office/audit/").content.decode()
    )


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_a_fixed_number_of_queries(
    count: int, django_assert_num_queries: Any
) -> None:
    client = inspector()
    for number in range(count):
        make.tenure(f"co-{number}", "clerk")
        people.signed_in(f"co-{number}").get("/office/audit/")

    with django_assert_num_queries(5):
        client.get("/office/audit/")


def test_an_original_is_handed_out_as_a_file_and_told() -> None:
    paper = make.document()

    answer = people.minh().get(f"/office/documents/{paper.pk}/original/")

    assert answer.content == make.PAPER.encode()
    assert answer.headers["Content-Disposition"] == 'attachment; filename="bao-cao.txt"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert (only().kind, only().post) == (Kind.HANDED, "99901/leader-minh")


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ("C:\\papers\\a.txt", "a.txt"),
        ("../../etc/passwd", "passwd.txt"),
        ("bao\u202etxt.exe", "bao_txt.txt"),
        ('a";x="\r\n.html', "a__x____.txt"),
        ("...", "{}.txt"),
    ],
)
def test_the_name_of_a_file_leads_nowhere(given: str, named: str) -> None:
    paper = make.document()
    type(paper).objects.filter(pk=paper.pk).update(file_name=given)

    answer = people.lan().get(f"/office/documents/{paper.pk}/original/")

    assert f'filename="{named.format(paper.pk)}"' in answer.headers["Content-Disposition"]


def test_an_original_that_was_changed_is_not_handed_out(settings: Any, tmp_path: Any) -> None:
    settings.ORIGINALS = tmp_path
    paper, client = make.document(), people.lan()
    original(paper.sha256).write_bytes(b"changed")

    answer = client.get(f"/office/documents/{paper.pk}/original/", follow=True)

    assert (
        "govuk-notification-banner" in answer.content.decode()
        or "wb-banner" in answer.content.decode()
    )
    assert b"changed" not in answer.content
    assert not AuditEvent.objects.exists()
