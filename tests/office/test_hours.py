"""An administrator sets the hours by which a unit's deadlines are counted."""

import pytest

from tests.office import people
from tests.office.test_organisation import SOURCE, day, world
from wardbook.org.models import OpeningHours

pytestmark = pytest.mark.django_db


def test_hours_that_nobody_entered_are_called_so() -> None:
    client, ids = people.quan(), world()

    page = client.get(f"/office/units/{ids['body']}/").content.decode()

    assert "Thứ 2–Thứ 6 07:00–11:30, 13:30–17:00 (chưa ai nhập giờ" in page


HOURS = {"weekdays": "07:30–11:30, 13:00–17:00", "friday": "", "saturday": "07:30–11:00"}


def test_opening_hours_are_set_and_shown_with_their_paper() -> None:
    client, ids = people.quan(), world()
    told = HOURS | SOURCE | day("valid_from", "1/11/2026") | day("last_on", "31/12/2026")

    client.post(f"/office/units/{ids['unit']}/hours/", told)

    row = OpeningHours.objects.get(unit=ids["unit"])
    assert (row.sessions, f"{row.valid_to}") == (
        "07:30–11:30, 13:00–17:00; sat 07:30–11:00",
        "2027-01-01",
    )
    page = client.get(f"/office/units/{ids['body']}/").content.decode()
    assert "07:30–11:30, 13:00–17:00; Thứ 7 07:30–11:00" in page  # as the place above it
    assert "Quyết định 12/QĐ-UBND" in client.get(f"/office/units/{ids['unit']}/").content.decode()


def test_hours_that_cannot_be_are_told_and_stay_typed() -> None:
    client, ids = people.quan(), world()
    told = HOURS | SOURCE | {"weekdays": "tám đến năm"} | day("valid_from", "1/11/2026")

    page = client.post(f"/office/units/{ids['unit']}/hours/", told)

    assert page.status_code == 422
    assert "tám đến năm" in page.content.decode()
    assert not OpeningHours.objects.exists()
