"""How the holder of a case is reached: the fields that a call or a letter needs."""

from dataclasses import replace

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from wardbook.cases.actions.reaching import set_reach
from wardbook.cases.rules.reaching import Reach, known
from wardbook.lib.refusal import Refused
from wardbook.office.access import StaffRequest, allow, tenure
from wardbook.office.reach_forms import ReachForm
from wardbook.office.views.cases import case_of
from wardbook.office.views.page import done, on_form, page, typed
from wardbook.org.roles import Permission
from wardbook.web import audit
from wardbook.web.models import Kind

MOVE = Permission.CASE_MOVE


@allow(MOVE)
@require_http_methods(["GET", "POST"])
def reach(request: StaffRequest, number: int) -> HttpResponse:
    """Channel, telephone, e-mail and address of our own case; it is audited."""
    found = case_of(request, number, MOVE)
    names = known(found)
    if found.mirrored or not names:
        raise Http404
    stands = Reach.of(found)
    form = ReachForm(typed(request), names=names, stands=stands)
    if request.method == "POST" and form.is_valid():
        told = replace(stands, **{name: form.cleaned_data[name] for name in names})
        by = tenure(request, MOVE, book=found.book, unit=found.unit)
        try:
            set_reach(found, told, seen=form.cleaned_data["seen"], by=by, at=timezone.now())
        except Refused as refused:
            on_form(form, refused)
        else:
            done(request, gettext("Saved how they are reached."))
            return redirect("office:case", found.pk)
    audit.note(request, Kind.READ)
    context = {"form": form, "case": found}
    status = 422 if form.errors else 200
    return page(request, "office/cases/reach.html", context, status=status)
