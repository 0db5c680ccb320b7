"""Posts and bodies of a place: opened, renamed, closed, never deleted."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests import make
from wardbook.ledger.models import Body
from wardbook.lib.refusal import Refused
from wardbook.org import actions, catalogue
from wardbook.org.catalogue import usual_bodies
from wardbook.org.models import Post, Unit
from wardbook.org.queries import bodies, places
from wardbook.org.roles import Role

pytestmark = pytest.mark.django_db

SINCE = date(2025, 7, 1)
SOURCE = "Quyết định 12/QĐ-UBND"


def add(kind: str = "residential_group", name: str = "Khu vực 1", **more: Any) -> Unit:
    by = make.quan()
    given: dict[str, Any] = {"parent": by.post.unit, "start_on": SINCE, "source": SOURCE, **more}
    return actions.add_unit(
        given.pop("parent"),
        kind,
        {"vi": name, "en": name},
        book=by.post.book,
        by=by,
        at=make.AT,
        **given,
    )


def rename(unit: Unit, name: str, on: date = make.TODAY) -> Unit:
    words = {"vi": name, "en": name}
    by = make.quan()
    return actions.rename_unit(
        unit, words, on=on, source=SOURCE, book=by.post.book, by=by, at=make.AT
    )


def close(unit: Unit, end_on: date = make.TODAY) -> Unit:
    by = make.quan()
    return actions.close_unit(
        unit, end_on=end_on, source=SOURCE, owing=0, book=by.post.book, by=by, at=make.AT
    )


def open_post(unit: Unit, role: str = Role.CLERK, start_on: date = make.TODAY) -> Post:
    by = make.quan()
    return actions.open_post(
        actions.free_post_code(unit, "Văn thư"),
        book=by.post.book,
        unit=unit,
        role=role,
        title={"vi": "Văn thư", "en": "Records clerk"},
        start_on=start_on,
        by=by,
        at=make.AT,
    )


def test_a_body_gets_a_code_of_its_own_for_ever() -> None:
    first = close(add())
    second = add(start_on=make.TODAY)

    assert [unit.code for unit in (first, second)] == ["99901.khu-vuc-1", "99901.khu-vuc-1-2"]


def test_a_body_that_a_place_has_once_is_coded_as_in_the_catalogue() -> None:
    assert add("party_committee", "Đảng ủy phường").code == "99901.party"


@pytest.mark.parametrize("kind", ["inspection_committee", "party_cell", "ward", "hamlet"])
def test_a_body_stands_below_what_its_kind_belongs_to(kind: str) -> None:
    with pytest.raises(Refused, match="ORG-08"):
        add(kind, "Khác")


@pytest.mark.parametrize(
    ("name", "more"),
    [
        (" ", {}),
        ("khu vuc 1", {}),
        ("Khu vực 2", {"source": " "}),
        ("Khu vực 2", {"start_on": date(2020, 1, 1)}),
    ],
)
def test_a_body_has_days_a_name_of_its_own_and_a_source(name: str, more: Any) -> None:
    make.unit(start_on=SINCE)
    add()

    with pytest.raises(Refused, match="ORG-08"):
        add(name=name, **more)


def test_a_new_name_keeps_the_old_one_in_the_ledger() -> None:
    unit = rename(add(), "Khu phố 1")

    said = Body.objects.get(verb="rename").data
    assert (said["from"]["vi"], said["to"]["vi"]) == ("Khu vực 1", "Khu phố 1")
    assert unit.folded.startswith("khu pho 1")


@pytest.mark.parametrize("on", [make.TODAY + timedelta(1), SINCE - timedelta(1)])
def test_a_name_holds_from_a_day_that_has_come_and_on_which_the_body_stands(on: date) -> None:
    with pytest.raises(Refused, match="ORG-08"):
        rename(add(), "Khu phố 1", on)


def test_places_are_changed_by_the_catalogue_alone() -> None:
    with pytest.raises(Refused, match="ORG-08"):
        rename(make.unit(), "Phường Khác")
    with pytest.raises(Refused, match="ORG-08"):
        close(make.unit())


def test_a_body_closes_after_what_is_below_it_and_after_its_posts() -> None:
    party = add("party_committee", "Đảng ủy")
    cell = add("party_cell", "Chi bộ 1", parent=party)
    with pytest.raises(Refused, match="Chi bộ 1"):
        close(party)
    close(cell)
    post = open_post(party, start_on=SINCE)
    with pytest.raises(Refused, match="Văn thư"):
        close(party)

    actions.close_post(post, end_on=make.TODAY, owing=0, by=make.quan(), at=make.AT)

    assert close(party).end_on == make.TODAY


def test_a_body_closes_once_and_stands_for_a_day_at_least() -> None:
    unit = add()
    with pytest.raises(Refused, match="ORG-08"):
        close(unit, SINCE)
    close(unit)

    with pytest.raises(Refused, match="ORG-08"):
        close(unit)


def test_the_catalogue_no_longer_amends_what_a_book_keeps() -> None:
    unit = make.unit("99901.party", "party_committee", make.unit())
    rename(unit, "Đảng ủy phường Mới")
    row = catalogue.UnitRow(
        code=unit.code, kind=unit.kind, name_vi="Đảng ủy Cũ", name_en="-", source="-", mark="known"
    )

    actions.load_units([row], [], book=make.book(), by=make.SYSTEM, at=make.AT)

    unit.refresh_from_db()
    assert unit.name_vi == "Đảng ủy phường Mới"


def test_an_administrator_of_one_ward_changes_nothing_in_another() -> None:
    with pytest.raises(Refused, match="ORG-01"):
        add(parent=make.unit("99902"))


def test_a_clerk_changes_no_body() -> None:
    lan = make.lan()

    with pytest.raises(Refused, match="ORG-01"):
        actions.add_unit(
            lan.post.unit,
            "residential_group",
            {"vi": "Khu vực 1", "en": "Area 1"},
            start_on=SINCE,
            source=SOURCE,
            book=lan.post.book,
            by=lan,
            at=make.AT,
        )


def test_the_usual_bodies_stand_as_a_tree_in_their_order() -> None:
    by, kinds = make.quan(), {body.kind for body in usual_bodies("Phường Thử", "Test Ward")}

    actions.add_usual(
        by.post.unit,
        kinds,
        start_on=SINCE,
        source=SOURCE,
        book=by.post.book,
        by=by,
        at=make.AT,
    )

    tree = [(depth, unit.code.partition(".")[2]) for depth, unit in bodies(by.post.unit)]
    assert tree == [
        (0, "party"),
        (1, "inspection"),
        (0, "council"),
        (0, "committee"),
        (1, "one-stop"),
        (0, "front"),
        (1, "people-inspection"),
    ]


def test_a_post_of_an_administrator_stands_at_the_place() -> None:
    with pytest.raises(Refused, match="ORG-09"):
        open_post(add(), Role.ADMINISTRATOR)


def test_a_post_opens_only_where_its_unit_stands() -> None:
    with pytest.raises(Refused, match="ORG-09"):
        open_post(add(start_on=make.TODAY), start_on=SINCE)


def test_a_post_is_not_closed_over_its_holder_and_not_twice() -> None:
    lan, by = make.lan(), make.quan()
    with pytest.raises(Refused, match="Lan holds this post beyond"):
        actions.close_post(lan.post, end_on=make.TODAY, owing=0, by=by, at=make.AT)
    actions.end_tenure(lan, end_on=make.TODAY, by=by, at=make.AT)
    actions.close_post(lan.post, end_on=make.TODAY, owing=0, by=by, at=make.AT)

    with pytest.raises(Refused, match="ORG-09"):
        actions.close_post(lan.post, end_on=make.TODAY, owing=0, by=by, at=make.AT)


def test_a_post_without_a_title_is_told() -> None:
    with pytest.raises(Refused, match="ORG-09"):
        actions.rename_post(make.lan().post, {"vi": " ", "en": ""}, by=make.quan(), at=make.AT)


CITY = Unit(code="92", official_code="92", kind="municipality", name_vi="Thành phố Cần Thơ")
WARD = Unit(
    code="31228", official_code="31228", kind="ward", name_vi="Phường Thuận Hưng", parent=CITY
)
OLD = Unit(
    code="31228-2025",
    official_code="31228",
    kind="ward",
    name_vi="Phường Thuận Hưng",
    end_on=SINCE,
)
NAMESAKE = Unit(code="17305", kind="commune", name_vi="Xã Thuận Hưng")
BODY = Unit(code="31228.party", kind="party_committee", name_vi="Đảng ủy phường Thuận Hưng")


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("31228", ["31228"]),
        ("31228-2025", ["31228-2025"]),
        ("Phường Thuận Hưng", ["31228"]),
        ("thuan hung", ["31228", "17305"]),
        ("thuan hung, can tho", ["31228"]),
        ("hung thuan", ["31228", "17305"]),
        ("31228.party", []),
        ("", []),
    ],
)
def test_a_place_is_found_by_code_or_name(text: str, codes: list[str]) -> None:
    found = places(text, [CITY, OLD, WARD, NAMESAKE, BODY], make.TODAY)

    assert [unit.code for unit in found] == codes
