"""Sessions and sign-in under the office only; no view without a mark."""

from types import SimpleNamespace

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from wardbook.web.middleware import StaffChain, deny_unmarked, is_staff_path


@pytest.mark.parametrize("path", ["/office", "/office/", "/office/papers/3/", "/en/office/"])
def test_staff_paths_lie_under_the_office_in_each_language(path: str) -> None:
    assert is_staff_path(path)


@pytest.mark.parametrize("path", ["/", "/en/", "/officer/", "/units/office/", "/de/office/"])
def test_other_paths_are_public(path: str) -> None:
    assert not is_staff_path(path)


def test_a_public_page_sets_no_cookie_and_varies_by_none() -> None:
    response = Client().get("/")

    assert response.status_code == 200
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")


def test_a_public_request_has_no_session_and_no_user() -> None:
    request = RequestFactory().get("/units/")

    StaffChain(lambda _request: HttpResponse())(request)

    assert not hasattr(request, "session")
    assert not hasattr(request, "user")


@pytest.mark.parametrize("path", ["/office/", "/en/office/"])
def test_a_staff_request_has_both(path: str) -> None:
    request = RequestFactory().get(path)

    StaffChain(lambda _request: HttpResponse())(request)

    assert hasattr(request, "session")
    assert hasattr(request, "user")


@pytest.mark.django_db  # the audit writes it down
def test_a_staff_form_without_its_token_is_refused() -> None:
    response = Client(enforce_csrf_checks=True).post("/office/sign-out/")

    assert response.status_code == 403


def test_hooks_run_in_the_order_django_gives_them() -> None:
    said: list[str] = []

    def layer(name: str) -> SimpleNamespace:
        def view_hook(*_arguments: object) -> None:
            said.append(f"view {name}")

        def late_hook(_request: HttpRequest, response: object) -> object:
            said.append(f"late {name}")
            return response if isinstance(response, HttpResponse) else None

        return SimpleNamespace(
            process_view=view_hook,
            process_template_response=late_hook,
            process_exception=late_hook,
        )

    chain = StaffChain(lambda _request: HttpResponse())
    chain.layers = [layer("outer"), layer("inner")]
    request = RequestFactory().get("/office/")

    chain.process_view(request, HttpResponse, (), {})
    chain.process_template_response(request, HttpResponse())  # type: ignore[arg-type] # any response will do
    chain.process_exception(request, ValueError())

    assert said == [
        *("view outer", "view inner"),
        *("late inner", "late outer"),
        *("late inner", "late outer"),
    ]


def test_hooks_leave_public_requests_alone() -> None:
    chain = StaffChain(lambda _request: HttpResponse())
    chain.layers = [SimpleNamespace(process_view=lambda *_arguments: HttpResponse("staff"))]

    assert chain.process_view(RequestFactory().get("/"), HttpResponse, (), {}) is None


def test_the_first_hook_that_answers_ends_the_round() -> None:
    chain = StaffChain(lambda _request: HttpResponse())
    answer = HttpResponse("locked out")
    chain.layers = [SimpleNamespace(process_view=lambda *_arguments: answer), SimpleNamespace()]

    found = chain.process_view(RequestFactory().get("/office/"), HttpResponse, (), {})

    assert found is answer


def test_an_unmarked_view_is_answered_as_if_it_were_not_there() -> None:
    assert Client().get("/unmarked/").status_code == 404


def test_deny_unmarked_lets_answers_through() -> None:
    respond = deny_unmarked(lambda _request: HttpResponse("through"))

    assert respond(RequestFactory().get("/")).content == b"through"
