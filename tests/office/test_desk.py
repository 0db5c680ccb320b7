"""The reading desk: rows, parts of the page, drafts, several figures at once."""

from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests import make
from tests.office import people
from wardbook.documents.actions import reject, take_back
from wardbook.documents.models import Claim, Document, Draft, Outcome, Presence
from wardbook.figures.models import Result, Target

pytestmark = pytest.mark.django_db

PART = {"HX-Request": "true"}


def desk(paper: Document) -> str:
    return f"/office/documents/{paper.pk}/"


def body(client: Client, address: str, **more: Any) -> str:
    return client.get(address, **more).content.decode()


def filing(claim: Claim, **more: str) -> dict[str, str]:
    return {
        "outcome": "result",
        "indicator": "dossiers-received",
        "period": "2025",
        "bound": "exact",
        "measure": "hồ sơ",
        "version": str(claim.version),
    } | more


def test_a_row_says_what_is_proposed_and_what_the_ward_said_before() -> None:
    make.result(period="2024")
    paper = make.document("Năm 2025, bộ phận một cửa tiếp nhận 1.260 hồ sơ.")

    page = body(people.lan(), f"/en{desk(paper)}")

    row = page.split('<li class="wb-row')[1]
    assert "Dossiers received" in row
    assert "own figure" in row
    assert "1,250" in row


def test_a_number_that_does_not_follow_shows_what_it_should_be() -> None:
    paper = make.document("Năm 2025, phường tiếp nhận 1.250 hồ sơ, trả 1.200 hồ sơ, đạt 99%.")

    page = body(people.lan(), desk(paper))

    assert "wb-read--fails" in page
    assert "= 96; văn bản ghi 99" in page


def test_a_leader_reads_the_desk_and_decides_nothing() -> None:
    page = body(people.minh(), desk(make.document()))

    assert "wb-row" in page
    assert 'data-key="a"' not in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_desk_asks_the_same_however_many_figures_it_shows(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    lines = [f"Năm {2020 + n}, bộ phận một cửa tiếp nhận 1.25{n} hồ sơ.\n" for n in range(count)]
    paper, client = make.document("".join(lines)), people.lan()
    body(client, desk(paper))

    with django_assert_num_queries(15):
        assert client.get(desk(paper)).status_code == 200


def test_accepting_in_a_row_answers_that_row_and_what_is_left() -> None:
    claim = make.claim()

    response = people.lan().post(f"/office/claims/{claim.pk}/", filing(claim), headers=PART)

    part = response.content.decode()
    assert response["HX-Retarget"] == f"#{claim.name}"
    assert part.count("<li") == 1
    assert 'hx-swap-oob="true"' in part
    assert Result.objects.get().claim == claim


def test_a_mistake_in_a_row_answers_the_form_with_what_was_typed() -> None:
    claim = make.claim()
    typed = filing(claim, period="năm nay")

    part = people.lan().post(f"/office/claims/{claim.pk}/", typed, headers=PART)

    assert "<html" not in part.content.decode()
    assert 'value="năm nay"' in part.content.decode()
    assert not Result.objects.exists()


def test_who_comes_second_is_told_what_the_other_decided_and_keeps_what_was_typed() -> None:
    claim = make.claim()
    reject(claim, "không thuộc phường", version=0, by=make.lan(), at=make.AT)

    typed = filing(claim, version="0", giver="Quận giao")
    part = people.lan().post(f"/office/claims/{claim.pk}/", typed, headers=PART)

    said = part.content.decode()
    assert "không thuộc phường" in said
    assert 'value="Quận giao"' in said


def test_after_a_conflict_the_row_and_the_count_are_as_they_stand() -> None:
    claim = make.claim(text="Năm 2025, bộ phận một cửa tiếp nhận 1.250 hồ sơ.")
    reject(claim, "không thuộc phường", version=0, by=make.lan(), at=make.AT)

    typed = filing(claim, version="0")
    response = people.lan().post(f"/office/claims/{claim.pk}/", typed, headers=PART)

    said = response.content.decode()
    assert response["HX-Retarget"] == f"#{claim.name}"
    assert 'data-key="a"' not in said
    assert 'data-key="u"' in said
    assert "Đã quyết định xong mọi số liệu" in said


def test_without_scripts_accepting_comes_back_to_the_next_row() -> None:
    claim = make.claim()

    response = people.lan().post(f"/office/claims/{claim.pk}/", filing(claim, desk="1"))

    following = claim.document.claims.filter(outcome=Outcome.UNFILED).order_by("start")[0]
    assert response.url == f"{desk(claim.document)}?figure={following.name}#{following.name}"


def test_a_part_of_a_page_has_no_room_for_the_sign_in() -> None:
    claim = make.claim()

    assert Client().get(f"/office/claims/{claim.pk}/", headers=PART).status_code == 401


def test_what_is_typed_is_kept_and_shown_again() -> None:
    claim, client = make.claim(), people.lan()

    kept = client.post(f"/office/claims/{claim.pk}/draft/", {"reason": "xem lại"}, headers=PART)

    assert kept.status_code == 204
    assert 'value="xem lại"' in body(client, f"/office/claims/{claim.pk}/")
    assert "wb-row" in body(client, f"/office/claims/{claim.pk}/row/", headers=PART)


def test_the_list_of_papers_says_what_is_unfinished() -> None:
    claim, client = make.claim(), people.lan()

    client.post(f"/office/claims/{claim.pk}/draft/", {"reason": "xem lại"})

    assert "1 dở dang" in body(client, "/office/documents/")
    assert "dở dang" not in body(people.minh(), "/office/documents/")


def test_who_set_the_last_target_of_a_paper_is_offered_for_the_next() -> None:
    claim, client = make.claim(), people.lan()
    client.post(f"/office/claims/{claim.pk}/", filing(claim, outcome="target", giver="Quận giao"))

    other = claim.document.claims.exclude(pk=claim.pk)[0]

    assert 'value="Quận giao"' in body(client, f"/office/claims/{other.pk}/")


def test_another_person_does_not_see_what_is_typed() -> None:
    claim = make.claim()
    people.lan().post(f"/office/claims/{claim.pk}/draft/", {"reason": "xem lại"})
    make.tenure("mai", "clerk")

    assert "xem lại" not in body(people.signed_in("mai"), f"/office/claims/{claim.pk}/")


def test_a_draft_ends_with_the_decision_or_when_it_is_given_up() -> None:
    claim, client = make.claim(), people.lan()
    address = f"/office/claims/{claim.pk}/"
    client.post(f"{address}draft/", {"reason": "xem lại"})
    client.post(f"{address}draft/", {"drop": "1"})
    assert not Draft.objects.exists()
    client.post(f"{address}draft/", {"reason": "xem lại"})

    client.post(address, filing(claim))

    assert not Draft.objects.exists()


def test_others_at_the_paper_are_named_and_a_stranger_is_not_told() -> None:
    paper = make.document()
    people.minh().get(desk(paper))

    said = people.lan().post(f"{desk(paper)}here/").content.decode()

    assert "Minh" in said
    assert Client().post(f"{desk(paper)}here/").status_code in {302, 403}


def chosen(page: str) -> list[str]:
    return [part.split('"')[0] for part in page.split('name="claim" ')[1:] for part in
            part.split('value="')[1:2]]  # fmt: skip # one thought


def test_what_is_clear_is_listed_before_it_is_filed() -> None:
    paper, client = make.document(), people.lan()

    page = body(client, f"{desk(paper)}accept/")
    client.post(f"{desk(paper)}accept/", {"claim": chosen(page)})

    assert "1.250 hồ sơ" in page
    assert Result.objects.count() == len(chosen(page)) > 1


def test_only_what_recomputes_is_chosen_beforehand() -> None:
    page = body(people.lan(), f"{desk(make.document())}accept/")

    for part in page.split('name="claim"')[1:]:
        assert ("checked" in part.split(">")[0]) == ("khớp" in part.split("</label>")[0])


def test_a_figure_that_changed_since_it_was_listed_is_not_filed() -> None:
    paper, client = make.document(), people.lan()
    listed = chosen(body(client, f"{desk(paper)}accept/"))
    number, version, code = listed[0].split(":")

    client.post(f"{desk(paper)}accept/", {"claim": [f"{number}:{int(version) + 1}:{code}"]})

    assert not Result.objects.exists()


def test_choosing_nothing_files_nothing_and_says_so() -> None:
    paper, client = make.document(), people.lan()

    response = client.post(f"{desk(paper)}accept/", follow=True)

    assert "Hãy chọn ít nhất một số liệu" in response.content.decode()
    assert not Result.objects.exists()


def test_a_paper_with_nothing_clear_says_so() -> None:
    paper = make.document("Năm 2025, phường trồng 40 cây bàng.")

    assert "Chưa có số liệu nào đủ rõ" in body(people.lan(), f"{desk(paper)}accept/")


def test_a_target_is_taken_back_on_a_page_that_asks_why() -> None:
    claim, client = make.claim(), people.lan()
    client.post(f"/office/claims/{claim.pk}/", filing(claim, outcome="target", giver="Quận"))
    address = f"/office/claims/{claim.pk}/take-back/"
    assert client.post(address, {"reason": "", "version": "1"}).status_code == 422

    client.post(address, {"reason": "là kết quả", "version": "1"})

    claim.refresh_from_db()
    assert (claim.outcome, Target.objects.count()) == (Outcome.UNFILED, 0)


def test_a_figure_in_a_table_is_shown_with_its_headings() -> None:
    paper = make.document("Chỉ tiêu | Năm 2024 | Năm 2025\nHồ sơ tiếp nhận | 1.100 | 1.250\n")

    assert "Hồ sơ tiếp nhận › Năm 2025" in body(people.lan(), desk(paper))


def test_a_figure_of_a_long_paper_is_found_on_its_page() -> None:
    lines = [f"Năm {1940 + n}, bộ phận một cửa tiếp nhận 1.250 hồ sơ.\n" for n in range(60)]
    paper, client = make.document("".join(lines)), people.lan()
    last = paper.claims.order_by("start").last()
    assert last is not None

    assert f'<li class="wb-row" id="{last.name}"' in body(
        client, f"{desk(paper)}?figure={last.name}"
    )
    for nonsense in ("figure=f0", "figure=%00", "page=x"):
        assert 'id="f1"' in body(client, f"{desk(paper)}?{nonsense}")


def test_who_files_in_another_book_is_offered_nothing_here() -> None:
    paper, client = make.document(), people.minh()
    make.tenure("minh", "clerk", the_book=make.book("khac"), where=make.unit("99955"))

    page = body(client, desk(paper))

    assert "wb-row" in page
    assert 'data-key="a"' not in page


def test_others_see_the_post_that_somebody_holds_in_the_paper_s_book() -> None:
    elsewhere = make.tenure("minh", "clerk", the_book=make.book("khac"), where=make.unit("99955"))
    paper = make.document()
    people.minh().get(desk(paper))

    said = Presence.objects.get(document=paper).tenure

    assert said.post.book == paper.book != elsewhere.post.book


def test_who_was_told_that_a_figure_changed_can_decide_about_it_as_it_stands() -> None:
    claim, client = make.claim(), people.lan()
    rejected = reject(claim, "nhầm", version=0, by=make.lan(), at=make.AT)
    take_back(rejected, "đúng là của phường", version=1, by=make.lan(), at=make.AT)
    address = f"/office/claims/{claim.pk}/"

    told = client.post(address, filing(claim, version="0"), headers=PART).content.decode()

    assert 'role="alert"' in told
    assert 'name="version" value="2"' in told


def test_what_waits_is_not_taken_back_but_shown_on_the_desk() -> None:
    claim = make.claim()

    response = people.lan().get(f"/office/claims/{claim.pk}/take-back/")

    assert response.url.startswith(desk(claim.document))


def test_of_a_paper_without_figures_nobody_says_that_all_are_decided() -> None:
    page = body(people.lan(), f"/en{desk(make.document('Phường đã họp.'))}")

    assert "No figure was found in this paper" in page
    assert "Every figure has been decided" not in page


def test_an_address_chooses_only_to_leave_out() -> None:
    claim, client = make.claim(), people.lan()

    page = body(client, f"/office/claims/{claim.pk}/?as=nonsense")

    assert page.count("checked") == 1


def test_a_draft_holds_no_more_than_a_field_takes_and_no_nul() -> None:
    claim, client = make.claim(), people.lan()

    client.post(f"/office/claims/{claim.pk}/draft/", {"reason": "xem\0 lại" + "!" * 9999})

    kept = Draft.objects.get().typed["reason"]
    assert kept.startswith("xem lại!")
    assert len(kept) == 1000


def test_the_words_around_a_figure_are_not_cut() -> None:
    text = f"{'Phường làm nhiều việc. ' * 40}Năm 2025 tiếp nhận 1.250 hồ sơ. {'Rồi thôi. ' * 40}"
    claim = make.claim(text=text)

    page = body(people.lan(), f"/office/claims/{claim.pk}/")

    before = page.split("<p>… ")[1].split("<mark>")[0]
    assert before.split()[0] in {"Phường", "làm", "nhiều", "việc."}


def test_money_stands_on_the_desk_in_the_scale_of_the_paper() -> None:
    text = "Chỉ tiêu | Năm 2025 (triệu đồng)\nThu ngân sách | 18.400\n"
    paper = make.document(f"BÁO CÁO\n{text}")

    row = body(people.lan(), desk(paper)).split('<li class="wb-row')[1]

    assert "18.400 triệu đồng" in row
    assert "18,4 tỷ" not in row
