"""The loop as its users meet it: the clerk's buttons, whose past is shown, what may be chosen."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests import make
from tests.cases.loop import world
from tests.office.test_loop import LIST, address, body, form, who
from tests.office.test_task_list import HEAD
from wardbook.cases import loop, public
from wardbook.cases.actions.handover import give_over
from wardbook.cases.actions.moves import take_step
from wardbook.cases.models import Case
from wardbook.cases.queries.handover import successors
from wardbook.cases.rules.taking import Clock, Told
from wardbook.exchange.rows import Row
from wardbook.exchange.tasks import read
from wardbook.lib.refusal import Refused
from wardbook.office.loop.story import papers, story
from wardbook.org.actions import hand_over
from wardbook.org.roles import Role
from wardbook.org.working_time import working_time

pytestmark = pytest.mark.django_db


def session(**more: object) -> Case:
    client = who(world.chair())
    client.post(f"{LIST}new/session/", form(form="briefing", title="Giao ban tuần 47", **more))
    return Case.objects.get(kind="session")


def test_who_may_not_overrule_is_offered_every_step_that_overrules_nothing() -> None:
    clerk = who(world.holder("thu-ky", world.committee(), Role.CLERK))
    page = body(clerk, address(session()))

    assert "/step/hold/" in page
    assert "/step/cancel/" in page


def test_a_session_shows_what_was_said_of_each_thing_it_opened_with() -> None:
    first = session(series="Giao ban")
    left = world.owed("conclusion", parent=first, series="Giao ban", title="Rà soát hộ nghèo")
    later = form(form="briefing", title="Giao ban tuần 48", series="Giao ban")
    client = who(world.chair())
    client.post(f"{LIST}new/session/", later)
    second = Case.objects.get(title="Giao ban tuần 48")
    client.post(address(second, "step/hold/"), {"version": 1, "until": "31/12/2026"})
    said = {"version": 2, "items": "Đã thống nhất", f"heard-{left.code}": "Còn hai hộ"}
    client.post(address(second, "step/conclude/"), said)

    page = body(client, address(second))

    assert "Còn hai hộ" in page
    assert address(left) in page


def test_a_session_planned_ahead_is_held_with_what_was_left_unfinished_since() -> None:
    first, later = session(series="Giao ban"), form(form="briefing", series="Giao ban")
    client = who(world.chair())
    client.post(f"{LIST}new/session/", later | {"title": "Giao ban tuần 48"})
    ahead = Case.objects.get(title="Giao ban tuần 48")
    left = world.owed("conclusion", parent=first, series="Giao ban", title="Rà soát hộ nghèo")

    assert "Rà soát hộ nghèo" in body(client, address(ahead))
    client.post(address(ahead, "step/hold/"), {"version": 1, "until": "31/12/2026"})
    assert f"heard-{left.code}" in body(client, address(ahead, "step/conclude/"))


def test_a_review_prepared_long_before_is_held_with_what_stands_then() -> None:
    client, told = who(world.chair()), form(year="2026", title="Kiểm điểm năm 2026")
    client.post(f"{LIST}new/review/", told)
    review = Case.objects.get(kind="review")
    left = world.owed(title="Thu hồ sơ đất đai còn chậm")

    assert left.code in body(client, address(review))
    client.post(address(review, "step/hold/"), {"version": 1})
    told = Case.objects.get(pk=review.pk).moves.last().facts
    assert [row["code"] for row in told["previous"]] == [left.code]


def test_of_several_files_each_that_was_refused_is_named() -> None:
    case = world.owed()
    sent = {"anh.png": world.PNG + b"1", "trang.html": b"<p>", "hinh.svg": b"<svg>"}
    files = [SimpleUploadedFile(name, content) for name, content in sent.items()]
    client = who(world.officer())
    page = client.post(address(case, "evidence/"), {"scan": files}, follow=True).content.decode()

    banners = [one.split("</p>")[0] for one in page.split('class="wb-banner')[1:]]
    named = [name for one in banners for name in sent if name in one]
    assert named == list(sent)


def test_who_has_posts_in_two_places_is_refused_for_the_one_where_the_work_is() -> None:
    case, person = world.reported(), world.chair()
    Case.objects.filter(pk=case.pk).update(post=person.post)
    case.moves.update(post=person.post)
    elsewhere = make.unit("99902", parent=world.province(), name="Phường Khác")
    make.tenure(person.person.username, Role.LEADER, where=elsewhere)
    client = who(person)
    page = client.post(address(case, "step/verify/"), {"version": 2, "items": "Đúng"})

    assert "99902" not in page.content.decode()
    assert "Phường Khác" not in page.content.decode()


def test_a_briefing_has_no_numbers_to_put_right() -> None:
    held = session()
    client = who(world.chair())
    client.post(address(held, "step/hold/"), {"version": 1, "until": "31/12/2026"})

    page = body(client, address(held))

    assert "/step/conclude/" in page
    assert "/step/count/" not in page


def test_a_review_shows_the_past_of_the_body_that_was_chosen_and_of_no_other() -> None:
    world.owed(title="Thu hồ sơ đất đai còn chậm")
    client = who(world.chair())

    asked = body(client, f"{LIST}new/review/")
    other = body(client, f"{LIST}new/review/?unit={world.division().pk}")
    own = body(client, f"{LIST}new/review/?unit={world.committee().pk}")

    assert "Thu hồ sơ đất đai" not in asked + other
    assert "Thu hồ sơ đất đai" in own


def test_a_chair_who_signs_the_request_upward_still_moves_the_date_of_the_work() -> None:
    work = world.owed(by=world.chair())
    remedy = world.owed("remedy", parent=work, title="Giao đầu mối")
    asked = {"fields": {"addressee": "Tỉnh"}, "post": world.chair().post, "title": "Xin vốn"}
    world.owed("request_up", parent=remedy, **asked)

    page = body(who(world.chair()), address(work))

    assert "/step/extend/" in page
    assert "/step/drop/" not in page  # its remedy is open yet


def test_a_request_upward_offers_only_what_stands_above() -> None:
    client = who(world.chair())

    page = body(client, f"{LIST}new/request_up/")
    chosen = page[page.index('name="about"') :]

    assert f'value="{world.province().pk}"' in chosen
    assert f'value="{world.front().pk}"' not in chosen


def test_a_figure_that_was_frozen_before_is_no_figure_after() -> None:
    frozen = {"indicator": "poor-households", "value": "2.27", "measure": "%", "result": 7}
    work = world.owed(indicator="poor-households", facts={"before": frozen})
    world.proof(work)

    with pytest.raises(Refused, match="FOL-06"):
        world.take(work, "report", world.officer(), items="Xong", facts={"after": frozen})

    page = body(who(world.officer()), address(work, "step/report/"))
    assert 'name="none_moves"' in page
    later = {"after": frozen | {"result": 8}}
    assert world.take(work, "report", world.officer(), items="Xong", facts=later).state


def test_a_consequence_names_the_body_of_the_post_that_changed_hands() -> None:
    work = world.owed()

    page = body(who(world.chair()), address(work, "consequence/"))

    assert "Cơ quan office" in page


@pytest.mark.parametrize(
    ("cells", "rule"),
    [
        (["3", "", "Một việc không có hạn", "", "", ""], "EXC-52"),
        (["4", "", "", "", "31/12/2026", ""], "EXC-55"),
    ],
)
def test_a_numbered_row_of_a_list_of_tasks_is_never_passed_over(
    cells: list[str], rule: str
) -> None:
    found = read([Row(1, 1, HEAD), Row(1, 2, ["II", "", "Lĩnh vực đất đai", "", "", ""]),
                  Row(1, 3, cells)])  # fmt: skip

    assert [(fault.number, fault.refusal.rule) for fault in found.faults] == [(3, rule)]


def test_what_the_tier_above_ended_is_nowhere_called_remedied_and_confirmed() -> None:
    work = world.owed()
    above = world.holder("tinh", world.province())
    ended = world.take(work, "overrule", above, overruled="Đã chuyển nơi khác")

    page = body(who(world.chair()), address(ended))
    clock = Clock(*working_time(ended.unit, world.AT.date()))
    told = public.of(ended, list(ended.moves.all()), clock)

    assert "được xác nhận" not in page + body(who(world.chair()), f"{LIST}?how=ended")
    assert "không qua kiểm chứng" in told["state_label"]["vi"]
    assert [row["state"] for row in loop.previous_of(world.committee())] == []
    assert loop.standing_of(ended, list(ended.moves.all()))["state"] == "not_remedied"


def test_who_comes_to_a_post_hands_nothing_back_to_who_left_it_and_a_list_is_signed_once() -> None:
    leaving, person = world.officer(), make.person("nguoi-moi")
    coming = hand_over(leaving, person, start_on=date(2026, 11, 22), by=make.SYSTEM, at=world.AT)
    leaving.refresh_from_db()

    assert list(successors(coming, date(2026, 11, 1))) == []
    assert list(successors(leaving, date(2026, 11, 22))) == [coming]
    give_over(leaving, coming, "", by=leaving, at=world.AT)
    assert list(successors(leaving, date(2026, 11, 22))) == []


def test_merging_is_offered_only_where_open_work_of_the_kind_and_body_stands_beside() -> None:
    work, client = world.owed(), who(world.chair())
    alone = body(client, address(work))
    other = world.owed(title="Nợ tiền làm đường", facts={"none_moves": "-", "new_because": "-"})

    assert "Nhập vào mục khác" not in alone
    assert "/step/merge/" in body(client, address(work))

    world.take(work, "release", world.chair())
    assert "Nhập vào mục khác" not in body(client, address(work))  # the other one is not public
    assert "/step/merge/" in body(client, address(other))


def test_what_is_public_is_not_offered_to_be_made_public_again() -> None:
    work, client = world.owed(), who(world.chair())
    before = body(client, address(work))
    world.take(work, "release", world.chair())

    assert "/step/release/" in before
    assert "/step/release/" not in body(client, address(work))
    answer = client.post(address(work, "step/release/"), {"version": 2})
    assert answer.status_code == 422


def test_what_happened_in_one_minute_stands_in_the_order_in_which_it_was_told() -> None:
    work, second = world.owed(), timedelta(seconds=1)
    remedy = world.owed("remedy", parent=work, title="Giao đầu mối", at=world.AT + 40 * second)
    told = {"items": "Xong một nửa", "at": world.AT + 50 * second}
    world.take(remedy, "progress", world.officer(), **told)
    row = Case.objects.select_related("book", "unit").get(pk=work.pk)
    typed = Told(at=world.AT, items="Đã họp")
    take_step(row, "progress", typed, by=world.officer(), at=world.AT + 55 * second)

    lines = story(row, list(row.moves.all()), list(row.children.all()), papers([row]))

    assert [line.said[0] for line in lines if line.said][-2:] == ["Xong một nửa", "Đã họp"]
    assert lines[0].of is None


def test_numbers_that_cannot_be_are_told_so_in_a_sentence_and_what_was_typed_stays() -> None:
    client = who(world.chair())
    client.post(f"{LIST}new/session/", form(form="study", title="Học nghị quyết"))
    study = Case.objects.get(kind="session")
    typed = {"version": 1, "until": "31/12/2026", "owed": "100", "attended": "95", "retaken": "3"}

    said = {
        wrong: client.post(address(study, "step/hold/"), typed | {"attended": wrong})
        for wrong in ("120", "-1", "chín lăm", "")
    }
    pages = {wrong: answer.content.decode() for wrong, answer in said.items()}

    assert "120 là một phần của 100 nên không thể lớn hơn" in pages["120"]
    assert "Hãy nhập số nguyên" in pages["-1"]
    assert "Hãy nhập số nguyên" in pages["chín lăm"]
    assert 'value="chín lăm"' in pages["chín lăm"]
    assert {answer.status_code for answer in said.values()} == {422}
    assert not study.counts.exists()


def test_numbers_are_taken_as_offices_write_them() -> None:
    client = who(world.chair())
    client.post(f"{LIST}new/session/", form(form="study", title="Học nghị quyết"))
    study = Case.objects.get(kind="session")
    typed = {"version": 1, "until": "31/12/2026", "owed": "1.205", "attended": "1.190"}

    client.post(address(study, "step/hold/"), typed | {"retaken": "15"})

    assert loop.counts_of(study) == {"owed": 1205, "attended": 1190, "retaken": 15}


def test_a_story_tells_the_numbers_that_were_counted_with_a_step() -> None:
    client = who(world.chair())
    client.post(f"{LIST}new/session/", form(form="study", title="Học nghị quyết"))
    study = Case.objects.get(kind="session")
    typed = {"version": 1, "until": "31/12/2026", "owed": 100, "attended": 95, "retaken": 3}

    client.post(address(study, "step/hold/"), typed)

    assert "Phải học: 100 · Đã học: 95 · Học bù: 3" in body(client, address(study))


def test_an_english_story_has_its_measures_in_english() -> None:
    frozen = {
        "indicator": "poor-households",
        "label": {"vi": "Hộ nghèo", "en": "Poor households"},
        "value": "1205",
        "measure": "hộ",
        "bound": "at_least",
    }
    work = world.owed(indicator="poor-households", facts={"before": frozen})
    client = who(world.chair())

    assert "Hộ nghèo · ít nhất 1.205 hộ" in body(client, address(work))
    assert "Poor households · at least 1,205 households" in body(client, f"/en{address(work)}")


def test_what_an_item_is_merged_into_is_chosen_by_its_name() -> None:
    work, client = world.owed(), who(world.chair())
    other = world.owed(title="Nợ tiền làm đường", facts={"none_moves": "-", "new_because": "-"})
    remedy = world.owed("remedy", parent=other, title="Giao đầu mối")
    page = body(client, address(work, "step/merge/"))
    sent = {"version": 1, "into": other.code, "reason": "Trùng"}

    client.post(address(work, "step/merge/"), sent)

    assert f"{other.code} · {other.title}" in page
    assert remedy.code not in page
    assert Case.objects.get(pk=work.pk).state == "merged"
    assert f'href="{address(other)}">{other.title}</a> ({other.code})' in body(
        client, address(work)
    )


def test_a_step_that_is_no_longer_open_leads_back_to_the_item_and_says_so() -> None:
    work, owner = world.reported(), who(world.officer())

    answer = owner.get(address(work, "step/report/"), follow=True)

    assert answer.redirect_chain[-1][0] == address(work)
    assert "Bước này không thực hiện được ở trạng thái hiện tại" in answer.content.decode()
