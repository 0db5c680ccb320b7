"""The loop as its users meet it: the clerk's buttons, whose past is shown, what may be chosen."""

import pytest

from tests.cases.loop import world
from tests.office.test_loop import LIST, address, body, form, who
from wardbook.cases.models import Case
from wardbook.org.roles import Role

pytestmark = pytest.mark.django_db


def session(**more: object) -> Case:
    client = who(world.chair())
    client.post(f"{LIST}new/session/", form(form="briefing", title="Giao ban tuần 47", **more))
    return Case.objects.get(kind="session")


def test_who_may_not_overrule_is_offered_every_step_that_overrules_nothing() -> None:
    clerk = who(world.holder("thu-ky", world.committee(), Role.CLERK))
    page = body(clerk, address(session()))

    assert "/step/hold/" in page
    assert "/step/cancel/" in page
