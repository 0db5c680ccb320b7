"""Who may do what, where and when; who holds a post; what accounts, bodies and hours need."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet

from wardbook.ledger.models import Book
from wardbook.lib.calendar import Calendar, Notice
from wardbook.lib.hours import Hours, NotHours
from wardbook.lib.refusal import Refusal
from wardbook.lib.text import fold, words
from wardbook.org.causes import Why, cause
from wardbook.org.heirs import heirs
from wardbook.org.kinds import BELONGS_TO, TERRITORIES
from wardbook.org.models import Charge, Invitation, Person, Post, Tenure, Unit
from wardbook.org.roles import LEFT_BEHIND, Permission, Role

_NUMBER = re.compile(r"\+?[0-9]{3,15}")  # without spaces, dots and dashes; 3 digits: a hotline

NOT_ALLOWED = Refusal("ORG-01", "None of your posts allows this here today.")
HELD = Refusal("ORG-02", "Somebody holds this post already: end that first, or act for them.")
TOO_SHORT = Refusal("ORG-03", "Choose a password of at least 12 characters: four words will do.")
TOO_COMMON = Refusal("ORG-03", "Many people use this password: choose words nobody would guess.")
ONLY_DIGITS = Refusal("ORG-03", "Choose a password with words in it: others know your numbers.")
LIKE_THE_NAME = Refusal("ORG-03", "Choose a password without your name or user name in it.")
TOO_LONG = Refusal("ORG-03", "Choose a password of at most 200 characters.")
THE_SAME = Refusal("ORG-03", "Choose another password than the one you have now.")
OWN_POST = Refusal(
    "ORG-04", "Nobody gives a post to themselves or prolongs one: ask another administrator."
)
LAST_ADMINISTRATOR = Refusal(
    "ORG-05",
    "Nobody else could look after this book then: first make somebody an administrator"
    " without an end day, who has signed in.",
)
TAKEN = Refusal("ORG-06", "This user name is taken: choose another, such as with a number.")
OPENED_MEANWHILE = Refusal(
    "ORG-09", "Somebody opened a post of this name just now: look at the list, then try again."
)
ADDED_MEANWHILE = Refusal(
    "ORG-08", "Somebody added a body of this name just now: look at the list, then try again."
)
NO_INVITATION = Refusal("ORG-07", "This link was used already, or its seven days are over.")

_USERNAME = re.compile(r"[a-z][a-z0-9.-]{2,39}")
_PASSWORD = {
    "password_too_short": TOO_SHORT,
    "password_too_common": TOO_COMMON,
    "password_entirely_numeric": ONLY_DIGITS,
    "password_too_similar": LIKE_THE_NAME,
}
LONGEST_PASSWORD = 200


def why_not_act(by: Tenure, permission: str, *, book: Book, unit: Unit, on: date) -> Refusal | None:
    """ORG-01. Nothing is allowed but by a post held on that day, there or above, in that book.

    What a place that has ended left open in a book falls to the posts of that book in the places
    that took it over; its administrators give them, and the posts of the tier above in their book.
    """
    if not (by.may(permission) and by.holds(on) and by.post.book_id == book.pk):
        return NOT_ALLOWED
    if by.covers(unit, permission) or _inherits(by, permission, unit, on):
        return None
    return NOT_ALLOWED


def _inherits(by: Tenure, permission: str, unit: Unit, on: date) -> bool:
    if permission in LEFT_BEHIND:
        return by.post.place_of(permission).code in {one.code for one in heirs(unit, on)}
    if permission == Permission.ACCOUNT_ASSIGN:
        near = {one.code for one in (*heirs(by.post.unit, on), *by.post.unit.territory.path[:-1])}
        return unit.territory.code in near
    return False


# Posts


def why_not_hold(
    post: Post, start_on: date, end_on: date | None, *, acting: bool, but: Tenure | None = None
) -> Refusal | None:
    """ORG-02. A post has one holder at a time in their own right; others act for them.

    ``but`` is the tenure whose days are changed. All days lie within those of the post.
    """
    if end_on and end_on <= start_on:
        return Refusal("ORG-02", "Somebody holds a post for one day at least: choose a later end.")
    if start_on < post.start_on:
        return Refusal("ORG-02", "This post is not open yet on that day.")
    if post.end_on and (start_on >= post.end_on or (end_on and end_on > post.end_on)):
        return Refusal("ORG-02", "This post has ended by that day.")
    before_end = Q(start_on__lt=end_on) if end_on else Q()
    after_start = Q(end_on__isnull=True) | Q(end_on__gt=start_on)
    others = post.tenures.filter(before_end & after_start, acting=False, person__is_active=True)
    if but:
        others = others.exclude(pk=but.pk)
    return HELD if not acting and others.exists() else None


def why_not_give(person: Person, *, by: Tenure) -> Refusal | None:
    """ORG-04. Nobody gives a post to themselves or prolongs their own.

    There is no exception for a book that was just opened: those are the days on which nobody
    looks. A second administrator, who is needed anyway, gives the first their other post.
    """
    return OWN_POST if by.person_id == person.pk else None


def why_not_hold_twice(post: Post, person: Person, start_on: date) -> Refusal | None:
    """ORG-02. A post has one holder at a time in their own right; others act for them."""
    if not post.tenures.filter(person=person, start_on=start_on).exists():
        return None
    return Refusal("ORG-02", "This person was given this post from that day already.")


def why_not_title(title: str) -> Refusal | None:
    """ORG-09. A post has a title and stands on days of its unit; an administrator's at the top."""
    return None if title.strip() else Refusal("ORG-09", "Give the post a title.")


def why_not_open_post(unit: Unit, role: str, title: str, start_on: date) -> Refusal | None:
    """ORG-09. A post has a title and stands on days of its unit; an administrator's at the top.

    Administrators look after the whole book, so their posts stand at the place itself.
    """
    if refusal := why_not_title(title):
        return refusal
    if (unit.start_on and start_on < unit.start_on) or (unit.end_on and start_on >= unit.end_on):
        return Refusal("ORG-09", "The unit does not stand on that day.")
    if role == Role.ADMINISTRATOR and unit.kind not in TERRITORIES:
        return Refusal("ORG-09", "The post of an administrator stands at the place, not in a body.")
    return None


def why_not_open_above(by: Tenure, unit: Unit, role: str) -> Refusal | None:
    """ORG-19. The tier above looks into a book by a post of its own there, and keeps none of it.

    It verifies, or ends without that; it neither files for the ward nor looks after its accounts.
    """
    above = unit.territory.code in {one.code for one in by.post.unit.territory.path[:-1]}
    if not above or role in (Role.LEADER, Role.INSPECTOR):
        return None
    return Refusal("ORG-19", "A post of the tier above is a leader's or an inspector's here.")


def why_not_close_post(post: Post, end_on: date) -> Refusal | None:
    """ORG-09. A post has a title and stands on days of its unit; an administrator's at the top.

    It closes once, after the last day of whoever holds it.
    """
    if post.end_on:
        return Refusal("ORG-09", "This post is closed already.")
    if end_on <= post.start_on:
        return Refusal("ORG-09", "A post stands for one day at least: choose a later end.")
    later = post.tenures.filter(Q(end_on__isnull=True) | Q(end_on__gt=end_on))
    if holder := later.select_related("person").first():
        values = (("name", holder.person.name),)
        return Refusal(
            "ORG-09", "%(name)s holds this post beyond that day: end that first.", values
        )
    return _why_not_charged(post.charges.filter(Q(end_on=None) | Q(end_on__gt=end_on)), "ORG-09")


def why_not_cause(why: Why, on: date, *, begins: bool) -> Refusal | None:
    """ORG-13. Somebody comes or leaves by a cause that the catalogue has for that day.

    A blank one is not told, and says so wherever changes are counted.
    """
    if not why.cause:
        return None
    found = cause(why.cause, on)
    if found and (found.begins if begins else found.ends):
        return None
    return Refusal("ORG-13", "On that day nobody comes or leaves by this: choose another cause.")


def why_not_move_on(tenure: Tenure, post: Post, why: Why, on: date) -> Refusal | None:
    """ORG-14. Somebody moves on, once, to another post of the book, on one day, by a cause."""
    found = cause(why.cause, on)
    if found is None or not found.moves:
        return Refusal("ORG-14", "Say by what they move on, such as rotated or transferred.")
    if post.pk == tenure.post_id or post.book_id != tenure.post.book_id:
        return Refusal("ORG-14", "Choose another post of the same book.")
    if Tenure.objects.filter(follows=tenure).exists():
        return Refusal("ORG-14", "They have moved on from this post already.")
    if tenure.end_on and tenure.end_on < on:
        return Refusal("ORG-14", "They had left this post before that day: choose that day.")
    return None


def why_not_owe(owing: int) -> Refusal | None:
    """ORG-15. A post or a body ends when nothing open is left that it answers for.

    ``owing`` is counted by whoever knows the work; this package does not.
    """
    if not owing:
        return None
    values = (("n", str(owing)),)
    return Refusal("ORG-15", "Open work hangs on it (%(n)s): hand that over first.", values)


# Accounts


def why_not_lose(leaving: Iterable[Tenure], *, book: Book, on: date) -> Refusal | None:
    """ORG-05. A book keeps an administrator who can sign in.

    ``leaving`` are held no longer from the day ``on``; another must stand then, without an end.
    """
    leaving = list(leaving)
    if not any(tenure.post.role == Role.ADMINISTRATOR for tenure in leaving):
        return None
    left = Tenure.objects.in_force(on).filter(
        post__book=book, post__role=Role.ADMINISTRATOR, end_on__isnull=True, post__end_on=None
    )
    left = left.exclude(pk__in=[tenure.pk for tenure in leaving]).select_related("person")
    stays = any(tenure.person.has_usable_password() for tenure in left)
    return None if stays else LAST_ADMINISTRATOR


def why_not_password(password: str, person: Person) -> Refusal | None:
    """ORG-03. A password that is short, common, a number or like the name is refused."""
    if len(password) > LONGEST_PASSWORD:
        return TOO_LONG
    try:
        validate_password(password, person)
    except ValidationError as error:
        return _PASSWORD.get(error.error_list[0].code or "", TOO_COMMON)
    letters = "".join(words(password))
    if any(len(name) > 5 and name in letters for name in _names(person)):
        return LIKE_THE_NAME
    return TOO_COMMON if len(set(letters)) < 5 else None


def _names(person: Person) -> tuple[str, str]:
    return "".join(words(person.name)), "".join(words(person.username))


def why_not_account(username: str, name: str) -> Refusal | None:
    """ORG-06. An account has a user name that nobody else has, and the name of its person."""
    if not _USERNAME.fullmatch(username):
        return Refusal(
            "ORG-06",
            "A user name is 3 to 40 small letters without accents, digits, dots or hyphens,"
            " and begins with a letter.",
        )
    return TAKEN if Person.objects.filter(username=username).exists() else why_not_name(name)


def why_not_name(name: str) -> Refusal | None:
    """ORG-06. An account has a user name that nobody else has, and the name of its person."""
    return None if name.strip() else Refusal("ORG-06", "Give the name of the person.")


def why_not_invite(person: Person, *, by: Tenure | None) -> Refusal | None:
    """ORG-07. An invitation opens once, within seven days, for somebody else than who made it."""
    if not person.is_active:
        return Refusal("ORG-07", "This account is disabled: enable it first.")
    if by and by.person_id == person.pk:
        return Refusal("ORG-07", "Change your own password under “My account”.")
    return None


def why_not_accept(invitation: Invitation | None, at: datetime) -> Refusal | None:
    """ORG-07. An invitation opens once, within seven days, for somebody else than who made it."""
    open_now = invitation and at < invitation.until and invitation.person.is_active
    return None if open_now else NO_INVITATION


# Bodies


def why_not_add_unit(parent: Unit, kind: str, name: str, start_on: date) -> Refusal | None:
    """ORG-08. A body has its place, its days, a name of its own and a source.

    Places themselves come from the catalogue of units alone.
    """
    if parent.kind not in BELONGS_TO.get(kind, ()):
        return Refusal("ORG-08", "A body of this kind does not stand below that unit.")
    if (parent.start_on and start_on < parent.start_on) or (
        parent.end_on and start_on >= parent.end_on
    ):
        return Refusal("ORG-08", "The unit above does not stand on that day.")
    return _why_not_name(name, parent.children.filter(Q(end_on=None) | Q(end_on__gt=start_on)))


def why_not_rename(unit: Unit, name: str, on: date, *, today: date) -> Refusal | None:
    """ORG-08. A body has its place, its days, a name of its own and a source.

    A new name holds from a day that has come and on which the body stands.
    """
    if unit.kind in TERRITORIES:
        return Refusal("ORG-08", "Names of places come from the catalogue of units.")
    if on > today:
        return Refusal("ORG-08", "Enter the new name on the day it holds from, or later.")
    if (unit.start_on and on < unit.start_on) or (unit.end_on and on >= unit.end_on):
        return Refusal("ORG-08", "The unit does not stand on that day.")
    beside = Unit.objects.filter(parent=unit.parent, end_on=None).exclude(pk=unit.pk)
    return _why_not_name(name, beside)


def _why_not_name(name: str, beside: Iterable[Unit]) -> Refusal | None:
    if not name.strip():
        return Refusal("ORG-08", "Give the body a name.")
    if any(fold(unit.name_vi) == fold(name.strip()) for unit in beside):
        return Refusal("ORG-08", "A body of this name stands there already.")
    return None


def why_not_close_unit(unit: Unit, end_on: date) -> Refusal | None:
    """ORG-08. A body has its place, its days, a name of its own and a source.

    It ends once, after whatever stands below it and after its posts.
    """
    if unit.kind in TERRITORIES:
        return Refusal("ORG-08", "Places end by the catalogue of units.")
    if unit.end_on:
        return Refusal("ORG-08", "This body is closed already.")
    if unit.start_on and end_on <= unit.start_on:
        return Refusal("ORG-08", "A body stands for one day at least: choose a later end.")
    longer = Q(end_on=None) | Q(end_on__gt=end_on)
    if below := unit.children.filter(longer).first():
        values = (("name", below.name_vi),)
        return Refusal("ORG-08", "“%(name)s” below it stands longer: close that first.", values)
    if post := unit.posts.filter(longer).first():
        values = (("name", post.title_vi),)
        return Refusal("ORG-08", "Its post “%(name)s” is open longer: close that first.", values)
    return _why_not_charged(unit.charges.filter(longer), "ORG-08")


def _why_not_charged(beyond: QuerySet[Charge], rule: str) -> Refusal | None:
    """A post does not end while it answers for an area, nor an area while a post does."""
    row = beyond.select_related("post", "unit").first()
    if row is None:
        return None
    values = (("post", row.post.title_vi), ("area", row.unit.name_vi))
    words = "“%(post)s” answers for “%(area)s” beyond that day: end that first."
    return Refusal(rule, words, values)


def why_not_source(source: str) -> Refusal | None:
    """ORG-08. A body has its place, its days, a name of its own and a source."""
    if source.strip():
        return None
    return Refusal("ORG-08", "Name the decision or paper that says so.")


def why_not_telephone(number: str) -> Refusal | None:
    """ORG-16. The number of a body can be dialled; blank where it has none."""
    if not number or _NUMBER.fullmatch(re.sub(r"[\s.\-()]", "", number)):
        return None
    return Refusal("ORG-16", "Type the telephone number of the office, like 0292 3855 555.")


# Hours and calendar


def why_not_hours(
    text: str, valid_from: date, valid_to: date | None, source: str
) -> Refusal | None:
    """ORG-10. Opening hours have sessions on every weekday, their days and a source."""
    try:
        Hours.parse(text)
    except NotHours:
        return Refusal(
            "ORG-10",
            "Write the hours of Monday to Friday as 07:00–11:30, 13:30–17:00; add other days after"
            " a semicolon, as in: fri 07:00–11:30.",
        )
    if valid_to and valid_to <= valid_from:
        return Refusal("ORG-10", "Hours hold for one day at least: choose a later end.")
    return None if source.strip() else Refusal("ORG-10", "Name the decision that sets the hours.")


def why_not_notice(notices: Sequence[Notice], calendar: Calendar) -> Refusal | None:
    """ORG-11. What is announced of a day changes it, once, and names its source."""
    if not notices:
        return Refusal("ORG-11", "Name at least one day.")
    if len({notice.on for notice in notices}) < len(notices):
        return Refusal("ORG-11", "A day works or is off: name each day once.")
    if not all(notice.source.strip() for notice in notices):
        return Refusal("ORG-11", "Name the announcement: its number, who signed it and when.")
    same = next((row for row in notices if calendar.works(row.on) == row.works), None)
    if same is None:
        return None
    values = (("day", f"{same.on:%d/%m/%Y}"),)
    if same.works:
        return Refusal("ORG-11", "%(day)s is a working day already.", values)
    return Refusal("ORG-11", "%(day)s is a day off already.", values)
