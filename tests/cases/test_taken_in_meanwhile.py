"""Dossiers are taken in while somebody changes what they refer to: nobody is sent away for it.

PostgreSQL looks at what a row refers to when its transaction ends, with the book in hand: a lock
that keeps it from looking, held by who waits for the book, would end one of the two.
"""

from collections.abc import Callable
from functools import partial

import pytest

from tests import make
from tests.figures.test_races import at_once
from wardbook.org import actions
from wardbook.org.charges import fields
from wardbook.org.kinds import Kind

pytestmark = pytest.mark.django_db(transaction=True)

SOURCE = "Nghị quyết 12/NQ-HĐND"
Acts = list[Callable[[], object]]


def bodies() -> Acts:
    told = {"start_on": make.TODAY, "source": SOURCE, "by": make.quan(), "at": make.AT}
    add = partial(actions.add_unit, make.unit(), Kind.RESIDENTIAL_GROUP, book=make.book(), **told)
    return [partial(add, {"vi": f"Khu vực {n}", "en": f"Area {n}"}) for n in range(4)]


def charges() -> Acts:
    told = {"start_on": make.TODAY, "source": SOURCE, "by": make.quan(), "at": make.AT}
    return [
        partial(actions.charge, make.lan().post, make.unit(), field, **told)
        for field in sorted(fields())[:4]
    ]


def holders() -> Acts:
    told = {"start_on": make.TODAY, "acting": True, "by": make.quan(), "at": make.AT}
    people = [make.person(f"thay-{n}") for n in range(4)]
    return [partial(actions.start_tenure, make.lan().post, person, **told) for person in people]


@pytest.mark.parametrize("changes", [bodies, charges, holders])
def test_dossiers_are_taken_in_meanwhile(changes: Callable[[], Acts]) -> None:
    by, acts = make.lan(), changes()
    make.procedure()
    taken: Acts = [partial(make.case, by=by, fields={"applicant": f"Lý {n}"}) for n in range(4)]

    assert at_once([*acts, *taken]) == ["done"] * 8
