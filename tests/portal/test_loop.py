"""The public side of the loop: what was released, what came of it, and nothing else."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests import make
from tests.cases.loop import world
from tests.cases.loop.acts import held
from tests.office.test_loop import party_item
from wardbook.cases.models import Case
from wardbook.figures.models import Result
from wardbook.figures.snapshots import snapshot
from wardbook.ledger.actions import action, erase, record
from wardbook.ledger.models import Audience, Body
from wardbook.org.models import Tenure

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def body(path: str) -> str:
    answer = Client().get(path)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def released(case: Case | None = None) -> Case:
    return world.take(case or world.owed(), "release", world.chair())


def test_nothing_is_read_before_its_body_releases_it() -> None:
    case = world.owed()

    assert case.title not in body("/shortcomings/")
    assert Client().get(f"/promises/shortcoming/{case.code}/").status_code == 404


def test_a_released_shortcoming_tells_what_who_and_by_when_and_names_nobody() -> None:
    case = released()
    page = body(f"/promises/shortcoming/{case.code}/")

    assert case.title in body("/shortcomings/")
    assert case.title in page
    assert case.post.title_vi in page
    assert world.officer().person.name not in page


def test_what_becomes_of_it_is_read_without_releasing_it_again() -> None:
    case = world.reported()
    released(case)
    world.take(case, "verify", world.verifier(), items="Đã xem tại chỗ")

    assert "Đã xem tại chỗ" in body(f"/promises/shortcoming/{case.code}/")
    assert case.title in body("/shortcomings/?how=ended")


def test_an_end_without_verification_stays_on_every_list() -> None:
    case = released()
    world.take(case, "overrule", world.holder("tinh", world.province()), overruled="Đã sáp nhập")

    assert "Đã sáp nhập" in body("/shortcomings/")
    assert "Đã sáp nhập" in body(f"/promises/shortcoming/{case.code}/")


def test_what_an_older_version_published_of_such_an_end_reads_so() -> None:
    case, above = released(), world.holder("tinh", world.province())
    world.take(case, "overrule", above, overruled="Đã sáp nhập")
    key = f"shortcoming/{case.code}"
    told = Body.objects.filter(key=key).latest("entry__seq").data | {"state": "remedied"}
    say_again(case, key, told, by=above, at=world.LATER)

    page = body(f"/promises/{key}/")
    assert "Cấp trên cho kết thúc, không qua kiểm chứng" in page
    assert "được xác nhận" not in page


@action
def say_again(case: Case, key: str, told: dict[str, Any], *, by: Tenure, at: datetime) -> None:
    said: dict[str, Any] = {"by": by.post.code, "at": at, "verb": "overrule", "content": told}
    record(case.book, audience=Audience.PUBLIC, key=key, **said)


def test_a_remedy_is_read_under_its_shortcoming() -> None:
    case = released()
    remedy = world.owed("remedy", parent=case, title="Bố trí thêm người")
    released(remedy)

    assert "Bố trí thêm người" in body(f"/promises/shortcoming/{case.code}/")


def test_what_the_tier_above_has_not_answered_is_listed_with_its_age() -> None:
    asked = world.owed("request_up", title="Xin kinh phí làm cầu", fields={"addressee": "Tỉnh"})
    released(asked)

    page = Client().get("/asked-above.json").json()
    assert page["counts"]["open"] == 1
    assert sum(one["count"] for one in page["ages"]) == 1


def test_a_party_item_is_in_no_public_body() -> None:
    case = party_item()

    for path in ("/promises.json", "/shortcomings.json", "/asked-above.json", "/sessions.json"):
        assert case.title not in body(path)


def test_rows_are_counted_as_they_are_listed() -> None:
    for number in range(3):
        released(world.owed(title=f"Việc {number}", facts={"none_moves": "-", "new_because": "-"}))

    page = Client().get("/shortcomings.json").json()
    assert page["counts"]["open"] == len(page["rows"]) == 3


def test_what_is_open_stands_first_by_its_date_and_what_ended_last_before_the_rest() -> None:
    late, soon = another("Hạn sau"), world.owed(title="Hạn trước", at=world.AT - DAY)
    for one in (late, soon):
        released(one)
    for number, title in enumerate(("Xong trước", "Xong sau")):
        ended = released(another(title))
        world.take(ended, "drop", world.chair(), at=world.AT + number * DAY, reason="Hết việc")

    rows = Client().get("/shortcomings.json").json()["rows"]

    titles = [row["label"]["vi"] for row in rows]
    assert titles == ["Hạn trước", "Hạn sau", "Xong sau", "Xong trước"]


def test_a_list_keeps_to_a_place_and_to_an_age() -> None:
    case = released(world.owed(at=world.AT - 40 * DAY))
    place = case.unit.territory.code

    def count(query: str) -> int:
        return int(Client().get(f"/shortcomings.json?{query}").json()["count"])

    assert count(f"place={place}") == count("") == 1
    assert count("place=khong-co") == count("age=180") == 0


def test_what_was_erased_stands_in_no_list() -> None:
    parent = released()
    remedy = released(world.owed("remedy", parent=parent, title="Bố trí thêm người"))
    entry = Body.objects.filter(key=f"remedy/{remedy.code}").latest("entry__seq").entry
    erase(entry, by="quan", at=world.LATER, reason="Lộ tên người")

    assert remedy.code not in body("/shortcomings/")
    assert remedy.code not in body(f"/promises/shortcoming/{parent.code}/")


@pytest.mark.parametrize("rows", [1, 3])
def test_a_list_asks_as_often_for_one_as_for_three(
    rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(rows):
        released(another(f"Việc {number}"))

    with django_assert_num_queries(4):
        body("/shortcomings/")


def test_both_languages_and_the_table_answer() -> None:
    case = released()

    assert "Who answers for it" in body(f"/en/promises/shortcoming/{case.code}/")
    assert case.code in body("/shortcomings.csv")


def test_an_address_of_nothing_is_not_found() -> None:
    assert Client().get("/promises/shortcoming/khong-co/").status_code == 404
    assert Client().get("/promises/figure/x/").status_code == 404
    assert Client().get("/shortcomings/?how=quick").status_code == 404
    assert make.book()


def merged(case: Case, into: Case) -> Case:
    facts = {"into": into.code}
    return world.take(case, "merge", world.chair(), reason="Trùng", facts=facts)


def another(title: str = "Nợ tiền làm đường") -> Case:
    return world.owed(title=title, facts={"none_moves": "-", "new_because": "-"})


def test_a_merged_item_names_and_opens_the_one_it_goes_on_as() -> None:
    case, into = released(), released(another())
    merged(case, into)

    page = body(f"/promises/shortcoming/{case.code}/")

    assert f'href="/promises/shortcoming/{into.code}/">{into.title}</a>' in page
    assert body(f"/promises/shortcoming/{into.code}/")


def test_a_merged_item_says_nothing_of_one_that_is_not_public_but_that_it_goes_on() -> None:
    case, into = world.owed(), another()
    released(merged(case, into))

    page = body(f"/promises/shortcoming/{case.code}/")

    assert "Được tiếp tục ở một việc khác chưa công khai." in page
    assert into.code not in page
    assert into.title not in page


def test_a_merged_item_names_the_other_once_that_is_made_public() -> None:
    case, into = world.owed(), another()
    released(merged(case, into))
    released(into)

    assert into.title in body(f"/promises/shortcoming/{case.code}/")


def test_the_history_of_an_item_is_not_called_one_of_a_figure() -> None:
    page = body(f"/promises/shortcoming/{released().code}/")

    assert "Mọi bút toán về việc này" in page
    assert "về số liệu này" not in page


def test_what_a_search_looks_in_is_told_in_no_answer() -> None:
    case = released()
    item = Client().get(f"/promises/shortcoming/{case.code}.json").json()
    (row,) = Client().get("/shortcomings.json?q=ho+so").json()["rows"]

    assert "folded" not in item | row


@pytest.mark.parametrize(("owed", "told"), [(4, False), (5, True)])
def test_of_a_body_of_fewer_than_five_no_number_is_told(owed: int, told: bool) -> None:
    case = held("study", owed=owed, attended=owed - 1, retaken=1)
    world.take(case, "release", world.chair())

    item = Client().get(f"/promises/session/{case.code}.json").json()
    assert bool(item["counts"]) is told
    assert item["few"] is not told
    assert ("dưới năm người" in body(f"/promises/session/{case.code}/")) is not told


def measured(result: Result) -> str:
    """What is told of a released shortcoming whose indicator stood at ``result``."""
    before = snapshot(result.unit, result.indicator, world.LATER)
    case = released(world.owed(indicator=result.indicator, facts={"before": before}))
    return body(f"/promises/shortcoming/{case.code}.json")


def test_a_figure_that_nobody_released_is_not_told_with_what_it_should_move() -> None:
    page = measured(make.result())

    assert '"held": true' in page
    assert '"value"' not in page


@pytest.mark.parametrize("period", ["2025", "reporting:2025-H1", "2021/2025"])
def test_a_figure_that_was_released_later_opens_and_keeps_its_value_on_its_own_page(
    period: str,
) -> None:
    result = make.result(period=period)
    measured(result)
    make.released(result)

    page = body(f"/promises/shortcoming/{Case.objects.latest('pk').code}/")

    assert "số liệu được công bố sau đó" in page
    assert f'href="/figures/{result.key.removeprefix("figure/")}/"' in page
    assert "chưa được công bố" not in page


def test_a_figure_that_is_public_is_told_and_opens() -> None:
    page = measured(make.released())

    assert '"value"' in page
    assert '"held"' not in page
