"""Posts, who holds them, and what that lets them do."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import make
from wardbook.lib.refusal import Refused
from wardbook.org.actions import end_tenure, open_account, open_post, start_tenure
from wardbook.org.kinds import Kind
from wardbook.org.models import Post, Tenure, Unit
from wardbook.org.queries import account, places_below, tenure_for, tenures
from wardbook.org.roles import OF_DOSSIERS, OF_ITS_OWN, PERMISSIONS, Permission, Role
from wardbook.org.rules import why_not_act

pytestmark = pytest.mark.django_db

FILE = Permission.FIGURE_FILE


def allowed(by: Tenure, unit: Unit, on: date = make.TODAY) -> bool:
    return why_not_act(by, FILE, book=by.post.book, unit=unit, on=on) is None


def test_a_post_allows_what_its_role_says_in_its_unit() -> None:
    lan = make.lan()

    assert allowed(lan, lan.post.unit)
    assert not make.minh().may(FILE)


def test_a_post_covers_the_units_below_it_and_no_other() -> None:
    ward = make.unit()
    group = make.unit("99901.kv1", "residential_group", ward)
    lan = make.lan(where=ward)

    assert allowed(lan, group)
    assert not allowed(lan, make.unit("99902"))


def test_a_post_in_a_body_of_a_ward_acts_for_the_ward() -> None:
    ward = make.unit()
    committee = make.unit("99901.committee", "peoples_committee", ward)

    assert allowed(make.lan(where=committee), ward)


def test_a_post_in_a_division_of_a_committee_acts_for_the_ward() -> None:
    ward = make.unit()
    committee = make.unit("99901.committee", "peoples_committee", ward)

    assert allowed(make.lan(where=make.unit("99901.van-phong", "division", committee)), ward)


@pytest.mark.parametrize("kind", ["residential_group", "party_cell", "mass_organisation"])
def test_a_post_in_a_part_of_a_ward_acts_for_that_part_alone(kind: str) -> None:
    ward = make.unit()
    mine, other = (make.unit(f"99901.{n}", kind, ward) for n in "ab")
    lan = make.lan(where=mine)

    assert [allowed(lan, unit) for unit in (mine, other, ward)] == [True, False, False]


def test_the_inspection_committee_reads_for_the_ward_and_does_no_more() -> None:
    ward = make.unit()
    inspection = make.unit("99901.ubkt", "inspection_committee", ward)
    lan = make.lan(where=inspection)

    assert lan.covers(ward, Permission.DOCUMENT_READ)
    assert not lan.covers(ward, Permission.FIGURE_FILE)


def test_the_peoples_inspection_board_reads_for_the_ward_and_does_no_more() -> None:
    ward = make.unit()
    front = make.unit("99901.front", "fatherland_front", ward)
    board = make.unit("99901.ttnd", "peoples_inspection_board", front)
    held = make.tenure("ttnd", "inspector", where=board)

    assert held.covers(ward, Permission.CASE_READ)
    assert not held.covers(ward, Permission.CASE_MOVE)


@pytest.mark.parametrize("kind", ["inspection_committee", "fatherland_front", "peoples_council"])
def test_every_body_may_confirm_in_the_whole_ward(kind: str) -> None:
    ward = make.unit()
    held = make.tenure("one", "inspector", where=make.unit("99901.one", kind, ward))

    assert held.covers(make.unit("99901.kv", "residential_group", ward), Permission.CASE_VERIFY)
    assert not held.covers(make.unit("99902"), Permission.CASE_VERIFY)


def test_a_post_below_does_not_reach_up() -> None:
    city = make.unit("90", "municipality")
    ward = make.unit("99901", parent=city)

    assert not allowed(make.lan(where=ward), city)


@pytest.mark.parametrize("role", Role.values)
def test_what_is_a_places_own_no_post_above_it_does(role: str) -> None:
    city = make.unit("90", "municipality")
    ward = make.unit("99901", parent=city)
    desk = make.unit("99901.desk", "one_stop_desk", ward)
    over, here = make.tenure("over", role, where=city), make.tenure("here", role, where=ward)

    for permission in PERMISSIONS[role]:
        mine = permission not in OF_ITS_OWN
        assert [over.covers(one, permission) for one in (ward, desk, city)] == [mine, mine, True]
        assert here.covers(desk, permission)


def test_below_a_province_the_places_with_posts_of_the_book_are_named() -> None:
    province = make.unit("90", "province")
    city = make.unit("901", "municipality", province)
    wards = [make.unit(code, parent=city) for code in ("90101", "90102", "90103")]
    make.tenure("one", Role.LEADER, where=make.unit("90101.party", "party_committee", wards[0]))
    make.tenure("two", Role.LEADER, where=wards[1], the_book=make.book("khac"))

    assert places_below([province], [make.book()]) == [city, wards[0]]
    assert places_below([wards[0]], [make.book()]) == []


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(start=st.integers(-400, 400), length=st.integers(1, 400), day=st.integers(-900, 900))
def test_a_post_is_held_from_its_first_day_until_before_its_last(
    start: int, length: int, day: int
) -> None:
    lan = make.lan()
    lan.post.start_on = lan.start_on = make.TODAY + timedelta(start)
    lan.end_on = lan.start_on + timedelta(length)

    held = allowed(lan, lan.post.unit, make.TODAY + timedelta(day))

    assert held == (start <= day < start + length)


def test_a_disabled_account_may_do_nothing() -> None:
    lan = make.lan()
    lan.person.is_active = False
    lan.person.save()

    assert tenures(lan.person, make.TODAY) == []
    assert not allowed(lan, lan.post.unit)


def test_posts_that_were_read_with_an_account_are_those_of_that_day_alone() -> None:
    lan, tomorrow = make.lan(), make.TODAY + timedelta(days=1)
    end_tenure(lan, end_on=tomorrow, by=make.quan(), at=make.AT)
    person = account(lan.person_id, make.TODAY)

    assert person
    assert tenures(person, make.TODAY) == [lan]
    assert tenures(person, tomorrow) == []


def test_a_post_gives_nothing_in_another_book() -> None:
    lan = make.lan()
    other = make.book("khac")

    assert why_not_act(lan, FILE, book=other, unit=lan.post.unit, on=make.TODAY)


def test_one_person_at_a_time_holds_a_post_in_their_own_right() -> None:
    lan = make.lan()

    with pytest.raises(Refused, match="ORG-02"):
        start_tenure(lan.post, make.person("mai"), start_on=make.TODAY, by=make.SYSTEM, at=make.AT)


def test_somebody_may_act_for_the_holder_of_a_post() -> None:
    lan = make.lan()
    mai = start_tenure(
        lan.post,
        make.person("mai"),
        start_on=make.TODAY,
        acting=True,
        by=make.SYSTEM,
        at=make.AT,
    )

    assert allowed(mai, lan.post.unit)


def test_a_successor_holds_the_post_from_the_day_the_other_leaves() -> None:
    lan = make.lan()
    end_tenure(lan, end_on=make.TODAY, by=make.SYSTEM, at=make.AT)

    mai = start_tenure(
        lan.post, make.person("mai"), start_on=make.TODAY, by=make.SYSTEM, at=make.AT
    )

    assert allowed(mai, lan.post.unit)
    assert not allowed(lan, lan.post.unit)


def holds(post: Post, who: str, start: int, end: int | None = None) -> Tenure:
    """``who`` holds ``post`` between days counted from today."""
    return start_tenure(
        post,
        make.person(who),
        start_on=make.TODAY + timedelta(start),
        end_on=None if end is None else make.TODAY + timedelta(end),
        by=make.SYSTEM,
        at=make.AT,
    )


@pytest.mark.parametrize(("start", "end"), [(20, None), (20, 31), (30, 40), (35, 36), (0, None)])
def test_nobody_holds_a_post_over_a_later_holder(start: int, end: int | None) -> None:
    lan = make.lan()
    end_tenure(lan, end_on=make.TODAY, by=make.SYSTEM, at=make.AT)
    holds(lan.post, "mai", 30)

    with pytest.raises(Refused, match="ORG-02"):
        holds(lan.post, "hoa", start, end)
    assert holds(lan.post, "hoa", 20, 30)


def test_a_tenure_that_ended_is_not_prolonged_over_the_successor() -> None:
    lan = make.lan()
    end_tenure(lan, end_on=make.TODAY, by=make.SYSTEM, at=make.AT)
    holds(lan.post, "mai", 10)

    with pytest.raises(Refused, match="ORG-02"):
        end_tenure(lan, end_on=make.TODAY + timedelta(11), by=make.SYSTEM, at=make.AT)
    assert end_tenure(lan, end_on=make.TODAY + timedelta(10), by=make.SYSTEM, at=make.AT)


def test_a_tenure_lies_within_the_days_of_its_post() -> None:
    lan = make.lan()
    lan.post.end_on = make.TODAY + timedelta(30)
    lan.post.save()
    end_tenure(lan, end_on=make.TODAY, by=make.SYSTEM, at=make.AT)

    for start, end in ((-4000, 5), (30, None), (10, 31)):
        with pytest.raises(Refused, match="ORG-02"):
            holds(lan.post, "mai", start, end)


def test_a_tenure_ends_after_it_starts() -> None:
    lan = make.lan()

    with pytest.raises(Refused, match="ORG-02"):
        end_tenure(lan, end_on=lan.start_on, by=make.SYSTEM, at=make.AT)


def test_own_right_comes_before_acting() -> None:
    own = make.tenure("lan", Role.CLERK)
    make.tenure("lan", Role.LEADER, where=make.unit("99902"), acting=True)
    held = tenures(own.person, make.TODAY)

    found = tenure_for(held, FILE, book=own.post.book, unit=own.post.unit, on=make.TODAY)

    assert found == own


def test_nobody_both_files_and_releases() -> None:
    both = {Permission.FIGURE_FILE, Permission.FIGURE_RELEASE}

    assert not [role for role, given_ in PERMISSIONS.items() if both <= given_]


def test_every_role_has_its_permissions_and_each_permission_a_role() -> None:
    assert set(PERMISSIONS) == set(Role.values)
    assert set().union(*PERMISSIONS.values()) == set(Permission.values)


@pytest.mark.parametrize("password", ["ngan", "password1234", "lan-pham-van"])
def test_a_weak_password_is_refused(password: str) -> None:
    with pytest.raises(Refused, match="ORG-03"):
        open_account("lan-pham-van", "Lan", password, book=make.book(), by="x", at=make.AT)


def test_an_administrator_opens_a_post_of_the_tier_above_for_a_leader_or_an_inspector() -> None:
    province = make.unit("99", "province", name="Tỉnh Thử")
    admin = make.quan(where=make.unit("99901", parent=province))

    def opened(role: str) -> Post:
        title = {"vi": "Lãnh đạo tỉnh", "en": "Leader of the province"}
        told: dict[str, Any] = {"unit": province, "role": role, "title": title}
        about = {"book": admin.post.book, "start_on": make.TODAY}
        return open_post(f"99/{role}", **told, **about, by=admin, at=make.AT)

    assert opened(Role.LEADER).unit == province
    for role in (Role.ADMINISTRATOR, Role.CLERK):
        with pytest.raises(Refused, match="ORG-19"):
            opened(role)


@pytest.mark.parametrize(
    "kind", [Kind.PARTY_COMMITTEE, Kind.PEOPLES_COUNCIL, Kind.PEOPLES_INSPECTION_BOARD]
)
def test_who_sees_to_it_that_others_work_handles_no_dossier(kind: Kind) -> None:
    body = make.unit("99901.body", kind, make.unit())
    clerk = make.tenure("xem", Role.CLERK, where=body)

    assert not clerk.post.may & OF_DOSSIERS
    assert clerk.post.may >= PERMISSIONS[Role.CLERK] - OF_DOSSIERS


def test_an_office_of_the_party_committee_handles_no_dossier_and_one_of_the_state_does() -> None:
    def office_of(kind: Kind) -> Tenure:
        body = make.unit(f"99901.{kind}", kind, make.unit())
        where = make.unit(f"99901.{kind}.office", Kind.DIVISION, body)
        return make.tenure(f"o-{kind.replace('_', '-')}", Role.CLERK, where=where)

    assert not office_of(Kind.PARTY_COMMITTEE).may(Permission.HOLDER_READ)
    assert office_of(Kind.PEOPLES_COMMITTEE).may(Permission.HOLDER_READ)
