"""The pages of reports: for the clerk, the leader and a stranger."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import make
from tests.office import people
from tests.reports.files import text_of
from wardbook.figures.models import Result
from wardbook.ledger.models import Body
from wardbook.reports.actions import Cited
from wardbook.reports.models import Comparison, Report

pytestmark = pytest.mark.django_db

PAGES = {
    "/office/reports/": (200, 200),
    "/office/reports/choose/": (200, 404),
    "/office/reports/write/?unit={unit}&layout=state&result={result}": (200, 404),
    "/office/reports/{report}/": (200, 200),
    "/office/reports/{report}/file.docx": (200, 200),
    "/office/reports/{report}/read-back/": (302, 404),
    "/office/reports/comparisons/{comparison}/": (200, 200),
}


def result(year: int = 2025, count: int = 1250) -> Result:
    document = make.document(f"Năm {year} tiếp nhận {count} hồ sơ.", title=f"Báo cáo {year}")
    return make.result(document.claims.get(), period=str(year))


def file_of(report: Report) -> bytes:
    return bytes(people.lan().get(f"/office/reports/{report.pk}/file.docx").content)


def send_back(report: Report, content: bytes, name: str = "bao-cao.docx") -> Any:
    file = SimpleUploadedFile(name, content)
    return people.lan().post(f"/office/reports/{report.pk}/read-back/", {"file": file})


def world() -> dict[str, int]:
    report = make.report(result())
    send_back(report, file_of(report))
    return {
        "report": report.pk,
        "result": report.citations.get().result_id,
        "unit": report.unit_id,
        "comparison": Comparison.objects.get().pk,
    }


@pytest.mark.parametrize("page", PAGES)
def test_each_page_opens_to_whoever_may(page: str) -> None:
    address = page.format(**world())

    codes = [client.get(address).status_code for client in (people.lan(), people.minh())]

    assert tuple(codes) == PAGES[page]


@pytest.mark.parametrize("page", PAGES)
def test_a_stranger_is_asked_to_sign_in(page: str) -> None:
    address = page.format(**world())

    asked: Any = Client().get(address)

    assert asked.url.startswith("/office/sign-in/")
    assert people.hoa().get(address).status_code == 403


@pytest.mark.parametrize(
    "page", [page for page in PAGES if "docx" not in page and "read-back" not in page]
)
def test_each_page_is_there_in_english(page: str) -> None:
    address = f"/en{page.format(**world())}"

    assert '<html lang="en"' in people.lan().get(address).content.decode()


def typed(**more: Any) -> dict[str, Any]:
    return {
        "paper": "BC",
        "about": "Kết quả công tác năm 2025",
        "number": "5",
        "dated_on_day": "5",
        "dated_on_month": "2",
        "dated_on_year": "2026",
        "place": "Phường Thử",
        "body": "ỦY BAN NHÂN DÂN\nPHƯỜNG THỬ",
        "capacity": "TM.",
        "capacity_of": "ỦY BAN NHÂN DÂN",
        "post": "CHỦ TỊCH",
        "recipients": "Như trên\nLưu: VT",
        **more,
    }


def write(*cited: Result, **more: Any) -> Any:
    chosen = "".join(f"&result={one.pk}" for one in cited)
    address = f"/office/reports/write/?unit={cited[0].unit_id}&layout=state{chosen}"
    rows = {f"f{one.pk}-order": at for at, one in enumerate(cited, start=1)}
    return people.lan().post(address, typed(write="1", **rows) | more)


def test_a_report_is_written_from_the_chosen_figures() -> None:
    response = write(result())

    report = Report.objects.get()
    assert response.url == f"/office/reports/{report.pk}/"
    page = people.lan().get(response.url).content.decode()
    assert "hồ sơ tiếp nhận là" not in page  # the pieces stand apart, each bound to its figure
    assert ">1.250</a>" in page


def test_the_clerk_orders_the_figures_and_says_words_between() -> None:
    first, second = result(2024, 1000), result(2025)

    write(
        first,
        second,
        **{
            f"f{first.pk}-order": 2,
            f"f{second.pk}-order": 1,
            f"f{first.pk}-words": "Năm trước thì ít hơn.",
            f"f{second.pk}-earlier": first.pk,
        },
    )

    lines = [line.text for line in Report.objects.get().statement.lines if line.role != "title"]
    at = lines.index("Năm trước thì ít hơn.")
    assert lines[at - 1].endswith("so với năm 2024 (1.000 hồ sơ).")
    assert lines[at + 1] == "Năm 2024, hồ sơ tiếp nhận là 1.000 hồ sơ."


def test_looking_at_the_paper_first_keeps_nothing() -> None:
    cited = result()
    address = f"/office/reports/write/?unit={cited.unit_id}&layout=state&result={cited.pk}"

    response = people.lan().post(
        address, typed(preview="1", **{f"f{cited.pk}-order": 1, f"f{cited.pk}-words": "Chào"})
    )

    assert response.status_code == 200
    assert "wb-sheet" in response.content.decode()
    assert "Chào" in response.content.decode()
    assert not Report.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [{"about": ""}, {"number": "0"}, {"dated_on_day": "31"}, {"closing": "TUYỆT MẬT"}],
)
def test_what_cannot_be_written_is_told_and_nothing_typed_is_lost(wrong: dict[str, str]) -> None:
    response = write(result(), post="PHÓ CHỦ TỊCH", **wrong)

    assert response.status_code == 422
    assert "govuk-error-summary" in response.content.decode()
    assert "PHÓ CHỦ TỊCH" in response.content.decode()
    assert not Report.objects.exists()


def test_figures_without_a_place_are_told() -> None:
    cited = result()

    response = write(cited, **{f"f{cited.pk}-order": "zwei"})

    assert response.status_code == 422
    assert not Report.objects.exists()


@pytest.mark.parametrize("query", ["", "&result=", "&result=abc", "&result=999999", "&result=²"])
def test_no_figure_leads_back_to_choosing(query: str) -> None:
    address = f"/office/reports/write/?unit={result().unit_id}&layout=state{query}"
    response: Any = people.lan().get(address)

    assert response.url.startswith("/office/reports/choose/?unit=")


def test_figures_that_the_unit_cannot_cite_are_not_dropped_in_silence() -> None:
    address = f"/office/reports/write/?unit={(cited := result()).unit_id}&layout=state"
    response = people.lan().get(f"{address}&result={cited.pk}&result=999999", follow=True)

    page = response.content.decode()
    assert "Có số liệu đơn vị này không dẫn được" in page
    assert "checked" in page  # the other stays chosen


def test_a_report_has_at_most_a_hundred_figures() -> None:
    chosen = "".join(f"&result={number}" for number in range(1, 102))
    address = f"/office/reports/write/?unit={result().unit_id}&layout=state{chosen}"

    page = people.lan().get(address, follow=True).content.decode()

    assert "nhiều nhất 100 số liệu" in page


def test_a_report_sent_twice_is_written_once() -> None:
    cited = result()

    first, second = write(cited), write(cited)

    assert first.url == second.url
    assert Report.objects.count() == 1


def test_figures_are_chosen_by_period_and_words() -> None:
    result(2024, 1000)
    kept = result(2025)
    client = people.lan()

    shown = client.get("/office/reports/choose/?period=2025&q=ho so").content.decode()
    none = client.get("/office/reports/choose/?q=con voi").content.decode()

    assert shown.count('name="result"') == 1
    assert f'value="{kept.pk}"' in shown
    assert "wb-empty" in none


def test_a_figure_that_is_not_public_is_marked() -> None:
    report = make.report(result())

    page = people.minh().get(f"/en/office/reports/{report.pk}/").content.decode()

    assert "not public yet" in page


def test_the_file_says_what_the_report_says() -> None:
    report = make.report(result())

    content = file_of(report)

    assert "Năm 2025, hồ sơ tiếp nhận là 1.250 hồ sơ." in text_of(content)


def test_a_file_nobody_touched_differs_in_nothing() -> None:
    report = make.report(result())

    response = send_back(report, file_of(report))

    kept = Comparison.objects.get()
    assert response.url == f"/office/reports/comparisons/{kept.pk}/"
    assert (kept.findings, kept.figures, kept.same) == ([], 1, 1)


def test_a_changed_number_is_named_on_the_page_and_in_the_ledger() -> None:
    report = make.report(result())
    text = report.statement.text.replace("1.250", "1.350")

    response = send_back(report, text.encode(), "bao-cao.txt")

    page = people.minh().get(response.url).content.decode()
    assert "<del" in page
    assert "1.350" in page
    said = Body.objects.get(key=report.key, verb="compare").data
    assert said["differences"] == [
        f"changed number result/{report.citations.get().result_id} value"
    ]


def test_what_no_longer_follows_is_struck_and_what_should_stand_is_not() -> None:
    before, now = result(2024, 1000), result(2025)
    report = make.report(Cited(result=now, earlier=before))
    text = report.statement.text.replace("tăng 250", "giảm 250")

    response = send_back(report, text.encode(), "bao-cao.txt")

    due = people.lan().get(response.url).content.decode().split("Không còn khớp")[1]
    assert '<ins lang="vi">tăng</ins>' in due
    assert '<del lang="vi">giảm</del>' in due


def test_people_named_in_added_words_are_not_kept() -> None:
    report = make.report(result())
    text = f"{report.statement.text}\nLiên hệ ông Trần Văn Mẫu, 0912 345 678, 12 việc."

    send_back(report, text.encode(), "bao-cao.txt")

    assert "0912" not in str([one["sentence"] for one in Comparison.objects.get().findings])


@pytest.mark.parametrize(
    ("content", "name"),
    [(b"", "a.docx"), (b"PK\x03\x04junk", "a.docx"), ("Chuyện khác 12 hồ sơ.".encode(), "a.txt")],
)
def test_another_file_is_told_and_not_kept(content: bytes, name: str) -> None:
    response = send_back(make.report(result()), content, name)

    assert response.status_code == 422
    assert "govuk-error-summary" in response.content.decode()
    assert not Comparison.objects.exists()


def test_a_leader_sends_nothing_back() -> None:
    report = make.report(result())
    file = SimpleUploadedFile("a.docx", file_of(report))

    response = people.minh().post(f"/office/reports/{report.pk}/read-back/", {"file": file})

    assert response.status_code == 404


def test_a_report_of_another_book_is_not_there() -> None:
    report = make.report(result())
    other = make.book("khac")
    make.tenure("thu", "clerk", where=make.unit("99903"), the_book=other)

    response = people.signed_in("thu").get(f"/office/reports/{report.pk}/")

    assert response.status_code == 404


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("address", "queries"), [("/office/reports/", 3), ("/office/reports/choose/", 3)]
)
def test_lists_take_a_fixed_number_of_queries(address: str, queries: int, count: int) -> None:
    for number in range(count):
        make.report(result(2020 + number, 1001 + number))
    client = people.lan()

    with CaptureQueriesContext(connection) as context:
        assert client.get(address).status_code == 200

    assert len(context) == queries


def test_what_is_typed_waits_while_other_figures_are_chosen() -> None:
    one, other = result(), result(2024, 1100)
    client, words = people.lan(), {f"f{one.pk}-order": "2", f"f{one.pk}-words": "Mở đầu."}
    page = f"/office/reports/write/?unit={one.unit_id}&layout=state&result={one.pk}"

    to = client.post(page, typed(choose="1", closing="Lời cuối.", **words)).headers["Location"]
    again = client.get(f"{page}&result={other.pk}").content.decode()

    assert to.startswith("/office/reports/choose/?unit=")
    assert "Mở đầu." in again
    assert "Lời cuối." in again
    assert re.search('name="dated_on_year"[^>]*value="2026"', again)


def test_another_report_begins_with_nothing_typed() -> None:
    one, client = result(), people.lan()
    page = f"/office/reports/write/?unit={one.unit_id}&layout=state&result={one.pk}"
    client.post(page, typed(choose="1", closing="Lời cuối."))

    client.get("/office/reports/choose/")

    assert "Lời cuối." not in client.get(page).content.decode()
