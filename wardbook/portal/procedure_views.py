"""The public pages of procedures, their notices and where those hang."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from wardbook.portal import procedure_lists, procedures
from wardbook.portal.answer import public, shown
from wardbook.portal.asked import language, page_in, said_in, words_in
from wardbook.portal.places import SAMPLE_BOOK
from wardbook.reports.notices import sheet


@public
def procedure_list(request: HttpRequest, form: str = "html") -> HttpResponse:
    """Every procedure, or those that words and area name, with or without accents."""
    number = page_in(request, form)
    area, book = said_in(request, "field"), said_in(request, "book")
    body = procedures.listed(words_in(request), area, book, number)
    return shown(
        request,
        form,
        "portal/procedures.html",
        body,
        lambda: procedure_lists.procedures(body["procedures"], language()),
    )


@public
def procedure(request: HttpRequest, key: str, form: str = "html") -> HttpResponse:
    body = procedures.procedure(key, timezone.localdate(), said_in(request, "book"))
    return shown(request, form, "portal/procedure.html", body)


@public
def notice(request: HttpRequest, key: str) -> HttpResponse:
    """A sheet to print and hang; its code leads to what holds then, not to what is printed."""
    body = procedures.procedure(key, timezone.localdate(), said_in(request, "book"))
    if body is None or body["in_force"] is None:
        raise Http404
    with override("vi"):  # the shortest address; whoever scans it chooses the language there
        address = reverse("portal:notice", args=[body["in_force"]["notice"]])
    made = sheet(body["in_force"], request.build_absolute_uri(address))
    return render(request, "portal/notice_sheet.html", {"body": body, "sheets": [made]})


@public
def scanned(request: HttpRequest, code: str, form: str = "html") -> HttpResponse:
    """Where the code of a printed notice leads; a number behind it is the place where it hangs."""
    notice_code, _, place = code.partition("-")
    body = procedures.notice(notice_code, timezone.localdate())
    if body is not None:
        body |= {"place": place if place.isdecimal() else ""}
    return shown(request, form, "portal/scanned.html", body)


@public
def posted(request: HttpRequest, form: str = "html") -> HttpResponse:
    """Which wards say what hangs where."""
    wards = procedures.posted()
    samples = SAMPLE_BOOK if any(ward["sample"] for ward in wards) else []
    return shown(request, form, "portal/posted.html", {"wards": wards, "samples": samples})


@public
def posted_in(request: HttpRequest, code: str, form: str = "html") -> HttpResponse:
    """What hangs where in one ward."""
    found = procedures.posted(code)
    body = found[0] if found else None
    if body is not None:
        body |= {"samples": SAMPLE_BOOK if body["sample"] else []}
    return shown(request, form, "portal/posted_in.html", body)
