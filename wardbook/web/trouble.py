"""What both sites answer when something fails, and when a form comes from elsewhere."""

import sys

from django.http import Http404, HttpRequest, HttpResponse
from django.template import loader
from django.views.csrf import csrf_failure
from django.views.defaults import page_not_found, server_error

from wardbook.web import audit
from wardbook.web.middleware import is_staff_path
from wardbook.web.models import Kind
from wardbook.web.unwritten import RETRY_AFTER, passes


def not_found(request: HttpRequest, exception: Http404) -> HttpResponse:
    """Each site leads back to its own first page."""
    staff = is_staff_path(request.path_info)
    template = "404_office.html" if staff else "404.html"
    return page_not_found(request, exception, template_name=template)


def failed(request: HttpRequest) -> HttpResponse:
    """The handler of everything uncaught: a machine that cannot answer now is no fault of code.

    The database may be busy or away, the disk full; nothing was kept, so one may try again.
    """
    if not passes(sys.exc_info()[1]):
        return server_error(request)
    page = loader.get_template("503.html").render()
    return HttpResponse(page, status=503, headers={"Retry-After": RETRY_AFTER})


def foreign_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without the token of its page: sent by another site, or after cookies were cleared."""
    audit.note(request, Kind.FORM)
    return csrf_failure(request, reason)
