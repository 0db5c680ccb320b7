"""The public pages of one-stop statements, and their workbook."""

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse

from wardbook.portal import statements
from wardbook.portal.answer import data, public, shown
from wardbook.portal.asked import language
from wardbook.reports import xlsx
from wardbook.reports.one_stop import tables


@public
def statement_list(request: HttpRequest, form: str = "html") -> HttpResponse:
    return shown(request, form, "portal/statements.html", statements.listed())


@public
def statement(request: HttpRequest, unit: str, period: str, form: str = "html") -> HttpResponse:
    body = statements.statement(unit, period)
    if body and form == "csv" and body["erased"]:
        raise Http404
    return shown(
        request,
        form,
        "portal/statement.html",
        body,
        lambda: tables.for_people(body or {}, language()),
    )


@public
def workbook(_request: HttpRequest, unit: str, period: str) -> HttpResponse:
    """The same counts as a workbook: a sheet for people, a sheet for machines."""
    body = statements.statement(unit, period)
    if body is None or body["erased"]:
        raise Http404
    people, machines = tables.for_people(body, language()), tables.for_machines(body)
    at = datetime.fromisoformat(body["at"])
    response = HttpResponse(
        xlsx.xlsx_of(people, machines, language(), at=at), content_type=xlsx.MEDIA
    )
    response["Content-Disposition"] = f'attachment; filename="{people.name}.xlsx"'
    return data(response)
