"""The counter's page: found, typed, kept, opened, sent back, sent home."""

from typing import Any

import pytest
from django.test import Client

from tests import make
from tests.office import people
from wardbook.cases.models import Case, Contact, IntakeDraft

pytestmark = pytest.mark.django_db

COUNTER = "/office/counter/"
PART = {"HX-Request": "true"}


def dossier(**more: Any) -> dict[str, Any]:
    procedure = make.procedure(parts=["Tờ khai", "Bản sao căn cước"])
    typed = {"procedure": procedure.pk, "applicant": "Trần Thị Mẫu", "channel": "direct"}
    return typed | {"notice": "phone", "then": "accept"} | more


def sent(client: Client, **more: Any) -> Any:
    return client.post(COUNTER, dossier(**more))


def test_a_dossier_is_typed_and_accepted_and_its_page_is_next() -> None:
    answer = sent(people.lan(), phone="0912 345 678", papers=["1"], other_papers="Ảnh 3x4")

    case = Case.objects.get()
    assert answer.url == f"/office/cases/{case.pk}/?new=1"
    assert (case.state, case.fields["papers"]) == ("in_hand", ["Bản sao căn cước", "Ảnh 3x4"])


def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_lost() -> None:
    answer = sent(people.lan(), applicant="", phone="12", address="12 Lê Lợi")

    page = answer.content.decode()
    assert (answer.status_code, Case.objects.count()) == (422, 0)
    assert "Xin gõ tên người hoặc tổ chức có hồ sơ." in page
    assert "12 Lê Lợi" in page


def test_whoever_leaves_no_number_hears_nothing_and_is_not_asked() -> None:
    sent(people.lan())

    assert "notice" not in Case.objects.get().fields


def test_a_second_dossier_of_the_same_person_is_shown_the_first_before_it_is_opened() -> None:
    client = people.lan()
    sent(client)

    answer = sent(client, applicant="tran thi mau")

    case = Case.objects.get()
    assert (answer.status_code, case.code in answer.content.decode()) == (422, True)
    assert sent(client, applicant="tran thi mau", seen=str(case.pk)).status_code == 302


def test_a_rule_of_the_law_is_said_on_the_form() -> None:
    page = sent(people.lan(), then="on_the_spot").content.decode()

    assert "không trả kết quả ngay tại chỗ" in page


def test_a_refusal_at_intake_goes_with_its_reason() -> None:
    sent(people.lan(), then="reject", reason="Không thuộc thẩm quyền")

    assert Case.objects.get().state == "rejected"


def test_what_is_typed_is_kept_and_is_there_after_signing_in_again() -> None:
    people.lan().post(f"{COUNTER}keep/", dossier(applicant="Lê Văn Dở", papers=["0"]))

    draft = IntakeDraft.objects.get()
    again = people.lan()
    page = again.get(f"{COUNTER}?draft={draft.pk}").content.decode()
    assert 'value="Lê Văn Dở"' in page
    assert "checked" in page
    assert f"?draft={draft.pk}" in again.get(COUNTER).content.decode()


def test_keeping_again_changes_the_same_draft_and_opening_ends_it() -> None:
    client = people.lan()
    client.post(f"{COUNTER}keep/", dossier())
    draft = IntakeDraft.objects.get()

    client.post(f"{COUNTER}keep/", dossier(draft=draft.pk, phone="0912345678"))
    sent(client, draft=draft.pk)

    assert (IntakeDraft.objects.count(), Case.objects.count()) == (0, 1)


def test_a_draft_opened_in_another_window_is_not_opened_again() -> None:
    page = sent(people.lan(), draft="77").content.decode()

    assert "đã được mở hoặc đã bỏ" in page


def test_the_draft_of_somebody_else_is_nobodys() -> None:
    people.lan().post(f"{COUNTER}keep/", dossier(applicant="Lê Văn Dở"))
    make.tenure("hai", "clerk")

    page = people.signed_in("hai").get(f"{COUNTER}?draft={IntakeDraft.objects.get().pk}")

    assert "Lê Văn Dở" not in page.content.decode()


def test_what_was_begun_can_be_given_up() -> None:
    client = people.lan()
    client.post(f"{COUNTER}keep/", dossier())

    client.post(f"{COUNTER}drafts/{IntakeDraft.objects.get().pk}/drop/")

    assert not IntakeDraft.objects.exists()


def test_a_name_without_accents_finds_the_dossier() -> None:
    case = make.case()

    part = people.lan().post(f"{COUNTER}find/", {"q": "nguyen thi thu"}, headers=PART)

    assert case.code in part.content.decode()


def test_without_scripts_a_code_leads_to_its_dossier() -> None:
    case = make.case()

    answer = people.lan().post(f"{COUNTER}find/", {"q": case.code})
    assert answer["Location"] == f"/office/cases/{case.pk}/"


def test_nothing_found_says_how_to_look() -> None:
    part = people.lan().post(f"{COUNTER}find/", {"q": "không có"}, headers=PART)

    assert "không dấu cũng được" in part.content.decode()


def test_the_papers_of_a_procedure_come_as_a_list_to_tick() -> None:
    procedure = make.procedure(parts=["Tờ khai", "Bản sao căn cước"])

    part = people.lan().get(f"{COUNTER}papers/?procedure={procedure.pk}").content.decode()

    assert part.count('type="checkbox"') == 2
    assert "5 ngày làm việc" in part


def test_somebody_sent_home_is_one_key_and_names_nobody() -> None:
    answer = people.lan().post(f"{COUNTER}sent-home/", {"reason": "no_ticket"}, headers=PART)

    assert (answer.status_code, Contact.objects.get().reason) == (204, "no_ticket")


def test_without_scripts_the_reasons_are_a_page_and_lead_back() -> None:
    client = people.lan()

    assert "Hết số" in client.get(f"{COUNTER}sent-home/").content.decode()
    answer = client.post(f"{COUNTER}sent-home/", {"reason": "other"})
    assert answer["Location"] == COUNTER


def test_a_reason_of_no_list_is_said_on_the_page() -> None:
    answer = people.lan().post(f"{COUNTER}sent-home/", {"reason": "x"})

    assert (answer.status_code, Contact.objects.count()) == (422, 0)


@pytest.mark.parametrize("address", [COUNTER, f"{COUNTER}sent-home/", f"{COUNTER}papers/"])
def test_a_leader_and_a_stranger_do_not_sit_at_the_counter(address: str) -> None:
    make.lan()

    assert people.minh().get(address).status_code == 404
    assert people.hoa().get(address).status_code == 403
    assert Client().get(address).status_code == 302


@pytest.mark.parametrize("opened", [1, 3])
def test_the_page_asks_the_database_as_often_for_one_as_for_three(
    opened: int, django_assert_num_queries: Any
) -> None:
    client = people.lan()
    for n in range(opened):
        client.post(f"{COUNTER}keep/", dossier(applicant=f"Người {n}"))
        make.case()

    with django_assert_num_queries(7):
        client.get(COUNTER)


def test_where_no_limit_is_known_the_clerk_promises_a_day() -> None:
    make.procedure(limit="")

    sent(people.lan(), until="30/11/2030")

    due = Case.objects.get().first_due_at
    assert due is not None
    assert (due.day, due.month, due.year) == (30, 11, 2030)
