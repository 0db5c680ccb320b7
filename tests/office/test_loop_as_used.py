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


def test_a_session_shows_what_was_said_of_each_thing_it_opened_with() -> None:
    first = session(series="Giao ban")
    left = world.owed("conclusion", parent=first, series="Giao ban", title="Rà soát hộ nghèo")
    later = form(form="briefing", title="Giao ban tuần 48", series="Giao ban")
    client = who(world.chair())
    client.post(f"{LIST}new/session/", later)
    second = Case.objects.get(title="Giao ban tuần 48")
    client.post(address(second, "step/hold/"), {"version": 1, "until": "31/12/2026"})
    said = {"version": 2, "items": "Đã thống nhất", f"heard-{left.code}": "Còn hai hộ"}
    client.post(address(second, "step/conclude/"), said)

    page = body(client, address(second))

    assert "Còn hai hộ" in page
    assert address(left) in page


def test_a_briefing_has_no_numbers_to_put_right() -> None:
    held = session()
    client = who(world.chair())
    client.post(address(held, "step/hold/"), {"version": 1, "until": "31/12/2026"})

    page = body(client, address(held))

    assert "/step/conclude/" in page
    assert "/step/count/" not in page


def test_a_review_shows_the_past_of_the_body_that_was_chosen_and_of_no_other() -> None:
    world.owed(title="Thu hồ sơ đất đai còn chậm")
    client = who(world.chair())

    asked = body(client, f"{LIST}new/review/")
    other = body(client, f"{LIST}new/review/?unit={world.division().pk}")
    own = body(client, f"{LIST}new/review/?unit={world.committee().pk}")

    assert "Thu hồ sơ đất đai" not in asked + other
    assert "Thu hồ sơ đất đai" in own
