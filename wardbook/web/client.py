"""From where a request comes: the visitor's address, and the page that led here."""

from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.http import HttpRequest


def address(request: HttpRequest) -> str:
    """The address of the visitor, as the outermost of our own proxies saw it.

    Each of ``settings.PROXIES`` proxies adds one address at the end of X-Forwarded-For; what
    stands before them the visitor may have written. Without proxies the header says nothing.
    """
    said = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    proxies: int = settings.PROXIES
    if proxies and len(said) >= proxies and said[-proxies]:
        return str(said[-proxies])
    return str(request.META.get("REMOTE_ADDR", ""))


def came_from(request: HttpRequest) -> SplitResult:
    """The page of this site that led here, by what the browser says; blank where none did."""
    none = urlsplit("")
    try:
        page = urlsplit(request.headers.get("Referer", ""))
    except ValueError:  # no address at all
        return none
    return page if page.netloc == request.get_host() else none
