"""Mending figures: masking, correcting, discarding and withdrawing, each beside what stands now."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from wardbook.figures import actions, queries, rules
from wardbook.figures.catalogue import in_force
from wardbook.figures.models import Result
from wardbook.lib.refusal import Refused
from wardbook.office.access import StaffRequest, allow, books, tenure
from wardbook.office.figure_forms import (
    CorrectionForm,
    DiscardForm,
    MaskForm,
    SeenForm,
    WithdrawalForm,
    words_of,
)
from wardbook.office.views.page import done, on_form, page, typed
from wardbook.org.models import Tenure
from wardbook.org.roles import Permission
from wardbook.reports.figures import name_of


def _result(request: StaffRequest, number: int, permission: str) -> Result:
    return get_object_or_404(queries.results(books(request, permission)), pk=number)


@allow(Permission.FIGURE_FILE)
@require_http_methods(["GET", "POST"])
def mask(request: StaffRequest, number: int) -> HttpResponse:
    result = _result(request, number, Permission.FIGURE_FILE)
    words = "\n".join(result.quote[start:end] for start, end in result.masks)
    form = MaskForm(typed(request), result=result, initial={"words": words})

    def act(seen: Result, by: Tenure) -> str:
        actions.mask(seen, form.places(seen), by=by, at=timezone.now())
        return gettext("The words are masked.")

    return _change(request, "office/mask.html", result, form, Permission.FIGURE_FILE, act)


@allow(Permission.FIGURE_FILE)
@require_http_methods(["GET", "POST"])
def correct(request: StaffRequest, number: int) -> HttpResponse:
    """What is public beside what would be; ``look`` shows both without writing anything."""
    result = _result(request, number, Permission.FIGURE_FILE)
    form = CorrectionForm(typed(request), result=result)
    if "look" in request.POST and form.is_valid():
        context = {"form": form, "row": _row(result), "changes": form.changes()}
        return page(request, "office/correct.html", context)

    def act(seen: Result, by: Tenure) -> str:
        later = actions.correct(seen, **form.correction(), by=by, at=timezone.now())
        said = gettext("Read as %(value)s. The correction waits for release by somebody else.")
        return said % {"value": words_of(later)}

    return _change(request, "office/correct.html", result, form, Permission.FIGURE_FILE, act)


@allow(Permission.FIGURE_FILE)
@require_http_methods(["GET", "POST"])
def discard(request: StaffRequest, number: int) -> HttpResponse:
    result = _result(request, number, Permission.FIGURE_FILE)
    form = DiscardForm(typed(request), result=result)

    def act(seen: Result, by: Tenure) -> str:
        actions.discard(seen, form.cleaned_data["reason"], by=by, at=timezone.now())
        return gettext("What was filed is discarded; the ledger says so, and why.")

    return _change(request, "office/discard.html", result, form, Permission.FIGURE_FILE, act)


@allow(Permission.FIGURE_RELEASE)
@require_http_methods(["GET", "POST"])
def withdraw(request: StaffRequest, number: int) -> HttpResponse:
    result = _result(request, number, Permission.FIGURE_RELEASE)
    form = WithdrawalForm(typed(request), result=result)

    def act(seen: Result, by: Tenure) -> str:
        reason, indicator = form.cleaned_data["reason"], in_force(seen.indicator, seen.event_on)
        for held in request.tenures:  # for the Party by the secretary's post, not by the chair's
            if indicator and not rules.why_not_withdraw(
                seen, indicator, reason, by=held, on=request.today
            ):
                by = held
        actions.withdraw(seen, reason, by=by, at=timezone.now())
        return gettext("The figure is withdrawn; its page says so, and why.")

    return _change(request, "office/withdraw.html", result, form, Permission.FIGURE_RELEASE, act)


def _change(
    request: StaffRequest,
    template: str,
    result: Result,
    form: SeenForm,
    permission: str,
    act: Callable[[Result, Tenure], str],
) -> HttpResponse:
    """Show a form about ``result``; when it is sent, ``act`` on the row as the person saw it."""
    if request.method == "POST" and form.is_valid():
        try:
            by = tenure(request, permission, book=result.book, unit=result.unit)
            result.version = form.cleaned_data["version"]
            said = act(result, by)
        except Refused as refused:
            on_form(form, refused)
        else:
            done(request, said)
            return redirect("office:figure", result.pk)
    context = {"form": form, "row": _row(result)}
    return page(request, template, context, status=422 if form.errors else 200)


def _row(result: Result) -> dict[str, Any]:
    return {
        "result": result,
        "name": name_of(result, in_force(result.indicator, result.event_on)),
        "quote": queries.quote(result),
    }
