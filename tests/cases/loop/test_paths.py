"""Screen, import, shell, merge, restore: every path calls the one action, or is named by verify.

What each relation may do stands in ``test_who_may.py``; here the paths are held to it.
"""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import transaction
from django.test import Client
from django.utils import timezone
from openpyxl import Workbook

from tests import make
from tests.cases.loop import world
from tests.cases.loop.test_who_may import GIVER, KEEPER, MAY, OWNER, VERIFIER, who
from tests.office import people
from tests.office.backups import on_empty_machine
from wardbook.cases.actions.moves import take_step
from wardbook.cases.kinds import FOLLOW_UP, KINDS
from wardbook.cases.models import Case, Move
from wardbook.cases.queries.follow_up import mutual
from wardbook.cases.rules.moves import open_steps
from wardbook.cases.rules.taking import Told
from wardbook.exchange.mirror import KIND as MIRRORED
from wardbook.lib.refusal import Refused
from wardbook.org.models import Tenure
from wardbook.org.roles import Role

pytestmark = pytest.mark.django_db

# A person acts by whichever of their posts may; the table has one post to a row.
PERSONS: dict[str, set[str]] = {
    "owner, a clerk": OWNER,
    "owner who is also of the body that set it": OWNER | {"release"},
    "deputy who acts in the owner's post": OWNER,
    "former holder, now of the Front": set(),
    "former holder, now chair of the body that set it": KEEPER | {"release"},
    "doer who gave the evidence, of the Front": KEEPER | {"merge"},  # a clerk of that body, too
    "holder of two posts, the owner's and one of the Front": OWNER,
    "chair of the body that set it": KEEPER | GIVER | VERIFIER,
    "Front, an inspector": VERIFIER,
    "tier above, a leader": MAY["tier above, a leader"],
    "administrator": set(),
    "somebody whose post ended": set(),
    "leader of another book": set(),
}
BY_THEMSELVES = {"wait_above", "resume"}  # no screen has them


def client_of(by: Tenure) -> Client:
    return people.signed_in(by.person.username)


def typed(case: Case, other: Case) -> dict[str, Any]:
    return {
        "version": case.version,
        "reason": "Vì có lý do",
        "items": "Đã làm",
        "overruled": "Cấp trên quyết định",
        "until": (timezone.localdate() + timedelta(days=90)).strftime("%d/%m/%Y"),
        "into": other.code,
    }


def done_on_screen(case: Case, other: Case, by: Tenure) -> set[str]:
    """The steps of which a POST changed something; after each all is as it was."""
    client, done = client_of(by), set()
    for name in open_steps(case).keys() - BY_THEMSELVES:
        with transaction.atomic():
            client.post(f"/office/follow/{case.pk}/step/{name}/", typed(case, other))
            if Case.objects.get(pk=case.pk).version != case.version:
                done.add(name)
            transaction.set_rollback(True)
    return done


@pytest.mark.parametrize("state", ["in_hand", "reported"])
def test_a_screen_takes_exactly_the_steps_that_the_table_allows(state: str) -> None:
    case, wrong = world.owed(), {}
    other = world.owed(facts={"none_moves": "-", "new_because": "Khác khu vực"})
    world.proof(case)
    if state == "reported":
        world.take(case, "report", world.officer(), items="Xong")
        case.refresh_from_db()
    steps = set(open_steps(case)) - BY_THEMSELVES
    for relation, may in PERSONS.items():
        with transaction.atomic():
            by = who(relation, Case.objects.get(pk=case.pk))
            done = done_on_screen(Case.objects.get(pk=case.pk), other, by)
            if done != may & steps:
                wrong[relation] = {"did": done, "may": may & steps}
            transaction.set_rollback(True)
    assert wrong == {}


def test_no_screen_takes_the_steps_that_a_request_brings_about() -> None:
    case = world.owed()
    for name in sorted(BY_THEMSELVES):
        answer = client_of(world.officer()).post(f"/office/follow/{case.pk}/step/{name}/")
        assert answer.status_code == 404


def test_the_counters_screens_take_no_step_of_the_loop() -> None:
    case = world.reported()
    client, said = client_of(world.verifier()), {"version": 2, "items": "Đúng"}

    answer = client.post(f"/office/cases/{case.pk}/steps/verify/", said)

    assert answer.status_code in (302, 404)
    assert Case.objects.get(pk=case.pk).state == "reported"


# Import


def task_list(*rows: list[str]) -> SimpleUploadedFile:
    head = ["STT", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Hạn hoàn thành", "Trạng thái"]
    book, file = Workbook(), BytesIO()
    sheet: Any = book.active
    for row in (head, *rows):
        sheet.append(row)
    book.save(file)
    return SimpleUploadedFile("nhiem-vu.xlsx", file.getvalue())


def imported(client: Client, *rows: list[str]) -> None:
    said = {"unit": world.committee().pk, "post": world.officer().post.pk, "giver": ""}
    address = "/office/follow/task-list/"
    page = client.post(address, said | {"file": task_list(*rows)}).content.decode()
    kept = page.partition('name="name" value="')[2].partition('"')[0]
    client.post(address, said | {"name": kept})


@pytest.mark.parametrize("status", ["đã hoàn thành", "Hoàn thành trước hạn", "kept", "Quá hạn"])
def test_a_list_of_tasks_ends_nothing_whatever_it_says(status: str) -> None:
    until = (timezone.localdate() + timedelta(days=90)).strftime("%d/%m/%Y")
    row = ["1", "Rà soát hộ nghèo", "", until]
    client = client_of(world.chair())
    imported(client, [*row, ""])
    imported(client, [*row, status])

    (case,) = Case.objects.filter(kind="conclusion")
    assert (case.state, case.version, case.ended_at) == ("in_hand", 1, None)


@pytest.mark.parametrize("by", [world.verifier, lambda: make.quan(where=world.ward())])
def test_who_keeps_nothing_imports_nothing(by: Callable[[], Tenure]) -> None:
    world.officer()
    imported(client_of(by()), ["1", "Rà soát hộ nghèo", "", "31/12/2030", ""])

    assert not Case.objects.exists()


def test_another_system_keeps_no_kind_of_the_loop() -> None:
    assert MIRRORED not in FOLLOW_UP


# Shell


def verify() -> str:
    out = StringIO()
    try:
        call_command("verify", stdout=out)
    except CommandError as error:
        return str(error)
    return ""


@pytest.fixture
def originals(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setattr(settings, "ORIGINALS", tmp_path / "originals")
    return tmp_path / "originals"


@pytest.mark.usefixtures("originals")
def test_an_action_called_from_a_shell_refuses_as_the_screen_does() -> None:
    owner = world.holder("hai-vai", world.division())
    case = world.owed(post=owner.post)
    world.proof(case, owner)
    case = world.take(case, "report", owner, items="Xong")

    with pytest.raises(Refused, match="FOL-03"):
        take_step(case, "verify", Told(items="Đúng"), by=owner, at=world.AT)
    assert verify() == ""


@pytest.mark.usefixtures("originals")
def test_a_state_set_in_a_shell_is_named_by_verify() -> None:
    case = world.reported()
    Case.objects.filter(pk=case.pk).update(state="remedied")

    assert f"case {case.pk} is not as its moves say" in verify()


@pytest.mark.usefixtures("originals")
def test_a_move_written_in_a_shell_is_named_by_verify_even_after_a_rebuild() -> None:
    case, by = world.reported(), world.officer()
    Move.objects.create(case=case, number=3, step="verify", state="remedied", at=world.AT,
                        recorded_at=world.AT, by=by, post=case.post, due_at=case.due_at,
                        effect="stop")  # fmt: skip
    assert f"case {case.pk} is not as its moves say" in verify()

    with pytest.raises(CommandError, match="move 3: the ledger was never told of it"):
        call_command("verify", rebuild=True, stdout=StringIO())


# Merge


def test_what_is_merged_leaves_open_work_that_both_name() -> None:
    case = world.owed()
    other = world.owed(facts={"none_moves": "-", "new_because": "Khác khu vực"})
    world.take(case, "merge", world.chair(), reason="Trùng", facts={"into": other.code})

    pages = [
        client_of(world.chair()).get(f"/office/follow/{one.pk}/").content.decode()
        for one in (case, other)
    ]
    assert all(f"Được tiếp tục ở mục {other.code}" in page for page in pages)
    assert Case.objects.get(pk=other.pk).state in KINDS["shortcoming"].open_states
    with pytest.raises(Refused, match="FOL-11"):  # not back into what has ended
        world.take(other, "merge", world.chair(), reason="?", facts={"into": case.code})


def test_what_is_public_is_not_merged_into_what_is_not() -> None:
    case = world.take(world.owed(), "release", world.chair())
    other = world.owed(facts={"none_moves": "-", "new_because": "Khác khu vực"})
    into: dict[str, Any] = {"reason": "Trùng", "facts": {"into": other.code}}

    with pytest.raises(Refused, match="FOL-11"):
        world.take(case, "merge", world.chair(), **into)
    world.take(other, "release", world.chair())
    assert world.take(case, "merge", world.chair(), **into).state == "merged"


# Restore


@pytest.mark.usefixtures("originals")
def test_what_was_reported_is_still_reported_after_a_restore(tmp_path: Path) -> None:
    reported, ended = world.reported(), world.reported("conclusion")
    world.take(ended, "verify", world.verifier(), items="Đúng")
    file = tmp_path / "backup.zip"
    call_command("backup", str(file), stdout=StringIO())
    ask = (
        "from django.core.management import call_command; from wardbook.cases.models import Case; "
        f"call_command('restore', {str(file)!r}); from tests.cases.loop import world; "
        f"print([Case.objects.get(pk=pk).state for pk in ({reported.pk}, {ended.pk})]); "
        f"world.take(Case(pk={reported.pk}), 'verify', world.holder('can-bo', world.front()), "
        "items='Xong')"
    )

    asked = on_empty_machine(tmp_path / "empty", "shell", "-c", ask)

    assert "entries stand" in asked.stdout, asked.stderr
    assert "['reported', 'kept']" in asked.stdout, asked.stderr
    assert "FOL-03" in asked.stderr


# Who is more than one


def test_a_leader_owns_in_one_unit_and_checks_in_another() -> None:
    owner = world.holder("hai-vai", world.division(), Role.CLERK)
    checker = world.holder("hai-vai", world.front(), Role.INSPECTOR)
    mine, theirs = world.owed(post=owner.post), world.reported("conclusion")
    world.proof(mine, owner)
    world.take(mine, "report", owner, items="Xong")

    with pytest.raises(Refused, match="FOL-03"):
        world.take(mine, "verify", checker, items="Đúng")
    assert world.take(theirs, "verify", checker, items="Đúng").state == "kept"


def verified(owner: Tenure, verifier: Tenure) -> Case:
    case = world.owed("conclusion", post=owner.post)
    world.proof(case, owner)
    world.take(case, "report", owner, items="Xong")
    return world.take(case, "verify", verifier, items="Đúng")


def two() -> tuple[Case, Case]:
    """Two persons with a post in a division and one at the Front each, and what they verified."""
    one, other = (world.holder(who, world.division(), Role.CLERK) for who in ("mot", "hai"))
    at_front = [world.holder(who, world.front(), Role.INSPECTOR) for who in ("mot", "hai")]
    return verified(one, at_front[1]), verified(other, at_front[0])


def test_two_who_verify_each_other_are_allowed_and_shown() -> None:
    pair = two()

    found = mutual(Case.objects.all())
    assert {(row.case, row.owner.person.username, row.back) for row in found} == {
        (pair[0], "mot", 1), (pair[1], "hai", 1),
    }  # fmt: skip


def test_who_verifies_for_somebody_else_is_in_no_pair() -> None:
    verified(world.officer(), world.verifier())
    verified(world.holder("mot", world.division(), Role.CLERK), world.verifier())

    assert mutual(Case.objects.all()) == []


@pytest.mark.parametrize("language", ["", "/en"])
def test_the_problems_page_lists_what_two_verified_for_each_other(language: str) -> None:
    client, pair = client_of(world.chair()), two()

    page = client.get(f"{language}/office/problems/verified-mutually/").content.decode()
    for case in pair:
        assert f"{case.code}: " in page
        assert f'href="{language}/office/follow/{case.pk}/"' in page


def test_the_problems_page_shows_nothing_that_one_may_not_read() -> None:
    owner, other = (world.holder(who, world.cell()) for who in ("mot", "hai"))
    at_party = [world.holder(who, world.party()) for who in ("mot", "hai")]
    for one, verifier in ((owner, at_party[1]), (other, at_party[0])):
        case = world.owed("conclusion", unit=world.party(), post=one.post, by=at_party[0])
        world.proof(case, one)
        world.take(case, "report", one, items="Xong")
        world.take(case, "verify", verifier, items="Đúng")

    address = "/office/problems/verified-mutually/"
    assert case.code in client_of(at_party[0]).get(address).content.decode()
    assert case.code not in client_of(world.chair()).get(address).content.decode()
