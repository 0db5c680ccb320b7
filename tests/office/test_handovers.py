"""Who hands a post over sees what they sign, and signs it after leaving too."""

from datetime import date

import pytest
from django.test import Client

from tests import make
from tests.cases.loop import world
from tests.office import people
from tests.office.test_loop import body, who
from wardbook.cases.models import Case, Handover
from wardbook.org.actions import hand_over
from wardbook.org.models import Tenure

pytestmark = pytest.mark.django_db

HANDOVERS = "/office/handovers/"


def passed_on() -> tuple[Tenure, Tenure]:
    """A post whose holder left it, with nothing else in hand, and who came after them."""
    leaving, coming = world.officer(), make.person("nguoi-moi")
    taken = hand_over(leaving, coming, start_on=date(2026, 11, 22), by=make.SYSTEM, at=world.AT)
    return leaving, taken


def signed() -> tuple[Case, Client]:
    case, (leaving, coming) = world.owed(), passed_on()
    old = who(leaving)
    old.post(f"{HANDOVERS}{leaving.pk}/give/", {"taking": coming.pk, "words": ""})
    return case, old


def test_who_leaves_sees_the_list_before_signing_it() -> None:
    case, (leaving, _coming) = world.owed(), passed_on()
    page = body(who(leaving), f"{HANDOVERS}{leaving.pk}/give/")

    assert case.code in page
    assert "1 việc đang mở" in page
    assert "Nguoi-Moi · 22/11/2026" in page


def test_who_left_their_only_post_is_led_to_its_handover_and_signs_it() -> None:
    case, old = signed()

    assert HANDOVERS in old.get("/office/work/").content.decode()
    assert [row["code"] for row in Handover.objects.get().listed] == [case.code]


def test_who_comes_sees_the_list_that_the_other_signed() -> None:
    case, old = signed()

    assert case.code in body(people.signed_in("nguoi-moi"), HANDOVERS)
    assert case.code in body(old, HANDOVERS)


def test_a_handover_of_others_is_nobody_elses() -> None:
    case, _old = signed()
    leaving = Handover.objects.get().giving

    assert case.code not in body(people.hoa(), HANDOVERS)
    assert people.hoa().get(f"{HANDOVERS}{leaving.pk}/give/").status_code == 404
    assert people.hoa().post(f"{HANDOVERS}{Handover.objects.get().pk}/take/").status_code == 404
