"""Every address: Vietnamese at the root, English below /en/."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = i18n_patterns(
    path("office/", include("wardbook.office.urls")),
    path("", include("wardbook.portal.urls")),
    prefix_default_language=False,
)
handler404 = "wardbook.web.trouble.not_found"
handler500 = "wardbook.web.trouble.failed"
