"""What stops a level or too many of it, and decisions that were made elsewhere."""

from collections.abc import Callable
from datetime import date

import pytest

from tests.figures.rated import (
    AT,
    YEAR,
    cell,
    decided,
    opened,
    party,
    proposed,
    reviewed,
    scored,
    self_rated,
    tam,
    thu,
    told,
)
from tests.make import book, document, tenure, unit
from wardbook.figures.actions import ratings as actions
from wardbook.figures.models import UnitRating
from wardbook.figures.ratings import queries
from wardbook.figures.ratings.evidence import Stated
from wardbook.figures.ratings.scoring import Choice
from wardbook.ledger.models import Body
from wardbook.lib.refusal import Refused
from wardbook.org.roles import Role

pytestmark = pytest.mark.django_db


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(Refused) as caught:
        act()
    return str(caught.value)


# RTG-06 and RTG-07, the gate


def test_rtg_06_the_best_level_is_refused_without_an_earlier_review() -> None:
    rating = self_rated(level="excellent", task="68")

    assert "RTG-06" in refused(
        lambda: actions.propose(rating, scored("excellent", task="68"), by=tam(), at=AT)
    )


def test_rtg_06_the_best_level_is_refused_while_a_shortcoming_is_open() -> None:
    reviewed(cell(), states=("remedied", "in_hand"))
    rating = self_rated(level="excellent", task="68")

    assert f"HC-{cell().pk}-2024-2" in refused(
        lambda: actions.propose(rating, scored("excellent", task="68"), by=tam(), at=AT)
    )


def test_rtg_06_the_best_level_is_let_through_when_all_are_remedied() -> None:
    reviewed(cell())
    rating = self_rated(level="excellent", task="68")

    proposal = actions.propose(rating, scored("excellent", task="68"), by=tam(), at=AT)

    assert proposal.steps.all()[1].evidence["remedied"] == 1


def test_rtg_07_good_is_refused_where_a_task_was_late() -> None:
    late = Stated(tasks=4, on_time=3, late=1, undone=0)
    rating = self_rated(stated=late)

    assert "RTG-07" in refused(
        lambda: actions.propose(rating, scored(stated=late), by=tam(), at=AT)
    )


# RTG-09, the quota


def group(goods: int, bests: int) -> list[Choice]:
    """``goods`` cells proposed good and ``bests`` proposed best, all to be decided."""
    choices = []
    for number in range(goods + bests):
        of = cell(number)
        if number < goods:
            choices.append(Choice(rating=proposed(of), scored=scored()))
        else:
            reviewed(of)
            rating = proposed(of, level="excellent", task="68")
            choices.append(Choice(rating=rating, scored=scored("excellent", task="68")))
    return choices


def test_rtg_09_more_than_either_rounding_allows_is_refused_and_nothing_is_decided() -> None:
    choices = group(4, 2)

    assert "At most 1 may be rated best here" in refused(
        lambda: actions.decide(choices, by=thu(), at=AT)
    )
    assert not UnitRating.objects.filter(state="decided").exists()


def test_rtg_09_what_only_rounding_up_allows_needs_a_reason() -> None:
    choices = group(4, 1)

    assert "does not say how to round" in refused(lambda: actions.decide(choices, by=thu(), at=AT))
    last = choices[-1]
    with_reason = scored("excellent", task="68", reason="Làm tròn lên")
    choices[-1] = Choice(rating=last.rating, scored=with_reason)
    assert actions.decide(choices, by=thu(), at=AT)[-1].level == "excellent"


def test_rtg_09_within_the_quota_they_are_decided_together() -> None:
    rows = actions.decide(group(5, 1), by=thu(), at=AT)

    assert sorted(row.level for row in rows) == ["excellent"] + ["good"] * 5


# RTG-12, told from elsewhere


def test_rtg_12_a_decision_made_elsewhere_stands_with_what_the_book_knows_against_it() -> None:
    reviewed(party(), states=("in_hand",))

    rating = actions.tell(party(), YEAR, told("excellent"), book=book(), by=tam(), at=AT)

    step = rating.steps.all()[0]
    assert (rating.level, step.told, step.decided_by) == (
        "excellent",
        True,
        "Ban Thường vụ Thành ủy",
    )
    assert [breach.rule for breach in step.breaches.all()] == ["RTG-06", "RTG-09"]


def test_rtg_12_or_better_is_recorded_as_such() -> None:
    rating = actions.tell(
        party(), "2023", told("good", bound="at_least"), book=book(), by=tam(), at=AT
    )

    assert rating.steps.all()[0].bound == "at_least"


@pytest.mark.parametrize(
    "wrong", [{"document": ""}, {"decided_by": " "}, {"level": "best"}, {"bound": "about"}]
)
def test_rtg_12_what_was_decided_elsewhere_has_level_body_and_document(
    wrong: dict[str, str],
) -> None:
    given = {"level": "good"} | wrong

    assert "RTG-12" in refused(
        lambda: actions.tell(party(), YEAR, told(**given), book=book(), by=tam(), at=AT)
    )


@pytest.mark.parametrize("day", [date(2026, 2, 1), date(2024, 12, 31)])
def test_rtg_12_a_day_of_decision_lies_after_the_period_began_and_not_ahead(day: date) -> None:
    said = told("good", decided_on=day)

    assert "RTG-12" in refused(
        lambda: actions.tell(party(), YEAR, said, book=book(), by=tam(), at=AT)
    )


def test_rtg_12_the_document_is_of_the_same_book() -> None:
    by = tenure("linh", Role.CLERK, where=unit("99999"), the_book=book("ben-khac"))
    paper = document(by=by)

    assert "same book" in refused(
        lambda: actions.tell(party(), YEAR, told(paper=paper), book=book(), by=tam(), at=AT)
    )


def test_state_and_level_follow_from_the_steps() -> None:
    decided()
    actions.tell(party(), "2023", told(), book=book(), by=tam(), at=AT)
    actions.cancel(decided(cell(2)), "Sai", "3-QĐ", by=thu(), at=AT)
    opened(cell(3))
    self_rated(cell(4))
    proposed(cell(5))

    assert queries.misindexed(book()) == []


def test_every_step_is_an_entry_of_the_ledger() -> None:
    rating = decided()

    verbs = Body.objects.filter(key=rating.key).order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["open", "self-rating", "proposal", "decision"]


def test_a_level_that_its_steps_do_not_say_is_found_and_set_anew() -> None:
    rating = decided()
    UnitRating.objects.filter(pk=rating.pk).update(level="excellent")
    assert list(queries.row_faults(book())) == [f"rating {rating.pk} is not as its steps say"]

    actions.rebuild_index(book())

    assert list(queries.row_faults(book())) == []


def test_a_rating_that_is_public_without_an_entry_is_found() -> None:
    rating = decided()
    UnitRating.objects.filter(pk=rating.pk).update(released=3)

    assert list(queries.row_faults(book())) == [f"rating {rating.pk} is not public as it says"]
