"""What the address of a public page asks for, cut to what can be meant."""

from django.http import HttpRequest
from django.utils.translation import get_language


def language() -> str:
    return get_language() or "vi"


def said_in(request: HttpRequest, name: str) -> str:
    return request.GET.get(name, "").replace("\0", "").strip()[:200]


def words_in(request: HttpRequest) -> str:
    return said_in(request, "q")


def number_in(request: HttpRequest, name: str) -> int | None:
    said = request.GET.get(name, "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 16 else None


def page_in(request: HttpRequest, form: str) -> int | None:
    """The page asked for; ``None`` is all of them at once, which only data are."""
    if form == "csv" or (form == "json" and request.GET.get("page") == "all"):
        return None
    return number_in(request, "page") or 1
