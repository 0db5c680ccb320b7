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
from wardbook.lib.refusal import Refusal, Refused
from wardbook.office.access import StaffRequest, allow, books
from wardbook.office.figure_forms import (
    CorrectionForm,
    DiscardForm,
    MaskForm,
    SeenForm,
    WithdrawalForm,
    words_of,
)
from wardbook.office.views.page import done, on_form, page, refused_banner, typed
from wardbook.org.models import Tenure
from wardbook.org.roles import Permission
from wardbook.reports.figures import name_of

_ANY = "–"  # a reason; whether the typed one will do is told when it is sent


def _result(request: StaffRequest, number: int, permission: str) -> Result:
    return get_object_or_404(queries.results(books(request, permission)), pk=number)


@allow(Permission.FIGURE_FILE)
@require_http_methods(["GET", "POST"])
def mask(request: StaffRequest, number: int) -> HttpResponse:
    result = _result(request, number, Permission.FIGURE_FILE)
    words = "\n".join(result.quote[start:end] for start, end in result.masks)
    form = MaskForm(typed(request), result=result, initial={"words": words})

    def why_not(by: Tenure) -> Refusal | None:
        return rules.why_not_edit(result, by=by, on=request.today)

    def act(by: Tenure) -> str:
        actions.mask(result, form.places(result), by=by, at=timezone.now())
        return gettext("The words are masked.")

    return _change(request, "office/mask.html", form, why_not, act)


@allow(Permission.FIGURE_FILE)
@require_http_methods(["GET", "POST"])
def correct(request: StaffRequest, number: int) -> HttpResponse:
    """What is public beside what would be; ``look`` shows both without writing anything."""
    result = _result(request, number, Permission.FIGURE_FILE)
    form = CorrectionForm(typed(request), result=result)
    if "look" in request.POST and form.is_valid():
        context = {"form": form, "row": _row(result), "changes": form.changes()}
        return page(request, "office/correct.html", context)

    def why_not(by: Tenure) -> Refusal | None:
        return rules.why_not_correct(
            result, result.indicator, result.period, _ANY, by=by, on=request.today
        )

    def act(by: Tenure) -> str:
        later = actions.correct(result, **form.correction(), by=by, at=timezone.now())
        said = gettext("Read as %(value)s. The correction waits for release by somebody else.")
        return said % {"value": words_of(later)}

    return _change(request, "office/correct.html", form, why_not, act)


@allow(Permission.FIGURE_FILE)
@require_http_methods(["GET", "POST"])
def discard(request: StaffRequest, number: int) -> HttpResponse:
    result = _result(request, number, Permission.FIGURE_FILE)
    form = DiscardForm(typed(request), result=result)

    def why_not(by: Tenure) -> Refusal | None:
        return rules.why_not_discard(result, _ANY, by=by, on=request.today)

    def act(by: Tenure) -> str:
        actions.discard(result, form.cleaned_data["reason"], by=by, at=timezone.now())
        return gettext("What was filed is discarded; the ledger says so, and why.")

    return _change(request, "office/discard.html", form, why_not, act)


@allow(Permission.FIGURE_RELEASE)
@require_http_methods(["GET", "POST"])
def withdraw(request: StaffRequest, number: int) -> HttpResponse:
    result = _result(request, number, Permission.FIGURE_RELEASE)
    form = WithdrawalForm(typed(request), result=result)
    indicator = in_force(result.indicator, result.event_on)

    def why_not(by: Tenure) -> Refusal | None:
        if indicator is None:
            return rules.NO_INDICATOR
        return rules.why_not_withdraw(result, indicator, _ANY, by=by, on=request.today)

    def act(by: Tenure) -> str:
        actions.withdraw(result, form.cleaned_data["reason"], by=by, at=timezone.now())
        return gettext("The figure is withdrawn; its page says so, and why.")

    return _change(request, "office/withdraw.html", form, why_not, act)


def _change(
    request: StaffRequest,
    template: str,
    form: SeenForm,
    why_not: Callable[[Tenure], Refusal | None],
    act: Callable[[Tenure], str],
) -> HttpResponse:
    """Show a form about a result; when it is sent, ``act`` on the row as the person saw it.

    Whoever opens it where nothing can be done any more is told why on the page of the result.
    """
    result, by = form.result, rules.signer(request.tenures, why_not)
    if request.method != "POST" and isinstance(by, Refusal):
        refused_banner(request, Refused(by))
        return redirect("office:figure", result.pk)
    if request.method == "POST" and form.is_valid():
        try:
            if isinstance(by, Refusal):
                raise Refused(by)
            result.version = form.cleaned_data["version"]
            said = act(by)
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
