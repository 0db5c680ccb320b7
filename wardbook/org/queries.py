"""Posts and who holds them, accounts and their state, units and what lies below them."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from hashlib import sha256

from django.db.models import (
    BigIntegerField,
    CharField,
    DateField,
    DateTimeField,
    F,
    Prefetch,
    Q,
    QuerySet,
)

from wardbook.ledger.models import Body, Book
from wardbook.lib.text import fold
from wardbook.org import rules
from wardbook.org.kinds import BELONGS_TO, OVER_PLACES, TERRITORIES
from wardbook.org.models import Invitation, Person, Post, Tenure, Unit
from wardbook.org.roles import ANSWERING, Role
from wardbook.web.prepared import Given, Prepared

_LEVELS = 5


def account(number: int, on: date) -> Person | None:
    """Whose account it is, together with the posts held on a day: who comes in is asked once."""
    held = _tenures(person=number, on=on)
    person = held[0].person if held else next(iter(_people(person=number)), None)
    if person:
        person.holding = on, _held_by(person, held)
    return person


def signed_in(key: str, now: datetime, on: date) -> tuple[str, Person] | None:
    """What a session says and whose it is, with the posts held on a day; who has one asks once.

    Nothing where the session is not running, or nobody's, or the person holds no post.
    """
    held = _tenures_by_session(key=key, now=now, on=on)
    if not held:
        return None
    said, person = str(vars(held[0])["said"]), held[0].person
    person.holding = on, _held_by(person, held)
    return said, person


def tenures(person: Person, on: date) -> list[Tenure]:
    """The posts ``person`` holds on a day."""
    day, held = person.holding
    return held if day == on else _held_by(person, _tenures(person=person.pk, on=on))


def _held_by(person: Person, held: list[Tenure]) -> list[Tenure]:
    for tenure in held:
        tenure.person = person
    return held


def posts_held(books: Iterable[Book], on: date) -> list[Post]:
    """The posts of some books that answer for work and that somebody holds on a day.

    Each with its unit and those above.
    """
    return [post for book in books for post in _posts_held(book=book.pk, on=on)]


def is_held(post: Post, on: date) -> bool:
    """Whether somebody holds ``post`` on a day."""
    return bool(_holders(post=post.pk, on=on))


def _with_posts(rows: QuerySet[Tenure]) -> QuerySet[Tenure]:
    rows = rows.select_related("person", "post__unit__parent__parent__parent", "post__book")
    return rows.order_by("acting", "post__code")


_ON = Given("on", DateField())
_tenures = Prepared(
    lambda: _with_posts(
        Tenure.objects.in_force(_ON).filter(person=Given("person", BigIntegerField()))
    )
)
_tenures_by_session = Prepared(
    lambda: _with_posts(
        Tenure.objects.in_force(_ON)
        .filter(
            person__sessions__session_key=Given("key", CharField()),
            person__sessions__expire_date__gt=Given("now", DateTimeField()),
        )
        .annotate(said=F("person__sessions__session_data"))
    )
)
_people = Prepared(lambda: Person.objects.filter(pk=Given("person", BigIntegerField())))
_posts_held = Prepared(
    lambda: (
        Post.objects.filter(
            book=Given("book", BigIntegerField()),
            role__in=ANSWERING,
            tenures__in=Tenure.objects.in_force(_ON),
        )
        .select_related("unit__parent__parent__parent")
        .distinct()
        .order_by("code")
    )
)
_holders = Prepared(
    lambda: Tenure.objects.in_force(_ON).filter(post=Given("post", BigIntegerField()))[:1]
)


def tenure_for(
    held: list[Tenure], permission: str, *, book: Book, unit: Unit, on: date
) -> Tenure | None:
    """The first of ``held`` that gives ``permission`` in ``unit``; own right before acting."""
    for tenure in held:
        if rules.why_not_act(tenure, permission, book=book, unit=unit, on=on) is None:
            return tenure
    return None


def digest(token: str) -> str:
    """How the token of an invitation is stored."""
    return sha256(token.encode()).hexdigest()


def invitation(token: str) -> Invitation | None:
    """The invitation a token opens, even one that is over."""
    rows = Invitation.objects.select_related("person__book")
    return rows.filter(digest=digest(token)).first()


def accounts(books: Iterable[Book], on: date) -> QuerySet[Person]:
    """The accounts of some books by name, each with the posts ``held`` on a day."""
    held = Tenure.objects.in_force(on).select_related("post__unit").order_by("acting", "post__code")
    rows = Person.objects.filter(book__in=books).select_related("book", "invitation")
    return rows.prefetch_related(Prefetch("tenures", held, to_attr="held")).order_by(
        "-is_active", "name", "username"
    )


def posts(books: Iterable[Book], on: date) -> QuerySet[Post]:
    """The posts of some books by unit, each with who has it ``held`` on a day."""
    held = Tenure.objects.in_force(on).select_related("person").order_by("acting", "pk")
    rows = Post.objects.filter(book__in=books).select_related("book", "unit__parent__parent")
    return rows.prefetch_related(Prefetch("tenures", held, to_attr="held")).order_by(
        F("end_on").asc(nulls_first=True), "unit__folded", "unit__code", "code"
    )


def within(places: Iterable[Unit]) -> QuerySet[Unit]:
    """The places and everything below them: a cell lies five levels below a province."""
    numbers, found = [one.pk for one in places], Q()
    for level in range(_LEVELS):
        found |= Q(**{"__".join([*["parent"] * level, "pk__in"]): numbers})
    return Unit.objects.filter(found)


def places_below(places: Iterable[Unit], books: Iterable[Book]) -> list[Unit]:
    """The places below some others in which the books have posts: of a province not every one.

    Asks nothing for a ward, below which no place lies.
    """
    over = [one for one in places if one.kind in OVER_PLACES]
    if not over:
        return []
    posts, held = Post.objects.filter(book__in=list(books)), Q()
    for level in range(_LEVELS - 1):
        held |= Q(**{"__".join([*["children"] * level, "posts__in"]): posts})
    rows = within(over).filter(held, kind__in=TERRITORIES).exclude(pk__in=[one.pk for one in over])
    found = rows.select_related("parent__parent__parent").distinct()
    return list(found.order_by("folded", "code"))


def bodies(place: Unit) -> list[tuple[int, Unit]]:
    """What lies below a place, other places not counted, in the order of a tree with its depth.

    Each knows what it stands below, so that asking what it may do asks the database nothing.
    """
    below: dict[int, list[Unit]] = {}
    kinds, level = [str(kind) for kind in BELONGS_TO], {place.pk: place}
    while level:
        rows = Unit.objects.filter(parent__in=level).exclude(kind__in=TERRITORIES)
        found = sorted(rows, key=lambda unit: (kinds.index(unit.kind), unit.folded, unit.code))
        for unit in found:
            unit.parent = level[unit.parent_id or 0]
            below.setdefault(unit.parent_id or 0, []).append(unit)
        level = {unit.pk: unit for unit in found}
    return list(_walk(below, place.pk, 0))


def _walk(below: dict[int, list[Unit]], above: int, depth: int) -> Iterator[tuple[int, Unit]]:
    for unit in below.get(above, ()):
        yield depth, unit
        yield from _walk(below, unit.pk, depth + 1)


def said_of(book: Book, key: str) -> QuerySet[Body]:
    """What the ledger of a book says under a key, newest first."""
    rows = Body.objects.filter(entry__book=book, key=key)
    return rows.select_related("entry").order_by("-entry__seq")


def administrators(book: Book, on: date) -> list[Person]:
    """Who looks after a book on a day, those who have not chosen a password yet among them."""
    rows = Tenure.objects.in_force(on).filter(post__book=book, post__role=Role.ADMINISTRATOR)
    found = {tenure.person.pk: tenure.person for tenure in rows.select_related("person")}
    return sorted(found.values(), key=lambda person: person.username)


def places(text: str, units: Iterable[Unit], on: date) -> list[Unit]:
    """The places meant by our code, the official code, or a name: "thuan hung, can tho".

    Accents, case and the word before the name may be left out; the unit above, after a comma,
    tells places of one name apart. A code of ours finds a place that has ended, too.
    """
    if not text.strip():
        return []
    known = [unit for unit in units if unit.kind in TERRITORIES]
    standing = [unit for unit in known if unit.stands(on)]
    name, _, above = (part.strip() for part in fold(text).partition(","))
    return (
        [unit for unit in known if unit.code == text.strip()]
        or [unit for unit in standing if unit.official_code == text.strip()]
        or [unit for unit in standing if name in _names(unit) and _lies_in(unit, above)]
        or [unit for unit in standing if _holds_all(unit, name) and _lies_in(unit, above)]
    )


def _names(unit: Unit) -> set[str]:
    """The folded name in both languages, and without the word for what the unit is."""
    bare = fold(unit.name_vi)
    for word in ("phuong ", "xa ", "dac khu ", "tinh ", "thanh pho ", "quan ", "huyen "):
        bare = bare.removeprefix(word)
    return {fold(unit.name_vi), fold(unit.name_en), bare} - {""}


def _lies_in(unit: Unit, above: str) -> bool:
    return not above or bool(unit.parent and above in fold(unit.parent.name_vi))


def _holds_all(unit: Unit, name: str) -> bool:
    held = fold(f"{unit.name_vi} {unit.name_en}").split()
    return bool(name) and all(word in held for word in name.split())
