"""Any walk over work that is owed, by anybody: what always holds."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import make
from tests.cases.loop import world
from wardbook.cases import loop
from wardbook.cases.actions.moves import hand_over
from wardbook.cases.kinds import KINDS, OWED
from wardbook.cases.models import Case
from wardbook.cases.queries.index import misindexed
from wardbook.cases.rules.moves import open_steps
from wardbook.cases.rules.standing import is_above
from wardbook.cases.verification import row_faults
from wardbook.lib.refusal import Refused
from wardbook.org.actions import start_tenure
from wardbook.org.models import Tenure
from wardbook.org.roles import Role

pytestmark = pytest.mark.django_db(transaction=False)

SERIES = "Giao ban"
BESIDES = ("proof", "hand_over", "remedy", "request_up", "answer", "joins", "report", "verify")


@dataclass(frozen=True)
class Try:
    """``what`` is one of the steps that are open, or something beside them; ``who`` tries it, and
    with ``fits`` the others after them, until one of them may."""

    which: int
    what: int
    who: int
    later: int  # hours after the try before it
    fits: bool


WALKS = st.lists(
    st.builds(
        Try,
        st.integers(0, 5),
        st.integers(0, 23),
        st.integers(0, 6),
        st.sampled_from((1, 30, 400)),
        st.booleans(),
    ),
    min_size=6,
    max_size=24,
)


def people() -> list[Tenure]:
    """Two who may owe it and also stand elsewhere, who set it, two who verify, the tier above."""
    return [
        world.officer(),
        world.holder("hai-vai", world.division()),
        world.holder("hai-vai", world.front(), Role.INSPECTOR),
        world.chair(),
        world.verifier(),
        world.holder("hoi-dong", world.council()),
        world.holder("tinh", world.province()),
    ]


@pytest.fixture(autouse=True)
def everybody() -> None:
    people()


@settings(
    max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(walk=WALKS)
def test_whatever_anybody_tries_nothing_owed_vanishes(walk: list[Try]) -> None:
    with transaction.atomic():
        every, now = people(), world.AT
        facts = {"none_moves": "Chưa có chỉ tiêu", "new_because": "Khác"}
        owed = [world.reported(), world.owed(facts=facts), world.owed("conclusion", series=SERIES)]
        for one in walk:
            now += timedelta(hours=one.later)
            case = owed[one.which % len(owed)]
            case.refresh_from_db()
            owed += tried(case, one, every, now)
        check(owed)
        transaction.set_rollback(True)


def tried(case: Case, one: Try, every: list[Tenure], now: datetime) -> list[Case]:
    """What was opened; who is refused changed nothing."""
    names = [*open_steps(case), *BESIDES]
    name = names[one.what % len(names)]
    for by in (every[one.who :] + every[: one.who])[: len(every) if one.fits else 1]:
        try:
            new = attempt(case, name, one, by, now)
        except Refused:
            assert Case.objects.get(pk=case.pk).version == case.version
        else:
            return [new] if new else []
    return []


def attempt(case: Case, name: str, one: Try, by: Tenure, now: datetime) -> Case | None:
    if name == "proof":
        world.proof(case, by, text=str(now).encode(), at=now)
    elif name == "hand_over":
        hand_over(case, people()[one.which % 2].post, "Phân công lại", by=by, at=now)
    elif name == "joins":  # who verified may come to owe it later, and who owes it may act
        start_tenure(case.post, people()[one.which].person, start_on=now.date(), acting=True,
                     by=make.SYSTEM, at=now)  # fmt: skip
    elif name == "answer":
        asked = case.children.filter(state="asked").last()
        if asked:
            world.take(asked, "answer", by, at=now, items="Đồng ý")
    elif name in ("remedy", "request_up"):
        new = world.owed(name, parent=case, by=by, at=now, fields={"addressee": "Tỉnh Thử"})
        return new if name in OWED else None
    else:
        told = {"reason": "Lý do", "items": "Nội dung", "overruled": "Cấp trên quyết định",
                "until": now + timedelta(days=40)}  # fmt: skip
        other = loop.open_under(case)[:1] or list(
            Case.objects.filter(kind=case.kind, ended_at=None).exclude(pk=case.pk)[:1]
        )
        into = other[0].code if other else ""
        world.take(case, name, by, at=now, facts={"into": into}, **told)
    return None


def check(owed: list[Case]) -> None:
    for seen in owed:
        case = Case.objects.get(pk=seen.pk)
        moves = list(case.moves.all())
        assert case.post_id == moves[-1].post_id
        assert case.first_due_at == seen.first_due_at
        assert case.due_at and sum(move.step == "extend" for move in moves) <= 1
        assert (case.ended_at is None) == KINDS[case.kind].states[case.state].open
        if case.ended_at:
            ended_well(case)
        else:
            assert case.kind == "remedy" or found_again(case)
    assert Case.objects.filter(kind__in=OWED).count() == len(owed)
    assert list(misindexed(make.book())) == []
    assert list(row_faults(make.book())) == []


def ended_well(case: Case) -> None:
    """Somebody else said so who had done nothing of it, or the tier above for all to see."""
    (end,) = case.moves.exclude(step="release").order_by("-number")[:1]
    done = case.moves.filter(number__lt=end.number)
    worked = set(done.filter(step__in=("progress", "report")).values_list("by__person", flat=True))
    assert not loop.open_under(case)
    match end.step:
        case "verify":
            worked |= set(case.scans.values_list("received_by__person", flat=True))
            assert loop.evidence(case)
            assert case.state in ("kept", "remedied")
            assert end.by.person_id not in worked
            assert end.by.post.unit_id != end.post.unit_id
        case "overrule":
            assert (end.state, bool(end.overruled)) == ("overruled", True)
            assert is_above(end.by.post.unit, end.post.unit)
        case "merge":
            assert loop.by_code(case.book, end.facts["into"])
        case step:
            assert (step, bool(end.reason)) == ("drop", True)


def found_again(case: Case) -> bool:
    """The next session of its series, or the next review, opens with it."""
    if case.kind == "conclusion":
        return case in loop.unfinished(case.unit, SERIES)
    return case.code in {row["code"] for row in loop.previous_of(case.unit)}
