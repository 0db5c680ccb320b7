"""The page behind the printed word: what it says, and to whom."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import make
from tests.portal.own import accepted, body, page
from wardbook.cases.faces import moment
from wardbook.ledger.actions import erase
from wardbook.ledger.holder import digest
from wardbook.ledger.models import Audience, Body, Entry

pytestmark = pytest.mark.django_db

NEVER = "abcd-efgh-kmnp"
DAY = timedelta(days=1)


def test_every_day_to_the_promised_date_is_told_counted_or_not_and_why() -> None:
    days = body(accepted())["why"]["first"]["days"]

    told = [(day["on"][5:], day["number"], day["label"]["en"]) for day in days]
    assert told[:4] == [
        ("11-20", None, "day of receipt"),
        ("11-21", None, "weekend"),
        ("11-22", None, "weekend"),
        ("11-23", 1, "working day"),
    ]
    assert told[-1] == ("11-30", 5, "working day")


def test_a_result_of_the_same_day_is_explained_day_by_day_too() -> None:
    row = make.procedure("1.000004", limit="", same_day=True)
    case = accepted(procedure=row, at=make.AT.replace(hour=16))

    days = body(case)["why"]["first"]["days"]

    assert [day["number"] for day in days] == [None, None, None, 1]
    assert "nộp sau giờ còn trả trong ngày" in page(case)


def test_a_day_off_names_the_decision_that_makes_it_one() -> None:
    grounds = body(accepted())["why"]["first"]["grounds"]

    holiday = next(one for one in grounds if one["label"]["en"].startswith("public holiday"))
    assert not holiday["counted"]
    assert holiday["source"]
    assert holiday["source"] in page(accepted())


def test_whoever_got_a_wrong_result_reads_by_when_it_is_put_right() -> None:
    case = make.step(make.step(accepted(), "resolve", at=make.AT), "deliver", at=make.AT)
    case = make.step(case, "wrong", reason="Sai năm sinh", at=make.AT)

    line = body(case)["history"][-1]

    child = case.children.get()
    assert (line["step"], line["until"]) == ("wrong", moment(child.due_at))
    assert f"Sửa xong chậm nhất 17:00,\u00a0{child.due_at:%d/%m/%Y}" in page(case)


def test_the_new_date_stands_beside_the_first_and_both_are_explained() -> None:
    case = make.step(accepted(), "supplement", items="Giấy khai sinh", at=make.AT + 3 * DAY)
    case = make.step(case, "supplemented", at=make.AT + 6 * DAY)
    said = body(case)

    assert said["first_due"] != said["due"]
    assert said["why"]["now"]["again"]
    assert said["why"]["now"]["due"] == said["due"]
    assert said["why"]["now"]["days"][0]["on"] == "2026-11-26"


def test_a_date_that_was_set_anew_says_so_and_why() -> None:
    told = {"until": make.AT + 20 * DAY, "reason": "Chờ xác minh", "by": make.minh()}
    why = body(make.step(accepted(), "extend", at=make.AT + DAY, **told))["why"]["now"]

    assert (why["how"], why["reason"]) == ("set", "Chờ xác minh")


def test_who_waits_for_papers_reads_which_and_until_when() -> None:
    case = make.step(accepted(), "supplement", items="Giấy khai sinh", at=make.AT + 3 * DAY)

    assert body(case)["asked"] == "Giấy khai sinh"
    assert body(case)["hand_in_by"] == "2026-12-08"
    assert "08/12/2026" in page(case)


def test_a_refusal_is_told_with_its_reason() -> None:
    case = make.step(accepted(), "refuse", reason="Không đủ điều kiện", at=make.AT + DAY)

    assert "Không đủ điều kiện" in page(case)


def test_a_word_is_read_however_it_is_typed() -> None:
    case = accepted()
    typed = case.word.upper().replace("-", " ")

    answer = Client().get(f"/d/{typed}/")

    assert answer.headers["Location"] == f"/d/{case.word}/"


def test_code_and_word_together_open_the_page() -> None:
    case = accepted()
    typed = {"code": case.code.lower().replace("-", " "), "word": case.word.replace("-", "")}

    answer = Client().post("/my/", typed)

    assert (answer.status_code, answer.headers["Location"]) == (303, f"/d/{case.word}/")


@pytest.mark.parametrize("wrong", ["code", "word", "both", "malformed"])
def test_whatever_is_wrong_the_answer_and_its_queries_are_the_same(wrong: str) -> None:
    case = accepted()
    right = {"code": case.code, "word": case.word}
    other = {"code": "SP1-1-1", "word": NEVER}
    typed = (
        right
        | {
            "code": {"code": other["code"]},
            "word": {"word": other["word"]},
            "both": other,
            "malformed": {"word": "\ud7ff%%"},
        }[wrong]
    )

    with CaptureQueriesContext(
        connection,
    ) as asked:
        answer = Client().post("/my/", typed)
    with CaptureQueriesContext(connection) as opened:
        Client().post("/my/", right)

    said = answer.content.decode()
    for value in typed.values():
        said = said.replace(value, "")
    assert answer.status_code == 404
    assert "Không có gì ứng với" in said
    assert len(asked) == len(opened) == 1


def test_unknown_malformed_and_erased_words_get_one_answer_for_the_same_work() -> None:
    case = accepted()
    for entry in Entry.objects.filter(audience=Audience.HOLDER):
        erase(entry, by="99901/administrator", at=make.AT, reason="Theo yêu cầu của chủ hồ sơ")
    answers = set()

    for word in (NEVER, "x", "đ" * 60, case.word):
        with CaptureQueriesContext(connection) as asked:
            answer = Client().get(f"/d/{word}/")
        answers.add((answer.status_code, answer.content.replace(word.encode(), b""), len(asked)))

    assert {(status, queries) for status, _, queries in answers} == {(404, 1)}


def test_the_page_is_kept_by_nobody_listed_nowhere_and_told_to_nobody() -> None:
    case = accepted()

    for path in (f"/d/{case.word}/", f"/d/{case.word}.json", f"/d/{NEVER}/", "/my/", "/say/"):
        answer = Client().get(path)
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
        assert not answer.cookies


def test_no_other_page_may_load_the_data_of_a_dossier() -> None:
    answer = Client().get(f"/d/{accepted().word}.json")

    assert "Access-Control-Allow-Origin" not in answer.headers


def test_the_word_is_in_no_entry() -> None:
    case = accepted()

    said = "".join(f"{one.key} {one.content}" for one in Body.objects.all())
    assert digest(case.word) in said
    assert case.word not in said
    assert case.word.replace("-", "") not in said


def test_the_page_stands_in_english_too() -> None:
    assert "Why this date?" in page(accepted(), "/en")
