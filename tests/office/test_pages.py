"""The pages of the office for the clerk, the leader and a stranger."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import make
from tests.office import people
from wardbook.documents.models import Claim
from wardbook.figures.models import Result, Target
from wardbook.ledger.queries import current_of

pytestmark = pytest.mark.django_db

PAGES = {
    "/office/documents/": (200, 200),
    "/office/documents/receive/": (200, 404),
    "/office/documents/{document}/particulars/": (200, 404),
    "/office/documents/{document}/": (200, 200),
    "/office/claims/{claim}/": (200, 404),
    "/office/figures/": (200, 200),
    "/office/figures/{result}/mask/": (200, 404),
    "/office/figures/{result}/discard/": (200, 404),
    "/office/figures/{public}/correct/": (200, 404),
    "/office/figures/{public}/withdraw/": (404, 200),
}


def world() -> dict[str, int]:
    public = make.released()
    waiting, claim, *_ = public.claim.document.claims.exclude(pk=public.claim_id)
    result = make.result(waiting, indicator="dossiers-on-time")
    return {
        "public": public.pk,
        "result": result.pk,
        "claim": claim.pk,
        "document": claim.document_id,
    }


@pytest.mark.parametrize("page", PAGES)
def test_each_page_opens_to_whoever_may(page: str) -> None:
    address = page.format(**world())

    codes = [client.get(address).status_code for client in (people.lan(), people.minh())]

    assert tuple(codes) == PAGES[page]


@pytest.mark.parametrize("page", PAGES)
def test_a_stranger_is_asked_to_sign_in_and_one_without_a_post_may_only_leave(page: str) -> None:
    address = page.format(**world())

    assert Client().get(address).url.startswith("/office/sign-in/")
    told = people.hoa().get(address)
    assert told.status_code == 403
    assert 'action="/office/sign-out/"' in told.content.decode()


@pytest.mark.parametrize("page", [*PAGES, "/office/sign-in/"])
def test_each_page_is_there_in_english(page: str) -> None:
    address = f"/en{page.format(**world())}"
    client = people.minh() if "withdraw" in page else people.lan()

    assert '<html lang="en"' in client.get(address).content.decode()


def test_a_leader_cannot_post_what_only_a_clerk_may() -> None:
    ids = world()

    for page in ("claims/{claim}/", "figures/{result}/mask/", "documents/receive/"):
        assert people.minh().post(f"/office/{page.format(**ids)}").status_code == 404


def chosen(number: int, version: int = 0) -> dict[str, str]:
    return {"result": f"{number}:{version}"}


def test_a_clerk_cannot_release() -> None:
    ids = world()

    assert people.lan().post("/office/figures/release/", chosen(ids["result"])).status_code == 404
    assert Result.objects.filter(released_at=None).count() == 1


FILING = {
    "outcome": "result",
    "indicator": "dossiers-received",
    "period": "2025",
    "bound": "exact",
    "measure": "hồ sơ",
    "version": 0,
}


def decide(claim: Claim, **more: Any) -> Any:
    return people.lan().post(f"/office/claims/{claim.pk}/", FILING | more)


def test_filing_leads_to_the_next_undecided_figure() -> None:
    claim = make.claim()

    response = decide(claim)

    following = claim.document.claims.filter(outcome="unfiled").order_by("start").first()
    assert following is not None
    assert response.url == f"/office/claims/{following.pk}/"
    assert Result.objects.get().claim == claim


def test_a_target_is_filed_with_its_giver() -> None:
    decide(make.claim(), outcome="target", giver="HĐND phường")

    assert Target.objects.get().giver == "HĐND phường"


def test_leaving_a_figure_out_needs_a_reason() -> None:
    claim = make.claim()

    assert decide(claim, outcome="rejected").status_code == 422
    assert decide(claim, outcome="rejected", reason="Số nền").status_code == 302


def test_a_wrong_period_is_told_and_what_was_typed_stays() -> None:
    response = decide(make.claim(), period="hôm kia")

    assert response.status_code == 422
    assert "hôm kia" in response.content.decode()


def test_the_second_of_two_clerks_is_told_and_loses_nothing() -> None:
    claim = make.claim()
    decide(claim)

    response = decide(claim, giver="đã gõ dở")

    assert response.status_code == 422
    assert "đã gõ dở" in response.content.decode()


def test_a_leader_releases_what_is_chosen() -> None:
    result = make.result()

    response = people.minh().post("/office/figures/release/", chosen(result.pk), follow=True)

    assert response.status_code == 200
    assert current_of(result.key)


@pytest.mark.parametrize(
    "chosen", [[], ["abc"], ["999999:0"], ["-1:0"], ["9" * 40], ["²:1"], ["1"], ["1:1:1"], ["1:"]]
)
def test_releasing_nothing_is_answered_with_a_sentence(chosen: list[str]) -> None:
    world()

    response = people.minh().post("/office/figures/release/", {"result": chosen}, follow=True)

    assert response.status_code == 200
    assert "wb-banner" in response.content.decode()


def hide(words: str) -> dict[str, Any]:
    return {"words": words, "version": 0}


def test_words_are_masked_by_typing_them() -> None:
    result = make.result()

    people.lan().post(f"/office/figures/{result.pk}/mask/", hide("bộ phận một cửa"))

    result.refresh_from_db()
    assert [result.quote[start:end] for start, end in result.masks] == ["bộ phận một cửa"]


def test_words_that_do_not_stand_in_the_quote_are_told() -> None:
    result = make.result()

    response = people.lan().post(f"/office/figures/{result.pk}/mask/", hide("con voi"))

    assert response.status_code == 422
    assert "con voi" in response.content.decode()


def test_a_correction_waits_for_release() -> None:
    result = make.released()
    fields = {"value": "1205", "bound": "exact", "measure": "hồ sơ", "version": 1}

    response = people.lan().post(
        f"/office/figures/{result.pk}/correct/", fields | {"reason": "Đánh máy nhầm"}
    )

    assert response.status_code == 302
    assert Result.objects.awaiting_release().get().replaces == result


def test_a_withdrawal_needs_its_reason() -> None:
    result = make.released()
    client = people.minh()
    address = f"/office/figures/{result.pk}/withdraw/"

    assert client.post(address, {"reason": "", "version": 1}).status_code == 422
    assert client.post(address, {"reason": "Chưa đủ căn cứ", "version": 1}).status_code == 302


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("address", "queries"), [("/office/documents/", 4), ("/office/figures/", 7)]
)
def test_lists_take_a_fixed_number_of_queries(address: str, queries: int, count: int) -> None:
    for number in range(count):
        paper = f"Năm {2020 + number} tiếp nhận {1001 + number} hồ sơ."
        make.result(make.document(paper).claims.get(), period=str(2020 + number))
    client = people.minh()

    with CaptureQueriesContext(connection) as context:
        assert client.get(address).status_code == 200

    assert len(context) == queries


def test_the_office_is_never_kept_by_a_shared_cache() -> None:
    assert "private" in people.lan().get("/office/").headers["Cache-Control"]


@pytest.mark.parametrize("home", ["/office/", "/en/office/"])
def test_a_page_that_is_not_there_leads_back_to_the_office(home: str) -> None:
    answer = people.lan().get(f"{home}nowhere/")

    assert answer.status_code == 404
    assert f'<a class="govuk-link" href="{home}">' in answer.content.decode()


@pytest.mark.parametrize(
    ("address", "above"),
    [
        ("/office/counter/find/", "/office/counter/"),
        ("/en/office/counter/drafts/1/drop/", "/en/office/counter/"),
        ("/office/cases/7/came-again/", "/office/cases/7/"),
        ("/office/me/sessions/end/", "/office/me/"),
        ("/office/postings/wards/1/publish/", "/office/postings/"),
    ],
)
def test_an_address_that_only_takes_what_is_sent_leads_to_the_page_above(
    address: str, above: str
) -> None:
    client = people.lan()

    assert client.get(address).url == above
    assert client.post(address).status_code != 405
