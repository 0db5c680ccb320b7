"""What both sites answer when something of ours fails."""

import sys

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.views.defaults import server_error

RETRY_AFTER = "60"  # seconds


def failed(request: HttpRequest) -> HttpResponse:
    """The handler of everything uncaught: a database that cannot answer now is no fault of code.

    It may be busy, or away; the transaction was not kept, so the reader may try again.
    """
    if not isinstance(sys.exc_info()[1], OperationalError):
        return server_error(request)
    page = loader.get_template("503.html").render()
    return HttpResponse(page, status=503, headers={"Retry-After": RETRY_AFTER})
