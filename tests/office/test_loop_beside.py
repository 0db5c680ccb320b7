"""What belongs to work that the Party side released is read when it is released itself."""

from typing import Any

import pytest
from django.test import Client

from tests.cases.loop import world
from tests.cases.loop.acts import opened
from tests.office.test_loop import address, body, who
from wardbook.cases import loop
from wardbook.cases.actions.moves import open_case, take_step
from wardbook.cases.models import Case
from wardbook.cases.rules.taking import Opening, Told
from wardbook.org.models import Tenure

pytestmark = pytest.mark.django_db

SECRET = "Việc chỉ Đảng ủy biết"


def secretary() -> Tenure:
    return world.holder("bi-thu", world.party())


def kept(kind: str, **more: Any) -> Case:
    """What the Party committee keeps and its secretary answers for."""
    by = secretary()
    told: dict[str, Any] = {
        "book": by.post.book, "unit": world.party(), "post": by.post, "submitted_at": world.AT,
        "until": world.LATER, "title": "Một việc", "fields": {"result": "Xong", "cause": "Thiếu"},
    }  # fmt: skip
    return open_case(kind, Opening(**told | more), by=by, at=world.AT)


def session(**more: Any) -> Case:
    facts = {"carried": [*loop.carried(world.party(), "Giao ban")]}
    return kept("session", fields={"form": "briefing"}, series="Giao ban", facts=facts, **more)


def release(case: Case) -> Case:
    return take_step(Case.objects.get(pk=case.pk), "release", Told(), by=secretary(), at=world.AT)


def leader() -> Client:
    return who(world.chair())


def test_a_released_session_tells_the_other_side_none_of_its_unreleased_conclusions() -> None:
    first = session()
    own = kept("conclusion", parent=first, series="Giao ban", title=SECRET)
    world.take(own, "progress", secretary(), items=f"Tiến độ của: {SECRET}")
    world.proof(own, secretary())
    release(first)

    page = body(leader(), address(first))
    assert SECRET not in page
    assert own.code not in page
    assert "anh.png" not in page
    assert SECRET in body(who(secretary()), address(first))

    release(own)
    assert SECRET in body(leader(), address(first))


def test_a_released_session_tells_the_other_side_none_of_what_it_opened_with() -> None:
    left = kept("conclusion", parent=session(), series="Giao ban", title=SECRET)
    second = release(session())

    assert SECRET not in body(leader(), address(second))
    assert left.code in body(who(secretary()), address(second))


def test_a_released_review_tells_the_other_side_no_unreleased_shortcoming() -> None:
    kept("shortcoming", title=SECRET, facts={"none_moves": "-"})
    facts = {"previous": loop.previous_of(world.party())}
    review = release(kept("review", fields={"year": "2026"}, facts=facts))

    assert SECRET not in body(leader(), address(review))
    assert SECRET in body(who(secretary()), address(review))


def test_a_released_conclusion_does_not_name_its_unreleased_session() -> None:
    first = session(title=SECRET)
    own = release(kept("conclusion", parent=first, series="Giao ban", title="Rà soát"))

    assert SECRET not in body(leader(), address(own))
    assert SECRET in body(who(secretary()), address(own))


def test_the_evidence_of_what_was_released_stays_with_its_side_and_with_who_owes_it() -> None:
    owed = kept("conclusion", post=world.officer().post, title="Rà soát")
    world.proof(owed)
    release(owed)
    paper = address(owed, f"files/{owed.scans.get().pk}/")

    assert leader().get(paper).status_code == 404
    assert "anh.png" not in body(leader(), address(owed))
    for one in (world.officer(), secretary()):
        assert who(one).get(paper).status_code == 200
        assert "anh.png" in body(who(one), address(owed))


def test_the_minutes_of_a_released_session_stay_with_the_body_that_keeps_it() -> None:
    first = release(session())

    assert leader().get(address(first, "paper/")).status_code == 404
    assert "/paper/" not in body(leader(), address(first))
    assert body(who(secretary()), address(first, "paper/"))


def test_of_its_own_side_everything_is_read_together() -> None:
    review = opened("review", fields={"year": "2026"}, facts={"previous": []})
    world.owed(parent=review, title=SECRET)

    assert SECRET in body(who(world.verifier()), address(review))
