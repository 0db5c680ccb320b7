"""Addresses of the public site; each page also as .json, the body it renders."""

from django.urls import URLPattern, path, register_converter
from django.urls.converters import StringConverter

from wardbook.portal import views
from wardbook.web.access import View

app_name = "portal"


class Code(StringConverter):
    """A part of a ledger key: letters, digits and what stands between them."""

    regex = r"[\w.~-]{1,80}"


register_converter(Code, "code")


def page(route: str, view: View, name: str) -> list[URLPattern]:
    """A page at ``route`` and its body at the same address with ``.json`` for the last slash."""
    twin = f"{route.rstrip('/') or 'index'}.json"
    return [path(route, view, name=name), path(twin, view, {"as_json": True}, f"{name}-json")]


urlpatterns = [
    *page("", views.home, "home"),
    *page("units/", views.units, "units"),
    *page("units/<code:code>/", views.unit, "unit"),
    *page("figures/<code:unit>/<slug:indicator>/<code:period>/", views.figure, "figure"),
]
