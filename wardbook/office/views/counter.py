"""The counter: a code or a name leads to a case; a new dossier is typed and opened."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wardbook.cases.actions import drafts
from wardbook.cases.actions.contacts import note_visit
from wardbook.cases.actions.counter import receive
from wardbook.cases.kinds.contacts import SENT_HOME
from wardbook.cases.models import Case, Contact, Procedure
from wardbook.cases.queries.cases import search
from wardbook.cases.queries.duplicates import duplicates
from wardbook.lib.refusal import Refused
from wardbook.office.access import StaffRequest, allow, books, by_place, tenure, units
from wardbook.office.case_forms import CounterForm
from wardbook.office.views.cases import case_of
from wardbook.office.views.page import done, on_form, page, refused_banner, typed
from wardbook.org.models import Unit
from wardbook.org.roles import Permission

FOUND = 8  # dossiers listed beneath the field, at most
NOT_KEPT = {"csrfmiddlewaretoken", "then", "draft", "seen", "q"}


@allow(Permission.CASE_OPEN)
@require_http_methods(["GET", "POST"])
def counter(request: StaffRequest) -> HttpResponse:
    """The page of the counter; what is sent by its form is opened."""
    form = _form(request, typed(request), _kept(request))
    if request.method != "POST" or "look" in request.POST:
        return _counter(request, form)
    if not form.is_valid():
        return _counter(request, form, status=422)
    found = _unseen(form)
    if found:
        form.add_error(None, gettext("Perhaps it is in the book already: look, then send again."))
        return _counter(request, form, found=found, status=422)
    try:
        case = _open(request, form)
    except Refused as refused:
        on_form(form, refused)
        return _counter(request, form, status=422)
    done(request, gettext("%(code)s is opened.") % {"code": case.code})
    return redirect(f"{reverse('office:case', args=[case.pk])}?new=1")


def _form(
    request: StaffRequest, data: QueryDict | None = None, kept: dict[str, Any] | None = None
) -> CounterForm:
    """The form with what was sent or kept; the place is the one where something was opened last."""
    where = units(request, Permission.CASE_OPEN)
    return CounterForm(
        data,
        kept={"unit": _place(request, where).pk} | (kept or {}),
        books=books(request, Permission.CASE_OPEN),
        units=where,
        on=request.today,
    )


def _place(request: StaffRequest, where: list[Unit]) -> Unit:
    """The place that was sent, if it is the person's; else where something was opened last."""
    by_number = {str(unit.pk): unit for unit in where}
    sent = by_number.get(request.POST.get("unit", ""))
    if sent or len(where) == 1:
        return sent or where[0]
    last = (
        Case.objects.filter(unit__in=where, kind="dossier", origin="")
        .order_by("-opened_at")
        .first()
    )
    return by_number.get(str(last.unit_id), where[0]) if last else where[0]


def _kept(request: StaffRequest) -> dict[str, Any]:
    """What the person typed in the draft that the address names."""
    number = request.GET.get("draft", "")
    if not number.isdecimal():
        return {}
    row = drafts.drafts_of(request.user, timezone.now()).filter(pk=number).first()
    if row is None:
        return {}
    said = {name: words if name == "papers" else words[0] for name, words in row.typed.items()}
    return said | {"draft": row.pk}


def _open(request: StaffRequest, form: CounterForm) -> Case:
    now = timezone.now()
    procedure: Procedure = form.cleaned_data["procedure"]
    unit: Unit = form.only_unit or form.cleaned_data["unit"]
    by = tenure(request, Permission.CASE_OPEN, book=procedure.book, unit=unit)
    return receive(
        form.opening(own=by.post, at=now),
        form.told(),
        request.POST.get("then", "keep"),
        form.said(),
        draft=form.cleaned_data["draft"],
        by=by,
        at=now,
    )


def _unseen(form: CounterForm) -> list[Case]:
    """Dossiers that this one may be, of which the person was not shown one."""
    found = _alike(form)
    return [] if {one.pk for one in found} <= form.duplicates_seen() else found


def _alike(form: CounterForm) -> list[Case]:
    unit = form.only_unit or form.cleaned_data.get("unit")
    if not unit:
        return []
    return duplicates(unit, form.chosen, form.told(), timezone.now())


def _counter(
    request: StaffRequest,
    form: CounterForm,
    *,
    found: Iterable[Case] = (),
    results: list[Case] | None = None,
    status: int = 200,
) -> HttpResponse:
    now, where = timezone.now(), units(request, Permission.CASE_OPEN)
    context = {
        "form": form,
        "alike": list(found),
        "unfinished": drafts.drafts_of(request.user, now)[:10],
        "today": _today(where, now),
        "reasons": list(enumerate(SENT_HOME.items(), start=1)),
        "q": request.POST.get("q", ""),
        "results": results,
    }
    return page(request, "office/cases/counter.html", context, status=status)


def _today(where: list[Unit], now: datetime) -> dict[str, int]:
    """What the counters of these places did since midnight."""
    begun = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    opened = Case.objects.filter(unit__in=where, opened_at__gte=begun, origin="")
    home = Contact.objects.filter(unit__in=where, at__gte=begun, case=None)
    tomorrow = begun + timedelta(days=1)
    return {
        "opened": opened.filter(kind="dossier", opened_at__lt=tomorrow).count(),
        "home": home.filter(at__lt=tomorrow).count(),
    }


@allow(Permission.CASE_OPEN)
@require_POST
def find(request: StaffRequest) -> HttpResponse:
    """Dossiers by code or name; a code that is one leads there. Names stand in no address."""
    words = request.POST.get("q", "").strip()
    where = units(request, Permission.CASE_READ)
    found = _found(where, words)
    if "HX-Request" in request.headers:
        return render(request, "office/cases/_found.html", {"results": found, "q": words})
    if len(found) == 1:
        return redirect("office:case", found[0].pk)
    return _counter(request, _form(request), results=found)


def _found(where: list[Unit], words: str) -> list[Case]:
    if len(words) < 2:
        return []
    rows = [row for unit in where for row in search(words, unit)[:FOUND]]
    exact = [row for row in rows if row.code.lower() == words.lower()]
    return exact or rows[:FOUND]


@allow(Permission.CASE_OPEN)
@require_safe
def papers(request: StaffRequest) -> HttpResponse:
    """What a procedure asks for, to be ticked; asked for when it is chosen."""
    number = request.GET.get("procedure", "")
    form = _form(request, kept={"procedure": number if number.isdecimal() else ""})
    return render(request, "office/cases/_papers.html", {"form": form})


@allow(Permission.CASE_OPEN)
@require_POST
def keep(request: StaffRequest) -> HttpResponse:
    """Keep what is typed; answered with its number and with dossiers that this one may be."""
    form = _form(request, typed(request))
    form.is_valid()
    number = str(request.POST.get("draft", ""))
    said = {name: request.POST.getlist(name) for name in request.POST if name not in NOT_KEPT}
    row = drafts.keep_draft(
        int(number) if number.isdecimal() else None, said, by=request.user, at=timezone.now()
    )
    context = {"alike": _alike(form), "draft": row.pk}
    return render(request, "office/cases/_alike.html", context)


@allow(Permission.CASE_OPEN)
@require_POST
def drop(request: StaffRequest, number: int) -> HttpResponse:
    """Give up something begun."""
    drafts.drop_draft(number, by=request.user)
    done(request, gettext("What was begun is given up."))
    return redirect("office:counter")


@allow(Permission.CASE_OPEN)
@require_http_methods(["GET", "POST"])
def sent_home(request: StaffRequest) -> HttpResponse:
    """Somebody leaves with nothing handed in: the reason is one key, and nobody is named."""
    if request.method == "GET":
        return _sent_home(request)
    try:
        row = _note(request, _place(request, units(request, Permission.CASE_OPEN)))
    except Refused as refused:
        refused_banner(request, refused)
        return _sent_home(request, status=422)
    if "HX-Request" in request.headers:
        return HttpResponse(status=204)
    label = SENT_HOME[row.reason].texts[get_language() or "vi"]
    done(request, gettext("Recorded: %(reason)s.") % {"reason": label})
    return redirect("office:counter")


def _sent_home(request: StaffRequest, status: int = 200) -> HttpResponse:
    context = {"reasons": list(enumerate(SENT_HOME.items(), start=1))}
    return page(request, "office/cases/sent_home.html", context, status=status)


def _note(request: StaffRequest, unit: Unit) -> Contact:
    by = by_place(request, Permission.CASE_OPEN, unit)
    number = request.POST.get("procedure", "")
    rows = Procedure.objects.filter(book=by.post.book)
    chosen = rows.filter(pk=number).first() if number.isdecimal() else None
    return note_visit(
        request.POST.get("reason", ""),
        book=by.post.book,
        unit=unit,
        procedure=chosen,
        by=by,
        at=timezone.now(),
    )


@allow(Permission.CASE_MOVE)
@require_POST
def came_again(request: StaffRequest, number: int) -> HttpResponse:
    """Somebody came again for a dossier: one more trip."""
    found = case_of(request, number)
    try:
        by = tenure(request, Permission.CASE_MOVE, book=found.book, unit=found.unit)
        reason = request.POST.get("reason", "")
        note_visit(reason, book=found.book, unit=found.unit, case=found, by=by, at=timezone.now())
    except Refused as refused:
        refused_banner(request, refused)
    else:
        done(request, gettext("The trip is recorded."))
    return redirect("office:case", found.pk)
