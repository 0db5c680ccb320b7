"""An export is taken whole, once, and what it says is kept as it says it."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.management import call_command

from bench.exports import as_csv
from tests import make
from tests.exchange.files import HEAD, ROW, row
from wardbook.cases.models import Case, Move
from wardbook.exchange import actions, sandbox
from wardbook.exchange.actions import Sent, go_on, stage, take
from wardbook.exchange.chunk import Chunk
from wardbook.exchange.models import Export, Heard, Problem, Retold
from wardbook.exchange.rows import Row, read
from wardbook.ledger.models import Body
from wardbook.lib.refusal import Refused

pytestmark = pytest.mark.django_db

AT = datetime(2026, 1, 20, 1, 0, tzinfo=UTC)
DAY = timedelta(days=1)
LONG = (*HEAD, "Ngày kết thúc xử lý", "Ngày trả kết quả")


def sent(**more: Any) -> Sent:
    by = make.lan()
    about = {"book": by.post.book, "unit": by.post.unit, "post": by.post, "as_of": AT}
    return Sent(**{**about, **more})


def taken(*rows: Sequence[Any], head: Sequence[str] = HEAD, at: datetime = AT) -> Export:
    return take(as_csv([head, *rows]), "hs.csv", sent(as_of=at), by=make.lan(), at=at)


def many(count: int, **more: Any) -> list[list[Any]]:
    return [row(code=f"H99.901-260107-{number:04d}", **more) for number in range(count)]


def test_a_row_becomes_a_case_with_their_code_and_no_slip_of_ours() -> None:
    make.procedure(name="Thủ tục mẫu", limit="5wd")

    export = taken(ROW)
    case = Case.objects.get()

    assert (export.new, export.finished_at) == (1, AT)
    assert (case.origin, case.code, case.word) == ("provincial", ROW[0], "")
    assert case.first_due_at == datetime(2026, 1, 13, 10, 0, tzinfo=UTC)  # 17:00, a Saturday worked
    assert case.told["due"] == "2026-01-13T17:00:00"
    assert case.fields["applicant"] == "Lý Thử"


def test_the_steps_follow_from_the_days_that_are_told() -> None:
    taken([*row(status="Đã trả kết quả"), "12/01/2026 10:00", "13/01/2026 08:00"], head=LONG)
    case = Case.objects.get()

    assert [move.step for move in case.moves.all()] == ["open", "accept", "resolve", "deliver"]
    assert case.state == "returned"
    assert case.ended_at == datetime(2026, 1, 12, 3, 0, tzinfo=UTC)


def test_without_a_known_limit_the_told_date_is_what_was_promised() -> None:
    taken(ROW)
    case = Case.objects.get()

    assert (case.procedure, case.limit) == (None, "")
    assert case.first_due_at == case.told_due_at == datetime(2026, 1, 13, 10, 0, tzinfo=UTC)


def test_the_same_file_again_is_refused_and_changes_nothing() -> None:
    taken(ROW)

    with pytest.raises(Refused, match="EXC-14"):
        taken(ROW)

    assert (Heard.objects.count(), Export.objects.count()) == (1, 1)


def test_another_file_that_says_the_same_writes_nothing_new() -> None:
    taken(ROW, [])
    export = take(as_csv([["", *HEAD], ["", *ROW]]), "b.csv", sent(), by=make.lan(), at=AT + DAY)

    assert (export.same, export.new, export.changed) == (1, 0, 0)
    assert Move.objects.count() == 2


def test_what_changed_is_kept_as_it_was() -> None:
    taken([*ROW, "", ""], head=LONG)
    taken([*row(status="Đã xử lý xong"), "12/01/2026 10:00", ""], head=LONG, at=AT + DAY)
    case = Case.objects.get()

    assert Retold.objects.get().changes == {
        "finished": ["", "2026-01-12T10:00:00"],
        "status": ["Đang xử lý", "Đã xử lý xong"],
    }
    assert [move.step for move in case.moves.all()] == ["open", "accept", "resolve"]
    assert case.state == "resolved"


def test_a_day_that_is_told_otherwise_moves_the_steps_and_the_dates() -> None:
    make.procedure(name="Thủ tục mẫu", limit="5wd")
    taken(ROW)
    taken(row(accepted="08/01/2026 09:00"), at=AT + DAY)
    case = Case.objects.get()

    assert [move.at.day for move in case.moves.all()] == [8, 8]
    assert case.first_due_at == datetime(2026, 1, 14, 10, 0, tzinfo=UTC)
    assert Retold.objects.get().changes["accepted"][0] == "2026-01-07T09:00:00"


def test_our_own_steps_stay_where_they_stand_when_theirs_are_told_otherwise() -> None:
    taken(ROW)
    case = Case.objects.get()
    by = make.lan()
    case.moves.create(
        number=3, step="hand_over", state=case.state, at=AT, recorded_at=AT, by=by, post=by.post
    )
    taken(row(accepted="08/01/2026 09:00"), at=AT + DAY)

    assert [move.step for move in case.moves.all()] == ["open", "accept", "hand_over"]


def test_a_code_that_stands_twice_alike_counts_once() -> None:
    export = taken(ROW, ROW)

    assert (export.new, export.twice, Problem.objects.count()) == (1, 1, 0)


def test_of_a_code_that_stands_twice_the_row_further_on_is_taken_and_said() -> None:
    taken(row(status="Đã xử lý xong"), ROW)

    assert Case.objects.get().state == "resolved"
    assert "EXC-11" in set(Problem.objects.values_list("rule", flat=True))


def test_an_end_without_a_day_counts_from_the_export_and_is_said() -> None:
    taken(row(status="Đã xử lý xong"))

    assert Case.objects.get().ended_at == AT
    assert Problem.objects.get().rule == "EXC-18"


def test_a_row_without_a_day_is_kept_and_is_no_case() -> None:
    taken(row(accepted=""))

    assert Heard.objects.get().case is None
    assert Problem.objects.get().rule == "EXC-12"


def test_a_day_still_to_come_is_said_and_makes_nothing_vanish() -> None:
    """One slip in a year would else stretch the file over dossiers of which it tells nothing."""
    wrong = row(code="H99.901-260107-0002", accepted="07/01/2027 09:00", due="13/01/2027")
    export = taken(ROW, wrong)
    problem = export.problems.get()

    assert (problem.rule, problem.column, problem.cell) == ("EXC-21", HEAD[3], "07/01/2027")
    assert (export.since_on, export.until_on) == (date(2026, 1, 7), date(2026, 1, 7))


def test_what_a_system_only_repeats_is_hung_on_the_case_and_opens_none() -> None:
    taken(ROW)
    head = ("Mã hồ sơ", "Mã TTHC", "Kênh thực hiện", "Mã định danh", "Ngày tiếp nhận")
    taken((ROW[0], "1.1", "2", "H99.901", "07/01/2026"), head=head)

    assert Case.objects.count() == 1
    assert Heard.objects.get(system="portal").case == Case.objects.get()


def test_what_vanished_is_asked_about_and_never_deleted() -> None:
    taken(*many(3))
    export = taken(*many(2), at=AT + DAY)

    assert Heard.objects.get(gone=export).code.endswith("0002")
    assert Case.objects.count() == 3


def test_what_lies_outside_the_days_of_the_export_has_not_vanished() -> None:
    taken(*many(1), row(code="H99.901-260301-0001", accepted="01/03/2026"))
    taken(row(), at=AT + DAY)

    assert [heard.accepted_on.day for heard in Heard.objects.exclude(gone=None)] == [7]


def test_what_comes_back_is_gone_no_longer() -> None:
    taken(*many(2))
    taken(*many(1), at=AT + DAY)
    taken(*many(2, status="Đã tiếp nhận"), at=AT + 2 * DAY)

    assert not Heard.objects.exclude(gone=None).exists()


def test_an_older_export_changes_nothing_of_what_a_newer_one_said() -> None:
    taken(row(status="Đã xử lý xong"), at=AT + DAY)
    export = take(as_csv([HEAD, ROW]), "old.csv", sent(as_of=AT), by=make.lan(), at=AT + 2 * DAY)

    assert (export.same, Case.objects.get().state) == (1, "resolved")


def test_no_child_waits_for_a_chunk_that_was_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    ended: list[str] = []

    def rows(_source: object) -> Iterator[Row]:
        try:
            yield from read(as_csv([HEAD, *many(2)]))
        finally:
            ended.append("child")

    export = stage(as_csv([HEAD, *many(2)]), "hs.csv", sent(), by=make.lan(), at=AT)
    monkeypatch.setattr(actions, "CHUNK", 1)
    monkeypatch.setattr(sandbox, "rows", rows)
    monkeypatch.setattr(Chunk, "save", lambda _chunk: int("no number"))

    with pytest.raises(ValueError, match="no number") as kept:
        go_on(export, by=make.lan(), at=AT)

    assert kept.tb  # which holds all that the import held
    assert ended


def test_a_file_that_was_left_half_way_is_gone_on_with_where_it_stopped(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(actions, "CHUNK", 4)
    content = as_csv([HEAD, *many(5), row(code=""), *many(9)[5:], row(code="")])
    export = stage(content, "hs.csv", sent(), by=make.lan(), at=AT)
    half = go_on(export, by=make.lan(), at=AT, enough=lambda: True)
    whole = take(content, "hs.csv", sent(), by=make.lan(), at=AT)

    assert (half.read, half.finished_at) == (4, None)
    assert (whole.pk, whole.new, whole.untaken) == (export.pk, 9, 2)
    assert Heard.objects.count() == Case.objects.count() == 9


def test_two_who_go_on_with_one_file_do_not_take_a_row_twice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(actions, "CHUNK", 2)
    export = stage(as_csv([HEAD, *many(6)]), "hs.csv", sent(), by=make.lan(), at=AT)

    def other() -> bool:
        Export.objects.filter(pk=export.pk).update(read=4, new=4)
        return False

    with pytest.raises(Refused, match="EXC-15"):
        go_on(export, by=make.lan(), at=AT, enough=other)


def test_another_file_of_the_system_waits_until_the_first_is_done() -> None:
    stage(as_csv([HEAD, ROW]), "a.csv", sent(), by=make.lan(), at=AT)

    with pytest.raises(Refused, match="EXC-16"):
        stage(as_csv([HEAD, ROW, []]), "b.csv", sent(), by=make.lan(), at=AT)


def test_a_finished_file_is_not_gone_on_with() -> None:
    with pytest.raises(Refused, match="EXC-17"):
        go_on(taken(ROW), by=make.lan(), at=AT)


def test_who_may_not_open_work_takes_no_export() -> None:
    with pytest.raises(Refused, match="ORG-01"):
        take(as_csv([HEAD, ROW]), "a.csv", sent(), by=make.minh(), at=AT)


def test_an_export_of_tomorrow_is_refused() -> None:
    with pytest.raises(Refused, match="EXC-13"):
        stage(as_csv([HEAD, ROW]), "a.csv", sent(as_of=AT + DAY), by=make.lan(), at=AT)


def test_every_chunk_has_its_entry_and_no_entry_names_anybody(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(actions, "CHUNK", 2)
    taken(*many(5))
    bodies = Body.objects.filter(key__startswith="export/")

    assert [body.verb for body in bodies.order_by("entry__seq")].count("take") == 3
    assert not [body for body in bodies if "Thử" in body.content]
    assert set(bodies.values_list("entry__audience", flat=True)) == {"office"}


def test_only_so_many_problems_of_a_rule_are_kept_one_by_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(actions, "KEPT", 2)
    export = taken(*[row(code=f"lạ {number}") for number in range(5)])

    assert export.noticed == {"EXC-09": 5}
    assert Problem.objects.count() == 2


def test_a_chunk_that_fails_leaves_nothing_and_those_before_it_stand(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(actions, "CHUNK", 3)
    content = as_csv([HEAD, *many(8)])
    export = stage(content, "hs.csv", sent(), by=make.lan(), at=AT)
    save = Chunk.save

    def fails(chunk: Chunk) -> None:
        save(chunk)
        if Heard.objects.count() > 3:
            raise OSError("the disk is full")

    monkeypatch.setattr(Chunk, "save", fails)
    with pytest.raises(OSError, match="full"):
        go_on(export, by=make.lan(), at=AT)
    monkeypatch.undo()
    left = Heard.objects.count(), Case.objects.count(), Export.objects.get().read
    whole = take(content, "hs.csv", sent(), by=make.lan(), at=AT)

    assert left == (3, 3, 3)
    assert (whole.new, Case.objects.count()) == (8, 8)


def test_the_book_verifies_after_files_were_taken() -> None:
    make.procedure(name="Thủ tục mẫu", limit="5wd")
    taken([*row(status="Đã trả kết quả"), "12/01/2026 10:00", "13/01/2026 08:00"], head=LONG)
    taken([*row(accepted="08/01/2026 09:00"), "", ""], head=LONG, at=AT + DAY)

    call_command("verify")
