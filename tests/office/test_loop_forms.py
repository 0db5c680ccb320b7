"""The forms of the loop say what they ask for, and what to do about what was typed."""

import pytest

from tests.cases.loop import world
from tests.office.test_loop import LIST, body, form, who
from wardbook.cases.models import Case

pytestmark = pytest.mark.django_db


def test_a_day_that_is_none_is_asked_for_as_a_day() -> None:
    typed = form(form="briefing", title="Giao ban tuần 47", until="31/02/2026")
    page = who(world.chair()).post(f"{LIST}new/session/", typed).content.decode()

    assert "Xin gõ ngày, ví dụ 05/01/2026; thêm giờ nếu cần." in page
    assert "Xin gõ giờ và ngày" not in page
    assert not Case.objects.exists()


def test_a_session_is_asked_for_its_day_and_other_work_for_the_day_it_is_owed_by() -> None:
    client = who(world.chair())

    assert "Ngày họp" in body(client, f"{LIST}new/session/")
    assert "Ngày họp" not in body(client, f"{LIST}new/conclusion/")


def test_a_session_held_before_today_is_asked_when_it_was_called() -> None:
    client, typed = who(world.chair()), form(form="briefing", title="Giao ban", until="05/01/2026")
    refused = client.post(f"{LIST}new/session/", typed).content.decode()

    assert "Ngày này đã qua: hãy chọn ngày sau, hoặc ghi việc được giao" in refused
    client.post(f"{LIST}new/session/", typed | {"since": "08:00 02/01/2026"})
    assert Case.objects.get().kind == "session"
