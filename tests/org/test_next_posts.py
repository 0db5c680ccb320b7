"""Why somebody comes to a post or leaves it, and the next one they hold."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests import make
from wardbook.ledger.models import Body
from wardbook.lib.refusal import Refused
from wardbook.org.actions import close_post, close_unit, end_tenure, move_on, start_tenure
from wardbook.org.causes import UNTOLD, Why, causes, label, read
from wardbook.org.models import Post, Tenure
from wardbook.org.rules import why_not_cause, why_not_owe

pytestmark = pytest.mark.django_db

ROTATED = Why(cause="rotated", paper="Quyết định 12-QĐ/ĐU", reason="Theo quy hoạch")
LATER = make.TODAY + timedelta(10)


def empty_post(who: str = "former", role: str = "leader") -> Post:
    """A post whose first holder has left."""
    former = make.tenure(who, role)
    end_tenure(former, end_on=make.TODAY, by=make.SYSTEM, at=make.AT)
    return former.post


def moved(lan: Tenure, post: Post, why: Why = ROTATED) -> tuple[Tenure, Tenure]:
    return move_on(lan, post, on=LATER, why=why, by=make.quan(), at=make.AT)


def test_somebody_moves_on_to_the_next_post_in_one_action() -> None:
    lan = make.lan()

    left, came = moved(lan, empty_post())

    assert (left.pk, left.end_on, came.start_on, came.follows) == (lan.pk, LATER, LATER, left)
    assert (left.ended_by, came.began_by) == ("rotated", "rotated")
    assert (left.ended_paper, came.began_reason) == ("Quyết định 12-QĐ/ĐU", "Theo quy hoạch")
    assert came.person == lan.person


def test_the_ledger_says_by_what_somebody_moved_on() -> None:
    lan = make.lan()

    moved(lan, empty_post())

    left, came = (body.data for body in Body.objects.order_by("-entry__seq")[:2][::-1])
    assert (left["cause"], came["cause"], came["follows"]) == ("rotated", "rotated", lan.post.code)
    assert came["paper"] == "Quyết định 12-QĐ/ĐU"


def test_the_key_of_a_tenure_never_changes() -> None:
    lan = make.lan()
    key = lan.key

    left, came = moved(lan, empty_post())

    assert left.key == key != came.key


@pytest.mark.parametrize("cause", ["", "appointed", "retired", "unheard-of"])
def test_somebody_moves_on_by_a_cause_that_leads_to_a_next_post(cause: str) -> None:
    with pytest.raises(Refused, match="ORG-14"):
        moved(make.lan(), empty_post(), Why(cause=cause))


def test_nobody_moves_on_to_the_same_post_or_to_another_book() -> None:
    lan, elsewhere = make.lan(), make.tenure("far", "clerk", the_book=make.book("khac"))

    with pytest.raises(Refused, match="ORG-14"):
        moved(lan, lan.post)
    with pytest.raises(Refused, match="ORG-14"):
        move_on(lan, elsewhere.post, on=LATER, why=ROTATED, by=make.SYSTEM, at=make.AT)


def test_nobody_moves_on_twice_from_one_post() -> None:
    lan, one, other = make.lan(), empty_post(), empty_post("other")
    left, _came = moved(lan, one)

    with pytest.raises(Refused, match="ORG-14"):
        moved(left, other)


def test_nobody_moves_on_after_they_left() -> None:
    lan = make.lan()
    end_tenure(lan, end_on=make.TODAY, by=make.SYSTEM, at=make.AT)

    with pytest.raises(Refused, match="ORG-14"):
        moved(lan, empty_post())


def test_nobody_moves_on_to_a_post_that_somebody_holds() -> None:
    lan = make.lan()

    with pytest.raises(Refused, match="ORG-02"):
        moved(lan, make.minh().post)
    lan.refresh_from_db()
    assert (lan.end_on, lan.ended_by) == (None, "")


def test_nobody_moves_themselves_on() -> None:
    quan, post = make.quan(), empty_post()

    with pytest.raises(Refused, match="ORG-04"):
        move_on(quan, post, on=LATER, why=ROTATED, by=quan, at=make.AT)


def test_a_tenure_begins_and_ends_by_a_cause_of_the_catalogue() -> None:
    post, mai = empty_post(), make.person("mai")

    held = start_tenure(
        post, mai, start_on=LATER, why=Why(cause="elected"), by=make.SYSTEM, at=make.AT
    )
    end_tenure(
        held, end_on=LATER + timedelta(9), why=Why(cause="retired"), by=make.SYSTEM, at=make.AT
    )
    end_tenure(held, end_on=LATER + timedelta(8), by=make.SYSTEM, at=make.AT)

    assert (held.began_by, held.ended_by) == ("elected", "retired")


@pytest.mark.parametrize(
    ("cause", "begins", "on"),
    [
        ("retired", True, make.TODAY),
        ("elected", False, make.TODAY),
        ("exchanged", True, date(2019, 6, 30)),
        ("unheard-of", True, make.TODAY),
    ],
)
def test_no_other_cause_is_taken(cause: str, begins: bool, on: date) -> None:
    refusal = why_not_cause(Why(cause=cause), on, begins=begins)

    assert refusal and refusal.rule == "ORG-13"


def test_a_cause_that_is_not_told_is_no_other_cause() -> None:
    assert why_not_cause(UNTOLD, make.TODAY, begins=True) is None
    assert why_not_cause(Why(cause="rotated"), make.TODAY, begins=False) is None


def test_every_cause_has_words_in_both_languages() -> None:
    assert all(row.vi and row.en and row.source for row in causes())
    assert label("rotated") == {"vi": "luân chuyển", "en": "rotated"}
    assert label("former-word") == {"vi": "former-word", "en": "former-word"}


@pytest.mark.parametrize(
    ("more", "reason"),
    [("", "begins or ends"), ("begins = true\nvalid_to = 2009-01-01\n", "ends before")],
)
def test_a_cause_that_cannot_be_is_refused(tmp_path: Path, more: str, reason: str) -> None:
    file = tmp_path / "causes.toml"
    row = 'code = "x"\nvi = "x"\nen = "x"\nvalid_from = 2010-01-01\nsource = "x"\nmark = "known"\n'
    file.write_text(f"[[cause]]\n{row}{more}", "utf-8")

    with pytest.raises(ValueError, match=reason):
        read(file)


def test_a_post_that_owes_work_does_not_end() -> None:
    post = empty_post()

    with pytest.raises(Refused, match="ORG-15"):
        close_post(post, end_on=LATER, owing=2, by=make.quan(), at=make.AT)
    assert close_post(post, end_on=LATER, owing=0, by=make.quan(), at=make.AT).end_on == LATER


def test_a_body_that_owes_work_does_not_end() -> None:
    by, body = make.quan(), make.unit("99901.kv", "residential_group", make.unit())
    words: Any = {"source": "Quyết định 3", "book": by.post.book, "by": by, "at": make.AT}

    with pytest.raises(Refused, match="ORG-15"):
        close_unit(body, end_on=LATER, owing=1, **words)
    assert close_unit(body, end_on=LATER, owing=0, **words).end_on == LATER


def test_a_refusal_says_how_much_is_owed() -> None:
    refusal = why_not_owe(3)

    assert refusal and "3" in refusal.text()
