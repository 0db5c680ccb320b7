"""The chain of a book: what is found, and what is no break."""

from contextlib import suppress

import pytest
from django.db import connection
from django.db.transaction import TransactionManagementError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import make
from wardbook.ledger import guards
from wardbook.ledger.actions import append, erase, record, stamp
from wardbook.ledger.models import Body, Book, Current, Entry
from wardbook.ledger.queries import current_of, history, latest
from wardbook.ledger.verification import first_break, stale_keys
from wardbook.lib.refusal import Refused

pytestmark = pytest.mark.django_db

AUDIENCES = ("office", "holder", "public")


def make_chain(length: int = 5) -> Book:
    book = make.book()
    for number in range(1, length):  # the first entry opened it
        make.entry(book, key=f"note/{number}", audience=AUDIENCES[number % 3])
    return Book.objects.get(pk=book.pk)


def test_an_untouched_chain_stands() -> None:
    assert first_break(make_chain()) is None


def test_entries_are_numbered_without_gaps() -> None:
    book = make_chain(4)

    assert list(book.entries.order_by("seq").values_list("seq", flat=True)) == [1, 2, 3, 4]


def test_an_action_that_records_nothing_keeps_nothing() -> None:
    from_nothing = make.ledger_action(lambda *, by, at: make.unit("99902"))

    with pytest.raises(RuntimeError):
        from_nothing(by="x", at=make.AT)

    assert not make.Unit.objects.filter(code="99902").exists()


def test_an_action_must_take_by_and_at() -> None:
    with pytest.raises(TypeError, match="by="):
        make.ledger_action(lambda at: None)


def test_an_action_records_in_one_book_only() -> None:
    books = [make.book("mot"), make.book("hai")]

    @make.ledger_action
    def both(*, by: str, at: object) -> None:
        for book in books:
            record(book, by=by, at=make.AT, verb="say", key="note/1", content={})

    with pytest.raises(RuntimeError, match="one book"):
        both(by="x", at=make.AT)


def test_nothing_is_recorded_outside_an_action() -> None:
    with pytest.raises(RuntimeError, match="inside an action"):
        record(make.book(), by="x", at=make.AT, verb="say", key="note/1", content={})


def test_a_public_entry_without_a_label_in_both_languages_is_refused() -> None:
    @make.ledger_action
    def publish(*, by: str, at: object) -> None:
        content: dict[str, object] = {"label": {"vi": "Chỉ tiếng Việt"}}
        record(
            make.book(), audience="public", by=by, at=make.AT, verb="x", key="n/1", content=content
        )

    with pytest.raises(Refused, match="LED-02"):
        publish(by="x", at=make.AT)


def test_time_never_runs_backwards_in_a_book() -> None:
    book = make.book()
    make.entry(book, at=make.AT)
    make.entry(book, at=make.AT.replace(year=2020))

    times = Body.objects.order_by("entry__seq").values_list("at", flat=True)

    assert list(times) == [stamp(make.AT)] * 3


def test_an_erasure_is_an_entry_and_no_break() -> None:
    book = make_chain()
    entry = book.entries.get(seq=2)

    erase(entry, by="99901/admin", at=make.AT, reason="Yêu cầu xóa dữ liệu cá nhân")

    assert not Body.objects.filter(entry=entry).exists()
    assert first_break(Book.objects.get(pk=book.pk)) is None


def test_an_entry_is_erased_once_and_for_a_reason() -> None:
    entry = make_chain().entries.get(seq=2)

    with pytest.raises(Refused, match="LED-01"):
        erase(entry, by="x", at=make.AT, reason=" ")
    done = erase(entry, by="x", at=make.AT, reason="một lý do")
    for gone in (entry, done):
        with pytest.raises(Refused, match="LED-01"):
            erase(gone, by="x", at=make.AT, reason="lần nữa")


def public_twice() -> tuple[Book, Entry, Entry]:
    """Two public entries of one key, old and new."""
    book = make.book()
    for text in ("cũ", "mới"):
        make.entry(book, audience="public", text=text)
    old, new = Entry.objects.filter(audience="public").order_by("seq")
    return book, old, new


def test_erasing_what_is_current_shows_the_erasure_and_nothing_older() -> None:
    book, _old, new = public_twice()

    done = erase(new, by="x", at=make.AT, reason="lộ tên người dân")

    shown = latest(book, "note/1")
    assert shown is not None
    assert (shown.entry, shown.entry.audience, shown.data["erased"]) == (done, "public", True)
    assert set(shown.data["label"]) == {"vi", "en"}
    assert stale_keys(book) == []


def test_erasing_what_is_history_leaves_what_is_current() -> None:
    book, old, new = public_twice()

    erase(old, by="x", at=make.AT, reason="lộ tên người dân")

    assert Current.objects.get().entry == new
    assert [body.verb for body in history(book, "note/1")] == ["erase", "say"]
    assert stale_keys(book) == []


def test_what_is_said_after_an_erasure_is_current_again() -> None:
    book, old, new = public_twice()
    erase(new, by="x", at=make.AT, reason="lộ tên")
    make.entry(book, audience="public", text="mới hơn")
    erase(old, by="x", at=make.AT, reason="lộ tên")

    assert Current.objects.get().name == "mới hơn"
    assert stale_keys(book) == []


@pytest.mark.parametrize("audience", AUDIENCES)
def test_an_erasure_says_what_it_erased_to_whoever_could_read_that(audience: str) -> None:
    make.entry(make.book(), key="note/7", audience=audience, text="Nguyễn Thị Ẩn")
    entry = Entry.objects.get(seq=2)

    body = erase(entry, by="x", at=make.AT, reason="theo luật").body

    assert (body.entry.audience, body.key) == (audience, "note/7")
    assert [body.data[name] for name in ("seq", "key", "audience", "entry_hash")] == [
        *(2, "note/7", audience, entry.entry_hash)
    ]
    assert "Ẩn" not in body.content


@pytest.mark.parametrize("reason", ["gọi 0912 345 678", "CCCD 001099012345", "an@example.vn"])
def test_the_reason_of_an_erasure_holds_no_number_of_a_person(reason: str) -> None:
    entry = make_chain().entries.get(seq=2)

    with pytest.raises(Refused, match="LED-01"):
        erase(entry, by="x", at=make.AT, reason=reason)


def test_only_erasing_says_that_it_erased() -> None:
    @make.ledger_action
    def pretend(*, by: str, at: object) -> None:
        record(make.book(), by=by, at=make.AT, verb="erase", key="note/1", content={"seq": 1})

    with pytest.raises(Refused, match="LED-02"):
        pretend(by="x", at=make.AT)


def test_the_first_entry_of_a_book_opens_it() -> None:
    first = make.book("mau", sample=True).entries.get().body

    assert (first.verb, first.key, first.data) == ("open", "book/mau", {"sample": True})


def test_what_is_recorded_is_what_it_was_at_that_moment() -> None:
    @make.ledger_action
    def change_one_s_mind(*, by: str, at: object) -> None:
        content: dict[str, object] = {"count": 1}
        record(make.book(), by=by, at=make.AT, verb="say", key="note/1", content=content)
        content["count"] = 2

    change_one_s_mind(by="x", at=make.AT)

    assert Body.objects.get(key="note/1").data == {"count": 1}


def test_a_moment_without_its_time_zone_is_refused() -> None:
    with pytest.raises(TypeError, match="time zone"):
        make.entry(make.book(), at=make.AT.replace(tzinfo=None))


def test_an_action_that_fails_inside_another_takes_it_along() -> None:
    book = make.book()

    @make.ledger_action
    def inner(*, by: str, at: object) -> None:
        make.unit("99977")
        raise ValueError

    @make.ledger_action
    def outer(*, by: str, at: object) -> None:
        record(book, by=by, at=make.AT, verb="say", key="note/outer", content={})
        with suppress(ValueError):
            inner(by=by, at=at)

    with pytest.raises(TransactionManagementError):
        outer(by="x", at=make.AT)

    assert set(Body.objects.values_list("key", flat=True)) == {"book/ben-sen"}
    assert not make.Unit.objects.filter(code="99977").exists()


def test_only_public_bodies_are_current_or_history() -> None:
    book = make_chain(6)

    assert set(Current.objects.values_list("key", flat=True)) == {"note/2", "note/5"}
    assert not history(book, "note/1").exists()


def test_a_real_book_is_shown_before_a_sample() -> None:
    for code, sample in (("mau", True), ("that", False)):
        make.entry(make.book(code, sample=sample), audience="public", text=code)

    shown = current_of("note/1")

    assert shown is not None
    assert shown.name == "that"


def test_search_words_are_folded() -> None:
    make.entry(make.book(), audience="public", text="Đường Nguyễn Huệ")

    assert "duong nguyen hue" in Current.objects.get().folded


TAMPERED = [
    ("ledger_body", "at"),
    ("ledger_body", "by"),
    ("ledger_body", "verb"),
    ("ledger_body", "key"),
    ("ledger_body", "content"),
    ("ledger_body", "salt"),
    ("ledger_entry", "audience"),
    ("ledger_entry", "entry_hash"),
    ("ledger_entry", "chain_hash"),
    ("ledger_entry", "seq"),
]


@pytest.fixture
def _unguarded() -> None:
    guards.lift(connection)


def tamper(table: str, column: str, seq: int, place: int, bit: int) -> None:
    """Change one byte of one column behind the guards' back."""
    model = Body if table == "ledger_body" else Entry
    rows = model.objects.filter(entry__seq=seq) if model is Body else model.objects.filter(seq=seq)
    old = getattr(rows.get(), column)
    if isinstance(old, int):
        new: object = old + 100
    elif isinstance(old, str):
        at = place % len(old)
        new = old[:at] + chr(ord(old[at]) ^ (1 << bit)) + old[at + 1 :]
    else:
        raw = bytearray(old)
        raw[place % len(raw)] ^= 1 << bit
        new = bytes(raw)
    rows.update(**{column: new})


@pytest.mark.usefixtures("_unguarded")
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    what=st.sampled_from([pair for pair in TAMPERED if pair[1] != "audience"]),
    seq=st.integers(1, 5),
    place=st.integers(0, 500),
    bit=st.integers(0, 3),
)
def test_any_tampered_byte_is_found(what: tuple[str, str], seq: int, place: int, bit: int) -> None:
    book = Book.objects.filter(code="ben-sen").first() or make_chain()
    sid = connection.savepoint()

    tamper(*what, seq, place, bit)
    found = first_break(Book.objects.get(pk=book.pk))
    connection.savepoint_rollback(sid)

    assert found is not None
    assert found.seq <= seq


@pytest.mark.usefixtures("_unguarded")
@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_changed_audience_is_found(audience: str) -> None:
    book = make_chain()
    rows = book.entries.exclude(audience=audience)
    expected = rows.order_by("seq").values_list("seq", flat=True)[0]

    rows.update(audience=audience)

    broken = first_break(book)
    assert broken is not None
    assert broken.seq == expected


@pytest.mark.usefixtures("_unguarded")
def test_a_body_removed_without_an_erasure_is_found() -> None:
    book = make_chain()
    Body.objects.filter(entry__seq=3).delete()

    broken = first_break(book)

    assert broken is not None
    assert (broken.seq, "erasure" in broken.fault) == (3, True)


@pytest.mark.usefixtures("_unguarded")
def test_a_cut_off_tail_is_found() -> None:
    book = make_chain()
    Body.objects.filter(entry__seq=5).delete()
    Current.objects.all().delete()
    Entry.objects.filter(seq=5).delete()

    broken = first_break(book)

    assert broken is not None
    assert broken.seq == 5


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(erased=st.sets(st.integers(1, 6)))
def test_no_set_of_erasures_is_a_break(erased: set[int]) -> None:
    book = Book.objects.filter(code="ben-sen").first() or make_chain(6)
    sid = connection.savepoint()

    for seq in sorted(erased):
        erase(book.entries.get(seq=seq), by="x", at=make.AT, reason="theo luật")
    found = first_break(Book.objects.get(pk=book.pk))
    stale = stale_keys(book)
    connection.savepoint_rollback(sid)

    assert (found, stale) == (None, [])


def test_nothing_to_append_is_a_mistake() -> None:
    with pytest.raises(RuntimeError):
        append([])


@pytest.mark.parametrize("code", ["", "my book", "a/b", "Đông", "-", "x" * 41])
def test_a_book_is_known_by_a_code_that_can_stand_in_an_address(code: str) -> None:
    with pytest.raises(Refused, match="LED-03"):
        make.book(code)
