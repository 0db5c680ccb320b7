"""Marks that say who may open a view."""

import pytest
from django.http import HttpRequest, HttpResponse

from wardbook.web.access import OPEN, access_of, allow, open_to_all


def page(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("page")


def test_an_unmarked_view_has_no_access() -> None:
    assert access_of(page) is None


def test_open_to_all_marks_and_returns_the_view() -> None:
    @open_to_all
    def home(_request: HttpRequest) -> HttpResponse:
        return HttpResponse("home")

    assert access_of(home) == OPEN
    assert home(HttpRequest()).content == b"home"


def test_allow_marks_with_the_permission() -> None:
    @allow("figure.release")
    def release(_request: HttpRequest) -> HttpResponse:
        return HttpResponse("released")

    assert access_of(release) == "figure.release"


def test_no_permission_can_pass_for_open() -> None:
    with pytest.raises(ValueError, match="open_to_all"):
        allow(OPEN)


def test_a_second_mark_never_replaces_the_first() -> None:
    view = allow("figure.release")(lambda _request: HttpResponse("released"))

    with pytest.raises(ValueError, match=r"figure\.release"):
        open_to_all(view)
