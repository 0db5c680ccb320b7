"""Which post answers for which area and field, and who may tell the public."""

import json
import tomllib
from datetime import date, timedelta
from typing import Any

import pytest

from tests import make
from wardbook.ledger.models import Audience, Body
from wardbook.lib.refusal import Refused
from wardbook.org.actions import charge, close_post, close_unit, end_charge, end_tenure, tell_charge
from wardbook.org.catalogue import CATALOGUE
from wardbook.org.charges import charges, fields
from wardbook.org.kinds import Kind
from wardbook.org.models import Charge, Tenure, Unit

pytestmark = pytest.mark.django_db

SOURCE = "Quyết định 21-QĐ/ĐU"
LATER = make.TODAY + timedelta(30)


def area(name: str = "kv1", kind: str = Kind.RESIDENTIAL_GROUP) -> Unit:
    return make.unit(f"99901.{name}", kind, make.unit())


def answers(held: Tenure, unit: Unit, field: str = "", **more: Any) -> Charge:
    days = {"start_on": make.TODAY, "source": SOURCE, "by": make.quan(), "at": make.AT}
    return charge(held.post, unit, field, **(days | more))


def party() -> Tenure:
    return make.minh(where=make.unit("99901.party", Kind.PARTY_COMMITTEE, make.unit()))


def test_a_post_answers_for_an_area_from_a_day() -> None:
    row = answers(make.minh(), area())

    assert charges([make.book()], [make.unit()], make.TODAY) == [row]
    assert charges([make.book()], [make.unit("99902")], make.TODAY) == []


def test_the_next_post_answers_from_the_day_on_which_the_former_ends() -> None:
    lan, minh, kv = make.lan(), make.minh(), area()
    end_charge(answers(lan, kv), end_on=LATER, by=make.quan(), at=make.AT)

    assert answers(minh, kv, start_on=LATER).start_on == LATER


@pytest.mark.parametrize("field", ["", "poverty"])
def test_no_two_posts_answer_for_one_area_and_field_on_one_day(field: str) -> None:
    kv = area()
    answers(make.lan(), kv, field, end_on=LATER)

    with pytest.raises(Refused, match="ORG-17"):
        answers(make.minh(), kv, field, start_on=LATER - timedelta(1))


def test_another_field_of_the_area_is_another_matter() -> None:
    kv = area()
    answers(make.lan(), kv)

    assert answers(make.minh(), kv, "poverty").pk
    assert answers(make.minh(), make.unit(), "poverty").pk


@pytest.mark.parametrize(
    ("where", "field"),
    [("99901", ""), ("99901.committee", ""), ("99902.kv1", ""), ("99901.kv1", "no-such-field")],
)
def test_an_area_lies_in_the_place_of_the_post(where: str, field: str) -> None:
    make.unit("99901.committee", Kind.PEOPLES_COMMITTEE, make.unit())
    make.unit("99902.kv1", Kind.RESIDENTIAL_GROUP, make.unit("99902"))
    area()

    with pytest.raises(Refused, match="ORG-17"):
        charge(
            make.minh().post,
            Unit.objects.get(code=where),
            field,
            start_on=make.TODAY,
            source=SOURCE,
            by=make.SYSTEM,
            at=make.AT,
        )


@pytest.mark.parametrize(
    "told",
    [
        {"source": " "},
        {"end_on": make.TODAY},
        {"start_on": date(2025, 12, 31)},
    ],
)
def test_it_has_days_of_the_post_and_a_source(told: dict[str, Any]) -> None:
    with pytest.raises(Refused, match="ORG-17"):
        answers(make.minh(), area(), **told)


def test_it_ends_with_the_area_or_the_post() -> None:
    ended = make.unit("99901.kv9", Kind.RESIDENTIAL_GROUP, make.unit(), end_on=LATER)
    post = make.lan().post
    post.end_on = LATER
    post.save()

    for by, unit in ((make.minh(), ended), (make.lan(), area())):
        with pytest.raises(Refused, match="ORG-17"):
            answers(by, unit)
        assert answers(by, unit, end_on=LATER).end_on == LATER


def test_it_ends_once_after_it_began() -> None:
    row = end_charge(answers(make.minh(), area()), end_on=LATER, by=make.quan(), at=make.AT)

    for end_on in (make.TODAY, LATER, LATER + timedelta(1)):
        with pytest.raises(Refused, match="ORG-17"):
            end_charge(row, end_on=end_on, by=make.quan(), at=make.AT)
    assert end_charge(row, end_on=LATER - timedelta(1), by=make.quan(), at=make.AT).pk == row.pk


def test_only_an_administrator_enters_it() -> None:
    with pytest.raises(Refused, match="ORG-01"):
        answers(make.minh(), area(), by=make.minh())


def test_neither_post_nor_area_ends_before_it() -> None:
    minh, kv = make.minh(), area()
    row = answers(minh, kv)
    end_tenure(minh, end_on=LATER, by=make.SYSTEM, at=make.AT)
    told: dict[str, Any] = {"end_on": LATER, "owing": 0, "by": make.quan(), "at": make.AT}
    of_unit = told | {"source": SOURCE, "book": make.book()}

    with pytest.raises(Refused, match="ORG-09"):
        close_post(minh.post, **told)
    with pytest.raises(Refused, match="ORG-08"):
        close_unit(kv, **of_unit)
    end_charge(row, end_on=LATER, by=make.quan(), at=make.AT)
    assert close_post(minh.post, **told).end_on == LATER
    assert close_unit(kv, **of_unit).end_on == LATER


def public() -> list[Any]:
    body = Body.objects.filter(entry__audience=Audience.PUBLIC, key="charges/99901").last()
    return list(json.loads(body.content)["charges"]) if body else []


def test_the_public_reads_posts_and_areas_and_no_person() -> None:
    minh = make.minh()
    row = answers(minh, area(), "poverty")
    answers(minh, area("kv2"))

    tell_charge(row, public=True, by=minh, at=make.AT)

    (said,) = public()
    assert (said["area"]["code"], said["post"]) == ("99901.kv1", minh.post.label)
    assert said["field"]["label"]["vi"] == "Giảm nghèo"
    assert minh.person.name not in json.dumps(public())


def test_what_was_told_is_taken_back_or_ends() -> None:
    minh = make.minh()
    row = answers(minh, area())
    tell_charge(row, public=True, by=minh, at=make.AT)

    end_charge(row, end_on=LATER, by=make.quan(), at=make.AT)
    assert [one["to"] for one in public()] == [LATER.isoformat()]

    tell_charge(row, public=False, by=minh, at=make.AT)
    assert public() == []


def test_the_party_side_is_told_by_a_party_body_alone() -> None:
    secretary = party()
    chair = make.tenure("chair", "leader")
    row = answers(secretary, area())

    with pytest.raises(Refused, match="ORG-18"):
        tell_charge(row, public=True, by=chair, at=make.AT)
    assert tell_charge(row, public=True, by=secretary, at=make.AT).released_at


def test_who_answers_for_a_cell_is_of_the_party_side_whoever_it_is() -> None:
    chair = make.tenure("chair", "leader")
    committee = make.unit("99901.party", Kind.PARTY_COMMITTEE, make.unit())
    row = answers(chair, make.unit("99901.cell", Kind.PARTY_CELL, committee))

    with pytest.raises(Refused, match="ORG-18"):
        tell_charge(row, public=True, by=chair, at=make.AT)


def test_a_clerk_tells_nothing() -> None:
    row = answers(make.minh(), area())

    with pytest.raises(Refused, match="ORG-01"):
        tell_charge(row, public=True, by=make.lan(), at=make.AT)


def test_every_area_of_indicators_is_a_field() -> None:
    files = sorted((CATALOGUE / "indicators").glob("*.toml"))
    areas = {tomllib.loads(file.read_text("utf-8"))["area"] for file in files}

    assert areas
    assert areas <= set(fields())
