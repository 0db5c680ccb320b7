"""What the tests of the loop's rules do again and again."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from tests.cases.loop import world
from wardbook.cases.actions.moves import open_case
from wardbook.cases.models import Case
from wardbook.cases.rules.taking import Opening
from wardbook.lib.refusal import Refused

LATE = world.AT + timedelta(days=31)


def refused(rule: str, act: Callable[[], Any]) -> None:
    with pytest.raises(Refused) as caught:
        act()
    assert caught.value.refusal.rule == rule


def breaches(case: Case) -> list[str]:
    return list(case.breaches.order_by("pk").values_list("rule", flat=True))


def opened(kind: str, **more: Any) -> Case:
    """Of the People's Committee, kept and answered for by its chair."""
    by = world.chair()
    told: dict[str, Any] = {
        "book": by.post.book,
        "unit": world.committee(),
        "post": by.post,
        "submitted_at": world.AT,
        "until": world.LATER,
        "title": "Một việc",
    }
    return open_case(kind, Opening(**told | more), by=by, at=world.AT)


def session(form: str = "briefing", **more: Any) -> Case:
    return opened("session", fields={"form": form}, **more)


def held(form: str = "briefing", **facts: Any) -> Case:
    case = session(form)
    return world.take(case, "hold", world.chair(), until=world.LATER, facts=facts)
