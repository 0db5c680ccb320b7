"""The public pages of released ratings of bodies."""

from django.http import HttpRequest, HttpResponse

from wardbook.portal import ratings
from wardbook.portal.answer import public, shown
from wardbook.portal.asked import language


@public
def unit_ratings(request: HttpRequest, form: str = "html") -> HttpResponse:
    """Every released rating, by the name of the body."""
    body = ratings.listed()
    return shown(
        request,
        form,
        "portal/unit_ratings.html",
        body,
        lambda: ratings.table(body["ratings"], language()),
    )


@public
def unit_ratings_of(request: HttpRequest, unit: str, form: str = "html") -> HttpResponse:
    """One body over the years."""
    body = ratings.of_unit(unit)
    return shown(
        request,
        form,
        "portal/unit_ratings_of.html",
        body,
        lambda: ratings.table((body or {})["ratings"], language(), f"unit-ratings-{unit}"),
    )


@public
def unit_rating(request: HttpRequest, unit: str, period: str, form: str = "html") -> HttpResponse:
    """One rating, by which rule and document, and everything ever said of it."""
    return shown(request, form, "portal/unit_rating.html", ratings.rating(unit, period))
