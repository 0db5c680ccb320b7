"""Each rule of sessions, reviews, inspections and pledges, as it lets through and as it refuses."""

from datetime import timedelta
from typing import Any

import pytest

from tests.cases.loop import world
from tests.cases.loop.acts import breaches, held, opened, refused, session
from wardbook.cases import loop
from wardbook.cases.actions.moves import take_step
from wardbook.cases.models import Case
from wardbook.cases.rules.taking import Clock, Told
from wardbook.lib.clock import VIETNAM, Limit, due
from wardbook.org.working_time import working_time

pytestmark = pytest.mark.django_db


# FOL-12 to FOL-16: sessions, reviews, counts


def test_a_session_opens_with_what_its_series_left_unfinished() -> None:
    first = session(series="Giao ban", facts={"carried": []})
    left = world.owed("conclusion", parent=first, series="Giao ban")
    refused("FOL-12", lambda: session(series="Giao ban", facts={"carried": []}))

    carried = [{"code": left.code}]
    assert session(series="Giao ban", facts={"carried": carried}).state == "planned"


@pytest.mark.parametrize("series", ["giao ban", " GIAO  BAN", "Giao ban."])
def test_a_series_is_the_same_however_it_is_spelled(series: str) -> None:
    world.owed("conclusion", series="Giao ban")

    refused("FOL-12", lambda: session(series=series, facts={"carried": []}))
    assert session(series="Tiếp công dân", facts={"carried": []}).state == "planned"


def test_a_session_that_was_planned_ahead_takes_up_what_came_since() -> None:
    first, second = (session(series="Giao ban", facts={"carried": []}) for _ in range(2))
    left = world.owed("conclusion", parent=first, series="Giao ban")
    world.owed("conclusion", parent=second, series="Giao ban")  # what it sets itself is not of it

    def hold(**facts: Any) -> Case:
        return world.take(second, "hold", world.chair(), until=world.LATER, facts=facts)

    refused("FOL-12", hold)
    carried = loop.agenda(second, list(second.moves.all()))
    assert [row["code"] for row in carried] == [left.code]
    assert hold(carried=carried).state == "held"
    refused("FOL-14", lambda: world.take(second, "conclude", world.chair(), items="Thống nhất"))


def test_a_session_told_later_than_it_was_held_owes_nothing_that_came_after_it() -> None:
    first = session(series="Giao ban", facts={"carried": []})
    world.owed("conclusion", series="Giao ban", at=world.AT + timedelta(days=2))

    held_at = {"until": world.LATER, "at": world.AT + timedelta(days=1)}
    taken = take_step(
        Case.objects.get(pk=first.pk), "hold", Told(**held_at), by=world.chair(),
        at=world.AT + timedelta(days=3),
    )  # fmt: skip
    assert taken.state == "held"


def test_a_session_ends_when_each_of_these_was_spoken_to() -> None:
    first = session(series="Giao ban", facts={"carried": []})
    left = world.owed("conclusion", parent=first, series="Giao ban")
    second = session(series="Giao ban", facts={"carried": [{"code": left.code}]})
    world.take(second, "hold", world.chair(), until=world.LATER)

    def conclude(said: str = "") -> Case:
        facts = {"heard": {left.code: said}}
        return world.take(second, "conclude", world.chair(), items="Thống nhất", facts=facts)

    refused("FOL-14", conclude)
    assert conclude(said="Gia hạn đến quý I").state == "concluded"


def test_a_review_states_what_became_of_the_earlier_shortcomings() -> None:
    left = world.owed()
    refused("FOL-13", lambda: opened("review", fields={"year": "2026"}, facts={"previous": []}))

    stated = [{"code": left.code, "state": "not_remedied"}]
    review = opened("review", fields={"year": "2026"}, facts={"previous": stated})
    assert review.state == "preparing"


def test_a_review_that_was_prepared_long_before_states_them_as_they_stand_when_it_is_held() -> None:
    review = opened("review", fields={"year": "2026"}, facts={"previous": []})
    left = world.owed()
    world.owed(parent=review, title="Việc khác hẳn nhau")  # what it names itself

    refused("FOL-13", lambda: world.take(review, "hold", world.chair()))
    facts = loop.held_with(review, list(review.moves.all()))
    assert [row["code"] for row in facts["previous"]] == [left.code]
    assert world.take(review, "hold", world.chair(), facts=facts).state == "held"


def test_a_review_answers_each_suggested_point_and_names_its_tasks() -> None:
    review = opened("review", fields={"year": "2026"}, facts={"previous": []})
    world.take(review, "suggest", world.chair(), items="Chậm kết nạp đảng viên")
    world.take(review, "hold", world.chair())
    draft: dict[str, Any] = {"strengths": "Thu ngân sách đạt", "breakthroughs": ["Chuyển đổi số"]}
    refused("FOL-15", lambda: world.take(review, "adopt", world.chair()))
    wrong = draft | {"answers": {"99": "?"}}
    refused("FOL-15", lambda: world.take(review, "draft", world.chair(), facts=wrong))

    answers = {"answers": {"2": "Đã kết nạp đủ"}}
    world.take(review, "draft", world.chair(), facts=answers)
    refused("FOL-30", lambda: world.take(review, "adopt", world.chair()))
    world.take(review, "draft", world.chair(), facts=draft | answers)
    assert world.take(review, "adopt", world.chair()).state == "adopted"


def test_a_draft_that_came_too_late_is_on_record() -> None:
    late, early = (opened("review", fields={"year": "2026"}, facts={"previous": []})
                   for _ in range(2))  # fmt: skip
    for case, days in ((late, 1), (early, 10)):
        world.take(case, "draft", world.chair(), facts={"answers": {}})
        world.take(case, "hold", world.chair(), at=world.AT + timedelta(days=days))

    assert (breaches(late), breaches(early)) == (["FOL-31"], [])


def test_a_draft_is_in_time_to_the_minute_and_owed_since_the_guidance_alone() -> None:
    clock = Clock(*working_time(world.committee(), world.AT.date()))
    three_days = due(world.AT, Limit.parse("3wd"), *clock)
    found = []
    for at in (three_days, three_days - timedelta(minutes=1)):
        case = opened("review", fields={"year": "2026"}, facts={"previous": []})
        world.take(case, "draft", world.chair(), facts={"answers": {}})
        world.take(case, "hold", world.chair(), at=at)
        found.append(breaches(case))
    then = world.AT - timedelta(days=500)
    told: dict[str, Any] = {"fields": {"year": "2024"}, "submitted_at": then, "until": world.AT}
    before = opened("review", facts={"previous": []}, **told)
    world.take(before, "hold", world.chair())

    assert (found, breaches(before)) == ([[], ["FOL-31"]], [])


@pytest.mark.parametrize(
    "half",
    [
        {"strengths": "Thu đạt", "breakthroughs": []},
        {"strengths": " ", "breakthroughs": ["Chuyển đổi số"]},
    ],
)
def test_a_report_with_one_half_of_it_alone_is_not_adopted(half: dict[str, Any]) -> None:
    review = opened("review", fields={"year": "2026"}, facts={"previous": []})
    world.take(review, "draft", world.chair(), facts=half)
    world.take(review, "hold", world.chair())

    refused("FOL-30", lambda: world.take(review, "adopt", world.chair()))


@pytest.mark.parametrize("wrong", [-1, 10**7, True, "12", None, 1.5])
def test_what_is_counted_is_a_whole_number(wrong: object) -> None:
    refused("FOL-16", lambda: held("reception", came=wrong, answered=0))
    assert dict(held("reception", came=0, answered=10**7 - 1).counts.values_list("name", "number")
                ) == {"came": 0, "answered": 10**7 - 1}  # fmt: skip


def test_who_came_to_a_reception_is_not_asked_what_they_raised() -> None:
    assert held("reception", came=3, answered=5).state == "held"
    refused("FOL-16", lambda: held("dialogue", came=9, asked=3, answered=5))


def test_a_study_counts_who_was_owed_came_and_came_later_and_they_fit() -> None:
    case = held("study", owed=357, attended=340, retaken=12)
    assert dict(case.counts.values_list("name", "number")) == {
        "owed": 357, "attended": 340, "retaken": 12,
    }  # fmt: skip

    refused("FOL-16", lambda: held("study", owed=357, attended=340))
    refused("FOL-16", lambda: held("study", owed=10, attended=11, retaken=0))
    refused("FOL-16", lambda: session("party"))


def test_an_inspection_ends_with_an_outcome_and_no_more_subjects_than_turns() -> None:
    case = opened("inspection", fields={"form": "inspection_on_signs"})

    def conclude(outcome: str, **numbers: int) -> Case:
        facts = {"outcome": outcome, **numbers}
        return world.take(case, "conclude", world.chair(), items="Đã xem", facts=facts)

    refused("FOL-32", lambda: conclude("unknown", turns=7, subjects=7))
    refused("FOL-16", lambda: conclude("no_breach", turns=2, subjects=3))
    refused("FOL-16", lambda: conclude("no_breach", turns=2, subjects=-1))
    refused("FOL-16", lambda: conclude("no_breach", turns=2))
    refused("FOL-16", lambda: opened("inspection", fields={"form": "visit"}))
    assert conclude("no_breach", turns=7, subjects=6).state == "concluded"


def test_pledges_are_counted_at_a_date_and_fit() -> None:
    case = opened("pledge", fields={"year": "2026"})

    def count(**facts: Any) -> Case:
        return world.take(case, "count", world.chair(), facts=facts)

    refused("FOL-16", lambda: count(obliged=357, signed=358, as_of="2026-11-01"))
    refused("FOL-16", lambda: count(obliged=357, signed=-1, as_of="2026-11-01"))
    refused("FOL-16", lambda: count(obliged=357, signed=357, as_of="2027-11-01"))
    refused("FOL-16", lambda: count(obliged=357, signed=357, as_of="đầu tháng"))
    assert count(obliged=357, signed=356, as_of="2026-11-01").state == "signing"
    today = world.AT.astimezone(VIETNAM).date()
    assert count(obliged=357, signed=357, as_of=today.isoformat()).state == "signing"


@pytest.mark.parametrize("kind", ["review", "pledge"])
@pytest.mark.parametrize("year", ["hai", "2O26", "٢٠٢٦", "1026", "2015", "2028", "20 6"])
def test_a_year_that_is_none_is_asked_about(kind: str, year: str) -> None:
    refused("FOL-34", lambda: opened(kind, fields={"year": year}, facts={"previous": []}))


@pytest.mark.parametrize("year", ["2016", "2025", "2027"])
def test_a_review_is_of_its_year_or_of_one_near_it(year: str) -> None:
    assert opened("review", fields={"year": year}, facts={"previous": []}).fields["year"] == year
