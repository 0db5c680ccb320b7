"""Sign-in only under the office, and no view without an access mark."""

from collections.abc import Callable, Iterator
from typing import Any

from django.conf import settings
from django.core.handlers.exception import convert_exception_to_response
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.utils.module_loading import import_string

from wardbook.web.access import View, access_of

GetResponse = Callable[[HttpRequest], Any]

STAFF_PREFIX = "/office"
STAFF_MIDDLEWARE = (
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "axes.middleware.AxesMiddleware",
)


def is_staff_path(path: str) -> bool:
    """Whether a path lies under the office, with or without a language before it."""
    starts = (STAFF_PREFIX, *(f"/{code}{STAFF_PREFIX}" for code, _ in settings.LANGUAGES))
    return any(path == start or path.startswith(f"{start}/") for start in starts)


class StaffChain:
    """Run ``STAFF_MIDDLEWARE`` on staff paths only.

    So the public site has no session, reads no user and sets no cookie. The wrapped middleware
    keep the order and the hooks that Django would give them in ``MIDDLEWARE``.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.staff_response = get_response
        self.layers: list[Any] = []  # outermost first
        for path in reversed(STAFF_MIDDLEWARE):
            layer = import_string(path)(self.staff_response)
            self.layers.insert(0, layer)
            self.staff_response = convert_exception_to_response(layer)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        respond = self.staff_response if is_staff_path(request.path_info) else self.get_response
        response: HttpResponseBase = respond(request)
        return response

    def process_view(
        self, request: HttpRequest, view: View, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        for hook in self._hooks(request, "process_view"):
            response: HttpResponseBase | None = hook(request, view, args, kwargs)
            if response is not None:
                return response
        return None

    def process_template_response(
        self, request: HttpRequest, response: TemplateResponse
    ) -> TemplateResponse:
        for hook in reversed(list(self._hooks(request, "process_template_response"))):
            response = hook(request, response)
        return response

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponseBase | None:
        for hook in reversed(list(self._hooks(request, "process_exception"))):
            response: HttpResponseBase | None = hook(request, exception)
            if response is not None:
                return response
        return None

    def _hooks(self, request: HttpRequest, name: str) -> Iterator[Callable[..., Any]]:
        if is_staff_path(request.path_info):
            yield from (getattr(layer, name) for layer in self.layers if hasattr(layer, name))


def deny_unmarked(get_response: GetResponse) -> GetResponse:
    """Answer a view without an access mark as if it were not there."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response: HttpResponseBase = get_response(request)
        return response

    def process_view(_request: HttpRequest, view: View, *_arguments: Any) -> None:
        if access_of(view) is None:
            raise Http404

    middleware.process_view = process_view  # type: ignore[attr-defined] # Django looks it up there
    return middleware
