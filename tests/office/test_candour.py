"""What the records show before a review, and whether its draft names it."""

from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.utils import timezone, translation

from tests import make
from tests.cases.loop import world
from tests.cases.making import load, place, row, seen
from tests.office.test_loop import body, who
from wardbook.cases.actions.moves import open_case
from wardbook.cases.models import Case
from wardbook.cases.queries.signs import Sign, signs
from wardbook.cases.rules.taking import Opening
from wardbook.office.loop.candour import sentence

pytestmark = pytest.mark.django_db

NOW = timezone.now()


def review(**more: Any) -> Case:
    by, at = world.chair(), more.pop("at", make.AT)
    told = {
        "book": by.post.book,
        "unit": world.committee(),
        "post": by.post,
        "submitted_at": at,
        "until": at + timedelta(days=30),
        "title": "Kiểm điểm năm 2026",
        "fields": {"year": "2026"},
        "facts": {"previous": []},
    }
    return open_case("review", Opening(**told | more), by=by, at=at)


def found(kind: str) -> list[Sign]:
    start = (NOW - timedelta(days=365)).date()
    return [one for one in signs(world.committee(), start, NOW.date(), NOW) if one.kind == kind]


def late_dossiers(count: int) -> None:
    by = make.lan(where=world.ward())
    for number in range(count):
        at = NOW - timedelta(days=40, hours=number)
        make.step(make.case(by=by, at=at), "accept", by=by, at=at)


def test_five_late_dossiers_of_a_procedure_are_a_sign_and_four_are_none() -> None:
    late_dossiers(4)
    assert found("late") == []

    late_dossiers(1)
    assert [one.count for one in found("late")] == [5]


def test_feedback_that_speaks_of_the_same_three_times_is_a_sign() -> None:
    by = make.lan(where=world.ward())
    for words in ("Đèn đường ngõ bốn hỏng", "Hỏng đèn đường ngõ bốn rồi", "Đèn đường ngõ bốn tắt"):
        make.case("feedback", by=by, at=NOW - timedelta(days=3), fields={"about": words})
    make.case("feedback", by=by, at=NOW - timedelta(days=3), fields={"about": "Ồn ào ban đêm"})

    assert [one.count for one in found("repeated")] == [3]


def test_a_remedied_shortcoming_that_came_again_is_a_sign() -> None:
    case = world.reported()
    world.take(case, "verify", world.verifier(), items="Đúng")
    world.owed(repeats=case)

    assert [one.values["code"] for one in found("without_effect")] == [case.code]


@pytest.mark.parametrize(("count", "named"), [(2, []), (3, [3])])
def test_notices_that_are_gone_from_a_place_are_a_sign(count: int, named: list[int]) -> None:
    where = place(unit=world.ward())
    for made in load(*(row(f"1.00000{number}") for number in range(count))):
        seen(where, made, "missing")

    assert [one.count for one in found("stale")] == named


def test_what_the_body_has_owed_for_a_month_is_a_sign() -> None:
    for days in (70, 50):  # owed for thirty days, so late for forty and for twenty
        world.owed("conclusion", post=world.chair().post, at=NOW - timedelta(days=days))

    assert [one.count for one in found("owed")] == [1]


def test_only_who_keeps_the_review_sees_it_and_what_is_named_moves_over() -> None:
    late_dossiers(5)
    case, client = review(), who(world.chair())
    address = f"/office/follow/{case.pk}/records/"
    before = body(client, address)
    sign = found("late")[0]
    fields = {"cause": "Thiếu người", "source": f"[{sign.key}] 5 hồ sơ"}
    world.owed(parent=case, title="Trả hồ sơ chậm", fields=fields)
    after = body(client, address)

    assert who(world.verifier()).get(address).status_code == 404
    assert "Nêu thành hạn chế" in before
    assert "Nêu thành hạn chế" not in after
    assert "Trả hồ sơ chậm" in after


def test_a_review_that_was_never_held_hides_nothing_from_the_next() -> None:
    late_dossiers(5)
    begun, case = review(at=NOW - timedelta(hours=1)), review(at=NOW)
    client, address = who(world.chair()), f"/office/follow/{case.pk}/records/"

    assert "Nêu thành hạn chế" in body(client, address)
    assert f"đến {timezone.localdate():%d/%m/%Y}." in body(client, address)
    Case.objects.filter(pk=begun.pk).update(state="held")
    assert "Nêu thành hạn chế" not in body(client, address)


def test_honest_records_raise_no_sign() -> None:
    by = make.lan(where=world.ward())
    make.step(make.case(by=by, at=NOW - timedelta(days=1)), "accept", by=by, at=NOW)

    assert [one.kind for one in signs(world.committee(), make.TODAY, NOW.date(), NOW)] == []


def test_a_body_sees_its_year_outside_any_review_too_and_opens_a_shortcoming_from_it() -> None:
    late_dossiers(5)
    client = who(world.chair())
    address = f"/office/follow/records/{world.committee().pk}/"
    page = body(client, address)
    link = page.partition("/office/follow/new/shortcoming/?")[2].partition('"')[0]
    opened = body(client, f"/office/follow/new/shortcoming/?{unescape(link)}")

    assert "5 hồ sơ" in page
    assert "5 hồ sơ" in opened
    assert who(world.verifier()).get(address).status_code == 404


@pytest.mark.parametrize(
    ("count", "words"), [(1, "1 thing that this body owes has"), (2, "2 things that this body owe")]
)
def test_one_thing_and_several_are_told_apart_in_english(count: int, words: str) -> None:
    with translation.override("en"):
        assert words in sentence(Sign("owed", "owed/x", count, {}))
