"""Forms about a rating or a sheet that would be refused: said on its page before anybody types."""

import pytest

from tests.figures import rated, telling
from tests.office import people
from tests.office.test_case_doors import turned_back
from tests.office.test_tallies import mai, page, son
from tests.office.test_unit_ratings import page_of, thu

pytestmark = pytest.mark.django_db

WARNED = "wb-banner--warning"


def test_a_step_of_a_rating_that_is_not_the_persons_does_not_open() -> None:
    rating = rated.proposed(rated.committee())
    where, said = turned_back(people.minh(), page_of(rating, "steps/decision/"))

    assert (where, WARNED in said) == (page_of(rating), True)
    assert thu().get(page_of(rating, "steps/decision/")).status_code == 200


def test_a_step_of_a_rating_that_was_taken_already_does_not_open() -> None:
    rating = rated.decided(rated.committee())

    assert turned_back(thu(), page_of(rating, "steps/decision/"))[0] == page_of(rating)


@pytest.mark.parametrize("form", ["correct", "take-back"])
def test_a_sheet_that_a_later_one_replaced_is_not_corrected_again(form: str) -> None:
    row, client = telling.told(), mai()
    assert client.get(f"{page(row)}{form}/").status_code == 200
    client.post(f"{page(row)}take-back/", {"reason": "Nhầm chi bộ"})

    assert turned_back(client, f"{page(row)}{form}/")[0] == page(row)


def test_only_a_sheet_that_is_public_asks_why_it_is_withdrawn() -> None:
    row, client = telling.told(telling.committee(), 300, 300), son()
    where, said = turned_back(client, f"{page(row)}withdraw/")

    assert (where, WARNED in said) == (page(row), True)
