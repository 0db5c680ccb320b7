"""What is typed of a dossier: what is kept of it, and what is sent back to be put right."""

from typing import Any

import pytest

from wardbook.cases.kinds.fields import FIELDS, Data, Dossier, classes, dossier, shown, written
from wardbook.cases.rules.telling import first_problem, problems


def told(**more: Any) -> Dossier:
    return Dossier(**{"applicant": "Trần Thị Mẫu"} | more)


def rule(**more: Any) -> str:
    refusal = first_problem(told(**more))
    return refusal.rule if refusal else ""


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("applicant", " ", "CTR-01"),
        ("id_number", "092185001234", ""),
        ("id_number", "092 185 001 234", ""),
        ("id_number", "C1234567", ""),
        ("id_number", "12345", "CTR-02"),
        ("representative_id", "12345", "CTR-02"),
        ("phone", "0912.345.678", ""),
        ("phone", "+84 912 345 678", ""),
        ("phone", "0912", "CTR-03"),
        ("email", "mau@vidu.vn", ""),
        ("email", "mau@", "CTR-04"),
        ("email", "mau@vidu.vn,ke-khac@vidu.vn", "CTR-04"),
        ("email", "ke-khac,mau@vidu.vn", "CTR-04"),
        ("notice", "sms", "CTR-05"),
        ("notice", "post", "CTR-05"),
        ("notice", "", ""),
        ("representative", "Lê Văn Mẫu", "CTR-06"),
        ("about", "a" * 601, "CTR-07"),
        ("papers", ("a",) * 61, "CTR-07"),
    ],
)
def test_each_field_is_judged_by_its_rule(field: str, value: Any, expected: str) -> None:
    assert rule(**{field: value}) == expected


def test_whoever_is_reached_by_a_number_hears_by_it() -> None:
    assert rule(notice="zalo", phone="0912345678") == ""


def test_everything_wrong_is_said_at_once_with_the_field_that_mends_it() -> None:
    found = [name for name, _ in problems(told(applicant="", phone="1", email="x"))]

    assert found == ["applicant", "phone", "email"]


def test_what_is_kept_is_read_back_as_it_was_told() -> None:
    one = told(phone="0912345678", papers=("Tờ khai", "Bản sao"), sets="2")

    assert dossier(written(one)) == one
    assert written(one)["version"] == 1
    assert "email" not in written(one)


def test_what_another_system_told_beside_it_is_left_out() -> None:
    assert dossier({"applicant": "A", "maHoSoCu": "7"}) == Dossier(applicant="A")


def test_codes_of_lists_are_not_shown_as_words() -> None:
    labels = [label.en for label, _ in shown("dossier", written(told(notice="sms", phone="1")))]

    assert labels == ["Name", "Phone"]


def test_every_field_declares_who_may_see_it() -> None:
    for kind in FIELDS:
        assert set(classes(kind).values()) <= set(Data)
        assert classes(kind)["applicant"] == Data.PERSONAL
