"""What every answer says to the browser: the content policy, and what no page of ours needs."""

from csp.constants import HEADER
from csp.utils import build_policy
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from wardbook.web.middleware import GetResponse, is_staff_path

NOTHING = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"


def headers(get_response: GetResponse) -> GetResponse:
    """No page needs a camera or a place; nobody else's page may draw one of the office in.

    The content policy is the same for all, so it is put together once; an answer that has one of
    its own keeps it.
    """
    policy = build_policy()

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response: HttpResponseBase = get_response(request)
        response.headers.setdefault(HEADER, policy)
        response.headers.setdefault("Permissions-Policy", NOTHING)
        if is_staff_path(request.path_info):
            response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
            response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return middleware
