"""People at the same moment, each in a transaction of their own: one succeeds, all are told."""

import threading
from collections.abc import Callable, Sequence
from decimal import Decimal

import pytest
from django.db import connections

from tests import make
from wardbook.figures.actions import correct, release, withdraw
from wardbook.figures.models import Result
from wardbook.figures.queries import misplaced
from wardbook.ledger.verification import first_break
from wardbook.lib.refusal import Refused

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(acts: Sequence[Callable[[], object]]) -> list[str]:
    """What became of each act, sorted: ``done``, or the rule that refused it."""
    start, outcomes = threading.Barrier(len(acts)), []

    def run(act: Callable[[], object]) -> None:
        try:
            start.wait()
            act()
            outcomes.append("done")
        except Refused as refused:
            outcomes.append(refused.refusal.rule)
        except Exception as error:
            outcomes.append(repr(error))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(outcomes)


def waiting(number: int, period: str = "2025") -> Result:
    text = f"Năm {period}, bộ phận một cửa tiếp nhận {number} hồ sơ."
    return make.result(make.claim(str(number), text=text), period=period)


def releasing(*results: Result) -> Callable[[], object]:
    minh = make.minh()
    return lambda: release(results, by=minh, at=make.AT)


def stands(public: int) -> None:
    assert Result.objects.public().count() == public
    assert misplaced(make.book()) == []
    assert first_break(make.book()) is None


def test_of_rivals_released_at_once_one_is_public() -> None:
    rivals = [waiting(1001 + number) for number in range(4)]

    assert at_once([releasing(rival) for rival in rivals]) == ["FIG-06"] * 3 + ["done"]
    stands(1)


def test_batches_of_rivals_in_any_order_do_not_wait_for_each_other() -> None:
    ones = [waiting(1001 + number, f"202{number}") for number in range(4)]
    others = [waiting(2001 + number, f"202{number}") for number in range(4)]

    assert at_once([releasing(*ones), releasing(*reversed(others))]) == ["FIG-06", "done"]
    stands(4)


def test_a_figure_released_by_several_at_once_is_released_once() -> None:
    result = waiting(1001)

    assert at_once([releasing(result)] * 3) == ["FIG-03"] * 2 + ["done"]
    stands(1)


def test_of_corrections_at_once_one_waits() -> None:
    public, lan, filing = make.released(), make.lan(), make.filing()

    def correcting(value: int) -> Callable[[], object]:
        return lambda: correct(public, filing, Decimal(value), "Nhầm", by=lan, at=make.AT)

    assert at_once([correcting(1), correcting(2)]) == ["FIG-07", "done"]
    stands(1)


def test_a_withdrawal_and_a_correction_released_at_once_leave_one_truth() -> None:
    public, lan, minh = make.released(), make.lan(), make.minh()
    later = correct(public, make.filing(), Decimal(1205), "Nhầm", by=lan, at=make.AT)
    seen = Result.objects.get(pk=public.pk)

    outcomes = at_once([releasing(later), lambda: withdraw(seen, "Nhầm", by=minh, at=make.AT)])

    assert outcomes in (["FIG-08", "done"], ["FIG-03", "done"])
    stands(1 if outcomes[0] == "FIG-08" else 0)
