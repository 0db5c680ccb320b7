"""What goes public of a figure: addresses that open, and no number whose words do not."""

from decimal import Decimal

import pytest
from django.urls import resolve, reverse
from hypothesis import given
from hypothesis import strategies as st

from tests import make
from wardbook.figures.actions import mask
from wardbook.figures.models import Result
from wardbook.figures.queries import stated_percent
from wardbook.ledger.queries import current_of
from wardbook.lib.period import CALENDARS, NotAPeriod, Period
from wardbook.org.models import Unit

PAPER = "Năm 2025, thu ngân sách đạt 18/11 tỷ đồng, đạt 163,63%."

YEARS = st.integers(1900, 2199).map(str)
PARTS = st.sampled_from(["", "-H1", "-H2", "-Q1", "-Q4", "-01", "-12", "-12-31", "-02-28"])
PIECES = st.builds(str.__add__, YEARS, PARTS)


@st.composite
def periods(draw: st.DrawFn) -> Period:
    """Every legal writing: a piece, two of them, one still open, a term, by any calendar."""
    joint = draw(st.sampled_from(["", "/", ".."]))
    last = draw(PIECES | st.just("")) if joint else ""
    calendar = draw(st.sampled_from(["", *(f"{name}:" for name in CALENDARS)]))
    text = f"{calendar}{draw(PIECES)}{joint}{last}"
    try:
        return Period(text)
    except NotAPeriod:
        return Period(f"{calendar}{draw(YEARS)}/")


@given(periods())
def test_every_period_has_an_address_that_opens_and_leads_back(period: Period) -> None:
    result = Result(unit=Unit(code="99901"), indicator="dossiers-received", period=period.text)
    _, *parts = result.key.split("/")

    found = resolve(reverse("portal:figure", args=parts))

    assert list(found.kwargs.values()) == parts
    assert Period.at(parts[-1]) == period


@pytest.mark.django_db
def test_a_figure_of_a_reporting_year_has_its_page() -> None:
    make.released(make.result(period="reporting:2025"))

    assert current_of("figure/99901/dossiers-received/reporting~2025")


def ratio(paper: str = PAPER) -> Result:
    claim = make.claim("18/11", text=paper)
    return make.result(claim, indicator="budget-revenue", measure="đồng")


@pytest.mark.django_db
def test_a_percent_goes_public_with_its_words_and_only_so() -> None:
    result = ratio()
    assert stated_percent(result) == Decimal("163.63")

    at = result.quote.index("163,63")
    for masks in ([(at, at + 7)], [(at + 2, at + 4)]):
        result.masks = masks
        assert stated_percent(result) is None


@pytest.mark.django_db
def test_a_masked_percent_is_in_no_public_body() -> None:
    result = ratio()
    at = result.quote.index("163,63")

    public = make.released(mask(result, [(at, at + 7)], by=make.lan(), at=make.AT))

    row = current_of(public.key)
    assert row is not None
    assert "163" not in row.entry.body.content
    assert row.entry.body.data["denominator"] == "11000000000"
