"""The public pages of members counted by kind."""

from django.http import HttpRequest, HttpResponse

from wardbook.portal import tallies
from wardbook.portal.answer import public, shown


@public
def tally_list(request: HttpRequest, form: str = "html") -> HttpResponse:
    body = tallies.listed()
    return shown(request, form, "portal/tallies.html", body, lambda: tallies.table(body))


@public
def tally(
    request: HttpRequest, unit: str, sheet: str, period: str, form: str = "html"
) -> HttpResponse:
    return shown(request, form, "portal/tally.html", tallies.tally(unit, sheet, period))
