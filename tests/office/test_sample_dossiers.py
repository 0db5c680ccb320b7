"""The invented dossiers of the demonstration: an export that reads as it stands, and own work."""

import csv

import pytest
from django.test import Client

from tests import make
from tests.office import people
from wardbook.cases.models import Case
from wardbook.exchange.models import Export
from wardbook.lib.clock import VIETNAM
from wardbook.office import demonstration, sample_dossiers
from wardbook.org.models import Tenure

pytestmark = pytest.mark.django_db


def prepare(dossiers: int = 120) -> None:
    demonstration.prepare(lambda _: None, lambda: make.AT, dossiers=dossiers)


def test_so_many_dossiers_of_the_other_system_are_taken_in_without_a_problem() -> None:
    prepare()

    export = Export.objects.get()
    assert Case.objects.filter(origin=export.system).count() == 120
    assert not export.problems.exists()


def test_work_of_our_own_stands_at_every_place_of_its_way() -> None:
    prepare(36)

    states = set(Case.objects.filter(origin="").values_list("kind", "state"))
    assert {("dossier", "waiting"), ("dossier", "returned"), ("feedback", "answered")} <= states
    assert "đơn vị thu gom đã dọn" in Client().get("/feedback/").content.decode()


def test_an_inspector_reads_and_files_nothing() -> None:
    prepare(36)

    inspector = people.signed_in("thanhtra")

    assert inspector.get("/office/audit/").status_code == 200
    assert inspector.get("/office/work/").status_code == 200
    assert inspector.get("/office/counter/").status_code == 404


def test_two_demonstrations_of_one_moment_show_the_same() -> None:
    prepare(36)
    clerk = Tenure.objects.get(post__code="99901/canbo")
    book = clerk.post.book

    one, other = (sample_dossiers.export(book, clerk, 80, make.AT) for _ in range(2))

    assert one == other
    rows = list(csv.DictReader(one.decode("utf-8-sig").splitlines(), delimiter=";"))
    assert len({row["Số hồ sơ"] for row in rows}) == 80


def test_a_second_run_adds_nothing() -> None:
    prepare(36)
    before = Case.objects.count()

    prepare(36)

    assert Case.objects.count() == before


def test_the_invented_office_hands_over_no_result_at_night() -> None:
    prepare()
    delivered = Case.objects.exclude(origin="").values_list("delivered_at", flat=True)
    hours = {moment.astimezone(VIETNAM).hour for moment in delivered if moment}

    assert hours
    assert hours <= set(range(7, 18))
