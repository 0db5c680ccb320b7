"""Opening work of the loop: what it opens with is shown first and frozen with it."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from wardbook.cases import loop
from wardbook.cases.actions.moves import open_case
from wardbook.cases.kinds import FOLLOW_UP, KINDS
from wardbook.cases.models import Case
from wardbook.cases.queries import follow_up as queries
from wardbook.cases.rules.follow_up import why_not_above_it
from wardbook.cases.rules.standing import why_not_own_or_keep
from wardbook.figures.snapshots import snapshot
from wardbook.lib.refusal import Refusal, Refused
from wardbook.office.access import StaffRequest, allow
from wardbook.office.loop import access
from wardbook.office.loop.forms import OpenForm
from wardbook.office.views.page import done, on_form, page, turned_back, typed
from wardbook.org.models import Tenure, Unit
from wardbook.org.roles import Permission


@allow(Permission.FOLLOW_KEEP)
@require_http_methods(["GET", "POST"])
def follow_new(request: StaffRequest, kind: str) -> HttpResponse:
    """Open one; what it opens with is shown first and frozen with it."""
    if kind not in FOLLOW_UP:
        raise Http404
    parent = _parent(request, kind)
    if parent and request.method != "POST" and (no := _why_not_under(request, kind, parent)):
        return turned_back(request, no, "office:follow-item", parent.pk)
    units = [parent.unit] if parent else access.keeping(request)
    if not units:
        raise Http404
    alike, chosen = _alike(request, kind, parent, units), _chosen(request, kind, parent, units)
    form = OpenForm(
        typed(request), kind=kind, units=units, posts=access.accountable(request, units),
        parent=parent, near=_near(units, kind), alike=alike, initial=_initial(request, chosen),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            opened = _open(request, form, kind, alike)
        except Refused as refused:
            on_form(form, refused)
        else:
            done(request, gettext("Opened: %(code)s.") % {"code": opened.code})
            return redirect("office:follow-item", parent.pk if parent else opened.pk)
    series = request.POST.get("series", request.GET.get("series", "")).strip()
    held = kind == "session" and series
    context = {
        "form": form,
        "kind": KINDS[kind],
        "parent": parent,
        "chosen": chosen,
        "carried": loop.carried(chosen, series) if held and chosen else [],
        "series": queries.series_of(units) if kind == "session" else [],
        "bodies": units if kind == "review" and not chosen else [],
        "previous": loop.previous_of(chosen) if kind == "review" and chosen else [],
    }
    return page(request, "office/loop/new.html", context, status=422 if form.errors else 200)


def _why_not_under(request: StaffRequest, kind: str, parent: Case) -> Refusal | None:
    """Of nobody's post, or under nothing that may take it: said before anybody types."""
    by, permission = _opener(request, parent, parent.unit), KINDS[kind].permission
    return why_not_own_or_keep(parent, permission, by, request.today) or why_not_above_it(
        kind, parent
    )


def _parent(request: StaffRequest, kind: str) -> Case | None:
    number = request.GET.get("under", "")
    if not number.isdecimal():
        if "" not in KINDS[kind].parents:
            raise Http404
        return None
    return access.item_of(request, int(number))


def _chosen(
    request: StaffRequest, kind: str, parent: Case | None, units: list[Unit]
) -> Unit | None:
    """The body that keeps it, where that is said already: it is its past that the page shows."""
    if parent or len(units) == 1:
        return parent.unit if parent else units[0]
    said = request.POST.get("unit", request.GET.get("unit", ""))
    if said or kind != "session":
        return next((unit for unit in units if str(unit.pk) == said), None)
    series = request.GET.get("series", "")
    return next((unit for name, unit in queries.series_of(units) if name == series), None)


def _initial(request: StaffRequest, chosen: Unit | None) -> dict[str, Any]:
    """What a link that suggests it says already."""
    names = ("title", "indicator", "source", "topic", "series", "form")
    said: dict[str, Any] = {name: request.GET[name][:300] for name in names if name in request.GET}
    return said | ({"unit": chosen} if chosen else {})


def _near(units: list[Unit], kind: str) -> list[Unit]:
    """The places above; and but for a request, which goes up, what stands in the place itself."""
    found: dict[int, Unit] = {}
    for unit in units:
        place = unit.territory
        found |= {one.pk: one for one in place.path[:-1]}
        if kind != "request_up":
            around = [place, *(below for _depth, below in queries.bodies_of(place))]
            found |= {one.pk: one for one in around if one.pk != unit.pk}
    return list(found.values())


def _alike(request: StaffRequest, kind: str, parent: Case | None, units: list[Unit]) -> Case | None:
    """The shortcoming that what is typed looks like, of this body or one it took over."""
    if kind != "shortcoming" or request.method != "POST":
        return None
    chosen = next((u for u in units if str(u.pk) == request.POST.get("unit")), units[0])
    unit = parent.unit if parent else chosen
    return loop.like_it(unit, request.POST.get("title", ""), request.POST.get("indicator", ""))


def _open(request: StaffRequest, form: OpenForm, kind: str, alike: Case | None) -> Case:
    now, data = timezone.now(), form.cleaned_data
    again = alike if alike and data.get("again") == alike.code else None
    unit = form.parent.unit if form.parent else data["unit"]
    facts: dict[str, Any] = {}
    if kind == "session":
        facts["carried"] = loop.carried(unit, data.get("series", "").strip())
    if kind == "review":
        facts["previous"] = loop.previous_of(unit)
    if code := data.get("indicator"):
        facts["before"] = snapshot(unit, code, now)
    told = form.opening(now, facts, again)
    return open_case(kind, told, by=_opener(request, form.parent, unit), at=now)


def _opener(request: StaffRequest, parent: Case | None, unit: Unit) -> Tenure:
    """The post that answers for what it is opened under, or one of the body that keeps it."""
    own = (one for one in request.tenures if parent and one.post_id == parent.post_id)
    return next(own, access.keeper(request, unit))
