"""A body rates itself, a level is proposed, the competent body decides: each rule, both ways."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from tests.figures.rated import (
    AT,
    YEAR,
    binh,
    cell,
    committee,
    decided,
    desk,
    hoa,
    opened,
    party,
    proposed,
    reviewed,
    scored,
    self_rated,
    tam,
    told,
)
from tests.make import book, lan, minh, tenure, unit
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


# RTG-01, opening


def test_rtg_01_a_rating_follows_the_rule_of_its_year() -> None:
    older = actions.open_rating(party(), "2022", book=book(), by=lan(), at=AT)

    assert older.rule == "qd-132-2018"
    assert opened().rule == "qd-366-2025"


@pytest.mark.parametrize("period", ["soon", "2020..2025", "2027", "2000"])
def test_rtg_01_a_body_is_rated_over_a_year_that_has_begun_and_has_a_rule(period: str) -> None:
    assert "RTG-01" in refused(lambda: opened(period=period))


def test_rtg_01_a_body_that_did_not_stand_is_not_rated() -> None:
    later = unit("99901.late", kind="party_cell", parent=party(), start_on=date(2026, 1, 1))

    assert "did not stand" in refused(lambda: opened(later))


def test_rtg_01_a_body_has_one_rating_a_period() -> None:
    opened()

    assert "has a rating of that period already" in refused(opened)


# RTG-02, order


def test_rtg_02_nothing_is_proposed_before_the_body_rated_itself() -> None:
    rating = opened()

    assert "RTG-02" in refused(lambda: actions.propose(rating, scored(), by=tam(), at=AT))


def test_rtg_02_nothing_is_decided_before_it_was_proposed() -> None:
    rating = self_rated()
    choice = Choice(rating=rating, scored=scored())

    assert "RTG-02" in refused(lambda: actions.decide([choice], by=hoa(), at=AT))


def test_rtg_02_a_body_may_say_it_again_until_something_is_proposed() -> None:
    again = actions.self_rate(self_rated(), scored("completed", task="30"), by=binh(), at=AT)

    assert [step.level for step in again.steps.all()] == ["good", "completed"]
    proposal = actions.propose(again, scored(), by=tam(), at=AT)
    assert "RTG-02" in refused(lambda: actions.self_rate(proposal, scored(), by=binh(), at=AT))


# RTG-03, persons


def test_rtg_03_whoever_rated_the_body_for_itself_neither_proposes_nor_decides() -> None:
    rating = actions.self_rate(opened(), scored(), by=hoa(), at=AT)

    assert "RTG-03" in refused(lambda: actions.propose(rating, scored(), by=hoa(), at=AT))
    proposal = actions.propose(rating, scored(), by=tam(), at=AT)
    choice = Choice(rating=proposal, scored=scored())
    assert "RTG-03" in refused(lambda: actions.decide([choice], by=hoa(), at=AT))


def test_rtg_03_whoever_proposed_does_not_decide() -> None:
    proposal = actions.propose(self_rated(), scored(), by=hoa(), at=AT)
    choice = Choice(rating=proposal, scored=scored())

    assert "You proposed this level" in refused(lambda: actions.decide([choice], by=hoa(), at=AT))


def test_three_people_bring_it_to_a_decision() -> None:
    rating = decided()

    assert (rating.state, rating.level) == ("decided", "good")
    assert [step.by.person.username for step in rating.steps.all()] == ["binh", "tam", "hoa"]


# RTG-04, points


def test_rtg_04_a_level_is_not_better_than_its_points() -> None:
    rating = opened()

    refusal = refused(
        lambda: actions.self_rate(rating, scored("excellent", task="64.5"), by=binh(), at=AT)
    )

    assert "89.5 points do not reach this level" in refusal


@pytest.mark.parametrize(("common", "task"), [("30.5", "50"), ("20", "70.01"), ("-1", "70")])
def test_rtg_04_points_lie_within_the_parts_of_the_rule(common: str, task: str) -> None:
    rating = opened()

    act = lambda: actions.self_rate(rating, scored("good", common, task), by=binh(), at=AT)  # noqa: E731 - one act

    assert "The common part has 0 to 30 points" in refused(act)


def test_rtg_04_a_lesser_level_than_the_points_reach_needs_a_reason() -> None:
    rating = opened()

    assert "say why" in refused(
        lambda: actions.self_rate(rating, scored("completed"), by=binh(), at=AT)
    )
    done = actions.self_rate(rating, scored("completed", reason="Trễ hạn"), by=binh(), at=AT)
    assert done.steps.all()[0].level == "completed"


def test_rtg_04_an_older_rule_counts_no_points() -> None:
    rating = opened(period="2022")

    assert "counts no points" in refused(
        lambda: actions.self_rate(rating, scored(), by=binh(), at=AT)
    )


def test_points_stay_exact() -> None:
    rating = self_rated(common="24.333333", task="50.1")

    step = rating.steps.all()[0]
    assert (step.common, step.task) == (Decimal("24.333333"), Decimal("50.1"))


# RTG-05, competence


def test_rtg_05_the_chair_does_not_decide_on_a_party_cell() -> None:
    choice = Choice(rating=proposed(), scored=scored())

    assert "RTG-05" in refused(lambda: actions.decide([choice], by=minh(), at=AT))


def test_rtg_05_the_party_committee_decides_on_its_cells_and_the_peoples_committee() -> None:
    assert decided(cell()).state == "decided"
    assert decided(committee()).state == "decided"


def test_rtg_05_the_chair_decides_on_the_one_stop_desk() -> None:
    choice = Choice(rating=proposed(desk()), scored=scored())

    assert actions.decide([choice], by=minh(), at=AT)[0].level == "good"


def test_rtg_05_nobody_of_the_ward_decides_on_its_party_committee() -> None:
    rating = actions.open_rating(party(), YEAR, book=book(), by=lan(), at=AT)
    rating = actions.self_rate(rating, scored(), by=binh(party()), at=AT)
    rating = actions.propose(rating, scored(), by=tam(), at=AT)

    choice = Choice(rating=rating, scored=scored())

    assert "RTG-05" in refused(lambda: actions.decide([choice], by=hoa(), at=AT))


def test_a_clerk_decides_nothing() -> None:
    choice = Choice(rating=proposed(), scored=scored())

    assert "ORG-01" in refused(lambda: actions.decide([choice], by=lan(), at=AT))


# RTG-08, own body


def test_rtg_08_nobody_decides_on_a_body_where_they_held_a_post_in_that_period() -> None:
    choice = Choice(rating=proposed(), scored=scored())
    tenure("hoa", Role.LEADER, where=cell(), since=date(2025, 11, 1))

    assert "RTG-08" in refused(lambda: actions.decide([choice], by=hoa(), at=AT))


def test_rtg_08_a_post_taken_up_after_the_period_does_not_stand_in_the_way() -> None:
    choice = Choice(rating=proposed(), scored=scored())
    tenure("hoa", Role.LEADER, where=cell(), since=date(2026, 1, 1))

    assert actions.decide([choice], by=hoa(), at=AT)[0].state == "decided"


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
        lambda: actions.decide(choices, by=hoa(), at=AT)
    )
    assert not UnitRating.objects.filter(state="decided").exists()


def test_rtg_09_what_only_rounding_up_allows_needs_a_reason() -> None:
    choices = group(4, 1)

    assert "does not say how to round" in refused(lambda: actions.decide(choices, by=hoa(), at=AT))
    last = choices[-1]
    with_reason = scored("excellent", task="68", reason="Làm tròn lên")
    choices[-1] = Choice(rating=last.rating, scored=with_reason)
    assert actions.decide(choices, by=hoa(), at=AT)[-1].level == "excellent"


def test_rtg_09_within_the_quota_they_are_decided_together() -> None:
    rows = actions.decide(group(5, 1), by=hoa(), at=AT)

    assert sorted(row.level for row in rows) == ["excellent"] + ["good"] * 5


# RTG-10 and RTG-11


def test_rtg_10_whoever_changes_a_rating_has_seen_it() -> None:
    seen = opened()
    actions.self_rate(seen, scored(), by=binh(), at=AT)

    assert "RTG-10" in refused(lambda: actions.self_rate(seen, scored(), by=binh(), at=AT))


def test_rtg_11_a_decision_names_its_document() -> None:
    choice = Choice(rating=proposed(), scored=scored(document=" "))

    assert "RTG-11" in refused(lambda: actions.decide([choice], by=hoa(), at=AT))


def test_rtg_11_whoever_changes_a_decision_says_why() -> None:
    rating = decided()
    lower = scored("completed", task="30")

    assert "RTG-11" in refused(lambda: actions.adjust(rating, lower, by=hoa(), at=AT))
    assert "RTG-11" in refused(lambda: actions.cancel(rating, "", "3-QĐ", by=hoa(), at=AT))


def test_what_was_decided_is_adjusted_and_the_first_decision_stays() -> None:
    lower = scored("completed", task="30", reason="Phát hiện sau")

    rating = actions.adjust(decided(), lower, by=hoa(), at=AT)

    assert (rating.state, rating.level) == ("decided", "completed")
    assert [step.level for step in rating.steps.all()] == ["good", "good", "good", "completed"]


def test_what_was_cancelled_is_decided_anew() -> None:
    rating = actions.cancel(decided(), "Sai thẩm quyền", "3-QĐ/ĐU", by=hoa(), at=AT)
    assert (rating.state, rating.level) == ("cancelled", "")

    again = actions.decide([Choice(rating=rating, scored=scored())], by=hoa(), at=AT)[0]

    assert (again.state, again.level, len(again.steps.all())) == ("decided", "good", 5)


# RTG-12, told from elsewhere


def test_rtg_12_a_decision_made_elsewhere_stands_with_what_the_book_knows_against_it() -> None:
    reviewed(party(), states=("in_hand",))

    rating = actions.tell(party(), YEAR, told("excellent"), book=book(), by=lan(), at=AT)

    step = rating.steps.all()[0]
    assert (rating.level, step.told, step.decided_by) == (
        "excellent",
        True,
        "Ban Thường vụ Thành ủy",
    )
    assert [breach.rule for breach in step.breaches.all()] == ["RTG-06", "RTG-09"]


def test_rtg_12_or_better_is_recorded_as_such() -> None:
    rating = actions.tell(
        party(), "2023", told("good", bound="at_least"), book=book(), by=lan(), at=AT
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
        lambda: actions.tell(party(), YEAR, told(**given), book=book(), by=lan(), at=AT)
    )


def test_state_and_level_follow_from_the_steps() -> None:
    decided()
    actions.tell(party(), "2023", told(), book=book(), by=lan(), at=AT)
    actions.cancel(decided(cell(2)), "Sai", "3-QĐ", by=hoa(), at=AT)
    opened(cell(3))
    self_rated(cell(4))
    proposed(cell(5))

    assert queries.misindexed(book()) == []


def test_every_step_is_an_entry_of_the_ledger() -> None:
    rating = decided()

    verbs = Body.objects.filter(key=rating.key).order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["open", "self-rating", "proposal", "decision"]
