"""Action × relation × role × state: who may do what to work that is owed, on every path.

The table was written before any screen. A row says what a person in that relation may do; what it
does not name is refused. Paths call one action each: ``test_paths.py`` holds them to this table.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction

from tests import make
from tests.cases.loop import world
from wardbook.cases.kinds import KINDS, OWED
from wardbook.cases.models import Case, Scan
from wardbook.cases.rules.moves import open_steps, why_not_move
from wardbook.cases.rules.taking import Clock, Taking, Told
from wardbook.org.models import Tenure, Unit
from wardbook.org.roles import Role
from wardbook.org.working_time import working_time

pytestmark = pytest.mark.django_db

OWNER = {"progress", "report", "wait_above", "resume"}
KEEPER = {"progress", "wait_above", "resume"}
GIVER = {"extend", "drop", "merge", "release"}
VERIFIER = {"verify", "send_back"}
ABOVE = {"overrule"}

# Relation → the steps it may take, whatever the state, where its table has the step at all.
MAY: dict[str, set[str]] = {
    "owner, a clerk": OWNER,
    "owner, a leader": OWNER,
    "owner who is also of the body that set it": OWNER | {"release"},
    "deputy who acts in the owner's post": OWNER,
    "owner, an administrator": set(),
    "owner whose days in that very post are over": set(),
    "former holder, now of the Front": set(),
    "former holder, now chair of the body that set it": KEEPER | {"release"},
    "doer who gave the evidence, of the Front": set(),
    "doer who told of progress, of the Front": set(),
    "signer of a request upward, of the Front": VERIFIER,
    "signer of a request upward who proved it, of the Front": set(),
    "holder of two posts, the owner's and one of the Front": set(),
    "chair of the body that set it": KEEPER | GIVER | VERIFIER,
    "clerk of the body that set it": KEEPER | {"merge"},
    "colleague of the owner": set(),
    "officer below the owner": set(),
    "residential group": set(),
    "Front, an inspector": VERIFIER,
    "council, a leader": VERIFIER,
    "Party committee, a leader": VERIFIER,
    "Party committee's inspection committee": set(),
    "Party cell, a leader": set(),
    "tier above, a leader": KEEPER | GIVER | VERIFIER | ABOVE,
    "holder of two posts, the owner's and one of the tier above": KEEPER | {"release"},
    "tier above, a clerk": KEEPER | {"merge"},
    "tier above, an inspector": KEEPER | {"merge"} | VERIFIER,
    "administrator": set(),
    "somebody whose post ended": set(),
    "Front, an inspector whose days are over": set(),
    "tier above, a leader whose days are over": set(),
    "leader of another book": set(),
    "Front, an inspector of another book": set(),
    "tier above, a leader of another book": set(),
}


def _owner(case: Case, role: str) -> Tenure:
    other = world.holder("truong-phong", world.division(), role)
    Case.objects.filter(pk=case.pk).update(post=other.post)
    case.moves.update(post=other.post)
    return other


def _owner_in(case: Case) -> Tenure:
    chair = world.holder("chu-nha", world.committee())
    Case.objects.filter(pk=case.pk).update(post=chair.post)
    case.moves.update(post=chair.post)
    return chair


def _former(case: Case, where: Unit) -> Tenure:
    world.joins(case.post, "nguoi-cu", date(2026, 2, 1), date(2026, 3, 1))
    return world.holder("nguoi-cu", where)


def _doer(case: Case) -> Tenure:
    helper = world.holder("nguoi-giup", world.committee(), Role.CLERK)
    case.refresh_from_db()
    if case.state in KINDS[case.kind].open_states:
        world.proof(case, helper, text=b"them")
    else:
        case.scans.update(received_by=helper)
    return world.holder("nguoi-giup", world.front(), Role.INSPECTOR)


def _signer(case: Case) -> Tenure:
    """Whose post answers for a request that was sent up for it."""
    signer = world.holder("nguoi-ky", world.front(), Role.INSPECTOR)
    told = {"state": "answered", "post": signer.post, "submitted_at": make.AT, "opened_at": make.AT}
    asked = Case.objects.create(
        kind="request_up", book=case.book, unit=case.unit, code="KN-1", parent=case, **told
    )
    past = {"step": "open", "state": "asked", "at": make.AT, "recorded_at": make.AT}
    asked.moves.create(number=1, by=signer, post=signer.post, **past)
    return signer


def _signer_who_proved(case: Case) -> Tenure:
    signer = _signer(case)
    Scan.objects.create(case=case.children.get(code="KN-1"), file_name="1.png", media="png",
                        sha256="0" * 64, size=1, received_at=make.AT,
                        received_by=signer)  # fmt: skip
    return signer


def _teller(case: Case) -> Tenure:
    helper = world.holder("nguoi-giup", world.committee(), Role.CLERK)
    told = {"step": "progress", "state": case.state, "at": make.AT, "recorded_at": make.AT}
    case.moves.create(number=99, by=helper, post=case.post, **told)
    return world.holder("nguoi-giup", world.front(), Role.INSPECTOR)


def _ended(where: Unit, role: str = Role.LEADER) -> Tenure:
    tenure = world.holder("het-nhiem-ky", where, role)
    tenure.end_on = make.TODAY
    tenure.save()
    return tenure


def _other_book(who: str, where: Unit, role: str = Role.LEADER) -> Tenure:
    known = Tenure.objects.filter(person__username=who).first()
    return known or make.tenure(who, role, where=where, the_book=make.book("sach-khac"))


# Relation → who that is, whatever the case: they are there before it.
BESIDE: dict[str, Callable[[], Tenure]] = {
    "owner, a clerk": world.officer,
    "holder of two posts, the owner's and one of the Front": lambda: world.holder(
        "can-bo", world.front()
    ),
    "holder of two posts, the owner's and one of the tier above": lambda: world.holder(
        "can-bo", world.province()
    ),
    "chair of the body that set it": world.chair,
    "clerk of the body that set it": lambda: world.holder("thu-ky", world.committee(), Role.CLERK),
    "colleague of the owner": lambda: world.holder("ban", world.division()),
    "officer below the owner": lambda: world.holder(
        "duoi", world.body("division", "below", world.division())
    ),
    "residential group": lambda: world.holder("khu-vuc", world.group()),
    "Front, an inspector": world.verifier,
    "council, a leader": lambda: world.holder("hoi-dong", world.council()),
    "Party committee, a leader": lambda: world.holder("bi-thu", world.party()),
    "Party committee's inspection committee": lambda: world.holder(
        "kiem-tra", world.checkers(), Role.INSPECTOR
    ),
    "Party cell, a leader": lambda: world.holder("chi-bo", world.cell()),
    "tier above, a leader": lambda: world.holder("tinh", world.province()),
    "tier above, a clerk": lambda: world.holder("tinh-cb", world.province(), Role.CLERK),
    "tier above, an inspector": lambda: world.holder("thanh-tra", world.province(), Role.INSPECTOR),
    "administrator": lambda: make.quan(where=world.ward()),
    "somebody whose post ended": lambda: _ended(world.committee()),
    "Front, an inspector whose days are over": lambda: _ended(world.front(), Role.INSPECTOR),
    "tier above, a leader whose days are over": lambda: _ended(world.province()),
    "leader of another book": lambda: _other_book("nguoi-la", world.ward()),
    "Front, an inspector of another book": lambda: _other_book(
        "mt-la", world.front(), Role.INSPECTOR
    ),
    "tier above, a leader of another book": lambda: _other_book("tinh-la", world.province()),
}
# Relation → who that is to a case.
OF_IT: dict[str, Callable[[Case], Tenure]] = {
    "owner, a leader": lambda case: _owner(case, Role.LEADER),
    "owner who is also of the body that set it": _owner_in,
    "deputy who acts in the owner's post": lambda case: world.joins(
        case.post, "pho", date(2026, 11, 1)
    ),
    "owner, an administrator": lambda case: _owner(case, Role.ADMINISTRATOR),
    "owner whose days in that very post are over": lambda case: world.joins(
        case.post, "nguoi-cu", date(2026, 2, 1), date(2026, 3, 1)
    ),
    "former holder, now of the Front": lambda case: _former(case, world.front()),
    "former holder, now chair of the body that set it": lambda case: _former(
        case, world.committee()
    ),
    "doer who gave the evidence, of the Front": _doer,
    "doer who told of progress, of the Front": _teller,
    "signer of a request upward, of the Front": _signer,
    "signer of a request upward who proved it, of the Front": _signer_who_proved,
}


def who(relation: str, case: Case) -> Tenure:
    return OF_IT[relation](case) if relation in OF_IT else BESIDE[relation]()


@pytest.fixture(scope="module", autouse=True)
def one_world(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The ward and everybody in it, made once; what a test does to them is undone."""
    with django_db_blocker.unblock(), transaction.atomic():
        for find in BESIDE.values():
            find()
        for name, where in (("nguoi-giup", world.committee()), ("nguoi-cu", world.front())):
            world.holder(name, where, Role.CLERK if name == "nguoi-giup" else Role.LEADER)
        yield
        transaction.set_rollback(True)


def in_state(kind: str, state: str) -> Case:
    """Work of a kind that came to a state by the steps that lead there."""
    parent = world.owed("shortcoming") if kind == "remedy" else None
    case = world.owed(kind, parent=parent) if state == "in_hand" else None
    case = case or world.reported(kind, parent=parent)
    if state == "waiting_above":
        world.take(case, "send_back", world.verifier(), reason="Chưa đủ")
        world.owed("request_up", parent=case, by=world.officer(), fields={"addressee": "Tỉnh Thử"})
    if state in ("kept", "remedied"):
        world.take(case, "verify", world.verifier(), items="Đúng")
    if state == "overruled":
        world.take(case, "overrule", world.holder("tinh", world.province()), overruled="Vì")
    if state == "dropped":
        world.take(case, "drop", world.chair(), reason="Không còn cần")
    if state == "merged":
        other = world.owed(kind, parent=parent, title="Một việc khác hẳn")
        world.take(case, "merge", world.chair(), reason="Trùng", facts={"into": other.code})
    case.refresh_from_db()
    assert case.state == state
    return case


def told_for(case: Case) -> Told:
    other = Case.objects.filter(kind=case.kind, unit=case.unit).exclude(pk=case.pk).first()
    return Told(
        reason="Vì có lý do",
        items="Đã làm",
        overruled="Cấp trên quyết định",
        until=world.LATER + timedelta(days=30),
        facts={"into": other.code if other else "", "none_moves": "Chưa có chỉ tiêu"},
    )


STATES = [(kind, state) for kind in OWED for state in KINDS[kind].states]


# What these refuse is the relation; every other rule is about the work, not about who acts.
STANDING = frozenset(("FOL-01", "FOL-02", "FOL-03", "FOL-09", "ORG-01", "ORG-12", "CAS-02"))


def may_take(case: Case, by: Tenure) -> set[str]:
    """The steps that only something about the work refuses, or nothing."""
    case = Case.objects.select_related("unit", "post__unit", "book").get(pk=case.pk)
    at, moves = make.AT + timedelta(hours=1), list(case.moves.all())
    clock = Clock(*working_time(case.unit, make.TODAY))
    told, allowed = told_for(case), set()
    for name in KINDS[case.kind].steps:
        taking = Taking(case=case, moves=moves, step=name, told=told, at=at, clock=clock)
        refusal = why_not_move(taking, by=by, at=at)
        if refusal is None or refusal.rule not in STANDING:
            allowed.add(name)
    return allowed


@pytest.mark.parametrize(("kind", "state"), STATES)
def test_each_relation_may_take_exactly_the_steps_of_its_row(kind: str, state: str) -> None:
    case = in_state(kind, state)
    steps, wrong = set(open_steps(case)), {}
    for relation, row in MAY.items():
        with transaction.atomic():
            allowed = may_take(case, who(relation, case)) & steps
            if allowed != row & steps:
                wrong[relation] = {"may": allowed, "row": row & steps}
            transaction.set_rollback(True)
    assert wrong == {}
