"""The style pages, and small views that show what the middleware does."""

from django.conf.urls.i18n import i18n_patterns
from django.http import HttpResponse
from django.urls import include, path

from tests.web import style_pages as pages
from wardbook.web.access import allow, open_to_all


def plain(request):
    return HttpResponse("plain")


def unmarked(request):
    return HttpResponse("nobody said who may open this")


office = [
    path("", allow("figure.read")(pages.office), name="home"),
    path("papers/", allow("figure.read")(pages.office), name="papers"),
    path("papers/7/", allow("figure.read")(pages.office)),
    path("sign-out/", open_to_all(plain), name="sign-out"),
]
site = [
    path("", open_to_all(pages.portal), name="home"),
    path("units/", open_to_all(pages.portal), name="units"),
    path("form/", open_to_all(pages.form), name="form"),
    path("unmarked/", unmarked, name="unmarked"),
    path("office/", include((office, "office"))),
]
urlpatterns = i18n_patterns(*site, prefix_default_language=False)
