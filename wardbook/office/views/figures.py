"""Results: what waits for release, releasing, masking, correcting and withdrawing."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wardbook.figures import actions, queries, rules
from wardbook.figures.catalogue import in_force
from wardbook.figures.models import Result
from wardbook.lib.refusal import Refusal, Refused
from wardbook.office.access import StaffRequest, allow, books, tenure
from wardbook.office.forms import CorrectionForm, MaskForm, ReasonForm
from wardbook.office.views.page import done, on_form, page, refusal_text
from wardbook.org.models import Tenure
from wardbook.org.roles import Permission
from wardbook.org.rules import NOT_ALLOWED


@allow(Permission.DOCUMENT_READ)
@require_safe
def results(request: StaffRequest) -> HttpResponse:
    found = list(queries.results(books(request)))
    targets = queries.targets_of([result for result in found if not result.released_at])
    rows = [_row(request, one) | {"targets": targets.get(one.pk, [])} for one in found]
    context = {
        "waiting": [row for row in rows if not row["result"].released_at],
        "public": [row for row in rows if row["result"].released_at],
        "may_release": _may(request, Permission.FIGURE_RELEASE),
        "may_file": _may(request, Permission.FIGURE_FILE),
    }
    return page(request, "office/results.html", context)


def _row(request: StaffRequest, result: Result) -> dict[str, Any]:
    """A result with its quote and, while it waits, why this person cannot release it."""
    row: dict[str, Any] = {
        "result": result,
        "indicator": in_force(result.indicator, result.event_on),
        "quote": queries.quote(result),
    }
    if not result.released_at and _may(request, Permission.FIGURE_RELEASE):
        judged = _releaser(request, result)
        row["refusal"] = refusal_text(judged) if isinstance(judged, Refusal) else ""
    return row


def _may(request: StaffRequest, permission: str) -> bool:
    return any(held.may(permission) for held in request.tenures)


def _releaser(request: StaffRequest, result: Result) -> Tenure | Refusal:
    """The post by which the person may release ``result``, or why none of theirs allows it."""
    indicator = in_force(result.indicator, result.event_on)
    nothing = NOT_ALLOWED
    if indicator is None:
        return nothing
    refusals = []
    for held in request.tenures:
        refusal = rules.why_not_release(result, indicator, by=held, on=request.today)
        if refusal is None:
            return held
        refusals.append(refusal)
    telling = [refusal for refusal in refusals if refusal.rule != nothing.rule]
    return next(iter(telling), nothing)


@allow(Permission.FIGURE_RELEASE)
@require_POST
def release(request: StaffRequest) -> HttpResponse:
    numbers = [number for number in request.POST.getlist("result") if _is_number(number)]
    chosen = list(queries.results(books(request)).filter(pk__in=numbers))
    if not chosen:
        return _back(request, gettext("Choose at least one figure to release."))
    groups: dict[Tenure, list[Result]] = {}
    for result in chosen:
        judged = _releaser(request, result)
        if isinstance(judged, Refusal):
            return _back(request, refusal_text(judged))
        groups.setdefault(judged, []).append(result)
    try:
        for by, group in groups.items():
            actions.release(group, by=by, at=timezone.now())
    except Refused as refused:
        return _back(request, refusal_text(refused.refusal))
    count = len(chosen)
    said = ngettext("%(n)s figure is public now.", "%(n)s figures are public now.", count)
    done(request, said % {"n": count})
    return redirect("office:results")


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 19


def _back(request: StaffRequest, sentence: str) -> HttpResponse:
    messages.error(request, sentence)
    return redirect("office:results")


def _result(request: StaffRequest, number: int) -> Result:
    return get_object_or_404(queries.results(books(request)), pk=number)


@allow(Permission.FIGURE_FILE)
@require_http_methods(["GET", "POST"])
def mask(request: StaffRequest, number: int) -> HttpResponse:
    result = _result(request, number)
    text = result.claim.document.text
    initial = {"words": "\n".join(text[start:end] for start, end in result.masks)}
    form = MaskForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            by = tenure(request, Permission.FIGURE_FILE, book=result.book, unit=result.unit)
            spans = _places(result, form.cleaned_data["words"])
            actions.mask(result, spans, by=by, at=timezone.now())
        except Refused as refused:
            on_form(form, refused)
        else:
            done(request, gettext("The words are masked."))
            return redirect("office:results")
    return _change(request, "office/mask.html", result, form)


def _places(result: Result, words: str) -> list[tuple[int, int]]:
    """Every place in the quote where one of the lines of ``words`` stands."""
    text, spans = result.claim.document.text, []
    for word in filter(None, map(str.strip, words.splitlines())):
        at = text.find(word, result.quote_start, result.quote_end)
        if at < 0:
            raise Refused(
                Refusal("FIG-09", "“%(word)s” does not stand in the sentence.", (("word", word),))
            )
        while at >= 0:
            spans.append((at, at + len(word)))
            at = text.find(word, at + len(word), result.quote_end)
    return spans


@allow(Permission.FIGURE_FILE)
@require_http_methods(["GET", "POST"])
def correct(request: StaffRequest, number: int) -> HttpResponse:
    result = _result(request, number)
    initial = {name: getattr(result, name) for name in ("value", "period", "bound", "measure")}
    form = CorrectionForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            by = tenure(request, Permission.FIGURE_FILE, book=result.book, unit=result.unit)
            filing = form.filing(result.indicator, result.as_of)
            reason = form.cleaned_data["reason"]
            actions.correct(result, filing, form.value_given(), reason, by=by, at=timezone.now())
        except Refused as refused:
            on_form(form, refused)
        else:
            done(request, gettext("The correction waits for release by somebody else."))
            return redirect("office:results")
    return _change(request, "office/correct.html", result, form)


@allow(Permission.FIGURE_RELEASE)
@require_http_methods(["GET", "POST"])
def withdraw(request: StaffRequest, number: int) -> HttpResponse:
    result = _result(request, number)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            by = tenure(request, Permission.FIGURE_RELEASE, book=result.book, unit=result.unit)
            reason = form.cleaned_data["reason"]
            actions.withdraw(result, reason, by=by, at=timezone.now())
        except Refused as refused:
            on_form(form, refused)
        else:
            done(request, gettext("The figure is withdrawn; its page says so, and why."))
            return redirect("office:results")
    return _change(request, "office/withdraw.html", result, form)


def _change(request: StaffRequest, template: str, result: Result, form: Any) -> HttpResponse:
    context = {"form": form, "row": _row(request, result)}
    return page(request, template, context, status=422 if form.errors else 200)
