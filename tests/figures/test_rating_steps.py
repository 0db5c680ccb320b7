"""A body rates itself, a level is proposed, the competent body decides: each rule, both ways."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from tests.figures.rated import (
    AT,
    TODAY,
    YEAR,
    binh,
    cell,
    committee,
    decided,
    desk,
    opened,
    party,
    proposed,
    scored,
    self_rated,
    tam,
    thu,
    told,
)
from tests.make import book, lan, minh, tenure, unit
from wardbook.figures.actions import ratings as actions
from wardbook.figures.ratings import law
from wardbook.figures.ratings.scoring import Choice
from wardbook.lib.refusal import Refused
from wardbook.org.roles import Role

pytestmark = pytest.mark.django_db


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(Refused) as caught:
        act()
    return str(caught.value)


# RTG-01, opening


def test_rtg_01_a_rating_follows_the_rule_of_its_year() -> None:
    older = actions.open_rating(party(), "2022", book=book(), by=tam(), at=AT)

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

    assert "RTG-02" in refused(lambda: actions.decide([choice], by=thu(), at=AT))


def test_rtg_02_a_body_may_say_it_again_until_something_is_proposed() -> None:
    again = actions.self_rate(self_rated(), scored("completed", task="30"), by=binh(), at=AT)

    assert [step.level for step in again.steps.all()] == ["good", "completed"]
    proposal = actions.propose(again, scored(), by=tam(), at=AT)
    assert "RTG-02" in refused(lambda: actions.self_rate(proposal, scored(), by=binh(), at=AT))


# RTG-03, persons


def test_rtg_03_whoever_rated_the_body_for_itself_neither_proposes_nor_decides() -> None:
    rating = actions.self_rate(opened(), scored(), by=thu(), at=AT)

    assert "RTG-03" in refused(lambda: actions.propose(rating, scored(), by=thu(), at=AT))
    proposal = actions.propose(rating, scored(), by=tam(), at=AT)
    choice = Choice(rating=proposal, scored=scored())
    assert "RTG-03" in refused(lambda: actions.decide([choice], by=thu(), at=AT))


def test_rtg_03_whoever_proposed_does_not_decide() -> None:
    proposal = actions.propose(self_rated(), scored(), by=thu(), at=AT)
    choice = Choice(rating=proposal, scored=scored())

    assert "You proposed this level" in refused(lambda: actions.decide([choice], by=thu(), at=AT))


def test_three_people_bring_it_to_a_decision() -> None:
    rating = decided()

    assert (rating.state, rating.level) == ("decided", "good")
    assert [step.by.person.username for step in rating.steps.all()] == ["binh", "tam", "thu"]


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

    given = scored("good", common, task)

    assert "The common part has 0 to 30 points" in refused(
        lambda: actions.self_rate(rating, given, by=binh(), at=AT)
    )


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


def test_rtg_05_the_chair_does_not_decide_on_the_peoples_committee() -> None:
    choice = Choice(rating=proposed(committee()), scored=scored())

    assert "RTG-05" in refused(lambda: actions.decide([choice], by=minh(), at=AT))


def test_rtg_05_the_party_committee_decides_on_its_cells_and_the_peoples_committee() -> None:
    assert decided(cell()).state == "decided"
    assert decided(committee()).state == "decided"


def test_rtg_05_the_chair_decides_on_the_one_stop_desk() -> None:
    choice = Choice(rating=proposed(desk()), scored=scored())

    assert actions.decide([choice], by=minh(), at=AT)[0].level == "good"


def test_rtg_05_nobody_of_the_ward_decides_on_its_party_committee() -> None:
    rating = actions.open_rating(party(), YEAR, book=book(), by=tam(), at=AT)
    rating = actions.self_rate(rating, scored(), by=binh(party()), at=AT)
    rating = actions.propose(rating, scored(), by=tam(), at=AT)

    choice = Choice(rating=rating, scored=scored())

    assert "RTG-05" in refused(lambda: actions.decide([choice], by=thu(), at=AT))


def test_rtg_05_the_party_committee_above_decides_on_that_of_the_ward() -> None:
    above = unit("99", kind="province", name="Tỉnh Thử")
    unit(parent=above)
    top = tenure("cao", Role.LEADER, where=unit("99.party", "party_committee", above))
    choice = Choice(rating=proposed(party()), scored=scored())

    assert actions.decide([choice], by=top, at=AT)[0].state == "decided"


def test_rtg_05_that_of_another_place_decides_on_nothing_here() -> None:
    other = unit("99902.party", "party_committee", unit("99902"))
    choice = Choice(rating=proposed(committee()), scored=scored())
    by = tenure("khac", Role.LEADER, where=other)

    assert "ORG-01" in refused(lambda: actions.decide([choice], by=by, at=AT))
    assert law.decides(other, committee(), TODAY) is None


def test_a_clerk_decides_nothing() -> None:
    choice = Choice(rating=proposed(), scored=scored())

    assert "ORG-01" in refused(lambda: actions.decide([choice], by=lan(), at=AT))


# RTG-08, own body


def test_rtg_08_nobody_decides_on_a_body_where_they_held_a_post_in_that_period() -> None:
    choice = Choice(rating=proposed(), scored=scored())
    tenure("thu", Role.LEADER, where=cell(), since=date(2025, 11, 1))

    assert "RTG-08" in refused(lambda: actions.decide([choice], by=thu(), at=AT))


def test_rtg_08_a_post_taken_up_after_the_period_does_not_stand_in_the_way() -> None:
    choice = Choice(rating=proposed(), scored=scored())
    tenure("thu", Role.LEADER, where=cell(), since=date(2026, 1, 1))

    assert actions.decide([choice], by=thu(), at=AT)[0].state == "decided"


# RTG-15, the Party side


def test_rtg_15_the_rating_of_a_party_body_is_kept_by_the_party_side() -> None:
    assert "RTG-15" in refused(
        lambda: actions.open_rating(cell(), YEAR, book=book(), by=lan(), at=AT)
    )
    assert actions.open_rating(committee(), YEAR, book=book(), by=lan(), at=AT).state == "open"


def test_rtg_15_nothing_is_told_of_a_party_body_by_the_other_side() -> None:
    assert "RTG-15" in refused(
        lambda: actions.tell(party(), YEAR, told(), book=book(), by=lan(), at=AT)
    )


# RTG-10 and RTG-11


def test_rtg_10_whoever_changes_a_rating_has_seen_it() -> None:
    seen = opened()
    actions.self_rate(seen, scored(), by=binh(), at=AT)

    assert "RTG-10" in refused(lambda: actions.self_rate(seen, scored(), by=binh(), at=AT))


def test_rtg_11_a_decision_names_its_document() -> None:
    choice = Choice(rating=proposed(), scored=scored(document=" "))

    assert "RTG-11" in refused(lambda: actions.decide([choice], by=thu(), at=AT))


def test_rtg_11_whoever_changes_a_decision_says_why() -> None:
    rating = decided()
    lower = scored("completed", task="30")

    assert "RTG-11" in refused(lambda: actions.adjust(rating, lower, by=thu(), at=AT))
    assert "RTG-11" in refused(lambda: actions.cancel(rating, "", "3-QĐ", by=thu(), at=AT))


def test_what_was_decided_is_adjusted_and_the_first_decision_stays() -> None:
    lower = scored("completed", task="30", reason="Phát hiện sau")

    rating = actions.adjust(decided(), lower, by=thu(), at=AT)

    assert (rating.state, rating.level) == ("decided", "completed")
    assert [step.level for step in rating.steps.all()] == ["good", "good", "good", "completed"]


def test_what_was_cancelled_is_decided_anew() -> None:
    rating = actions.cancel(decided(), "Sai thẩm quyền", "3-QĐ/ĐU", by=thu(), at=AT)
    assert (rating.state, rating.level) == ("cancelled", "")

    again = actions.decide([Choice(rating=rating, scored=scored())], by=thu(), at=AT)[0]

    assert (again.state, again.level, len(again.steps.all())) == ("decided", "good", 5)
