"""The counter: opened with its first steps in one go, begun and kept, seen twice, sent home."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, connections
from docx import Document

from tests import make
from wardbook.cases.actions.contacts import note_visit
from wardbook.cases.actions.counter import receive
from wardbook.cases.actions.drafts import drafts_of, keep_draft
from wardbook.cases.actions.scans import add_scan
from wardbook.cases.kinds.fields import Dossier
from wardbook.cases.models import Case, Contact, IntakeDraft, Scan, Serial
from wardbook.cases.queries.duplicates import _named, duplicates
from wardbook.cases.rules.taking import Opening, Told
from wardbook.ledger.models import Body
from wardbook.lib.refusal import Refused

pytestmark = pytest.mark.django_db

_PLAN = "" if connection.vendor == "postgresql" else "QUERY PLAN "
PNG = b"\x89PNG\r\n\x1a\n and what a picture holds"


def opening(**more: Any) -> Opening:
    by = make.lan()
    about = {
        "book": by.post.book,
        "unit": by.post.unit,
        "post": by.post,
        "submitted_at": make.AT,
        "procedure": make.procedure(),
    }
    return Opening(**about | more)  # type: ignore[arg-type] # fields of an opening


def received(then: str = "accept", **more: Any) -> Case:
    kept = {name: more.pop(name, "") for name in ("phone", "id_number")}
    told = Dossier(applicant=more.pop("applicant", "Trần Thị Mẫu"), **kept)
    said = more.pop("said", None)
    return receive(
        opening(**more.pop("about", {})), told, then, said, by=make.lan(), at=make.AT, **more
    )


def refused(act: Any) -> str:
    with pytest.raises(Refused) as caught:
        act()
    return caught.value.refusal.rule


def test_a_dossier_is_opened_and_accepted_in_one_go() -> None:
    case = received()

    assert (case.state, [move.step for move in case.moves.all()]) == ("in_hand", ["open", "accept"])
    assert case.first_due_at is not None


def test_a_result_on_the_spot_is_given_where_the_procedure_says_so() -> None:
    make.procedure(on_the_spot=True)

    assert received("on_the_spot").state == "returned"


def test_no_result_on_the_spot_where_the_procedure_does_not() -> None:
    assert refused(lambda: received("on_the_spot")) == "CTR-09"
    assert refused(lambda: received("burn it")) == "CTR-09"


def test_what_is_refused_half_way_leaves_nothing() -> None:
    """Refusing without a reason fails at the second step: neither the first nor a number stays."""
    assert refused(lambda: received("reject")) == "CAS-04"

    assert (Case.objects.count(), Serial.objects.count()) == (0, 0)


def test_a_refusal_at_intake_keeps_its_reason() -> None:
    case = received("reject", said=Told(reason="Không thuộc thẩm quyền"))

    last = case.moves.last()
    assert last is not None
    assert (case.state, last.reason) == ("rejected", "Không thuộc thẩm quyền")


def test_what_was_begun_is_opened_once() -> None:
    draft = keep_draft(None, {"applicant": ["Trần Thị Mẫu"]}, by=make.lan().person, at=make.AT)
    received(draft=draft.pk)

    assert refused(lambda: received(draft=draft.pk)) == "CTR-08"
    assert Case.objects.count() == 1


def test_a_draft_is_its_owners_and_goes_after_thirty_days() -> None:
    lan, minh = make.lan().person, make.minh().person
    keep_draft(None, {"applicant": ["Một\0"]}, by=lan, at=make.AT)

    assert [row.typed for row in drafts_of(lan, make.AT)] == [{"applicant": ["Một"]}]
    assert not drafts_of(minh, make.AT)
    assert not drafts_of(lan, make.AT + timedelta(days=31))


def test_nobody_writes_into_the_draft_of_another() -> None:
    draft = keep_draft(None, {"applicant": ["Một"]}, by=make.lan().person, at=make.AT)
    keep_draft(draft.pk, {"applicant": ["Hai"]}, by=make.minh().person, at=make.AT)

    assert IntakeDraft.objects.get(pk=draft.pk).typed == {"applicant": ["Một"]}


@pytest.mark.parametrize(
    ("told", "found"),
    [
        (Dossier(applicant="tran thi mau"), 1),
        (Dossier(applicant="Người Khác", phone="0912.345.678"), 1),
        (Dossier(applicant="Người Khác", id_number="079-085 000999", phone="0900000000"), 1),
        (Dossier(applicant="Người Khác", id_number="(07908500099"), 0),
        (Dossier(applicant="Trần%"), 0),
        (Dossier(applicant="Người Khác"), 0),
        (Dossier(), 0),
    ],
)
def test_the_same_person_is_known_by_name_or_number(told: Dossier, found: int) -> None:
    case = received(phone="0912345678", id_number="079 085.000 999")

    assert len(duplicates(case.unit, case.procedure, told, make.AT)) == found


def test_another_procedure_or_an_old_dossier_is_no_duplicate() -> None:
    case, told = received(), Dossier(applicant="Trần Thị Mẫu")

    assert not duplicates(case.unit, make.procedure("2.000908"), told, make.AT)
    assert not duplicates(case.unit, case.procedure, told, make.AT + timedelta(days=31))


def test_a_dossier_of_the_same_name_is_found_by_its_index() -> None:
    """Whether it is there already is asked at every receipt, however many a month has."""
    composed = _named._composed
    given = {"unit": 1, "since": make.AT, "key": "1", "name": "a"}
    values = composed.values.filled(given, connections["default"])
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # of few rows it reads all
            cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {_PLAN}{composed.sql}", values)
        assert "case_by_name" in str(cursor.fetchall())


def visit(reason: str, **more: Any) -> Contact:
    by = make.lan()
    return note_visit(reason, book=by.post.book, unit=by.post.unit, by=by, at=make.AT, **more)


def test_somebody_sent_home_is_one_row_and_one_entry_without_a_name() -> None:
    row = visit("paper_missing", procedure=make.procedure())

    body = Body.objects.get(key=f"contact/{row.pk}")
    assert '"reason":"paper_missing"' in body.content


def test_a_visit_has_a_reason_of_its_list() -> None:
    assert refused(lambda: visit("asked")) == "CTR-10"
    assert refused(lambda: visit("paper_missing", case=received())) == "CTR-10"


def test_a_visit_of_another_book_is_not_noted() -> None:
    foreign = make.procedure("1.000001", make.book("khac"))

    assert refused(lambda: visit("other", procedure=foreign)) == "CTR-10"


def test_a_note_of_a_visit_names_nobody() -> None:
    assert refused(lambda: visit("other", note="gọi 0912345678")) == "CTR-11"


def scan(case: Case, content: bytes = PNG, name: str = "cccd.png") -> Scan:
    return add_scan(case, content, name, by=make.lan(), at=make.AT)


def test_a_scan_lies_under_its_hash_and_is_known_by_its_first_bytes() -> None:
    row = scan(received(), name="C:\\quét\\giay.pdf")

    kept = settings.ORIGINALS / row.sha256[:2] / row.sha256
    assert (row.media, row.file_name, kept.read_bytes()) == ("png", "giay.pdf", PNG)


def secret_docx() -> bytes:
    paper, file = Document(), BytesIO()
    for line in ("ỦY BAN NHÂN DÂN", "MẬT", "BÁO CÁO", "Nội dung."):
        paper.add_paragraph(line)
    paper.save(file)
    return file.getvalue()


def test_what_is_no_scan_is_not_taken() -> None:
    case = received()

    assert refused(lambda: scan(case, b"")) == "CTR-12"
    assert refused(lambda: scan(case, b"<html>", "a.pdf")) == "CTR-12"
    assert refused(lambda: scan(case, PNG + b"\0" * 20 * 2**20)) == "CTR-12"


def test_a_file_is_with_a_dossier_once() -> None:
    case = received()
    scan(case)

    assert refused(lambda: scan(case)) == "CTR-13"


def test_a_paper_marked_secret_is_refused_before_a_byte_is_stored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "ORIGINALS", tmp_path)
    case = received()

    assert refused(lambda: scan(case, secret_docx(), "a.docx")) == "PAPER-11"
    assert not list(tmp_path.iterdir())
