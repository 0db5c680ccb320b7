"""Deciding what becomes of a figure read from a paper, on a page or in its row of the desk."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wardbook.documents import desk as state
from wardbook.documents.actions import reject, take_back
from wardbook.documents.models import Claim, Outcome
from wardbook.documents.rules import DECIDED_MEANWHILE
from wardbook.figures import actions
from wardbook.figures.models import Target
from wardbook.figures.queries import last_giver
from wardbook.lib.refusal import Refused
from wardbook.office.access import StaffRequest, allow, books, tenure
from wardbook.office.desk import Row, rows_of
from wardbook.office.forms import FilingForm
from wardbook.office.views.page import done, on_form, page, typed
from wardbook.org.models import Tenure
from wardbook.org.roles import Permission


def _claim(request: StaffRequest, number: int) -> Claim:
    rows = Claim.objects.filter(document__book__in=books(request, Permission.FIGURE_FILE))
    found = rows.select_related("document__unit", "document__book", "decided_by__post")
    return get_object_or_404(found, pk=number)


def _row(request: StaffRequest, claim: Claim) -> Row:
    return rows_of(request, claim.document, [claim])[0]


def _by(request: StaffRequest, claim: Claim) -> Tenure:
    document = claim.document
    return tenure(request, Permission.FIGURE_FILE, book=document.book, unit=document.unit)


def _in_row(request: StaffRequest) -> bool:
    """Is only a part of the desk asked for, by its script?"""
    return "HX-Request" in request.headers


@allow(Permission.FIGURE_FILE)
@require_http_methods(["GET", "POST"])
def claim(request: StaffRequest, number: int) -> HttpResponse:
    found = _claim(request, number)
    row = _row(request, found)
    wanted = {"outcome": Outcome.REJECTED} if request.GET.get("as") == Outcome.REJECTED else {}
    kept = (row.draft.typed if row.draft else {"giver": last_giver(found.document)}) | wanted
    form = FilingForm(typed(request), claim=found, proposed=row.proposal.indicators, kept=kept)
    if request.method == "POST" and form.is_valid():
        try:
            _decide(request, found, form)
        except Refused as refused:
            on_form(form, refused)
            found.refresh_from_db()
            if refused.refusal == DECIDED_MEANWHILE:  # now told, the person decides anew
                form.data = request.POST.copy()
                form.data["version"] = str(found.version)
        else:
            return _decided(request, found)
        row = _row(request, found)
    return _show(request, row, form)


def _show(request: StaffRequest, row: Row, form: FilingForm) -> HttpResponse:
    """The form in its row of the desk, or on a page with its surroundings."""
    claim = row.claim
    context: dict[str, Any] = {"claim": claim, "row": row, "form": form, "checks": row.checks}
    if _in_row(request):
        if not row.waits:  # decided meanwhile: the row says so, with what was typed
            return _as_row(request, claim, form if form.errors else None)
        return render(request, "office/_claim_form.html", context)
    context |= _around(claim)
    return page(request, "office/claim.html", context, status=422 if form.errors else 200)


def _around(claim: Claim) -> dict[str, str]:
    """The figure in its surroundings, for the person who decides; no word is cut."""
    text = claim.document.text
    start, end = max(0, claim.start - 300), min(len(text), claim.end + 200)
    start = 0 if start == 0 else text.find(" ", start, claim.start) + 1 or start
    end = len(text) if end == len(text) else max(text.rfind(" ", claim.end, end), claim.end)
    return {"before": text[start : claim.start], "after": text[claim.end : end]}


def _decide(request: StaffRequest, claim: Claim, form: FilingForm) -> None:
    data = form.cleaned_data
    by, version, at = _by(request, claim), data["version"], timezone.now()
    if data["outcome"] == Outcome.REJECTED:
        reject(claim, data["reason"], version=version, by=by, at=at)
    elif data["outcome"] == Outcome.TARGET:
        giver = data["giver"]
        actions.file_target(claim, form.filing(), giver=giver, version=version, by=by, at=at)
    else:
        actions.file_result(claim, form.filing(), version=version, by=by, at=at)
    state.drop_draft(claim, by=request.user)


def _decided(request: StaffRequest, claim: Claim) -> HttpResponse:
    """The row as it stands now; or on to the paper's next undecided figure."""
    if _in_row(request):
        claim.refresh_from_db()
        return _as_row(request, claim)
    left = claim.document.claims.filter(outcome=Outcome.UNFILED).order_by("start")
    following = left.filter(start__gt=claim.start).first() or left.first()
    if following is None:
        done(request, gettext("Every figure of this paper has been decided."))
        return redirect("office:document", claim.document_id)
    if "desk" in request.POST:
        return redirect(_on_desk(following))
    return redirect("office:claim", following.pk)


def _on_desk(claim: Claim) -> str:
    desk = reverse("office:document", args=[claim.document_id])
    return f"{desk}?figure={claim.name}#{claim.name}"


def _as_row(request: StaffRequest, claim: Claim, form: FilingForm | None = None) -> HttpResponse:
    """One row in place of what stands there, with how many figures are left."""
    left = claim.document.claims.filter(outcome=Outcome.UNFILED).count()
    row = _row(request, claim)
    context = {"claim": claim, "row": row, "left": left, "may_file": True, "oob": True}
    context["form"] = form
    response = render(request, "office/_row.html", context)
    response["HX-Retarget"], response["HX-Reswap"] = f"#{claim.name}", "outerHTML"
    return response


@allow(Permission.FIGURE_FILE)
@require_safe
def claim_row(request: StaffRequest, number: int) -> HttpResponse:
    """The row of the desk as it stands; without scripts, the desk at that row."""
    found = _claim(request, number)
    return _as_row(request, found) if _in_row(request) else redirect(_on_desk(found))


@allow(Permission.FIGURE_FILE)
@require_POST
def draft(request: StaffRequest, number: int) -> HttpResponse:
    """Keep what is typed until it is decided; with ``drop``, forget it."""
    found = _claim(request, number)
    if "drop" in request.POST:
        state.drop_draft(found, by=request.user)
    elif found.outcome == Outcome.UNFILED:
        words = {name: request.POST.get(name, "") for name in FilingForm.KEPT}
        version, at = found.version, timezone.now()
        state.keep_draft(found, words, version=version, by=request.user, at=at)
    if _in_row(request):
        return HttpResponse(status=204)
    return redirect(_on_desk(found))


class ReasonForm(forms.Form):
    """Why a decision about a claim is taken back."""

    reason = forms.CharField(label=_("Why it is decided again"), max_length=400)
    version = forms.IntegerField(widget=forms.HiddenInput)


@allow(Permission.FIGURE_FILE)
@require_http_methods(["GET", "POST"])
def reopen(request: StaffRequest, number: int) -> HttpResponse:
    """Take back what was left out or filed as a target; a result is taken back on its own page."""
    found = _claim(request, number)
    if found.outcome == Outcome.UNFILED:  # taken back already, by a second press or somebody else
        return redirect(_on_desk(found))
    form = ReasonForm(typed(request), initial={"version": found.version})
    if request.method == "POST" and form.is_valid():
        try:
            _take_back(request, found, form.cleaned_data)
        except Refused as refused:
            on_form(form, refused)
        else:
            done(request, gettext("This figure can be decided again."))
            return redirect(_on_desk(found))
    context = {"claim": found, "form": form}
    return page(request, "office/take_back.html", context, status=422 if form.errors else 200)


def _take_back(request: StaffRequest, claim: Claim, data: dict[str, Any]) -> None:
    by, at, reason = _by(request, claim), timezone.now(), data["reason"]
    target = Target.objects.filter(claim=claim).first()
    if target and claim.outcome == Outcome.TARGET:
        actions.take_back_target(target, reason, by=by, at=at)
    else:
        take_back(claim, reason, version=data["version"], by=by, at=at)
