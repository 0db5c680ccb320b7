"""Words that were typed into a form and not taken: they stand in it again, for who typed them.

A form that is sent after its sign-in has ended is kept in the session, without a name, until
somebody signs in; so is what stands in a form when the language is changed. Whoever signs in is led
to the page of the form and finds it filled, unless somebody else typed it: then it is forgotten.

Whose words they are a signed cookie says, given with each sign-in. It holds for the secret that the
forms of that sign-in carry, so that no form of an earlier one is taken for a later person's.
"""

from typing import Any
from urllib.parse import urljoin, urlsplit, urlunsplit

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.utils.datastructures import MultiValueDict
from lxml import html

from wardbook.org.models import Person
from wardbook.web.client import came_from
from wardbook.web.limits import STRANGERS_MAY_SEND
from wardbook.web.middleware import STAFF_PREFIX, is_staff_path

KEY = "unsent"
PLACE = "unsent"  # the id of the note in the form
COOKIE = f"{'__Host-' if settings.HTTPS else ''}wardbook_typist"
LASTS = 7 * 24 * 60 * 60  # seconds: over a week-end
MOST = STRANGERS_MAY_SEND  # characters of all that is kept: whoever sends it is signed out
TO = "unsent-to"  # where the form goes, if a script sends it to be kept
_OURS = frozenset(("csrfmiddlewaretoken", TO))
_NOT_TYPED = frozenset(("hidden", "submit", "button", "image", "reset", "file", "password"))


def sign_in(request: HttpRequest, person: Person) -> str:
    """Sign ``person`` in; where words of theirs are to stand, and words of others are forgotten.

    Who signs in again goes on with the forms that stand open in other tabs: these carry the secret
    that was given for them alone. Everybody else gets a new one, as Django has it.
    """
    same, secret = _typist(request) == person.pk, request.META.get("CSRF_COOKIE")
    page = _page_of(request, person.pk)
    login(request, person)
    if same:
        request.META["CSRF_COOKIE"] = secret
    return page


def remember(request: HttpRequest, response: HttpResponse, person: Person) -> None:
    """Note in the browser of whoever just signed in that its forms are theirs."""
    response.set_signed_cookie(
        COOKIE,
        str(person.pk),
        salt=_salt(request),
        max_age=LASTS,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )


def _typist(request: HttpRequest) -> int:
    """Whose forms this browser holds; nobody's is 0."""
    signed = request.get_signed_cookie(COOKIE, None, salt=_salt(request), max_age=LASTS)
    return int(signed or 0)


def keep_signed_out(request: HttpRequest) -> None:
    """Keep a form that a person sent after their sign-in ended; what scripts send, they keep."""
    person = _typist(request)
    by_hand = request.headers.get("Sec-Fetch-Mode", "navigate") == "navigate"
    if request.method != "POST" or not (person and by_hand):
        return
    came, path = came_from(request), request.get_full_path()
    page = urlunsplit(("", "", came.path, came.query, "")) if is_staff_path(came.path) else path
    keep(request, person, to=path, page=page)


def keep(request: HttpRequest, person: int, *, to: str, page: str) -> bool:
    """Keep the words sent, for ``person``, of the form at ``page`` that goes to ``to``.

    Files are not among them. A form that asks for a password is not kept at all, nor is one longer
    than ``MOST``.
    """
    request.session.pop(KEY, None)
    said = {name: both for name, both in request.POST.lists() if name not in _OURS}
    length = sum(len(name) + sum(map(len, both)) for name, both in said.items())
    if not said or length > MOST or any("password" in name for name in said):
        return False
    request.session[KEY] = {"for": person, "to": to, "page": page, "said": said}
    return True


def is_kept(request: HttpRequest) -> bool:
    return KEY in request.session


def hand_back(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """The page with the words kept for its reader in their form; once.

    Where the form is gone, as after somebody else's step, the page shows the words to be copied.
    """
    kept = request.session.get(KEY)
    if not kept or kept["for"] != request.user.pk or not _is_page(request, answer):
        return answer
    del request.session[KEY]
    page: Any = html.document_fromstring(answer.content.decode())
    said: MultiValueDict[str, str] = MultiValueDict(kept["said"])
    form = _form(page, request, kept["to"], said)
    if form is not None and _lay(form, said):
        form.insert(0, _note({"stands": True}))
    elif words := [one for _, both in said.lists() for one in both if " " in one.strip()]:
        page.find(".//main").insert(0, _note({"words": "\n\n".join(words)}))
    answer.content = html.tostring(page, encoding="unicode", doctype="<!DOCTYPE html>")
    return answer


def _page_of(request: HttpRequest, person: int) -> str:
    """Where the words of ``person`` are to stand; words of others are forgotten."""
    kept = request.session.get(KEY, {})
    if kept.get("for") == person:
        return f"{kept['page']}#{PLACE}"
    request.session.pop(KEY, None)
    return ""


def _is_page(request: HttpRequest, answer: HttpResponseBase) -> bool:
    whole = request.method == "GET" and "HX-Request" not in request.headers
    is_html = answer.get("Content-Type", "").startswith("text/html")
    return whole and answer.status_code == 200 and is_html and not answer.streaming


def _form(page: Any, request: HttpRequest, to: str, said: MultiValueDict[str, str]) -> Any:
    """The form that goes there; of several, such as of the rows of a list, the likest."""
    here = request.get_full_path()

    def goes_there(form: Any) -> bool:
        action = urljoin(here, form.get("action") or here)
        return form.method == "POST" and _place(action) == _place(to)

    def likeness(form: Any) -> int:
        fields = form.xpath(".//*[@name]")
        hidden = [field for field in fields if field.get("type") == "hidden"]
        alike = sum(field.get("value") in said.getlist(field.get("name")) for field in hidden)
        return alike + len(said.keys() & {field.get("name") for field in fields})

    return max(filter(goes_there, page.forms), key=likeness, default=None)


def _place(address: str) -> str:
    """Of an address what is the same in every language and whatever it asks."""
    return urlsplit(address).path.partition(STAFF_PREFIX)[2]


def _lay(form: Any, said: MultiValueDict[str, str]) -> bool:
    """Fill the form; whether anything that a person types stands in it."""
    before: dict[str, int] = {}
    laid = False
    for field in form.xpath(".//input[@name] | .//textarea[@name] | .//select[@name]"):
        name, kind = field.get("name"), (field.get("type") or "text").lower()
        at = before.setdefault(name, 0)
        values = said.getlist(name)
        if field.tag == "input" and kind in _NOT_TYPED:
            continue
        if field.tag == "select":
            laid |= _choose(field.xpath(".//option"), "selected", values)
        elif kind in ("checkbox", "radio"):
            laid |= _choose([field], "checked", values)
        elif at < len(values):
            before[name] += 1
            _write(field, values[at])
            laid |= bool(values[at].strip())
    return laid


def _choose(options: list[Any], mark: str, values: list[str]) -> bool:
    """Mark those of ``options`` that were chosen; of a list none is marked that has no such row."""
    chosen = [one for one in options if _value(one) in values]
    for one in options if chosen or mark == "checked" else ():
        one.attrib.pop(mark, None)
        if one in chosen:
            one.set(mark, mark)
    return any(map(_value, chosen))


def _value(choice: Any) -> str:
    """What a choice says: an option its words, a box "on", if it has no value of its own."""
    return str(choice.get("value", choice.text_content().strip() or "on"))


def _write(field: Any, words: str) -> None:
    words = "".join(sign for sign in words if sign.isprintable() or sign in "\r\n\t")
    if field.tag == "textarea":
        field.text = f"\n{words}"  # a browser leaves the first line break out
    else:
        field.set("value", words)


def _note(context: dict[str, Any]) -> Any:
    return html.fragment_fromstring(render_to_string("office/_unsent.html", context).strip())


def _salt(request: HttpRequest) -> str:
    return f"{KEY} {request.META.get('CSRF_COOKIE', '')}"
