"""The public pages. They read the ledger and set no cookies."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wardbook.portal import bodies
from wardbook.web.access import open_to_all


def _answer(
    request: HttpRequest, template: str, body: bodies.Content | None, *, as_json: bool
) -> HttpResponse:
    """The page that ``body`` renders to, or the body itself; not found where there is none."""
    if body is None:
        raise Http404
    if as_json:
        return JsonResponse(body, json_dumps_params={"ensure_ascii": False, "indent": 1})
    return render(request, template, {"body": body})


@open_to_all
@require_safe
def home(request: HttpRequest, *, as_json: bool = False) -> HttpResponse:
    return _answer(request, "portal/home.html", bodies.home(), as_json=as_json)


@open_to_all
@require_safe
def units(request: HttpRequest, *, as_json: bool = False) -> HttpResponse:
    words = request.GET.get("q", "").replace("\0", "")[:200]
    body = bodies.units(words)
    return _answer(request, "portal/units.html", body, as_json=as_json)


@open_to_all
@require_safe
def unit(request: HttpRequest, code: str, *, as_json: bool = False) -> HttpResponse:
    return _answer(request, "portal/unit.html", bodies.unit(code), as_json=as_json)


@open_to_all
@require_safe
def figure(
    request: HttpRequest, unit: str, indicator: str, period: str, *, as_json: bool = False
) -> HttpResponse:
    body = bodies.figure(f"figure/{unit}/{indicator}/{period}")
    return _answer(request, "portal/figure.html", body, as_json=as_json)
