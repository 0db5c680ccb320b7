"""Writing a report: what is kept, what the ledger says, what is refused."""

import ast
from dataclasses import replace
from datetime import timedelta

import pytest

from tests import make
from wardbook.figures.actions import withdraw
from wardbook.figures.models import Result
from wardbook.ledger.models import Body
from wardbook.lib.chain import canonical, content_hash
from wardbook.lib.refusal import Refused
from wardbook.reports.actions import Cited, Draft, composed, read_back
from wardbook.reports.models import Report
from wardbook.reports.queries import row_faults
from wardbook.reports.rules import why_not_beside
from wardbook.reports.statement import Statement

pytestmark = pytest.mark.django_db


def result(year: int = 2025, count: int = 1250, **more: str) -> Result:
    """A figure of a paper of its own."""
    document = make.document(f"Năm {year} tiếp nhận {count} hồ sơ.", title=f"Báo cáo {year}")
    return make.result(document.claims.get(), period=str(year), **more)


def draft(*cited: Cited, layout: str = "state", **more: str) -> Draft:
    where = cited[0].result
    about = make.paper(**more)
    return Draft(book=where.book, unit=where.unit, layout=layout, about=about, cited=cited)


def refused(made: Draft) -> str:
    with pytest.raises(Refused) as caught:
        composed(made, by=make.lan(), at=make.AT)
    return caught.value.refusal.rule


def sentences(statement: Statement) -> list[str]:
    return [line.text for line in statement.lines if line.role == "figure"]


def test_a_report_keeps_the_sentences_of_its_figures() -> None:
    report = make.report(result())

    assert sentences(report.statement) == ["Năm 2025, hồ sơ tiếp nhận là 1.250 hồ sơ."]


def test_every_number_of_a_figure_names_its_result() -> None:
    cited = result()
    report = make.report(cited)

    (line,) = [line for line in report.statement.lines if line.role == "figure"]

    assert [(piece.text, piece.key) for piece in line.pieces if piece.kind == "number"] == [
        ("1.250", f"result/{cited.pk}")
    ]


def test_the_ledger_says_what_was_written_and_its_hash() -> None:
    report = make.report(result())

    said = Body.objects.get(key=report.key).data

    assert said["results"] == [f"result/{report.citations.get().result_id}"]
    assert said["sha256"] == content_hash(canonical(report.content).encode())


def test_figures_and_the_clerks_words_stand_in_the_order_chosen() -> None:
    first, second = result(2024, 1000), result(2025)

    report = make.report(Cited(result=second), Cited(result=first, words="I. Năm trước\nÍt hơn."))

    told = [line.text for line in report.statement.lines if line.role in ("heading", "words")]
    assert told == ["I. Năm trước", "Ít hơn."]
    assert [line[:8] for line in sentences(report.statement)] == ["Năm 2025", "Năm 2024"]


def test_an_earlier_figure_is_told_beside() -> None:
    earlier, now = result(2024, 1000), result(2025)

    report = make.report(Cited(result=now, earlier=earlier))

    assert sentences(report.statement)[0].endswith("so với năm 2024 (1.000 hồ sơ).")


def test_a_report_needs_a_figure_each_once() -> None:
    cited = Cited(result=result())

    assert refused(draft(cited, cited)) == "REP-02"
    assert refused(replace(draft(cited), cited=[])) == "REP-02"


def test_a_withdrawn_figure_is_not_cited() -> None:
    cited = make.released(result())
    withdraw(cited, "Nhầm kỳ", by=make.minh(), at=make.AT + timedelta(hours=2))

    assert refused(draft(Cited(result=Result.objects.get()))) == "REP-02"


def test_a_private_party_figure_stands_in_a_party_paper_only() -> None:
    document = make.document("Năm 2025 đảng bộ có 357 đảng viên.")
    private = make.result(document.claims.get(), indicator="party-members", measure="đảng viên")

    assert refused(draft(Cited(result=private))) == "REP-03"
    assert composed(
        draft(Cited(result=private), layout="party", capacity="T/M"), by=make.lan(), at=make.AT
    )


def test_only_an_earlier_figure_compares() -> None:
    earlier, now = result(2024, 1000), result(2025)

    assert refused(draft(Cited(result=earlier, earlier=now))) == "REP-04"


def test_figures_of_two_standards_do_not_compare() -> None:
    rows = []
    for year, count in ((2021, 90), (2022, 80)):
        document = make.document(f"Năm {year} còn {count} hộ nghèo.", title=f"Báo cáo {year}")
        rows.append(
            make.result(
                document.claims.get(), indicator="poor-households", measure="hộ", period=str(year)
            )
        )

    assert refused(draft(Cited(result=rows[1], earlier=rows[0]))) == "REP-04"


@pytest.mark.parametrize(
    "more", [{"paper": "XX"}, {"capacity": "T/M"}, {"about": " "}, {"layout": "letter"}]
)
def test_what_the_layout_does_not_know_is_refused(more: dict[str, str]) -> None:
    assert refused(draft(Cited(result=result()), **more)) == "REP-01"


def test_a_word_longer_than_a_line_is_refused() -> None:
    assert refused(draft(Cited(result=result(), words="a" * 81))) == "REP-05"


def test_a_secret_word_is_refused() -> None:
    assert refused(draft(Cited(result=result(), words="TUYỆT MẬT"))).startswith("PAPER")


def test_a_leader_writes_no_report() -> None:
    made = draft(Cited(result=result()))

    with pytest.raises(Refused) as caught:
        composed(made, by=make.minh(), at=make.AT)

    assert caught.value.refusal.rule == "ORG-01"


def test_a_report_that_was_changed_behind_the_ledger_is_named() -> None:
    report = make.report(result())
    assert not list(row_faults(report.book))

    text = str(report.content).replace("1.250", "9.250")
    Report.objects.update(content=ast.literal_eval(text))

    assert list(row_faults(report.book)) == [
        "the report “Kết quả công tác năm 2025” is not the one that was written"
    ]


def test_a_report_that_is_gone_is_named() -> None:
    report = make.report(result())
    key = report.key
    Report.objects.all().delete()

    assert list(row_faults(report.book)) == [f"{key} was written and is gone"]


def test_an_endless_file_is_no_report() -> None:
    refusal = why_not_beside("a" * 2_000_001)

    assert refusal is not None
    assert refusal.rule == "REP-07"


def test_a_file_without_a_sentence_of_the_report_is_another_paper() -> None:
    report = make.report(result())

    with pytest.raises(Refused) as caught:
        read_back(report, "Trồng 40 cây xanh.".encode(), "a.txt", by=make.lan(), at=make.AT)

    assert caught.value.refusal.rule == "REP-06"
