"""The loop in the office: opening, the story, its steps, the list, what the Party side keeps."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests import make
from tests.cases.loop import world
from tests.office import people
from wardbook.cases.models import Case, Handover
from wardbook.org.actions import hand_over
from wardbook.org.roles import Role

pytestmark = pytest.mark.django_db

LIST = "/office/follow/"


def address(case: Case, more: str = "") -> str:
    return f"{LIST}{case.pk}/{more}"


def who(tenure: Any) -> Client:
    return people.signed_in(tenure.person.username)


def body(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def form(**more: Any) -> dict[str, Any]:
    given = {
        "unit": world.committee().pk,
        "post": world.officer().post.pk,
        "title": "Nợ tiền làm đường kéo dài",
        "until": "31/12/2026",
        "cause": "Chưa đôn đốc",
        "none_moves": "Chưa có chỉ tiêu phù hợp",
    }
    return given | more


def test_the_body_that_names_it_opens_a_shortcoming_with_a_post_and_a_date() -> None:
    client = who(world.chair())

    answer = client.post(f"{LIST}new/shortcoming/", form())
    case = Case.objects.get(kind="shortcoming")

    assert answer.status_code == 302
    assert case.post == world.officer().post
    assert "Nợ tiền làm đường kéo dài" in body(client, address(case))


def test_a_shortcoming_without_indicator_or_reason_comes_back_with_everything_typed() -> None:
    answer = who(world.chair()).post(f"{LIST}new/shortcoming/", form(none_moves=""))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Nợ tiền làm đường kéo dài" in page
    assert not Case.objects.exists()


def test_one_that_was_named_before_is_asked_about_and_counted() -> None:
    first = world.owed()
    client = who(world.chair())
    typed = form(title="Việc thu hồ sơ đất đai vẫn còn chậm")

    asked = client.post(f"{LIST}new/shortcoming/", typed)
    client.post(f"{LIST}new/shortcoming/", typed | {"again": first.code})
    again = Case.objects.get(repeats=first)

    assert asked.status_code == 422
    assert first.code in asked.content.decode()
    assert "đã nêu 1 lần trước đây" in body(client, address(again))


def test_the_story_tells_evidence_report_and_somebody_elses_yes_in_time() -> None:
    case = world.reported()
    verifier = who(world.verifier())

    verifier.post(address(case, "step/verify/"), {"version": 2, "items": "Đã xem tại chỗ"})
    page = body(who(world.chair()), address(case))

    assert Case.objects.get(pk=case.pk).state == "remedied"
    assert page.index("anh.png") < page.index("Đã xử lý xong") < page.index("Đã xem tại chỗ")


def test_who_reported_it_is_told_that_somebody_else_verifies() -> None:
    case = world.reported()
    world.holder("can-bo", world.front(), Role.INSPECTOR)
    owner = who(world.officer())

    answer = owner.post(address(case, "step/verify/"), {"version": 2, "items": "Xong"})

    assert answer.status_code == 422
    assert "người khác" in answer.content.decode()
    assert Case.objects.get(pk=case.pk).state == "reported"


def test_evidence_is_kept_with_its_hash_and_a_revision_stands_for_the_last() -> None:
    case, owner = world.owed(), who(world.officer())
    for name in ("mot.png", "hai.png"):
        file = SimpleUploadedFile(name, world.PNG + name.encode())
        last = case.scans.last()
        owner.post(address(case, "evidence/"), {"scan": file, "replaces": last.pk if last else ""})

    page = body(owner, address(case))

    assert case.scans.get(file_name="hai.png").replaces == case.scans.get(file_name="mot.png")
    assert case.scans.get(file_name="hai.png").sha256[:12] in page


def test_a_file_of_a_remedy_says_whose_it_is_and_no_other_work_takes_its_revision() -> None:
    case, owner = world.owed(), who(world.officer())
    remedy = world.owed("remedy", parent=case, title="Cử người đọc danh sách")
    world.proof(remedy)

    page = body(owner, address(case))

    assert "thuộc Cử người đọc danh sách" in page
    assert 'name="replaces"' not in page
    assert 'name="replaces"' in body(owner, address(remedy))


def party_item() -> Case:
    secretary = world.holder("bi-thu", world.party())
    return world.owed(by=secretary, unit=world.party(), post=secretary.post)


def test_what_the_party_side_keeps_is_read_by_the_party_side_alone_until_released() -> None:
    case = party_item()
    reader, leader = who(world.holder("chi-bo", world.cell())), who(world.chair())

    assert reader.get(address(case)).status_code == 404
    assert leader.get(address(case)).status_code == 404
    assert case.title not in body(leader, LIST)
    assert case.title in body(who(world.holder("bi-thu", world.party())), LIST)

    world.take(case, "release", world.holder("bi-thu", world.party()))
    assert case.title in body(leader, LIST)


def test_the_counters_own_pages_do_not_lead_round_that() -> None:
    case, leader = party_item(), who(world.chair())

    assert leader.get(f"/office/cases/{case.pk}/", follow=True).status_code == 404
    assert leader.get(f"/office/cases/{case.pk}/steps/drop/").status_code == 404
    assert case.title not in body(leader, "/office/work/?whose=team")
    assert case.code not in body(leader, "/office/week/late/")


@pytest.mark.parametrize("kind", ["session", "conclusion", "review", "visit", "inspection",
                                  "pledge", "request_up", "shortcoming"])  # fmt: skip
def test_every_kind_that_stands_alone_has_its_form_in_both_languages(kind: str) -> None:
    client = who(world.chair())

    assert body(client, f"{LIST}new/{kind}/")
    assert body(client, f"/en{LIST}new/{kind}/")


def test_a_session_of_a_series_opens_with_what_is_unfinished_and_ends_when_it_was_heard() -> None:
    client = who(world.chair())
    session = {
        "unit": world.committee().pk,
        "post": world.chair().post.pk,
        "form": "briefing",
        "title": "Giao ban tuần 47",
        "until": "27/11/2026",
        "series": "Giao ban",
    }
    client.post(f"{LIST}new/session/", session)
    first = Case.objects.get(kind="session")
    left = world.owed("conclusion", parent=first, series="Giao ban", title="Rà soát hộ nghèo")
    page = body(client, f"{LIST}new/session/?series=Giao+ban")
    client.post(f"{LIST}new/session/", session | {"title": "Giao ban tuần 48"})
    second = Case.objects.get(title="Giao ban tuần 48")

    assert "Rà soát hộ nghèo" in page
    assert [row["code"] for row in second.moves.get().facts["carried"]] == [left.code]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_the_same_number_of_questions_for_one_row_and_three(
    rows: int, django_assert_num_queries: Any
) -> None:
    for number in range(rows):
        world.owed(
            title=f"Việc {number} {'abc'[number]}", facts={"none_moves": "-", "new_because": "-"}
        )
    client = who(world.chair())
    body(client, LIST)

    with django_assert_num_queries(9):
        client.get(LIST)


def test_strangers_and_administrators_have_no_such_page() -> None:
    case = world.owed()

    assert Client().get(address(case)).status_code == 302
    make.quan(where=world.ward())
    assert people.signed_in("quan").get(address(case)).status_code == 404


def test_two_who_step_at_once_lose_nothing_of_what_was_typed() -> None:
    case, owner = world.owed(), who(world.officer())
    world.take(case, "progress", world.officer(), items="Một nửa", at=world.AT + timedelta(hours=1))

    answer = owner.post(address(case, "step/progress/"), {"version": 1, "items": "Gần xong rồi"})

    assert answer.status_code == 422
    assert "Gần xong rồi" in answer.content.decode()


def test_both_holders_of_a_post_sign_its_handover_on_their_own_pages() -> None:
    world.owed()
    leaving = world.officer()
    person = make.person("nguoi-moi")
    coming = hand_over(leaving, person, start_on=date(2026, 11, 22), by=make.SYSTEM, at=world.AT)
    old, new = (
        who(world.holder("can-bo", world.front(), Role.INSPECTOR)),
        people.signed_in("nguoi-moi"),
    )

    old.post(f"/office/handovers/{leaving.pk}/give/", {"taking": coming.pk, "words": ""})
    row = Handover.objects.get()
    new.post(f"/office/handovers/{row.pk}/take/")

    assert "chờ bạn ký" not in body(new, "/office/handovers/").lower()
    assert Handover.objects.get().taken_at


def test_a_leader_of_the_body_links_a_post_that_changed_hands() -> None:
    case, client = world.owed(), who(world.chair())
    page = client.get(address(case, "consequence/"))
    typed = {"tenure": world.officer().pk, "words": "Điều chuyển sau kiểm điểm"}
    client.post(address(case, "consequence/"), typed)

    assert page.status_code == 200
    assert "Điều chuyển sau kiểm điểm" in body(client, address(case))


def test_a_session_becomes_minutes_and_a_notice_without_typing_it_again() -> None:
    client = who(world.chair())
    typed = {
        "unit": world.committee().pk,
        "post": world.chair().post.pk,
        "form": "briefing",
        "title": "Giao ban tuần 47",
        "until": "27/11/2026",
    }
    client.post(f"{LIST}new/session/", typed)
    session = Case.objects.get(kind="session")
    world.owed("conclusion", parent=session, title="Rà soát hộ nghèo")

    answer = client.post(address(session, "paper/"), {"paper": "BB", "place": "Vạn Gành"})

    assert "Rà soát hộ nghèo" in body(client, address(session, "paper/"))
    assert "BIÊN BẢN" in body(client, address(session, "paper/?paper=BB"))
    assert answer.content.startswith(b"PK")


def test_the_page_of_a_session_has_the_form_of_its_next_conclusion() -> None:
    client = who(world.chair())
    client.post(f"{LIST}new/session/", form(form="briefing", title="Giao ban"))
    session = Case.objects.get(kind="session")
    page = body(client, address(session))
    typed = form(title="Nạo vét cống", result="Hết ngập")

    client.post(f"{LIST}new/conclusion/?under={session.pk}", typed)

    assert "Ghi một kết luận" in page
    assert "Nạo vét cống" in body(client, address(session))
