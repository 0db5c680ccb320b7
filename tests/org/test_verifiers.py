"""Which body may confirm whose work, and which may not."""

from datetime import date
from pathlib import Path

import pytest

from wardbook.org.kinds import TERRITORIES, Kind
from wardbook.org.models import Unit
from wardbook.org.verifiers import read, row_for, rows, why_not_verify_for, word

ON = date(2026, 11, 20)

PROVINCE = Unit(code="92", kind=Kind.PROVINCE, name_vi="Tỉnh Thử")
WARD = Unit(code="99901", kind=Kind.WARD, parent=PROVINCE, name_vi="Phường Thử")


def body(kind: str, parent: Unit = WARD, name: str = "") -> Unit:
    return Unit(code=f"{parent.code}.{kind}{name}", kind=kind, parent=parent, name_vi=kind)


COMMITTEE = body(Kind.PEOPLES_COMMITTEE)
DESK = body(Kind.ONE_STOP_DESK, COMMITTEE)
PARTY = body(Kind.PARTY_COMMITTEE)
CELL = body(Kind.PARTY_CELL, PARTY)
FRONT = body(Kind.FATHERLAND_FRONT)
ABOVE = body(Kind.PEOPLES_COMMITTEE, PROVINCE)
PARTY_ABOVE = body(Kind.PARTY_COMMITTEE, PROVINCE)

ALLOWED = [
    (COMMITTEE, body(Kind.PEOPLES_COUNCIL)),
    (COMMITTEE, FRONT),
    (COMMITTEE, body(Kind.PEOPLES_INSPECTION_BOARD, FRONT)),
    (COMMITTEE, PARTY),
    (COMMITTEE, ABOVE),
    (DESK, COMMITTEE),
    (CELL, PARTY),
    (CELL, body(Kind.INSPECTION_COMMITTEE, PARTY)),
    (PARTY, PARTY_ABOVE),
    (body(Kind.DIVISION, PARTY), PARTY),
    (WARD, FRONT),
    (WARD, PROVINCE),
]
REFUSED = [
    (COMMITTEE, COMMITTEE),
    (COMMITTEE, DESK),
    (PARTY, body(Kind.INSPECTION_COMMITTEE, PARTY)),
    (PARTY, body(Kind.PEOPLES_COUNCIL)),
    (PARTY, ABOVE),
    (CELL, body(Kind.PARTY_COMMITTEE, name="-2")),
    (COMMITTEE, body(Kind.RESIDENTIAL_GROUP)),
    (COMMITTEE, body(Kind.INSPECTION_COMMITTEE, PARTY)),
    (ABOVE, body(Kind.PEOPLES_COUNCIL)),
    (PROVINCE, COMMITTEE),
    (body(Kind.DIVISION, PARTY), COMMITTEE),
]


def said(owner: Unit, verifier: Unit, on: date = ON) -> str:
    refusal = why_not_verify_for(owner, verifier, on)
    return refusal.rule if refusal else ""


@pytest.mark.parametrize(("owner", "verifier"), ALLOWED)
def test_a_body_of_the_table_confirms(owner: Unit, verifier: Unit) -> None:
    assert said(owner, verifier) == ""


@pytest.mark.parametrize(("owner", "verifier"), REFUSED)
def test_no_other_body_confirms(owner: Unit, verifier: Unit) -> None:
    assert said(owner, verifier) == "ORG-12"


def test_a_body_of_another_ward_confirms_nothing_here() -> None:
    beside = Unit(code="99902", kind=Kind.WARD, parent=PROVINCE)

    assert said(COMMITTEE, body(Kind.PEOPLES_COUNCIL, beside)) == "ORG-12"


def test_the_row_of_the_day_is_asked() -> None:
    board = body(Kind.PEOPLES_INSPECTION_BOARD)

    before = row_for(COMMITTEE, board, date(2023, 6, 30))
    since = row_for(COMMITTEE, board, date(2023, 7, 1))

    assert before and since
    assert ("Thanh tra" in before.source, "10/2022/QH15" in since.source) == (True, True)
    assert said(COMMITTEE, board, date(2010, 1, 1)) == "ORG-12"


def test_every_kind_of_body_has_somebody_who_may_confirm_its_work() -> None:
    owners = {owner for row in rows() if row.holds(ON) for owner in row.of}

    assert owners >= {str(kind) for kind in Kind if kind not in TERRITORIES} | {word(WARD)}


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ('of = ["moon"]\nby = ["division"]\nstands = "here"\nmark = "known"', "moon"),
        ('of = ["division"]\nby = ["division"]\nstands = "far"\nmark = "known"', "where"),
        ('of = ["division"]\nby = ["division"]\nstands = "here"\nmark = "sure"', "mark"),
        (
            'of = ["division"]\nby = ["division"]\nstands = "here"\nmark = "known"\n'
            "valid_to = 2019-12-31",
            "ends",
        ),
    ],
)
def test_a_row_that_cannot_be_is_refused(tmp_path: Path, given: str, reason: str) -> None:
    file = tmp_path / "verifiers.toml"
    file.write_text(f'[[verifier]]\n{given}\nvalid_from = 2020-01-01\nsource = "x"\n', "utf-8")

    with pytest.raises(ValueError, match=reason):
        read(file)
