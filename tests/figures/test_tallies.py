"""A sheet on its way: filed, corrected, taken back; who may, and what is refused."""

import pytest
from django.db import IntegrityError, transaction

from tests import make
from tests.figures import telling
from tests.figures.telling import SHEET, cell, clerk, committee, numbers, secretary, told
from wardbook.figures.actions.tallies import (
    Given,
    Telling,
    correct_sheet,
    file_sheet,
    set_quota,
    take_back_sheet,
)
from wardbook.figures.models import Quota, Tally, TallySheet
from wardbook.figures.tallies import queries, rules
from wardbook.figures.tallies.catalogue import Sheet, in_force, is_party, sheets, suits
from wardbook.ledger.models import Body
from wardbook.lib.period import Period
from wardbook.lib.refusal import Refused
from wardbook.org.models import Tenure, Unit
from wardbook.org.roles import Permission, Role

pytestmark = pytest.mark.django_db


def again(row: TallySheet, reason: str = "Gõ nhầm", **more: int) -> TallySheet:
    said = Telling(numbers=numbers(30, 31, admitted=1, **more), source=telling.PAPER)
    return correct_sheet(row, said, reason, by=clerk(), at=make.AT)


def test_a_sheet_keeps_every_line_that_was_typed() -> None:
    row = told(opening=30, closing=29, moved_in=2, died=1, expelled=2)

    assert row.numbers["expelled"] == 2
    assert row.numbers["struck-off"] == 0
    assert "made-official" not in row.numbers  # nobody told it
    assert Tally.objects.count() == 11


def test_filing_is_an_entry_that_only_the_office_reads() -> None:
    row = told()

    body = Body.objects.get(key=f"tally-sheet/{row.pk}")
    assert (body.entry.audience, body.verb) == ("office", "file")
    assert body.data["numbers"]["closing"] == 30


def test_what_does_not_balance_waits_for_a_reason() -> None:
    with pytest.raises(Refused, match=r"TAL-05.*Cuối kỳ.* 32.* 31.* 1 too many"):
        told(opening=30, closing=32, admitted=1)

    assert not TallySheet.objects.exists()


def test_what_does_not_balance_is_on_record_with_its_reason() -> None:
    row = told(opening=30, closing=32, explained="Một đảng viên chưa có giấy chuyển sinh hoạt")

    (finding,) = queries.findings(row, [row])
    assert finding.by == 2
    assert "giấy chuyển" in row.explained


def test_a_reason_is_not_kept_beside_numbers_that_close() -> None:
    assert told(explained="không cần").explained == ""


def test_a_blank_line_is_named() -> None:
    with pytest.raises(Refused, match=r"TAL-05.*Từ trần.*type 0"):
        told(died=None)


def test_an_opening_is_the_closing_of_the_period_before() -> None:
    told(closing=31, admitted=1, period="2024")

    with pytest.raises(Refused, match=r"TAL-05.*Đầu kỳ.* 30.* 31.* 1 too few"):
        told(opening=30, closing=30, period="2025")


def test_after_a_gap_nothing_is_compared() -> None:
    told(opening=20, closing=20, period="2023")

    assert told(opening=30, closing=30, period="2025").pk


@pytest.mark.parametrize(
    ("period", "why"),
    [
        ("năm ngoái", "Write the period"),
        ("2025/", "with an end"),
        ("2027", "not begun"),
        ("2025-Q1", "told already, in 2025"),
        ("2024-07/2025-06", "told already, in 2025"),
    ],
)
def test_days_are_told_once(period: str, why: str) -> None:
    told(period="2025")

    with pytest.raises(Refused, match=f"TAL-03.*{why}"):
        told(period=period)


def test_terms_meet_in_the_year_of_a_congress() -> None:
    told(period="2020..2025", opening=20, closing=30, moved_in=10)

    row = told(period="2025..2030", opening=30, closing=30)

    assert queries.before([*queries.heads(make.book(), [cell()])], row.days) is not None


@pytest.mark.parametrize(
    "wrong", [{"opening": -1, "closing": -1}, {"opening": 10**8, "closing": 10**8}]
)
def test_numbers_are_whole_and_of_one_body(wrong: dict[str, int]) -> None:
    with pytest.raises(Refused, match="TAL-04"):
        told(**wrong)


def test_a_sheet_without_any_number_is_refused() -> None:
    with pytest.raises(Refused, match="TAL-04"):
        file_sheet(
            make.book(),
            cell(),
            SHEET,
            "2025",
            Telling(numbers={}, source="x"),
            by=clerk(),
            at=make.AT,
        )


def test_a_line_of_another_sheet_is_refused() -> None:
    with pytest.raises(Refused, match="TAL-04"):
        told(matured=1)


@pytest.mark.parametrize("words", ["Báo cáo của đồng chí Nguyễn Văn Thử", "gọi 0912 345 678"])
def test_no_words_beside_a_tally_name_a_person(words: str) -> None:
    with pytest.raises(Refused, match="TAL-06"):
        told(closing=31, explained=words)


def test_a_sheet_names_its_paper() -> None:
    with pytest.raises(Refused, match="TAL-07"):
        file_sheet(
            make.book(), cell(), SHEET, "2025", Telling(numbers=numbers(3, 3), source=" "),
            by=clerk(), at=make.AT,
        )  # fmt: skip


# Which body, and who


def test_a_cell_does_not_file_the_sheet_of_an_organisation() -> None:
    with pytest.raises(Refused, match="TAL-01"):
        file_sheet(
            make.book(), cell(), "youth-members", "2025", Telling(numbers={}, source="x"),
            by=clerk(), at=make.AT,
        )  # fmt: skip


def test_an_organisation_files_the_sheet_of_its_name() -> None:
    youth, women = telling.youth(), telling.youth("99901.women", "Hội LHPN Phường Thử")

    fits = {row.code for row in sheets() if suits(row, youth)}

    assert fits == {"youth-members"}
    assert "women-members" in {row.code for row in sheets() if suits(row, women)}


def test_an_organisation_of_another_name_may_choose() -> None:
    other = telling.youth("99901.x", "Hội Chữ thập đỏ Phường Thử")

    assert len([row for row in sheets() if suits(row, other)]) == 5


def post(role: str, where: Unit) -> Tenure:
    return make.tenure(f"of-{where.code}-{role}".replace(".", "-")[:30], role, where=where)


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("ward", ""), ("peoples_committee", "committee"), ("division", "office"),
        ("peoples_council", "council"), ("fatherland_front", "front"),
        ("mass_organisation", "youth"), ("one_stop_desk", "one-stop"),
    ],
)  # fmt: skip
def test_what_the_party_counts_opens_to_no_other_side(kind: str, code: str) -> None:
    place = make.unit(f"99901.{code}", kind, make.unit()) if code else make.unit()
    by, sheet = post(Role.CLERK, place), in_force(SHEET, make.TODAY)

    for permission in (Permission.DOCUMENT_READ, Permission.FIGURE_FILE):
        why = rules.why_not(permission, by, cell(), sheet=sheet, book=make.book(), on=make.TODAY)
        assert why is not None


def test_a_cell_reads_itself_and_no_other() -> None:
    by, sheet = post(Role.CLERK, cell(1)), in_force(SHEET, make.TODAY)

    def why(unit: Unit) -> object:
        return rules.why_not(
            Permission.DOCUMENT_READ, by, unit, sheet=sheet, book=make.book(), on=make.TODAY
        )

    assert why(cell(1)) is None
    assert why(cell(2)) is not None
    assert why(committee()) is not None


def test_another_book_files_nothing_here() -> None:
    elsewhere = make.tenure("xuan", Role.CLERK, where=committee(), the_book=make.book("noi-khac"))

    with pytest.raises(Refused, match="ORG-01"):
        told(by=elsewhere)


def test_an_organisation_files_its_own_and_no_leader_does() -> None:
    youth = telling.youth()
    said = Telling(numbers={"opening": 3}, source="x", explained="mới có số đầu kỳ")

    row = file_sheet(
        make.book(), youth, "youth-members", "2025", said, by=post(Role.CLERK, youth), at=make.AT
    )

    assert row.numbers == {"opening": 3}
    with pytest.raises(Refused, match="ORG-01"):
        told(by=secretary())


def test_what_a_party_committee_tells_is_private_whatever_the_sheet() -> None:
    training = in_force("training", make.TODAY)
    assert training

    assert is_party(training, "party_committee")
    assert not is_party(training, "peoples_committee")


# Corrections


def test_a_correction_is_a_later_version_and_the_first_stays() -> None:
    row = told()

    later = again(row)

    assert [one.pk for one in queries.versions(later)] == [later.pk, row.pk]
    assert TallySheet.objects.get(pk=row.pk).numbers["closing"] == 30
    assert list(queries.heads(make.book(), [cell()])) == [later]


def test_a_correction_says_why() -> None:
    with pytest.raises(Refused, match="TAL-08"):
        again(told(), reason=" ")


def test_of_two_who_correct_one_version_the_second_is_told() -> None:
    row = told()
    again(TallySheet.objects.get(pk=row.pk))

    with pytest.raises(Refused, match="TAL-09"):
        again(TallySheet.objects.get(pk=row.pk))


def test_a_sheet_taken_back_tells_nothing_and_may_be_told_anew() -> None:
    row = take_back_sheet(told(), "Báo cáo của chi bộ khác", by=clerk(), at=make.AT)

    assert not row.numbers
    assert queries.told(queries.heads(make.book(), [cell()])) == []
    assert again(row).numbers["closing"] == 31


def test_the_database_keeps_one_sheet_for_the_days_of_a_body() -> None:
    row = told()
    twin = {name: getattr(row, name) for name in ("book", "unit", "sheet", "period", "start_on")}

    with pytest.raises(IntegrityError), transaction.atomic():
        TallySheet.objects.create(
            **twin, end_on=row.end_on, filed_at=make.AT, filed_by=clerk(), source="x"
        )


# Quotas


def quota(value: int | None = 60, reason: str = "", **more: str) -> Quota:
    given = {"line": "admitted", "period": "2020..2025", "giver": "Đại hội Đảng bộ", "document":
             "Nghị quyết số 01-NQ/ĐH ngày 10/7/2020"} | more  # fmt: skip
    return set_quota(
        make.book(), committee(), SHEET, Given(value=value, **given), reason,
        by=clerk(), at=make.AT,
    )  # fmt: skip


def test_sixty_admitted_are_all_of_the_quota_of_the_term() -> None:
    quota()
    told(committee(), opening=319, closing=357, period="2020..2025", admitted=60,
         struck_off=20, expelled=2)  # fmt: skip

    (one,) = queries.reached(make.book(), committee(), sheet_on())

    assert one.share is not None
    assert (one.told, one.share.percent()) == (60, 100)


def sheet_on() -> Sheet:
    found = in_force(SHEET, make.TODAY)
    assert found
    return found


def test_cells_reach_the_quota_together_as_far_as_they_told() -> None:
    quota()
    told(cell(1), 10, 14, period="2023", admitted=4)
    told(cell(1), 14, 16, period="2024", admitted=2)
    told(cell(2), 20, 29, period="2024", admitted=9)
    cell(3)

    (one,) = queries.reached(make.book(), committee(), sheet_on())

    assert (one.told, one.bodies, one.of) == (15, 2, 3)
    assert one.share is not None
    assert one.share.percent() == 25
    assert one.upto == Period("2024").last_on


def test_cells_that_tell_of_later_days_count_for_the_quota() -> None:
    quota()
    told(committee(), 30, 32, period="2024", admitted=2)
    told(cell(1), 30, 32, period="2024", admitted=2)
    told(cell(1), 32, 36, period="2025-H1", admitted=4)

    (one,) = queries.reached(make.book(), committee(), sheet_on())

    assert (one.told, one.bodies, one.of) == (6, 1, 1)


def test_before_anything_is_told_the_share_is_not_known() -> None:
    quota()

    (one,) = queries.reached(make.book(), committee(), sheet_on())

    assert one.told is None
    assert one.share is None


def test_a_quota_set_anew_says_why_and_the_old_one_stays() -> None:
    quota()
    with pytest.raises(Refused, match="TAL-08"):
        quota(50)

    later = quota(50, "Đại hội điều chỉnh")

    assert [one.value for one in Quota.objects.order_by("pk")] == [60, 50]
    assert list(queries.quotas(make.book(), [committee()], SHEET)) == [later]


def test_a_quota_is_taken_back() -> None:
    quota()
    quota(None, "Nhập nhầm nhiệm kỳ")

    assert not queries.reached(make.book(), committee(), sheet_on())


@pytest.mark.parametrize(
    ("wrong", "rule"),
    [
        ({"line": "died"}, "TAL-07"), ({"giver": " "}, "TAL-07"), ({"document": ""}, "TAL-07"),
        ({"giver": "ông Trần Văn Thử"}, "TAL-06"), ({"period": "2020/"}, "TAL-03"),
    ],
)  # fmt: skip
def test_a_quota_that_cannot_be_is_refused(wrong: dict[str, str], rule: str) -> None:
    with pytest.raises(Refused, match=rule):
        quota(**wrong)


@pytest.mark.parametrize("value", [0, -1, None, 10**7])
def test_a_quota_is_a_number_to_reach(value: int | None) -> None:
    with pytest.raises(Refused, match="TAL-04"):
        quota(value)
