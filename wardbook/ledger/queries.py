"""Reading the ledger: what is public now, and what was said before."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Case, QuerySet, When

from wardbook.ledger.models import ERASE, Audience, Body, Book, Current, Entry
from wardbook.ledger.rules import is_label
from wardbook.lib.text import fold

TAKEN_BACK = ("withdraw", ERASE)


def current(topic: str) -> QuerySet[Current]:
    """What the public may see of a topic now in every book here, by name, with bodies."""
    rows = Current.objects.filter(topic=topic).select_related("book", "entry__body")
    return rows.order_by("name", "key")


def current_of(key: str) -> Current | None:
    """What the public may see under ``key``; a real book comes before a sample."""
    rows = Current.objects.filter(key=key).select_related("book", "entry__body")
    return rows.order_by("book__sample", "book__code").first()


def standing(topic: str) -> QuerySet[Current]:
    """What stands of a topic now: neither withdrawn nor erased."""
    return current(topic).exclude(entry__body__verb__in=TAKEN_BACK)


def naming(rows: QuerySet[Current], words: str) -> QuerySet[Current]:
    """Those of ``rows`` that every one of ``words`` names, accents or not; of those that hold
    the words as they stand together, first."""
    said = fold(words).split()
    for word in said:
        rows = rows.filter(folded__contains=word)
    if len(said) < 2:
        return rows
    together = Case(When(folded__contains=" ".join(said), then=0), default=1)
    return rows.order_by(together, "name", "key")


def heads() -> QuerySet[Book]:
    """Every book here with its head; what the public may see changes with these alone."""
    return Book.objects.order_by("code")


def said(book: Book) -> QuerySet[Body]:
    """Every public body of a book, newest first."""
    rows = Body.objects.filter(entry__book=book, entry__audience=Audience.PUBLIC)
    return rows.select_related("entry__book").order_by("-entry__seq")


def bodies(prefix: str) -> QuerySet[Body]:
    """Every public body whose key begins so, in every book, newest first."""
    rows = Body.objects.filter(entry__audience=Audience.PUBLIC, key__startswith=prefix)
    return rows.select_related("entry__book").order_by("-at", "-entry__seq")


def about(book: Book, keys: Iterable[str]) -> dict[str, list[Body]]:
    """Everything ever said in public of each key, oldest first, in one query."""
    found: dict[str, list[Body]] = {}
    for body in said(book).filter(key__in=list(keys)).order_by("at", "entry__seq"):
        found.setdefault(body.key, []).append(body)
    return found


def links(book: Book, after: int, upto: int, count: int) -> list[Entry]:
    """The next ``count`` links of a chain behind entry ``after``, with their bodies, in order."""
    rows = Entry.objects.filter(book=book, seq__gt=after, seq__lte=upto)
    return list(rows.select_related("body").order_by("seq")[:count])


def link(book: Book, seq: int) -> Entry | None:
    """One entry with its body, if it still has one."""
    return Entry.objects.filter(book=book, seq=seq).select_related("body", "erasure__entry").first()


def entry_of(book: Book, chain_hash: str) -> Entry | None:
    """The entry of that place in the chain, if there is one."""
    return Entry.objects.filter(book=book, chain_hash=chain_hash).first()


def book_of(code: str) -> Book | None:
    return Book.objects.filter(code=code).first()


def erased_by(book: Book, seqs: Iterable[int]) -> dict[int, int]:
    """seq of an erased entry → seq of the entry that says so."""
    rows = Body.objects.filter(entry__book=book, erases__seq__in=list(seqs))
    return dict(rows.values_list("erases__seq", "entry__seq"))


def history(book: Book, key: str) -> QuerySet[Body]:
    """Every public body of a key, newest first; erasures are among them.

    By the moment first, which grows with the number: by the number alone SQLite would walk the
    whole chain for one key.
    """
    rows = Body.objects.filter(entry__book=book, entry__audience=Audience.PUBLIC, key=key)
    return rows.select_related("entry").order_by("-at", "-entry__seq")


def latest(book: Book, key: str) -> Body | None:
    """What is current under a key; later bodies of a running action are not yet written."""
    rows = Current.objects.filter(book=book, key=key).select_related("entry__body")
    row = rows.first()
    return row.entry.body if row else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Projected:
    """One row that :class:`Current` should hold."""

    topic: str
    key: str
    name: str
    folded: str
    entry_id: int
    place: str
    parent: str
    open: bool | None
    since: date | None
    due: date | None
    ended: date | None


def projected(body: Body) -> Projected:
    """The row a public body asks for: its topic, its Vietnamese name, and words to search it by."""
    data = body.data
    label = data["label"]
    words = " ".join([label["vi"], label["en"], str(data.get("search", ""))])
    is_open = data.get("open")
    return Projected(
        topic=body.key.split("/", 1)[0],
        key=body.key,
        name=label["vi"][:400],
        folded=fold(words),
        entry_id=body.entry_id,
        place=str(data.get("place_code") or "")[:60],
        parent=_key(data.get("parent")),
        open=is_open if isinstance(is_open, bool) else None,
        since=_day(data.get("since")),
        due=_day(data.get("due")),
        ended=_day(data.get("ended")),
    )


def _key(named: object) -> str:
    """The key of what a body names; blank where it names nothing."""
    if not isinstance(named, dict) or not named:
        return ""
    return f"{named.get('kind')}/{named.get('code')}"[:200]


def _day(moment: object) -> date | None:
    """The day of a moment as a body writes it; bodies of every kind are asked, read or spoilt."""
    try:
        return datetime.fromisoformat(moment).date() if isinstance(moment, str) else None
    except ValueError:
        return None


def projection(book: Book) -> dict[str, Projected]:
    """``Current`` computed anew from the entries, by key: of each the body of the highest place.

    An erasure stands in the place of what it erased: it is current if that was, and never pushes
    aside what was said later. A body that cannot be read is left out, for ``verify`` to name.
    """
    rows: dict[str, Projected] = {}
    places: dict[str, int] = {}
    for body in _public_bodies(book):
        data = body.parsed
        if data is None or not is_label(data.get("label")) or not isinstance(body.key, str):
            continue
        place = data.get("seq") if body.verb == ERASE else body.entry.seq
        if isinstance(place, int) and place > places.get(body.key, 0):
            rows[body.key], places[body.key] = projected(body), place
    return rows


def _public_bodies(book: Book) -> Iterator[Body]:
    """Every public body of ``book``, oldest first."""
    rows = Body.objects.filter(entry__book=book, entry__audience=Audience.PUBLIC)
    return rows.select_related("entry").order_by("entry__seq").iterator(chunk_size=2000)
