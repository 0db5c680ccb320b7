"""People are told what became of their work; who was not reached stays on the list."""

import pytest

from tests import make
from tests.cases.test_moves import at
from wardbook.cases.actions.notices import miss, tell
from wardbook.cases.kinds import KINDS
from wardbook.cases.kinds.tellings import TELLINGS
from wardbook.cases.models import Notice
from wardbook.cases.queries.notices import to_tell, told_today
from wardbook.ledger.models import Body
from wardbook.lib.refusal import Refused

pytestmark = pytest.mark.django_db


def notice(channel: str = "phone") -> Notice:
    """Somebody who wants to hear by ``channel`` that their dossier was accepted."""
    fields = {"applicant": "Lê Thị Mẫu", "phone": "0900000001", "notice": channel}
    case = make.step(make.case(at=at(7), fields=fields), "accept", at=at(7))
    return case.notices.get()


def test_every_step_says_something_that_has_words() -> None:
    said = {step.tells for kind in KINDS.values() for step in kind.steps.values()} - {""}

    assert said | {"ready_early"} == set(TELLINGS)  # a result says by its day which it is


def test_who_chose_a_channel_is_on_the_list_until_told() -> None:
    one = notice()
    assert list(to_tell([one.case.unit], mail=False)) == [one]

    tell(one, by=make.lan(), at=at(7))

    assert list(to_tell([one.case.unit], mail=False)) == []
    assert list(told_today([one.case.unit], at(7))) == [one]


def test_who_chose_none_is_told_at_the_counter() -> None:
    make.step(make.case(at=at(7)), "accept", at=at(7))

    assert not Notice.objects.exists()


def test_who_took_part_meanwhile_is_not_called_any_more() -> None:
    """The result was handed over: nobody is asked to come for it."""
    case = notice().case
    case = make.step(case, "resolve", at=at(8))
    assert [one.about for one in case.notices.all()] == ["accepted", "ready_early"]

    case = make.step(case, "deliver", at=at(8))

    assert not case.notices.exists()


@pytest.mark.parametrize(("day", "about"), [(11, "ready_early"), (14, "ready"), (15, "ready")])
def test_a_result_before_its_day_is_told_as_such(day: int, about: str) -> None:
    """Promised for the 14th: nobody comes before unless they hear of it."""
    case = make.step(notice().case, "resolve", at=at(day))

    assert case.notices.latest("pk").about == about


def test_who_was_not_reached_stays_on_the_list_with_why() -> None:
    one = miss(notice(), "không nghe máy", by=make.lan(), at=at(7))

    assert (one.failed, one.tries) == ("không nghe máy", 1)
    assert to_tell([one.case.unit], mail=False).get() == one


def test_a_person_is_told_once_and_a_miss_says_why() -> None:
    one = notice()
    with pytest.raises(Refused, match="NTC-02"):
        miss(one, " ", by=make.lan(), at=at(7))
    tell(one, by=make.lan(), at=at(7))

    with pytest.raises(Refused, match="NTC-01"):
        tell(one, by=make.lan(), at=at(7))


def test_who_takes_no_steps_tells_nobody() -> None:
    other = make.tenure("hoa", "clerk", where=make.unit("99902"))

    with pytest.raises(Refused, match="ORG-01"):
        tell(notice(), by=other, at=at(7))


def test_e_mail_is_called_only_where_no_program_sends_it() -> None:
    one = notice("email")

    assert list(to_tell([one.case.unit], mail=True)) == []
    assert list(to_tell([one.case.unit], mail=False)) == [one]


def test_the_ledger_says_that_somebody_was_told_and_not_who_or_how_to_reach_them() -> None:
    tell(notice(), by=make.lan(), at=at(7))

    said = Body.objects.get(verb="tell")

    assert said.data["channel"] == "phone"
    assert not any(word in said.content for word in ("Mẫu", "0900000001"))
