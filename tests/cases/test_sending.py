"""What the public sends: feedback, whether it was mended, ratings; and words for imported work."""

from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from tests import make
from wardbook.cases import intake
from wardbook.cases.actions.words import give_word
from wardbook.cases.intake import Sent
from wardbook.cases.models import Case, Rating, SpentToken
from wardbook.cases.queries.ratings import ratings
from wardbook.ledger.holder import digest, said
from wardbook.ledger.models import Audience, Body
from wardbook.lib.clock import VIETNAM
from wardbook.lib.period import Period
from wardbook.lib.refusal import Refused

pytestmark = pytest.mark.django_db

YEAR, LATER = Period("2026"), date(2027, 1, 5)


def feedback(**more: Any) -> Sent:
    make.lan()
    told = {"unit": "99901", "sort": "feedback", "words": "Đèn đường hẻm 5 không sáng đã một tuần."}
    return Sent(**{**told, "form": "form-1", **more})


def returned() -> Case:
    case = make.step(make.case(), "accept")
    return make.step(case, "resolve", at=make.AT + timedelta(days=1))


def rated(score: int, at: datetime = make.AT) -> None:
    intake.rate(returned().word, score, ["in-time"], at=at)


def test_feedback_is_a_case_of_the_clerk_who_receives_it_with_a_date_and_a_word() -> None:
    receipt = intake.send_feedback(feedback(phone="0912 345 678"), at=make.AT)
    case = Case.objects.get(code=receipt.code)

    assert (case.kind, case.channel, case.post) == ("feedback", "online", make.lan().post)
    assert case.fields["about"].startswith("Đèn đường")
    assert case.due_at is not None
    assert said(digest(receipt.word)) is not None


def test_what_somebody_wrote_stands_in_no_entry() -> None:
    intake.send_feedback(feedback(name="Trần Thị Thử", phone="0912 345 678"), at=make.AT)

    entries = "".join(body.content for body in Body.objects.all())
    assert "Đèn đường" not in entries
    assert "0912" not in entries


def test_a_form_is_sent_once() -> None:
    intake.send_feedback(feedback(), at=make.AT)

    with pytest.raises(Refused, match="FBK-10"):
        intake.send_feedback(feedback(), at=make.AT)


@pytest.mark.parametrize(
    "told",
    [
        {"sort": "denunciation"},
        {"sort": "complaint"},
        {"words": "Tôi tố cáo ông tổ trưởng nhận tiền của dân."},
    ],
)
def test_who_must_be_protected_is_sent_elsewhere_and_nothing_is_kept(told: Any) -> None:
    with pytest.raises(Refused, match="FBK-08"):
        intake.send_feedback(feedback(**told), at=make.AT)

    assert not Case.objects.exists()


def test_a_few_letters_are_no_feedback() -> None:
    with pytest.raises(Refused, match="FBK-09"):
        intake.send_feedback(feedback(words="Hỏng"), at=make.AT)


def test_a_desk_receives_before_any_other_clerk() -> None:
    ward = make.lan().post.unit
    desk = make.unit("99901-desk", "one_stop_desk", parent=ward)
    make.tenure("anh", "clerk", where=desk)

    assert intake._receiver("99901", make.TODAY).post.unit == desk


def test_places_are_those_with_a_clerk_today() -> None:
    make.lan()

    assert list(intake.places(make.TODAY)) == ["99901"]
    assert intake.places(date(2020, 1, 1)) == {}


def answered() -> Case:
    receipt = intake.send_feedback(feedback(), at=make.AT)
    case = Case.objects.get(code=receipt.code)
    return make.step(case, "answer", reason="Đã thay bóng đèn.", at=make.AT + timedelta(days=1))


def test_four_weeks_after_the_answer_its_author_says_what_became_of_it() -> None:
    case = answered()

    intake.answer_again(case.word, "partly", at=make.AT + timedelta(days=29))

    move = Case.objects.get().moves.last()
    assert move is not None
    assert (move.step, move.state) == ("partly", "partly")
    assert "tự trả lời" in move.reason


def test_before_four_weeks_nobody_is_asked() -> None:
    with pytest.raises(Refused, match="FBK-04"):
        intake.answer_again(answered().word, "mended", at=make.AT + timedelta(days=20))


def test_a_step_that_is_no_answer_is_not_taken_from_outside() -> None:
    with pytest.raises(Refused, match="CAS-02"):
        intake.answer_again(answered().word, "unreached", at=make.AT + timedelta(days=40))


def test_the_service_is_rated_once_and_when_the_work_has_ended() -> None:
    with pytest.raises(Refused, match="RAT-02"):
        intake.rate(make.case().word, 5, [], at=make.AT)
    case = returned()
    intake.rate(case.word, 5, [], at=make.AT)

    with pytest.raises(Refused, match="RAT-01"):
        intake.rate(case.word, 1, [], at=make.AT)


def test_a_rating_is_one_to_five_with_at_most_three_reasons_of_the_list() -> None:
    word = returned().word

    for score, reasons in ((0, []), (6, []), (3, ["so"]), (3, list(intake.REASONS)[:4])):
        with pytest.raises(Refused, match="RAT-02"):
            intake.rate(word, score, reasons, at=make.AT)


def test_nothing_leads_from_a_rating_to_a_case() -> None:
    case = returned()
    intake.rate(case.word, 2, ["late"], at=make.AT)
    rating, spent = Rating.objects.get(), SpentToken.objects.get()
    entry = Body.objects.get(verb="rate")

    assert {field.name for field in Rating._meta.get_fields()} == {
        *("id", "unit", "field", "on", "score", "reasons")
    }
    assert rating.on == date(2026, 11, 1)
    assert entry.data == {"month": "2026-11", "ratings": 1}
    assert spent.token not in {digest(case.word), case.word, str(case.pk), case.code}
    assert not Body.objects.filter(entry__audience=Audience.HOLDER, verb="rate").exists()


def test_numbers_of_ratings_keep_no_order() -> None:
    for _ in range(6):
        rated(4)
    numbers = list(Rating.objects.values_list("pk", flat=True))

    assert len(set(numbers)) == 6
    assert max(numbers) - min(numbers) > 1_000_000


def test_fewer_than_five_are_no_answer() -> None:
    for score in (5, 5, 4, 1):
        rated(score)
    assert ratings(make.unit(), YEAR, on=LATER) is None

    rated(3)
    found = ratings(make.unit(), YEAR, on=LATER)

    assert found is not None
    assert (found.n, found.scores) == (5, {1: 1, 2: 0, 3: 1, 4: 1, 5: 2})
    assert found.reasons == {"in-time": 5}


def test_a_month_that_runs_is_not_told() -> None:
    for _ in range(6):
        rated(5)

    assert ratings(make.unit(), YEAR, on=date(2026, 11, 30)) is None


def test_a_longer_period_does_not_give_away_the_few_of_a_month() -> None:
    for _ in range(5):
        rated(5)
    for _ in range(4):
        rated(1, at=datetime(2026, 12, 3, 9, tzinfo=VIETNAM))

    whole, month = (ratings(make.unit(), Period(one), on=LATER) for one in ("2026", "2026-11"))

    assert whole == month
    assert whole is not None
    assert Counter(whole.scores)[1] == 0


def imported() -> Case:
    """A dossier as another system keeps it: no word of ours."""
    case = make.case()
    Case.objects.filter(pk=case.pk).update(origin="provincial-list", word="")
    case.refresh_from_db()
    return case


def test_an_imported_dossier_is_given_a_word_and_a_page() -> None:
    case = give_word(imported(), by=make.lan(), at=make.AT)

    body = said(digest(case.word))
    assert body is not None
    assert body.data["code"] == case.code
    assert body.by == make.lan().post.code


def test_a_second_word_is_not_given() -> None:
    case = give_word(imported(), by=make.lan(), at=make.AT)

    with pytest.raises(Refused, match="CAS-10"):
        give_word(case, by=make.lan(), at=make.AT)


def test_an_inspector_gives_no_word() -> None:
    with pytest.raises(Refused):
        give_word(imported(), by=make.tenure("thu", "inspector"), at=make.AT)
