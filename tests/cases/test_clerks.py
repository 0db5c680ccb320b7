"""Eight clerks at one counter: codes without a gap or a duplicate, whatever is refused between."""

from collections.abc import Callable

import pytest

from tests import make
from tests.figures.test_races import at_once
from wardbook.cases.actions.counter import receive
from wardbook.cases.actions.drafts import keep_draft
from wardbook.cases.actions.moves import take_step
from wardbook.cases.kinds.fields import Dossier
from wardbook.cases.models import Case
from wardbook.cases.rules.taking import Opening, Told
from wardbook.ledger.verification import first_break
from wardbook.org.models import Tenure
from wardbook.org.roles import Role

pytestmark = pytest.mark.django_db(transaction=True)

CLERKS, EACH = 8, 5


def intake(by: Tenure, name: str, then: str = "accept", draft: int | None = None) -> Case:
    about = Opening(
        book=by.post.book,
        unit=by.post.unit,
        post=by.post,
        submitted_at=make.AT,
        procedure=make.procedure(),
    )
    return receive(about, Dossier(applicant=name), then, draft=draft, by=by, at=make.AT)


def clerk(by: Tenure) -> Callable[[], object]:
    def work() -> None:
        for number in range(EACH):
            intake(by, f"Người {by.pk}-{number}")

    return work


def test_eight_clerks_number_without_a_gap_or_a_duplicate() -> None:
    make.procedure()
    clerks = [make.tenure(f"quay{n}", Role.CLERK) for n in range(CLERKS)]

    assert at_once([clerk(by) for by in clerks]) == ["done"] * CLERKS

    numbers = sorted(int(code[-3:]) for code in Case.objects.values_list("code", flat=True))
    assert numbers == list(range(1, CLERKS * EACH + 1))
    assert first_break(make.book()) is None


def test_an_intake_that_fails_beside_others_leaves_no_gap() -> None:
    make.procedure()
    by, other = make.lan(), make.tenure("quay1", Role.CLERK)

    acts = [lambda: intake(by, "Một", "reject"), lambda: intake(other, "Hai")] * 3

    assert at_once(acts) == ["CAS-04"] * 3 + ["done"] * 3
    assert sorted(code[-3:] for code in Case.objects.values_list("code", flat=True)) == [
        "001",
        "002",
        "003",
    ]


def test_of_two_who_send_one_draft_at_once_one_opens_it() -> None:
    make.procedure()
    by = make.lan()
    draft = keep_draft(None, {"applicant": ["Một"]}, by=by.person, at=make.AT)

    acts = [lambda: intake(by, "Một", draft=draft.pk)] * 2

    assert at_once(acts) == ["CTR-08", "done"]
    assert Case.objects.count() == 1


def test_of_two_who_take_a_step_at_once_one_is_told_to_look_again() -> None:
    by = make.lan()
    case = make.step(make.case(), "accept")

    acts = [lambda: take_step(case, "resolve", Told(), by=by, at=make.AT)] * 2

    assert at_once(acts) == ["CAS-03", "done"]
