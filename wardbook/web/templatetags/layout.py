"""Tags of the page frame: navigation entries and the switch between languages."""

from functools import cache
from typing import Any

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language

register = template.Library()


@register.inclusion_tag("web/components/nav_link.html", takes_context=True)
def nav_link(
    context: template.Context,
    name: str,
    label: str,
    count: int | None = None,
    under: str = "",
    **kwargs: Any,
) -> dict[str, Any]:
    """One entry of a navigation list: ``{% nav_link "office:papers" _("Papers") count=3 %}``.

    It is marked on its own page and on the pages below it; of one named ``home``, below which
    every page lies, only on those whose next word is one of ``under``.
    """
    url = reverse(name, kwargs=kwargs) if kwargs else _address(name, get_language())
    request: HttpRequest | None = context.get("request")
    path = request.path if request else ""
    below = path.startswith(url)
    if name.rpartition(":")[2] == "home":
        below = below and path.removeprefix(url).partition("/")[0] in under.split()
    current = "page" if path == url else "true" if below else ""
    return {"url": url, "label": label, "count": count, "current": current}


@cache
def _address(name: str, _language: str | None) -> str:
    """Where a page without a number is, in the language that is shown."""
    return reverse(name)


def reverse_home(code: str) -> str:
    """The first page in a language: "/" for the main one, "/en/" for English."""
    return "/" if code == settings.LANGUAGE_CODE else f"/{code}/"


class _Once(template.Node):
    def __init__(self, nodelist: template.NodeList) -> None:
        self.nodelist = nodelist
        self._said: dict[str | None, str] = {}

    def render(self, context: template.Context) -> str:
        language = get_language()
        if language not in self._said:
            self._said[language] = self.nodelist.render(context)
        return self._said[language]


@register.tag
def once(parser: template.base.Parser, _token: template.base.Token) -> template.Node:
    """``{% once %}…{% endonce %}``: what every page that holds it says alike in one language.

    A process renders it once; nothing of a request, an answer or a person may stand in it.
    """
    nodelist = parser.parse(("endonce",))
    parser.delete_first_token()
    return _Once(nodelist)


@register.simple_tag
def home_url() -> str:
    """The first page in the language now shown."""
    return reverse_home(get_language() or settings.LANGUAGE_CODE)


@register.simple_tag(takes_context=True)
def in_language(context: template.Context, code: str) -> str:
    """The address of this very page, its query included, in another language.

    It works on the text of the address, so that a page that was not found has it as well.
    """
    request: HttpRequest | None = context.get("request")
    path = f"/{request.get_full_path().lstrip('/')}" if request else "/"  # "//x" is another host
    for other, _ in settings.LANGUAGES:
        home = reverse_home(other)
        if home != "/" and path.startswith(home):
            path = f"/{path.removeprefix(home).lstrip('/')}"
    return reverse_home(code)[:-1] + path


@register.simple_tag
def page_numbers(page: Page[Any]) -> list[int | str]:
    """Page numbers around the one shown, gaps as "…"."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1))
