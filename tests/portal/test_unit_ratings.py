"""What a stranger reads of released ratings, and what they never read."""

from datetime import date

import pytest
from django.test import Client

from tests import make
from tests.figures import rated
from tests.portal.reading import body, page
from wardbook.figures.actions import ratings as actions
from wardbook.figures.models import UnitRating
from wardbook.figures.ratings.scoring import Choice
from wardbook.ledger.models import Body
from wardbook.lib.refusal import Refused
from wardbook.org.models import Succession, Unit

pytestmark = pytest.mark.django_db
ONE = "/unit-ratings/99901.cell-1/2025/"


def released(rating: UnitRating | None = None) -> UnitRating:
    return actions.release(rating or rated.decided(), by=rated.thu(), at=rated.AT)


def test_nothing_is_public_before_somebody_releases_it() -> None:
    rated.decided()

    assert body("/unit-ratings/")["ratings"] == []
    assert Client().get(ONE).status_code == 404


def test_a_released_rating_says_level_rule_document_and_who_decided() -> None:
    released()

    said = body(ONE)

    assert said["level"] == {
        "code": "good",
        "label": {"vi": "Hoàn thành tốt nhiệm vụ", "en": "Tasks fulfilled well"},
    }
    assert (said["document"], said["bound"], said["told"]) == ("12-QĐ/ĐU", "exact", False)
    assert said["rule"]["key"] == "qd-366-2025"
    assert "Hoàn thành tốt nhiệm vụ" in page(ONE)


def test_points_reasons_and_evidence_stay_inside() -> None:
    rated.reviewed(rated.cell(), states=("in_hand",))
    released(rated.decided(common="21.37", reason="Chuyện nội bộ"))

    said = page(ONE) + page(f"{ONE.rstrip('/')}.json")

    assert not [word for word in ("21.37", "21,37", "nội bộ", "HC-", "KD-") if word in said]


def test_rtg_13_the_rating_of_a_party_body_is_released_by_the_party_side_alone() -> None:
    rating = rated.decided()

    with pytest.raises(Refused, match="RTG-13"):
        actions.release(rating, by=make.minh(), at=rated.AT)
    assert released(rating).released == 3


def test_rtg_13_the_chair_releases_that_of_the_peoples_committee() -> None:
    rating = rated.decided(rated.committee())

    assert actions.release(rating, by=make.minh(), at=rated.AT).released == 3


def test_rtg_13_what_is_not_decided_or_public_already_is_not_released() -> None:
    with pytest.raises(Refused, match="Only a decided rating"):
        released(rated.proposed(rated.cell(2)))
    rating = released()
    with pytest.raises(Refused, match="public already"):
        released(rating)


def test_rtg_13_whoever_recorded_a_decision_does_not_release_it() -> None:
    rating = actions.tell(
        rated.party(), "2025", rated.told(), book=make.book(), by=rated.thu(), at=rated.AT
    )

    with pytest.raises(Refused, match="Whoever recorded"):
        released(rating)


def test_rtg_13_no_name_of_a_person_goes_public() -> None:
    told = rated.told(decided_by="Ông Nguyễn Văn Thử")
    rating = actions.tell(
        rated.party(), "2025", told, book=make.book(), by=rated.tam(), at=rated.AT
    )

    with pytest.raises(Refused, match="Take the name of a person out"):
        released(rating)


def test_rtg_14_what_is_taken_back_says_so_and_why() -> None:
    rating = actions.withdraw(released(), "Ghi nhầm kỳ", by=rated.thu(), at=rated.AT)

    said = body(ONE)

    assert (said["withdrawn"], said["reason"], said.get("level")) == (True, "Ghi nhầm kỳ", None)
    assert body("/unit-ratings/")["ratings"] == []
    with pytest.raises(Refused, match="RTG-14"):
        actions.withdraw(rating, "Lại", by=rated.thu(), at=rated.AT)


@pytest.mark.parametrize("reason", ["", "Ông Nguyễn Văn Thử nhầm"])
def test_rtg_14_a_reason_is_given_and_names_nobody(reason: str) -> None:
    rating = released()

    with pytest.raises(Refused, match="RTG-14"):
        actions.withdraw(rating, reason, by=rated.thu(), at=rated.AT)


def test_a_decision_that_changes_takes_the_public_one_back_until_it_is_released_again() -> None:
    lower = rated.scored("completed", task="30", reason="Phát hiện sau")
    rating = actions.adjust(released(), lower, by=rated.thu(), at=rated.AT)
    assert body(ONE)["withdrawn"]

    released(rating)

    said = body(ONE)
    assert said["level"]["code"] == "completed"
    assert [one["verb"] for one in said["history"]] == ["release", "withdraw", "release"]


def test_a_level_told_as_or_better_is_shown_as_such() -> None:
    told = rated.told("good", bound="at_least")
    rating = actions.tell(
        rated.party(), "2023", told, book=make.book(), by=rated.tam(), at=rated.AT
    )
    released(rating)

    assert "Hoàn thành tốt nhiệm vụ trở lên" in page("/unit-ratings/99901.party/2023/")


def followed() -> tuple[Unit, Unit]:
    """The Party committees of a place and of the one that it took over."""
    old = make.unit("99900", end_on=date(2025, 7, 1))
    Succession.objects.create(
        old=old, new=make.unit(), share="part", on=date(2025, 7, 1), source="Thử", mark="known"
    )
    return make.unit("99900.party", kind="party_committee", parent=old), rated.party()


def test_the_years_of_a_body_break_where_the_territory_became_another() -> None:
    for unit, period in zip(followed(), ("2023", "2025"), strict=True):
        post = make.tenure(f"tam-{unit.pk}", "clerk", where=unit)
        lead = make.tenure(f"thu-{unit.pk}", "leader", where=unit)
        rating = actions.tell(unit, period, rated.told(), book=make.book(), by=post, at=rated.AT)
        actions.release(rating, by=lead, at=rated.AT)

    rows = body("/unit-ratings/99901.party/")["ratings"]

    assert [(row["period"], row["unit"]["code"]) for row in rows] == [
        ("2023", "99900.party"),
        ("2025", "99901.party"),
    ]
    assert [[one["on"] for one in row["changes"]] for row in rows] == [[], ["2025-07-01"]]
    assert "Từ đây địa giới đã khác" in page("/unit-ratings/99901.party/")


def test_the_list_stands_in_the_order_of_names() -> None:
    for number in (2, 1):
        released(rated.decided(rated.cell(number)))

    rows = body("/unit-ratings/")["ratings"]

    assert [row["unit"]["label"]["vi"] for row in rows] == ["Chi bộ 1", "Chi bộ 2"]
    assert page("/unit-ratings.csv").count("\n") >= 3


def test_the_public_is_told_of_the_body_first() -> None:
    released()

    keys = Body.objects.filter(entry__audience="public").order_by("entry__seq")
    assert list(keys.values_list("key", flat=True)) == [
        "unit/99901",
        "unit/99901.party",
        "unit/99901.cell-1",
        "unit-rating/99901.cell-1/2025",
    ]


def test_the_page_of_a_place_shows_the_ratings_of_its_bodies_alone() -> None:
    released()
    released(rated.decided(rated.cell(2)))

    assert len(body("/units/99901/")["ratings"]) == 2
    assert len(body("/units/99901.cell-2/")["ratings"]) == 1
    assert body("/units/99901.party/")["ratings"] == []


def test_a_post_at_the_place_itself_is_named_and_not_the_place() -> None:
    rating = rated.proposed(rated.desk())
    choice = Choice(rating=rating, scored=rated.scored())
    (decided,) = actions.decide([choice], by=make.minh(), at=rated.AT)
    actions.release(decided, by=make.minh(), at=rated.AT)

    assert body("/unit-ratings/99901.desk/2025/")["decided_by"]["vi"] == "Chức vụ leader"
