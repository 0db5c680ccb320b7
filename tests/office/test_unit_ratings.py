"""The pages on which bodies are rated: who opens them, what they show, what a form does."""

import re
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import make
from tests.figures import rated
from tests.office import people
from wardbook.figures.actions import ratings as actions
from wardbook.figures.models import UnitRating

pytestmark = pytest.mark.django_db
HERE = "/office/unit-ratings/"


def thu() -> Client:
    rated.thu()
    return people.signed_in("thu")


def tam() -> Client:
    rated.tam()
    return people.signed_in("tam")


def shown(client: Client, address: str = HERE, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, address
    return re.sub(r"\s+", " ", unescape(response.content.decode()))


def page_of(rating: UnitRating, more: str = "") -> str:
    return f"{HERE}{rating.pk}/{more}"


def addresses(rating: UnitRating) -> list[str]:
    more = ["", "group/", "evidence/remedied/", "evidence/met/"]
    return [
        HERE,
        f"{HERE}roll-up/",
        f"{HERE}of/{rating.unit_id}/",
        *(page_of(rating, m) for m in more),
    ]


def test_clerk_leader_and_inspector_read_and_a_stranger_and_the_administrator_do_not() -> None:
    rating = rated.proposed(rated.committee())
    make.tenure("kiem", "inspector")

    for address in addresses(rating):
        for client in (people.lan(), people.minh(), people.signed_in("kiem"), thu()):
            shown(client, address)
        shown(people.quan(), address, 404)
        shown(people.hoa(), address, 403)


@pytest.mark.parametrize("more", ["open/", "tell/"])
def test_an_inspector_keeps_no_rating(more: str) -> None:
    make.tenure("kiem", "inspector")

    shown(people.lan(), HERE + more)
    shown(people.signed_in("kiem"), HERE + more, 404)


def test_the_rating_of_a_cell_is_hidden_from_the_state_side_until_it_is_released() -> None:
    rating = rated.decided()
    assert "Chi bộ 1" not in shown(people.lan())
    shown(people.lan(), page_of(rating), 404)

    actions.release(rating, by=rated.thu(), at=rated.AT)

    said = shown(people.lan())
    assert 'href="/unit-ratings/99901.cell-1/2025/">Chi bộ 1' in said
    shown(people.lan(), page_of(rating), 404)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_number_of_queries_however_long(count: int) -> None:
    for number in range(count):
        rated.proposed(rated.cell(number))
    client = thu()
    shown(client)

    with CaptureQueriesContext(
        connection,
    ) as asked:
        shown(client)

    assert len(asked) == 6


def test_an_empty_list_says_that_this_is_not_zero() -> None:
    assert "Đây không phải là số không" in shown(people.lan())


def test_the_page_says_what_is_not_known_and_what_the_best_level_waits_for() -> None:
    said = shown(thu(), page_of(rated.proposed()))

    assert "Chưa biết, vì sổ chưa ghi gì:" in said
    assert "Sổ chưa có kỳ kiểm điểm trước của tập thể này" in said


def test_every_number_opens_a_list_as_long_as_it_says() -> None:
    rated.reviewed(rated.cell(), states=("remedied", "in_hand", "in_hand"))
    rating = rated.proposed()

    said = shown(thu(), page_of(rating))
    links = re.findall(rf'href="({re.escape(HERE)}\d+/evidence/\w+/)">(\d+)<', said)

    assert [number for _url, number in links] == ["1", "2"]
    for url, number in links:
        assert shown(thu(), url).count('class="wb-list__item"') == int(number)


def test_what_the_tier_above_ended_is_among_what_is_open_and_says_how() -> None:
    rated.reviewed(rated.cell(), states=("remedied", "overruled"))

    said = shown(thu(), page_of(rated.proposed(), "evidence/open/"))

    assert said.count('class="wb-list__item"') == 1
    assert "Cấp trên cho kết thúc, không qua kiểm chứng" in said


def test_a_button_that_would_be_refused_says_why_instead() -> None:
    rating = rated.proposed(rated.committee())

    said = shown(people.minh(), page_of(rating))

    assert "RTG-05" in said
    assert f'href="{page_of(rating, "steps/decision/")}"' not in said
    assert f'href="{page_of(rating, "steps/decision/")}"' in shown(thu(), page_of(rating))


def sent(**more: Any) -> dict[str, Any]:
    given = {"version": 0, "level": "good", "common": "25", "task": "55", "disciplined": "no"}
    given |= {"tasks": "10", "on_time": "10", "late": "0", "undone": "0", "beyond": "3"}
    return given | {"document": "", "reason": ""} | more


def test_three_people_go_from_opening_to_decision_by_their_forms() -> None:
    unit = rated.committee()
    opened = people.lan().post(f"{HERE}open/", {"unit": unit.pk, "period": "2025"})
    rating = UnitRating.objects.get()
    assert opened["Location"] == page_of(rating)
    rated.binh(unit)

    people.signed_in("binh").post(page_of(rating, "steps/self-rating/"), sent())
    tam().post(page_of(rating, "steps/proposal/"), sent(version=1))
    thu().post(page_of(rating, "steps/decision/"), sent(version=2, document="5-QĐ/ĐU"))

    rating.refresh_from_db()
    assert (rating.state, rating.level) == ("decided", "good")


def test_a_refusal_hands_back_what_was_typed() -> None:
    rating = rated.opened(rated.committee())
    rated.binh(rated.committee())

    response = people.signed_in("binh").post(
        page_of(rating, "steps/self-rating/"), sent(level="excellent", common="20,5")
    )

    said = unescape(response.content.decode())
    assert response.status_code == 422
    assert "75,5 điểm không đạt mức này" in said or "75.5 điểm không đạt mức này" in said
    assert 'value="20,5"' in said


def test_a_form_that_was_overtaken_is_refused() -> None:
    rating = rated.self_rated(rated.committee())

    response = tam().post(page_of(rating, "steps/proposal/"), sent(version=0))

    assert response.status_code == 422
    assert "đã thay đổi" in unescape(response.content.decode())


def test_the_group_shows_both_roundings_with_source_and_uncertainty() -> None:
    for number in range(3):
        rated.decided(rated.cell(number))

    said = shown(thu(), page_of(UnitRating.objects.all()[0], "group/"))

    assert "20 % của số đó là 0,6" in said
    assert re.search(r"Làm tròn xuống</dt>.*?>0<", said)
    assert re.search(r"Làm tròn lên</dt>.*?>1<", said)
    assert "366-QĐ/TW" in said
    assert "[chưa chắc]" in said


def test_several_are_decided_together_on_the_page_of_their_group() -> None:
    rows = [rated.proposed(rated.cell(number)) for number in range(2)]
    typed: dict[str, Any] = {"document": "5-QĐ/ĐU", "reason": ""}
    for row in rows:
        typed |= {f"level_{row.pk}": "good", f"version_{row.pk}": row.version}
        typed |= {f"common_{row.pk}": "25", f"task_{row.pk}": "55"}

    thu().post(page_of(rows[0], "group/"), typed)

    assert {row.state for row in UnitRating.objects.all()} == {"decided"}


def test_a_decision_made_elsewhere_is_recorded_and_told_as_such() -> None:
    typed = {"unit": rated.party().pk, "period": "2023", "level": "good", "or_better": "on"}
    typed |= {
        "decided_by": "Ban Thường vụ Quận ủy",
        "document": "9-QĐ/QU",
        "common": "",
        "task": "",
    }
    typed |= {"decided_on_day": "10", "decided_on_month": "1", "decided_on_year": "2024"}

    answer = tam().post(f"{HERE}tell/", typed, follow=True)

    said = unescape(answer.content.decode())
    assert "Hoàn thành tốt nhiệm vụ trở lên" in said
    assert "Ban Thường vụ Quận ủy" in said


def test_the_roll_up_counts_so_many_of_so_many_by_name() -> None:
    rated.decided(rated.cell(2))
    rated.decided(rated.cell(1))
    rated.cell(3)

    said = shown(thu(), f"{HERE}roll-up/?unit={rated.party().pk}&kind=party_cell&period=2025")

    assert "2 trong 3 tập thể đã được xếp loại" in said
    assert said.index("Chi bộ 1") < said.index("Chi bộ 2") < said.index("Chi bộ 3")


def test_the_roll_up_opens_for_the_head_of_a_cell_that_was_rated() -> None:
    rated.decided(cell := rated.cell(1))
    make.tenure("chi", "leader", where=cell)

    assert people.signed_in("chi").get(f"{HERE}roll-up/").status_code == 200


def test_the_roll_up_names_the_rule_that_hides_the_party_side() -> None:
    rated.decided(rated.cell(1))

    said = shown(
        people.lan(), f"{HERE}roll-up/?unit={rated.party().pk}&kind=party_cell&period=2025"
    )

    assert "0 trong 1 tập thể" in said
    assert "RTG-15" in said


def test_points_are_offered_as_the_page_writes_them() -> None:
    rating = rated.proposed(rated.committee(), common="26.5")

    assert 'value="26,5"' in shown(thu(), page_of(rating, "steps/decision/"))


def test_the_years_of_a_body_are_told_by_the_rule_of_each() -> None:
    for year in ("2013", "2025"):
        actions.tell(
            rated.party(),
            year,
            rated.told("excellent", decided_on=None),
            book=make.book(),
            by=rated.tam(),
            at=rated.AT,
        )

    said = shown(thu(), f"{HERE}of/{rated.party().pk}/")

    assert said.index("Trong sạch, vững mạnh") < said.index("Hoàn thành xuất sắc nhiệm vụ")


def test_what_papers_state_of_bodies_below_stands_beside_the_count() -> None:
    text = (
        "BÁO CÁO\n\nSáu tháng đầu năm 2018, có 32/63 tổ chức cơ sở đảng đạt trong sạch vững mạnh.\n"
    )
    claim = make.claim("32/63", text=text)
    make.result(claim, indicator="clean-and-strong-orgs", measure="tổ chức", period="2018-H1")

    said = shown(people.lan(), f"{HERE}roll-up/?unit={make.unit().pk}&kind=party_cell&period=2025")

    assert "32/63" in said
    assert "Trong kỳ đó ở đây không có tập thể nào thuộc loại này" in said


def test_the_head_of_one_cell_does_not_read_of_another() -> None:
    rated.decided(rated.cell(2))
    rating = rated.decided(rated.cell(1))
    make.tenure("son", "leader", where=rated.cell(1))

    said = shown(people.signed_in("son"), page_of(rating, "group/"))

    assert "RTG-15" in said
    assert not [word for word in ("Chi bộ 2", "Làm tròn") if word in said]


def test_a_decision_without_its_document_is_handed_back() -> None:
    rating = rated.proposed(rated.committee())

    response = thu().post(page_of(rating, "steps/decision/"), sent(version=rating.version))

    assert response.status_code == 422
    assert "Xin điền mục “Số văn bản”." in unescape(response.content.decode())
    rating.refresh_from_db()
    assert rating.state == "proposed"


def test_what_was_cancelled_begins_again_with_what_was_said_last() -> None:
    rating = rated.decided(rated.committee(), common="26.5")
    rating = actions.cancel(rating, "Sai thẩm quyền", "3-QĐ/ĐU", by=rated.thu(), at=rated.AT)

    for address in (page_of(rating, "steps/decision/"), page_of(rating, "group/")):
        assert 'value="26,5"' in shown(thu(), address)


def test_papers_that_somebody_may_not_read_are_not_offered_to_them() -> None:
    make.document()
    rated.binh()

    assert "Báo cáo năm 2025" in shown(tam(), f"{HERE}tell/")
    assert "Báo cáo năm 2025" not in shown(people.signed_in("binh"), f"{HERE}tell/")
