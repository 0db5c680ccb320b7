"""Where notices of procedures hang: places, looks at them, sheets to print, telling the public."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext, override
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wardbook.cases.actions import postings as actions
from wardbook.cases.models import Place, Procedure
from wardbook.cases.queries import postings as queries
from wardbook.cases.queries.postings import Board
from wardbook.cases.queries.procedures import public_version
from wardbook.lib.refusal import Refused
from wardbook.office.access import StaffRequest, allow, books, by_place, tenure, units
from wardbook.office.procedure_forms import ClosePlaceForm, LookForm, PlaceForm, RoundForm
from wardbook.office.views.case_files import site
from wardbook.office.views.page import PER_PAGE, done, on_form, page, refused_banner, typed
from wardbook.office.views.posts import change
from wardbook.org.models import Unit
from wardbook.org.queries import bodies
from wardbook.org.roles import Permission
from wardbook.reports.notices import sheet

LOOK, KEEP = Permission.POSTING_RECORD, Permission.PROCEDURE_KEEP


def _places(request: StaffRequest) -> list[Place]:
    """The places whose notices the person may look at, in the books of those posts."""
    known = {book.pk for book in books(request, LOOK)}
    found = queries.places(units(request, LOOK), request.today)
    return [row for row in found if row.book_id in known]


def _boards(rows: list[Place], request: StaffRequest) -> list[Board]:
    """Places of several books are asked book by book."""
    by_book: dict[int, list[Place]] = {}
    for row in rows:
        by_book.setdefault(row.book_id, []).append(row)
    return [board for ours in by_book.values() for board in queries.boards(ours, request.today)]


def _row(board: Board) -> dict[str, Any]:
    return {
        "label": board.place.label,
        "counts": board.counts,
        "last_on": board.last_at,
        "url": reverse("office:posting-place", args=[board.place.pk]),
    }


@allow(LOOK)
@require_safe
def postings(request: StaffRequest) -> HttpResponse:
    """Every place with how many notices hang as they should, by ward; or those of one standing."""
    boards = _boards(_places(request), request)
    if (standing := request.GET.get("standing", "")) in queries.STANDINGS:
        return _of_standing(request, boards, standing)
    wards: dict[int, dict[str, Any]] = {}
    for board in boards:
        place = board.place.unit.territory
        ward = wards.setdefault(place.pk, {"unit": place, "rows": [], "wrong": 0, "due": 0})
        ward["rows"].append(_row(board))
        ward["wrong"] += len(board.wrong)
        ward["due"] += len(board.lines)
    context = {"wards": list(wards.values()), "keeps": bool(books(request, KEEP))}
    return page(request, "office/postings.html", context)


def _of_standing(request: StaffRequest, boards: list[Board], standing: str) -> HttpResponse:
    found = [(one.place, line) for one in boards for line in one.lines if line.standing == standing]
    here = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return page(request, "office/postings_lines.html", {"standing": standing, "page": here})


@allow(LOOK)
@require_http_methods(["GET", "POST"])
def posting_place(request: StaffRequest, number: int) -> HttpResponse:
    """One place, notice by notice; what was seen of many is told at once."""
    place = _place(request, number)
    (board,) = queries.boards([place], request.today)
    only = request.GET.get("only", "")
    lines = board.wrong if only == "wrong" else list(board.lines)
    form = RoundForm(typed(request), keys=[line.procedure.key for line in lines])
    if request.method == "POST" and form.is_valid():
        try:
            _tell(request, board, form.cleaned_data["chosen"], form.cleaned_data["state"])
        except Refused as refused:
            on_form(form, refused)
        else:
            return redirect("office:posting-place", place.pk)
    context = {"form": form, "board": board, "lines": lines, "only": only,
               "keeps": place.book in books(request, KEEP)}  # fmt: skip
    return page(request, "office/posting_place.html", context, status=422 if form.errors else 200)


def _place(request: StaffRequest, number: int) -> Place:
    found = next((row for row in _places(request) if row.pk == number), None)
    if found is None:
        raise Http404
    return found


def _tell(request: StaffRequest, board: Board, keys: list[str], state: str) -> None:
    by = tenure(request, LOOK, book=board.place.book, unit=board.place.unit)
    seen = [(line.procedure, state) for line in board.lines if line.procedure.key in keys]
    actions.look(board.place, seen, by=by, at=timezone.now())
    said = ngettext("%(n)s notice is recorded.", "%(n)s notices are recorded.", len(seen))
    done(request, said % {"n": len(seen)})


@allow(LOOK)
@require_http_methods(["GET", "POST"])
def scan(request: StaffRequest) -> HttpResponse:
    """Where a code leads whoever looks after the notice: this one hangs here, or does not."""
    places = _places(request)
    printed = _printed(request, places)
    here = next((one for one in places if str(one.pk) == request.GET.get("place")), None)
    offered = [one for one in places if one.book_id == printed.book_id]
    form = LookForm(typed(request), places=offered, initial={"place": here})
    if request.method == "POST" and form.is_valid():
        place, state = form.cleaned_data["place"], form.cleaned_data["state"]
        try:
            by = tenure(request, LOOK, book=place.book, unit=place.unit)
            actions.look(place, [(printed, state)], by=by, at=timezone.now())
        except Refused as refused:
            on_form(form, refused)
        else:
            done(request, gettext("The notice is recorded."))
            return redirect("office:posting-place", place.pk)
    context = {"form": form, "printed": printed, "stands": printed.stands(request.today)}
    return page(request, "office/posting_scan.html", context, status=422 if form.errors else 200)


def _printed(request: StaffRequest, places: list[Place]) -> Procedure:
    """The version that the scanned notice is of, in a book of the person's places."""
    code = request.GET.get("code", "").replace("\0", "").partition("-")[0][:12]
    rows = Procedure.objects.filter(book__in={one.book_id for one in places})
    return get_object_or_404(rows.select_related("book"), notice=code)


@allow(LOOK)
@require_safe
def notices(request: StaffRequest, number: int) -> HttpResponse:
    """Sheets to print for one place: all, or those that have to be put up."""
    place = _place(request, number)
    (board,) = queries.boards([place], request.today)
    wrong = request.GET.get("only") == "wrong"
    lines = [one for one in board.lines if one.standing != "ended"]
    lines = [one for one in lines if one.standing != "current"] if wrong else lines
    sheets = [
        sheet(public_version(line.procedure), _address(request, line.procedure, place))
        for line in lines
    ]
    unit = place.unit.territory
    context = {"place": place, "sheets": sheets, "unit": unit.label, "phone": unit.phone}
    return page(request, "office/posting_notices.html", context)


def _address(request: StaffRequest, procedure: Procedure, place: Place) -> str:
    with override("vi"):  # the shortest address
        path = reverse("portal:notice", args=[f"{procedure.notice}-{place.pk}"])
    return f"{site(request)}{path}"


@allow(KEEP)
@require_http_methods(["GET", "POST"])
def place_new(request: StaffRequest) -> HttpResponse:
    offered = _keepers(request)
    form = PlaceForm(typed(request), units=offered, initial={"start_on": request.today})

    def act() -> str:
        data = form.cleaned_data
        by = by_place(request, KEEP, data["unit"])
        made = actions.open_place(
            data["unit"],
            form.name,
            start_on=data["start_on"],
            book=by.post.book,
            by=by,
            at=timezone.now(),
        )
        return reverse("office:posting-place", args=[made.pk])

    words = {
        "heading": gettext("Add a place of posting"),
        "intro": gettext("A counter, a cultural house: wherever notices of procedures hang."),
        "button": gettext("Add the place"),
        "back": reverse("office:postings"),
    }
    return change(request, form, act, said=gettext("The place is added."), **words)


def _keepers(request: StaffRequest) -> list[Unit]:
    """Wards of the person and the bodies below them, any of which may keep a place."""
    places = units(request, KEEP)
    below = [unit for place in places for _depth, unit in bodies(place)]
    return [*places, *(unit for unit in below if unit.stands(request.today))]


@allow(KEEP)
@require_http_methods(["GET", "POST"])
def place_close(request: StaffRequest, number: int) -> HttpResponse:
    place = _place(request, number)
    form = ClosePlaceForm(typed(request), initial={"last_on": request.today})

    def act() -> str:
        by = by_place(request, KEEP, place.unit)
        actions.close_place(place, form.on, by=by, at=timezone.now())
        return reverse("office:postings")

    words = {
        "caption": place.label[get_language() or "vi"],
        "heading": gettext("Close the place"),
        "intro": gettext("Nothing hangs there any more; what was seen there stays."),
        "button": gettext("Close the place"),
        "back": reverse("office:posting-place", args=[place.pk]),
    }
    return change(request, form, act, said=gettext("The place is closed."), **words)


@allow(KEEP)
@require_POST
def publish(request: StaffRequest, number: int) -> HttpResponse:
    """Tell the public what hangs where in one ward, as it stands now."""
    unit = get_object_or_404(Unit.objects.select_related("parent"), pk=number)
    try:
        by = by_place(request, KEEP, unit)
        count = actions.publish_postings(unit, book=by.post.book, by=by, at=timezone.now())
    except Refused as refused:
        refused_banner(request, refused)
    else:
        said = ngettext("The public reads of %(n)s place.", "The public reads of %(n)s places.",
                        count)  # fmt: skip
        done(request, said % {"n": count})
    return redirect("office:postings")
