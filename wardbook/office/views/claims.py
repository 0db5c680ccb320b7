"""Deciding what becomes of a figure read from a paper."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from wardbook.documents.actions import reject
from wardbook.documents.models import Claim
from wardbook.documents.queries import checks_of
from wardbook.figures import actions
from wardbook.figures.catalogue import Indicator, propose
from wardbook.lib.period import Period
from wardbook.lib.refusal import Refused
from wardbook.office.access import StaffRequest, allow, books, tenure
from wardbook.office.forms import FilingForm
from wardbook.office.views.page import done, on_form, page, typed
from wardbook.org.roles import Permission


@allow(Permission.FIGURE_FILE)
@require_http_methods(["GET", "POST"])
def claim(request: StaffRequest, number: int) -> HttpResponse:
    rows = Claim.objects.filter(document__book__in=books(request, Permission.FIGURE_FILE))
    found = get_object_or_404(rows.select_related("document__unit", "document__book"), pk=number)
    proposed = _proposed(found)
    form = FilingForm(typed(request), claim=found, proposed=proposed)
    if request.method == "POST" and form.is_valid():
        try:
            _decide(request, found, form)
        except Refused as refused:
            on_form(form, refused)
        else:
            return _next_claim(request, found)
    context = {"claim": found, "form": form, "checks": checks_of(found), **_around(found)}
    return page(request, "office/claim.html", context, status=422 if form.errors else 200)


def _proposed(claim: Claim) -> list[Indicator]:
    """The indicators that fit best, at most three, in force when the figure's period ends."""
    figure = claim.figure
    start, end = claim.sentence
    period = figure.get("period")
    found = propose(
        figure.get("subject", ""),
        figure.get("unit", ""),
        figure["kind"],
        claim.document.text[start:end],
        on=Period(period).last_on if period else None,
    )
    return [indicator for indicator, _score in found[:3]]


def _around(claim: Claim) -> dict[str, str]:
    """The figure in its surroundings, for the person who decides."""
    text = claim.document.text
    return {
        "before": text[max(0, claim.start - 300) : claim.start],
        "after": text[claim.end : claim.end + 200],
    }


def _decide(request: StaffRequest, claim: Claim, form: FilingForm) -> None:
    document, data = claim.document, form.cleaned_data
    by = tenure(request, Permission.FIGURE_FILE, book=document.book, unit=document.unit)
    version, at = data["version"], timezone.now()
    if data["outcome"] == "rejected":
        reject(claim, data["reason"], version=version, by=by, at=at)
    elif data["outcome"] == "target":
        giver = data["giver"]
        actions.file_target(claim, form.filing(), giver=giver, version=version, by=by, at=at)
    else:
        actions.file_result(claim, form.filing(), version=version, by=by, at=at)


def _next_claim(request: StaffRequest, claim: Claim) -> HttpResponse:
    """On to the paper's next undecided figure; back to the paper after the last."""
    left = claim.document.claims.filter(outcome="unfiled").order_by("start")
    following = left.filter(start__gt=claim.start).first() or left.first()
    if following:
        return redirect("office:claim", following.pk)
    done(request, gettext("Every figure of this paper has been decided."))
    return redirect("office:document", claim.document_id)
