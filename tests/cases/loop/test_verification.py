"""`wardbook verify` names what is written to the loop past its actions, and nothing else."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import Q

from tests import make
from tests.cases.loop import world
from tests.cases.loop.acts import held
from wardbook.cases.actions.moves import hand_over
from wardbook.cases.faces import office
from wardbook.cases.models import Case, Move
from wardbook.cases.models.scan import Scan
from wardbook.cases.queries.index import misindexed
from wardbook.cases.verification import row_faults
from wardbook.ledger import guards
from wardbook.ledger.actions import action, erase, record
from wardbook.ledger.models import Body, Entry
from wardbook.org.actions import start_tenure
from wardbook.org.models import Tenure

pytestmark = pytest.mark.django_db

LATER = make.AT + timedelta(hours=1)


def faults() -> list[str]:
    return list(row_faults(make.book()))


def verified(by: Tenure | None = None) -> Case:
    return world.take(world.reported(), "verify", by or world.verifier(), items="Đúng")


def forged(case: Case, step: str, state: str, by: Tenure) -> Move:
    """A move written past the actions, with the columns that lists read."""
    last = case.moves.latest("number")
    move = Move.objects.create(
        case=case, number=last.number + 1, step=step, state=state, at=LATER, recorded_at=LATER,
        by=by, post=case.post, due_at=last.due_at, effect="stop",
    )  # fmt: skip
    Case.objects.filter(pk=case.pk).update(state=state, ended_at=LATER, version=move.number)
    return move


@action
def told(move: Move, *, by: Tenure, at: datetime) -> None:
    """The entry that the action would have written: the chain itself then stands."""
    case = Case.objects.select_related("post").get(pk=move.case_id)
    said: dict[str, Any] = {
        "by": by.post.code,
        "at": move.recorded_at,
        "verb": move.step,
        "key": case.key,
    }
    record(case.book, content=office(case, move), **said)


def forge(case: Case, step: str, state: str, by: Tenure) -> None:
    told(forged(case, step, state, by), by=by, at=LATER)


def test_everything_that_the_actions_wrote_stands() -> None:
    case = world.owed()
    world.take(world.owed("remedy", parent=case), "drop", world.chair(), reason="Thôi")
    hand_over(case, world.holder("khac", world.division()).post, "Đổi", by=world.chair(), at=LATER)
    verified_other = world.owed(title="Việc khác hẳn nhau", facts={"none_moves": "-"})
    world.take(verified_other, "overrule", world.holder("tinh", world.province()), overruled="Vì")
    for kind in ("request_up", "visit"):
        world.owed(kind, about=world.group() if kind == "visit" else None,
                   fields={"addressee": "Tỉnh", "raised": "Ngập", "area": "Khu vực 1"})  # fmt: skip

    assert faults() == []


def test_who_answers_for_a_session_ends_it() -> None:
    world.take(held(), "conclude", world.chair(), items="Thống nhất")

    assert faults() == []


def test_a_state_set_by_hand_is_not_as_its_moves_say() -> None:
    case = world.reported()
    Case.objects.filter(pk=case.pk).update(state="remedied", ended_at=LATER)

    assert [row.pk for row, _said in misindexed(case.book)] == [case.pk]
    assert faults() == [f"case {case.pk} has ended, and no move says so"]


def test_a_move_that_no_entry_tells_of_is_named() -> None:
    case = world.reported()
    forged(case, "verify", "remedied", world.verifier())

    assert not list(misindexed(case.book))
    assert faults() == [f"case {case.pk} move 3: the ledger was never told of it"]


@pytest.mark.parametrize("change", [
    {"step": "send_back"}, {"state": "dropped"}, {"at": LATER}, {"recorded_at": LATER},
    {"due_at": LATER}, {"reason": "Khác"}, {"overruled": "Khác"},
])  # fmt: skip
def test_a_move_that_says_otherwise_than_its_entry_is_named(change: dict[str, object]) -> None:
    case = verified()
    case.moves.filter(number=3).update(**change)

    assert faults() == [f"case {case.pk} move 3: the ledger was told otherwise of it"]


def test_a_move_that_another_post_is_said_to_have_taken_is_named() -> None:
    case = verified()
    case.moves.filter(number=3).update(by=world.holder("hoi-dong", world.council()))
    assert faults() == [f"case {case.pk} move 3: the ledger was told otherwise of it"]

    case.moves.filter(number=3).update(by=world.verifier(), post=world.chair().post)
    assert faults() == [f"case {case.pk} move 3: the ledger was told otherwise of it"]


def test_a_move_that_is_gone_is_named() -> None:
    case = world.reported()
    case.moves.filter(number=2).delete()

    assert faults() == [f"case {case.pk} the ledger was told of more moves than it has"]


def test_work_that_is_gone_is_named() -> None:
    case = world.owed()
    key = case.key
    case.moves.all().delete()
    case.delete()

    assert faults() == [f"{key} was opened and is gone"]


def test_entries_that_are_damaged_stop_no_other_from_being_read() -> None:
    case, gone = verified(), world.owed("conclusion")
    world.take(world.reported("conclusion"), "verify", world.verifier(), items="Đúng")
    hold = f"post/{world.verifier().post.code}"
    key = gone.key
    gone.moves.all().delete()
    gone.delete()
    guards.lift(connection)
    damaged = Q(key=case.key, verb="report") | Q(key=hold, verb="hold") | Q(key=key)
    assert Body.objects.filter(damaged).update(content="{") == 3

    assert faults() == [f"case {case.pk} move 2: the ledger was told otherwise of it"]


def test_a_dossier_of_the_counter_is_not_of_the_loop() -> None:
    case = make.case(kind="feedback")
    case.moves.all().delete()
    Case.objects.filter(pk=case.pk).delete()

    assert faults() == []


WHO: dict[str, Callable[[], Tenure]] = {
    "had answered for it": world.officer,
    "had worked on it": lambda: world.holder("nguoi-giup", world.front(), "inspector"),
    "the body that answered": lambda: world.holder("ban", world.division()),
}


@pytest.mark.parametrize("why", list(WHO))
def test_a_yes_of_who_is_not_independent_is_named_although_the_chain_stands(why: str) -> None:
    case = world.owed()
    world.proof(case, world.holder("nguoi-giup", world.committee(), "clerk"))
    case = world.take(case, "report", world.officer(), items="Xong")
    forge(case, "verify", "remedied", WHO[why]())

    (fault,) = faults()
    assert why in fault


def test_who_answered_for_a_remedy_does_not_end_its_shortcoming() -> None:
    case, helper = world.owed(), world.holder("nguoi-giup", world.division())
    remedy = world.owed("remedy", parent=case, post=helper.post)
    world.take(remedy, "drop", world.chair(), reason="Thôi")
    forge(case, "drop", "dropped", helper)

    assert faults() == [f"case {case.pk} was ended by somebody who had answered for it"]


def test_work_whose_owner_dropped_it_is_named() -> None:
    case = world.owed()
    forge(case, "drop", "dropped", world.officer())

    assert faults() == [f"case {case.pk} was ended by somebody who had answered for it"]


def test_an_end_without_verification_by_no_tier_above_is_named() -> None:
    case = world.owed()
    forge(case, "overrule", "overruled", world.chair())

    assert faults() == [f"case {case.pk} was ended unverified by a post that is not above it"]


def test_an_end_without_verification_by_who_had_answered_for_it_is_named() -> None:
    case = world.owed()
    forge(case, "overrule", "overruled", world.holder("can-bo", world.province()))

    assert faults() == [f"case {case.pk} was ended by somebody who had answered for it"]


def test_a_yes_of_who_answered_for_what_was_merged_into_it_is_named() -> None:
    one, other = world.owed(), world.reported(title="Việc khác hẳn nhau")
    hand_over(one, world.verifier().post, "Đổi", by=world.chair(), at=make.AT)
    world.take(one, "merge", world.chair(), reason="Trùng", facts={"into": other.code})
    assert faults() == []
    forge(other, "verify", "remedied", world.verifier())

    assert faults() == [f"case {other.pk} was ended by somebody who had answered for it"]


@pytest.mark.parametrize(("step", "state"), [("drop", "remedied"), ("overrule", "remedied"),
                                             ("verify", "overruled")])  # fmt: skip
def test_a_step_that_leads_where_its_table_does_not_is_named(step: str, state: str) -> None:
    case = world.reported()
    forge(case, step, state, world.verifier())

    (fault,) = faults()
    assert fault == f"case {case.pk} move 3: its step does not lead to the state “{state}”"


def test_a_yes_without_evidence_is_named() -> None:
    case = world.owed()
    forge(case, "verify", "remedied", world.verifier())

    assert faults() == [f"case {case.pk} was verified without evidence"]


@action
def scanned(case: Case, *, by: Tenure, at: datetime) -> None:
    record(case.book, by=by.post.code, at=at, verb="scan", key=case.key, content={})


def test_evidence_told_of_after_the_yes_proves_nothing() -> None:
    case = world.owed()
    forge(case, "verify", "remedied", world.verifier())
    scanned(case, by=world.officer(), at=LATER)

    assert faults() == [f"case {case.pk} was verified without evidence"]


def test_evidence_that_the_ledger_was_not_told_of_proves_nothing() -> None:
    case = world.owed()
    Scan.objects.create(case=case, file_name="1.png", media="png", sha256="0" * 64, size=1,
                        received_at=make.AT, received_by=world.officer())  # fmt: skip
    forge(case, "verify", "remedied", world.verifier())

    assert faults() == [f"case {case.pk} was verified without evidence"]


def test_evidence_of_a_remedy_proves_its_shortcoming() -> None:
    case = world.owed()
    remedy = world.owed("remedy", parent=case)
    world.proof(remedy)
    for one in (remedy, case):
        world.take(one, "report", world.officer(), items="Xong")
        world.take(one, "verify", world.verifier(), items="Đúng")

    assert faults() == []


def test_a_post_that_was_given_after_the_yes_accuses_nobody() -> None:
    case, by = verified(), world.verifier()
    start_tenure(case.post, by.person, start_on=make.TODAY - timedelta(days=90), acting=True,
                 by=make.SYSTEM, at=LATER)  # fmt: skip

    assert faults() == []


def test_what_was_erased_by_law_is_not_asked_for() -> None:
    case = verified()
    entry = Entry.objects.get(body__key=case.key, body__verb="report")
    erase(entry, by=make.SYSTEM, at=LATER, reason="Điều 14")

    assert faults() == []
