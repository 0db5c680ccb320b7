"""The tier above before the screens: many places to read, nobody's dossier to move or to know."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tests import make
from tests.office import people
from wardbook.cases.actions.postings import open_place
from wardbook.cases.models import Case, Move, Posting
from wardbook.org.models import Tenure, Unit
from wardbook.org.roles import PERMISSIONS, Permission, Role

pytestmark = pytest.mark.django_db

NAME, PHONE = "Trần Thị Mẫu", "0900000123"


def province() -> Unit:
    return make.unit("99", "province", name="Tỉnh Thử")


@pytest.fixture(autouse=True)
def ward() -> Unit:
    """The ward of whoever else a test names, below the province."""
    return make.unit(parent=province())


def above(role: str = Role.LEADER) -> Client:
    if not Tenure.objects.filter(person__username="tinh").exists():
        make.tenure("tinh", role, where=province())
    return people.signed_in("tinh")


def dossier(**more: Any) -> Case:
    told = {"applicant": NAME, "phone": PHONE, "about": "Xin cho bà Mẫu", "sets": "2"}
    return make.step(make.case(fields=told, **more), "accept")


def request_up() -> Case:
    chair = make.minh()
    fields = {"addressee": "Sở phụ trách hạ tầng mạng của tỉnh"}
    told: dict[str, Any] = {"title": "Xin thêm một đường mạng", "fields": fields}
    return make.case("request_up", by=chair, until=make.AT + timedelta(days=30), **told)


@pytest.mark.parametrize("role", [Role.LEADER, Role.INSPECTOR])
def test_a_dossier_is_read_without_whose_it_is(role: str) -> None:
    case = dossier()

    page = above(role).get(f"/office/cases/{case.pk}/").content.decode()

    assert case.code in page
    assert "chỉ đơn vị sở tại xem được" in page
    assert "Số bộ" in page
    for told in (NAME, PHONE, "bà Mẫu", case.word):
        assert told not in page


def test_whose_it_is_the_ward_reads_as_before() -> None:
    case = dossier()
    make.tenure("thanh-tra", Role.INSPECTOR)

    for client in (people.lan(), people.minh(), people.signed_in("thanh-tra")):
        page = client.get(f"/office/cases/{case.pk}/").content.decode()
        assert NAME in page
        assert case.word in page


def test_no_step_on_a_dossier_of_the_ward_is_offered_or_taken() -> None:
    case = dossier()
    client = above()

    page = client.get(f"/office/cases/{case.pk}/").content.decode()
    client.post(f"/office/cases/{case.pk}/steps/resolve/", {"reason": "Xong"})

    for more in ("steps/", "hand-over/", "reach/", "came-again/", "scans/"):
        assert f"/office/cases/{case.pk}/{more}" not in page
    case.refresh_from_db()
    assert case.state == "in_hand"


@pytest.mark.parametrize(
    "more", ["word/", "word.pdf", "control.pdf", "moves/2/slip.pdf", "scans/1/", "reach/"]
)
def test_what_is_the_holders_has_no_address_for_the_tier_above(more: str) -> None:
    case = dossier()

    assert above().get(f"/office/cases/{case.pk}/{more}").status_code == 404


def test_work_of_all_wards_is_found_by_code_and_never_by_name() -> None:
    case = dossier()

    def listed(words: str) -> str:
        address = "/office/work/"
        return above().get(address, {"whose": "team", "q": words}).content.decode()

    assert case.code in listed("")
    assert case.code in listed(case.code)
    assert NAME not in listed("")
    assert case.code not in listed("mẫu")
    assert case.code in people.lan().get("/office/work/", {"q": "mẫu"}).content.decode()


def test_the_register_holds_no_dossier_of_a_ward() -> None:
    case = dossier()

    page = above().get("/office/register/?start=01/11/2026&end=30/11/2026").content.decode()

    assert case.code not in page


def test_people_to_tell_are_those_of_the_list_that_the_count_opens() -> None:
    told = {"applicant": NAME, "phone": PHONE, "notice": "phone"}
    make.step(make.case(fields=told), "accept")
    words = "Người chờ được báo tin"

    assert words in people.minh().get("/office/week/").content.decode()
    assert words not in above().get("/office/week/").content.decode()


def test_every_number_of_a_wards_statement_opens_for_the_tier_above() -> None:
    dossier()
    client = above()
    page = client.get("/office/statements/", {"unit": "99901", "period": "2026-11"})
    links = page.context["links"]

    for name in ("trips", "finished", "sent_home"):
        assert client.get(links[name]).status_code == 200


@pytest.mark.parametrize("address", ["/office/statements/", "/office/index-766/"])
def test_places_of_the_book_are_offered_and_not_all_of_the_province(address: str) -> None:
    make.lan()
    make.unit("99902", parent=province(), name="Phường Không có sổ")

    page = above().get(address).content.decode()

    assert "Phường Thử 99901" in page
    assert "Phường Không có sổ" not in page


def test_ratings_below_a_place_open_without_a_choice() -> None:
    make.minh()

    assert above().get("/office/unit-ratings/roll-up/").status_code == 200


def test_who_is_asked_answers_and_does_not_take_back_what_the_ward_asked() -> None:
    case = request_up()

    page = above().get(f"/office/follow/{case.pk}/").content.decode()
    chairs = people.minh().get(f"/office/follow/{case.pk}/").content.decode()

    for step in ("agree", "answer", "refuse"):
        assert f"step/{step}/" in page
    for step in ("withdraw", "remind"):
        assert f"step/{step}/" not in page
        assert f"step/{step}/" in chairs


@pytest.mark.parametrize("step", ["withdraw", "remind"])
def test_an_address_that_is_typed_takes_no_request_back(step: str) -> None:
    case, client = request_up(), above()
    told = {"version": case.version, "items": "Nhắc", "reason": "Thôi"}

    client.get(f"/office/follow/{case.pk}/step/{step}/")
    client.post(f"/office/follow/{case.pk}/step/{step}/", told)

    case.refresh_from_db()
    assert case.state == "asked"
    assert not Move.objects.filter(case=case, step=step).exists()


def test_the_tier_above_answers_by_its_own_name() -> None:
    case = request_up()

    told = {"version": case.version, "items": "Kéo xong trong tháng 12"}
    above().post(f"/office/follow/{case.pk}/step/agree/", told)

    case.refresh_from_db()
    assert case.state == "agreed"
    assert Move.objects.get(case=case, step="agree").by.person.username == "tinh"


def test_a_figure_is_taken_back_from_above_its_place_and_from_nowhere_else() -> None:
    figure = f"/office/figures/{make.released().pk}/"
    make.tenure("tinh-khac", Role.LEADER, where=make.unit("98", "province"))
    make.tenure("can-bo-khac", Role.CLERK, where=make.unit("99902", parent=province()))

    assert "withdraw/" in above().get(figure).content.decode()
    assert "withdraw/" not in people.signed_in("tinh-khac").get(figure).content.decode()
    assert "correct/" not in people.signed_in("can-bo-khac").get(figure).content.decode()
    assert "correct/" in people.lan().get(figure).content.decode()


def test_what_hangs_in_a_ward_is_looked_at_from_above(ward: Unit) -> None:
    by = make.lan()
    name = {"vi": "Nhà văn hóa", "en": "House of culture"}
    place = open_place(ward, name, start_on=make.TODAY, book=by.post.book, by=by, at=make.AT)
    notice = make.procedure()
    client, address = above(), f"/office/postings/places/{place.pk}/"

    assert "Nhà văn hóa" in client.get("/office/postings/").content.decode()
    client.post(address, {"chosen": [notice.key], "state": "missing"})

    assert Posting.objects.get().by.person.username == "tinh"


def test_beside_a_post_stands_of_which_ward_it_is() -> None:
    """Every ward has a chair and a clerk: of many wards the title alone names nobody."""
    wards = [make.unit(code, parent=province(), name=f"Phường {code}") for code in ("A", "B")]
    for ward in wards:
        clerk = make.tenure(f"can-bo-{ward.code.lower()}", Role.CLERK, where=ward)
        make.step(make.case(by=clerk), "accept", by=clerk)
        opened = {"title": "Sửa cống", "until": make.AT + timedelta(days=1)}
        make.case("conclusion", by=clerk, fields={"result": "Xong"}, **opened)

    lists = ["work/?whose=team", "week/owed/", "week/late/", "week/", "dates/"]
    for address in lists:
        page = above().get(f"/office/{address}").content.decode()
        assert all(f"Phường {ward.code}" in page for ward in wards), address


def test_a_problem_that_the_ward_mends_itself_is_no_link_from_above() -> None:
    """Where it would lead, nobody of the tier above changes anything."""
    told = {"applicant": NAME, "phone": "", "notice": "phone"}
    make.step(make.case(fields=told), "accept")
    case = Case.objects.get()
    link = f"/office/cases/{case.pk}/reach/"

    for address in ("problems/", "problems/notice-without-address/"):
        assert link in people.minh().get(f"/office/{address}").content.decode()
        page = above().get(f"/office/{address}").content.decode()
        assert case.code in page
        assert link not in page


def test_who_learns_no_holder_anywhere_reads_a_list_without_names(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    case = dossier()
    looks_on = PERMISSIONS[Role.LEADER] - {Permission.HOLDER_READ}
    monkeypatch.setitem(PERMISSIONS, Role.LEADER, looks_on)

    page = people.minh().get("/office/work/?whose=team").content.decode()

    assert case.code in page
    assert NAME not in page


def test_who_works_in_a_ward_and_above_it_reads_the_names_of_that_ward_alone() -> None:
    case = dossier()
    other = make.tenure("khac", Role.CLERK, where=make.unit("99902", parent=province()))
    theirs = make.step(make.case(by=other, fields={"applicant": "Lê Văn Thử"}), "accept", by=other)
    client = above()
    make.tenure("tinh", Role.LEADER, where=make.unit())

    page = client.get("/office/work/?whose=team").content.decode()

    assert case.code in page and theirs.code in page
    assert NAME in page
    assert "Lê Văn Thử" not in page
