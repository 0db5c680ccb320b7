"""Results: what waits for release, releasing, masking, correcting, discarding and withdrawing."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wardbook.figures import actions, queries, rules
from wardbook.figures.catalogue import Indicator, in_force
from wardbook.figures.models import Result
from wardbook.lib.refusal import Refusal, Refused
from wardbook.office.access import StaffRequest, allow, books, tenure
from wardbook.office.figure_forms import (
    CorrectionForm,
    DiscardForm,
    MaskForm,
    SeenForm,
    WithdrawalForm,
)
from wardbook.office.views.page import PER_PAGE, done, on_form, page, refusal_text, typed
from wardbook.org.models import Tenure
from wardbook.org.roles import Permission


@allow(Permission.DOCUMENT_READ)
@require_safe
def results(request: StaffRequest) -> HttpResponse:
    found = queries.results(books(request, Permission.DOCUMENT_READ))
    here = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    waiting = [result for result in here if not result.released_at]
    targets = queries.targets_of(waiting)
    rows = [_row(request, one) | {"targets": targets.get(one.pk, [])} for one in here]
    context = {
        "page": here,
        "waiting": rows[: len(waiting)],
        "public": rows[len(waiting) :],
        "may_release": _may(request, Permission.FIGURE_RELEASE),
        "may_file": _may(request, Permission.FIGURE_FILE),
    }
    return page(request, "office/results.html", context)


def _row(request: StaffRequest, result: Result) -> dict[str, Any]:
    """A result with its quote and, while it waits, why this person cannot release it."""
    indicator = in_force(result.indicator, result.event_on)
    row: dict[str, Any] = {
        "result": result,
        "indicator": indicator,
        "quote": queries.quote(result),
    }
    if not result.released_at and _may(request, Permission.FIGURE_RELEASE):
        judged = _releaser(request, result, indicator)
        row["refusal"] = refusal_text(judged) if isinstance(judged, Refusal) else ""
    return row


def _may(request: StaffRequest, permission: str) -> bool:
    return any(held.may(permission) for held in request.tenures)


def _releaser(
    request: StaffRequest, result: Result, indicator: Indicator | None
) -> Tenure | Refusal:
    """The post by which the person may release ``result``, or why none of theirs allows it."""
    if indicator is None:
        return rules.NO_INDICATOR
    return rules.releaser(result, indicator, request.tenures, request.today)


@allow(Permission.FIGURE_RELEASE)
@require_POST
def release(request: StaffRequest) -> HttpResponse:
    """Release what was chosen, each as the leader saw it (``number:version``): all or nothing."""
    seen = dict(filter(None, map(_seen, request.POST.getlist("result"))))
    chosen = list(queries.results(books(request, Permission.FIGURE_RELEASE)).filter(pk__in=seen))
    if not seen:
        return _back(request, gettext("Choose at least one figure to release."))
    if len(chosen) < len(seen):
        return _back(request, refusal_text(rules.CHANGED_MEANWHILE))
    for result in chosen:
        result.version = seen[result.pk]
    posts = [held for held in request.tenures if held.may(Permission.FIGURE_RELEASE)]
    try:
        actions.release(chosen, by=posts[0], also=posts[1:], at=timezone.now())
    except Refused as refused:
        return _back(request, refusal_text(refused.refusal))
    count = len(chosen)
    said = ngettext("%(n)s figure is public now.", "%(n)s figures are public now.", count)
    done(request, said % {"n": count})
    return redirect("office:results")


def _seen(chosen: str) -> tuple[int, int] | None:
    """Number and version of a row as the page listed it; nothing else is one."""
    parts = chosen.split(":")
    if len(parts) != 2 or not all(map(_is_number, parts)):
        return None
    return int(parts[0]), int(parts[1])


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 19


def _back(request: StaffRequest, sentence: str) -> HttpResponse:
    messages.error(request, sentence)
    return redirect("office:results")


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
    result = _result(request, number, Permission.FIGURE_FILE)
    form = CorrectionForm(typed(request), result=result)

    def act(seen: Result, by: Tenure) -> str:
        later = actions.correct(seen, **form.correction(), by=by, at=timezone.now())
        said = gettext("Read as %(value)s. The correction waits for release by somebody else.")
        return said % {"value": form.words(later)}

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
            return redirect("office:results")
    context = {"form": form, "row": _row(request, result)}
    return page(request, template, context, status=422 if form.errors else 200)
