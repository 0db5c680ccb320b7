"""Versions of procedures: one in force a day, each published, a file read twice changes nothing."""

from datetime import date

import pytest

from tests.cases.making import load, row
from tests.make import AT, SYSTEM, TODAY, book, lan, minh, tenure, unit
from wardbook.cases.actions.procedures import (
    end_procedure,
    load_in_chunks,
    load_procedures,
)
from wardbook.cases.catalogue import notice_code, procedures
from wardbook.cases.models import Procedure
from wardbook.cases.queries import procedures as queries
from wardbook.ledger.models import Audience, Current, Entry
from wardbook.lib.refusal import Refused
from wardbook.org.catalogue import CATALOGUE

pytestmark = pytest.mark.django_db

LATER, BEFORE = date(2026, 12, 1), date(2026, 11, 30)


def test_a_first_version_without_a_day_is_in_force_since_before_anything_known() -> None:
    (made,) = load(row())

    assert made.valid_from is None
    assert queries.in_force(book(), "1.000001", date(2010, 1, 1)) == made


def test_a_change_ends_the_version_before_on_the_day_the_next_begins() -> None:
    load(row())
    load(row(limit="5wd"), on=LATER)
    before = queries.in_force(book(), "1.000001", BEFORE)
    after = queries.in_force(book(), "1.000001", LATER)

    assert before and (before.version, before.limit, before.valid_to) == (1, "3wd", LATER)
    assert after and (after.version, after.limit, after.valid_to) == (2, "5wd", None)


def test_two_versions_are_never_in_force_on_one_day() -> None:
    load(row(valid_from=TODAY))

    with pytest.raises(Refused, match="PRO-01"):
        load(row(limit="5wd"), on=TODAY)
    assert Procedure.objects.count() == 1


def test_a_new_version_needs_a_day() -> None:
    load(row())

    with pytest.raises(Refused, match="PRO-01"):
        load_procedures([row(fee="Không")], book=book(), on=None, origin="x", by=SYSTEM, at=AT)


def test_the_same_list_again_changes_nothing() -> None:
    load(row())
    head = book().seq

    assert load_in_chunks([row()], book=book(), on=LATER, origin="x", by=SYSTEM, at=AT) == 0
    assert book().seq == head


def test_a_list_that_brings_nothing_new_is_refused() -> None:
    load(row())

    with pytest.raises(Refused, match="PRO-02"):
        load(row())


def test_of_two_who_load_at_once_one_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    load(row())
    monkeypatch.setattr("wardbook.cases.queries.procedures.newest", lambda _book: [])

    with pytest.raises(Refused, match="PRO-08"):
        load(row())


def test_a_procedure_ends_once() -> None:
    (made,) = load(row())
    ended = end_procedure(made, LATER, "Quyết định 12/QĐ-UBND", by=lan(), at=AT)

    for again in (made, ended):
        with pytest.raises(Refused, match="PRO-03"):
            end_procedure(again, LATER, "Quyết định 12/QĐ-UBND", by=lan(), at=AT)


def test_what_a_list_leaves_blank_takes_nothing_away() -> None:
    load(row(fee="8.000 đồng", parts=("Tờ khai",)))
    found = queries.plan(book(), [row(limit="", name_en="")])

    assert [change.before.fee for change in found.unchanged if change.before] == ["8.000 đồng"]


def test_a_note_on_a_limit_goes_with_that_limit() -> None:
    load(row(limit_note="Theo quyết định cũ."))
    (made,) = load(row(limit="5wd"), on=LATER)

    assert made.limit_note == ""


def test_a_procedure_without_code_is_found_by_its_name_when_its_code_is_known() -> None:
    load(row("", key="giay-thu", name="Cấp giấy thử"))
    (made,) = load(row("1.000009", name="CẤP GIẤY THỬ"), on=LATER)

    assert (made.key, made.code, made.version) == ("giay-thu", "1.000009", 2)


def test_what_the_list_no_longer_has_is_told_and_left() -> None:
    load(row("1.000001"), row("1.000002"))
    found = queries.plan(book(), [row("1.000001")])

    assert [one.key for one in found.gone] == ["1.000002"]


def test_an_ended_procedure_is_in_force_no_longer_and_says_why() -> None:
    (made,) = load(row())
    end_procedure(made, LATER, "Quyết định 12/QĐ-UBND", by=lan(), at=AT)

    assert queries.in_force(book(), made.key, BEFORE) is not None
    assert queries.in_force(book(), made.key, LATER) is None
    assert "12/QĐ-UBND" in Current.objects.get(key="procedure/1.000001").entry.body.content


def test_an_ended_procedure_may_come_back_as_its_next_version() -> None:
    (made,) = load(row())
    end_procedure(made, LATER, "Quyết định 12/QĐ-UBND", by=lan(), at=AT)
    (again,) = load(row(), on=date(2027, 1, 1))

    assert again.version == 2
    assert queries.in_force(book(), made.key, date(2026, 12, 15)) is None


def test_a_load_is_one_office_entry_and_says_each_procedure_in_public() -> None:
    load(row("1.000001"), row("1.000002"))
    entries = Entry.objects.filter(book=book(), seq__gt=1)

    assert entries.filter(audience=Audience.OFFICE).count() == 1
    assert Current.objects.filter(topic="procedure").count() == 2
    assert Current.objects.filter(topic="notice").count() == 2


def test_a_notice_bears_the_same_code_for_ever_and_every_version_another() -> None:
    codes = {notice_code("ben-sen", "1.000001", version) for version in (1, 2, 3)}

    assert notice_code("ben-sen", "1.000001", 1) == notice_code("ben-sen", "1.000001", 1)
    assert len(codes) == 3


def test_only_who_keeps_procedures_of_the_whole_ward_loads_them() -> None:
    group = unit("99901.group", kind="residential_group", parent=unit())
    head = tenure("mai", "clerk", where=group)

    for by in (minh(), head):
        with pytest.raises(Refused, match="ORG-01"):
            load_procedures([row()], book=book(), on=TODAY, origin="x", by=by, at=AT)


def test_a_search_needs_no_accents() -> None:
    load(row("1.000001", name="Đăng ký khai sinh"), row("1.000002", name="Đăng ký khai tử"))
    found = queries.naming(queries.standing(book(), TODAY), "khai tu")

    assert [one.key for one in found] == ["1.000002"]


def test_the_catalogue_holds_sixty_procedures_that_a_source_names() -> None:
    rows = procedures()

    assert sum(one.mark == "verified" for one in rows) >= 60
    assert all(one.source for one in rows)
    assert not [one.key for one in rows if (one.limit or one.fee) and one.mark != "verified"]


def test_the_catalogue_is_loaded_whole() -> None:
    written = load_in_chunks(
        procedures(), book=book(), on=TODAY, origin="catalogue", by=SYSTEM, at=AT
    )

    assert written == Procedure.objects.count() == len(procedures())
    assert queries.marks(book(), TODAY)["verified"] >= 60


def test_two_versions_in_force_at_once_are_found_whoever_wrote_them() -> None:
    load(row())
    load(row(limit="5wd"), on=LATER)
    assert queries.row_faults(book()) == []
    Procedure.objects.filter(version=1).update(valid_to=date(2026, 12, 2))

    assert queries.row_faults(book()) == [
        "procedure 1.000001: versions 1 and 2 are in force at once"
    ]


def test_the_documents_state_how_many_stand_under_each_mark() -> None:
    rows = procedures()
    page = (CATALOGUE.parent / "docs/reference/procedures-sheet.md").read_text(encoding="utf-8")
    said = " ".join(page.split())

    assert f"{len(rows)} procedures of the commune" in said
    for mark in ("verified", "known", "uncertain"):
        assert f"{sum(row.mark == mark for row in rows)} `{mark}`" in said
    assert f"A limit stands for {sum(bool(row.limit) for row in rows)}" in said
    assert f"a fee for {sum(bool(row.fee) for row in rows)}" in said
