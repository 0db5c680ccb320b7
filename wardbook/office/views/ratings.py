"""What people say of the service, by unit and month: never beside a code, never of a few."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from wardbook.cases.queries.ratings import Ratings, months
from wardbook.lib.disclosure import FEWEST
from wardbook.lib.period import Period
from wardbook.office.access import StaffRequest, allow, places
from wardbook.office.views.page import page
from wardbook.org.kinds import TERRITORIES
from wardbook.org.models import Unit
from wardbook.org.roles import Permission
from wardbook.web.rating_words import RATING_REASONS


@allow(Permission.CASE_READ)
@require_safe
def ratings(request: StaffRequest) -> HttpResponse:
    """How many rated, their mean score and their reasons, for each month that has five."""
    there = places(request, Permission.CASE_READ)
    inside = Unit.objects.filter(parent__in=there).exclude(kind__in=TERRITORIES)
    found = [*there, *inside]
    rows = [
        {"unit": unit, "period": Period(f"{month:%Y-%m}"), "said": said, "reasons": _reasons(said)}
        for unit, month, said in months(found, on=request.today)
    ]
    return page(request, "office/ratings.html", {"rows": rows, "fewest": FEWEST})


def _reasons(said: Ratings) -> list[tuple[str, int]]:
    """Reasons in words, most often given first."""
    often = sorted(said.reasons.items(), key=lambda one: (-one[1], one[0]))
    return [(str(RATING_REASONS.get(name, name)), n) for name, n in often]
