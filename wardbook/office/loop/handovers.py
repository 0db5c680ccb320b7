"""Handing over a post: the list of what it owes, signed by who leaves and by who comes."""

from datetime import datetime
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wardbook.cases.actions.handover import follow_from, give_over, take_over
from wardbook.cases.kinds import KINDS
from wardbook.cases.models import Case, Handover
from wardbook.cases.queries.handover import handovers as handed
from wardbook.cases.queries.handover import open_work, past_tenures, successors
from wardbook.cases.queries.work import owing
from wardbook.cases.rules.handover import listed, why_not_have_consequences
from wardbook.cases.rules.standing import why_not_keep
from wardbook.lib.refusal import Refusal, Refused
from wardbook.office.access import StaffRequest, allow, own
from wardbook.office.loop.access import item_of, keeper
from wardbook.office.views.page import done, on_form, page, refused_banner, turned_back, typed
from wardbook.org.models import Tenure
from wardbook.org.queries import bodies
from wardbook.org.roles import Permission

LINES = forms.Textarea(attrs={"rows": 3})


class GiveForm(forms.Form):
    """To whom it goes, and what the list does not say."""

    taking = forms.ModelChoiceField(Tenure.objects.none(), label=_("Who comes to the post"))
    words = forms.CharField(
        label=_("What the list does not say"), required=False, max_length=1000, widget=LINES
    )

    def __init__(self, data: Any, *, rows: Any) -> None:
        super().__init__(data)
        choice: Any = self.fields["taking"]
        choice.queryset = rows
        choice.label_from_instance = _coming


def _coming(row: Tenure) -> str:
    """Somebody may act for a post before they hold it in their own right."""
    how = f" ({gettext('acting')})" if row.acting else ""
    return f"{row.person.name}{how} · {row.start_on:%d/%m/%Y}"


class ConsequenceForm(forms.Form):
    """Which post changed hands, and what that has to do with it."""

    tenure = forms.ModelChoiceField(Tenure.objects.none(), label=_("Post that changed hands"))
    words = forms.CharField(label=_("What followed"), max_length=400, widget=LINES)

    def __init__(self, data: Any, *, rows: Any) -> None:
        super().__init__(data)
        language = get_language() or "vi"
        choice: Any = self.fields["tenure"]
        choice.queryset = rows
        choice.label_from_instance = lambda row: (
            f"{row.post.label[language]}, {row.post.unit.label[language]} · {row.start_on:%d/%m/%Y}"
            + (f" – {row.end_on:%d/%m/%Y}" if row.end_on else "")
        )


@own
@require_safe
def handovers(request: StaffRequest) -> HttpResponse:
    """What the person signs or has signed, and what their posts owe."""
    ever = _ever(request)
    mine = {one.pk for one in request.tenures}
    rows = list(handed(ever, [one.post for one in request.tenures]))
    context = {
        "rows": [(row, _shown(row.listed)) for row in rows],
        "to_sign": [
            (row, _shown(row.listed))
            for row in rows
            if row.taken_at is None and row.taking_id in mine
        ],
        "own": [
            (one, owing([one.post])) for one in ever if successors(one, request.today).exists()
        ],
    }
    return page(request, "office/loop/handovers.html", context)


@own
@require_http_methods(["GET", "POST"])
def handover_give(request: StaffRequest, number: int) -> HttpResponse:
    """Sign that a post of one's own is handed over, with the list of what it owes."""
    giving = next((one for one in _ever(request) if one.pk == number), None)
    if giving is None:
        raise Http404
    form = GiveForm(typed(request), rows=successors(giving, request.today))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            give_over(giving, data["taking"], data["words"], by=giving, at=timezone.now())
        except Refused as refused:
            on_form(form, refused)
        else:
            done(request, gettext("Signed. It is handed over when the other signs too."))
            return redirect("office:handovers")
    rows = _shown(listed(list(open_work(giving.post))))
    context = {"form": form, "giving": giving, "listed": rows}
    template = "office/loop/handover_give.html"
    return page(request, template, context, status=422 if form.errors else 200)


@own
@require_POST
def handover_take(request: StaffRequest, number: int) -> HttpResponse:
    """Sign that a post is taken over."""
    mine = {one.pk: one for one in request.tenures}
    row = get_object_or_404(Handover, pk=number, taking__in=list(mine))
    try:
        take_over(row, by=mine[row.taking_id], at=timezone.now())
    except Refused as refused:
        refused_banner(request, refused)
    else:
        done(request, gettext("Signed: the post is taken over."))
    return redirect("office:handovers")


@allow(Permission.FOLLOW_RELEASE)
@require_http_methods(["GET", "POST"])
def consequence(request: StaffRequest, number: int) -> HttpResponse:
    """Say which post changed hands because of a review, a shortcoming or an inspection."""
    found = item_of(request, number)
    if request.method != "POST" and (refusal := _why_not_tell(request, found)):
        return turned_back(request, refusal, "office:follow-item", found.pk)
    place = found.unit.territory
    here = [place, *(unit for _depth, unit in bodies(place))]
    rows = Tenure.objects.filter(post__book=found.book_id, post__unit__in=here)
    rows = rows.select_related("post__unit").order_by("-start_on", "pk")
    form = ConsequenceForm(typed(request), rows=rows)
    if request.method == "POST" and form.is_valid():
        data, by = form.cleaned_data, keeper(request, found.unit)
        try:
            follow_from(found, data["tenure"], data["words"], by=by, at=timezone.now())
        except Refused as refused:
            on_form(form, refused)
        else:
            done(request, gettext("The consequence is recorded."))
            return redirect("office:follow-item", found.pk)
    template = "office/loop/consequence.html"
    context = {"form": form, "case": found}
    return page(request, template, context, status=422 if form.errors else 200)


def _why_not_tell(request: StaffRequest, found: Case) -> Refusal | None:
    by = keeper(request, found.unit)
    refusal = why_not_keep(found, Permission.FOLLOW_RELEASE, by, request.today)
    return refusal or why_not_have_consequences(found)


def _ever(request: StaffRequest) -> list[Tenure]:
    """What the person holds, and what they left and may still sign for, with a post or without."""
    return [*request.tenures, *past_tenures(request.user, request.today)]


def _shown(rows: list[dict[str, str | None]]) -> list[dict[str, Any]]:
    """What a handover lists, as a page says it."""
    language = get_language() or "vi"
    return [
        {
            "code": row["code"],
            "kind": KINDS[str(row["kind"])].label.texts[language],
            "state": KINDS[str(row["kind"])].states[str(row["state"])].label.texts[language],
            "due": datetime.fromisoformat(row["due"]) if row["due"] else None,
        }
        for row in rows
    ]
