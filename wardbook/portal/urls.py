"""Addresses of the public site; each page also as .json, the body it renders."""

from django.urls import URLPattern, path

from wardbook.portal import views
from wardbook.web.access import View

app_name = "portal"


def page(route: str, view: View, name: str) -> list[URLPattern]:
    """A page at ``route`` and its body at the same address with ``.json`` for the last slash."""
    twin = f"{route.rstrip('/') or 'index'}.json"
    return [path(route, view, name=name), path(twin, view, {"as_json": True}, f"{name}-json")]


urlpatterns = [
    *page("", views.home, "home"),
    *page("units/", views.units, "units"),
    *page("units/<str:code>/", views.unit, "unit"),
    *page("figures/<str:unit>/<slug:indicator>/<str:period>/", views.figure, "figure"),
]
