"""Every write to posts and to who holds them."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import count

from django.db import IntegrityError
from django.utils import timezone

from wardbook.ledger.actions import action, record
from wardbook.ledger.models import Book
from wardbook.lib.refusal import Refused
from wardbook.lib.text import words
from wardbook.org import rules
from wardbook.org.actions.signing import By, hold_administrators, must, refuse, signature
from wardbook.org.causes import UNTOLD, Why
from wardbook.org.models import Person, Post, Tenure, Unit
from wardbook.org.roles import Permission, Role


def free_post_code(unit: Unit, title: str) -> str:
    """The code of the unit with the words of the title: ``31150/quan-tri-he-thong``."""
    stem = f"{unit.code}/{'-'.join(words(title))[:60].strip('-')}"[:76]
    codes = set(Post.objects.filter(code__startswith=stem).values_list("code", flat=True))
    tries = (stem if number == 1 else f"{stem}-{number}" for number in count(1))
    return next(code for code in tries if code not in codes)


@action
def open_post(
    code: str,
    *,
    book: Book,
    unit: Unit,
    role: str,
    title: dict[str, str],
    start_on: date,
    by: By,
    at: datetime,
) -> Post:
    """A position in a unit, of which ``title`` has the name in both languages (vi, en)."""
    must(by, Permission.ACCOUNT_ASSIGN, book=book, unit=unit, at=at)
    if isinstance(by, Tenure):  # the sample book has posts in wards that are no more
        refuse(rules.why_not_open_post(unit, role, title["vi"], start_on))
        refuse(rules.why_not_open_above(by, unit, role))
    post = Post(
        book=book,
        code=code,
        unit=unit,
        role=role,
        title_vi=title["vi"],
        title_en=title["en"],
        start_on=start_on,
    )
    try:
        post.save()
    except IntegrityError as error:  # somebody else took the code meanwhile
        raise Refused(rules.OPENED_MEANWHILE) from error
    days = {"start_on": start_on.isoformat()}
    content: dict[str, object] = {"unit": unit.code, "role": role, "title": title, **days}
    _record(post, "open", content, by=by, at=at)
    return post


@action
def rename_post(post: Post, title: dict[str, str], *, by: By, at: datetime) -> Post:
    """Another title for the same work; its code and role stay, for they signed the ledger."""
    must(by, Permission.ACCOUNT_ASSIGN, book=post.book, unit=post.unit, at=at)
    refuse(rules.why_not_title(title["vi"]))
    content: dict[str, object] = {"from": post.label, "to": title}
    post.title_vi, post.title_en = title["vi"], title["en"]
    post.save(update_fields=["title_vi", "title_en"])
    _record(post, "rename", content, by=by, at=at)
    return post


@action
def close_post(post: Post, *, end_on: date, owing: int, by: By, at: datetime) -> Post:
    """``end_on`` is the first day on which the post is no more; it is never deleted.

    ``owing`` is how many open cases it answers for (``wardbook.cases.queries.work.owing``).
    """
    must(by, Permission.ACCOUNT_ASSIGN, book=post.book, unit=post.unit, at=at)
    post = Post.objects.select_for_update(no_key=True).get(pk=post.pk)
    refuse(rules.why_not_close_post(post, end_on))
    refuse(rules.why_not_owe(owing))
    post.end_on = end_on
    post.save(update_fields=["end_on"])
    _record(post, "close", {"end_on": end_on.isoformat()}, by=by, at=at)
    return post


@action
def start_tenure(
    post: Post,
    person: Person,
    *,
    start_on: date,
    end_on: date | None = None,
    acting: bool = False,
    why: Why = UNTOLD,
    by: By,
    at: datetime,
) -> Tenure:
    """``person`` holds ``post`` from ``start_on``, in their own right or ``acting``.

    ``end_on``, if known already, is the first day they no longer do; ``why`` is how they came.
    """
    must(by, Permission.ACCOUNT_ASSIGN, book=post.book, unit=post.unit, at=at)
    coming = Coming(post, person, start_on, end_on, acting=acting, why=why)
    return _start(coming, by=by, at=at)


@action
def end_tenure(tenure: Tenure, *, end_on: date, why: Why = UNTOLD, by: By, at: datetime) -> Tenure:
    """``end_on`` is the first day the person no longer holds the post; ``why``, by what."""
    post = tenure.post
    must(by, Permission.ACCOUNT_ASSIGN, book=post.book, unit=post.unit, at=at)
    _hold_administrators(post)
    if not _leave(tenure, end_on, why, by=by, at=at):
        _keep_administrator(tenure, end_on, at)
    return tenure


@action
def hand_over(
    tenure: Tenure,
    person: Person,
    *,
    start_on: date,
    end_on: date | None = None,
    why: Why = UNTOLD,
    by: By,
    at: datetime,
) -> Tenure:
    """``person`` follows the holder of a post: the one leaves on the day the other starts."""
    post = tenure.post
    must(by, Permission.ACCOUNT_ASSIGN, book=post.book, unit=post.unit, at=at)
    _hold_administrators(post)
    _leave(tenure, start_on, UNTOLD, by=by, at=at)
    following = _start(Coming(post, person, start_on, end_on, why=why), by=by, at=at)
    _keep_administrator(tenure, start_on, at)
    return following


@action
def move_on(
    tenure: Tenure,
    post: Post,
    *,
    on: date,
    why: Why,
    end_on: date | None = None,
    by: By,
    at: datetime,
) -> tuple[Tenure, Tenure]:
    """Whoever holds ``tenure`` leaves it for ``post`` of the same book on the day ``on``.

    Answers both: the tenure that ended, and the one that follows it.
    """
    for one in (tenure.post, post):
        must(by, Permission.ACCOUNT_ASSIGN, book=one.book, unit=one.unit, at=at)
    refuse(rules.why_not_move_on(tenure, post, why, on))
    _hold_administrators(tenure.post)
    _leave(tenure, on, why, by=by, at=at)
    coming = Coming(post, tenure.person, on, end_on, why=why, follows=tenure)
    following = _start(coming, by=by, at=at)
    _keep_administrator(tenure, on, at)
    return tenure, following


@dataclass(frozen=True, slots=True)
class Coming:
    """Who comes to which post, from when to when, how, and from which tenure they move on."""

    post: Post
    person: Person
    start_on: date
    end_on: date | None
    acting: bool = False
    why: Why = UNTOLD
    follows: Tenure | None = None


def _start(coming: Coming, *, by: By, at: datetime) -> Tenure:
    post, person, start_on, end_on = coming.post, coming.person, coming.start_on, coming.end_on
    if isinstance(by, Tenure):
        refuse(rules.why_not_give(person, by=by))
    _keep_days(post, start_on, end_on, acting=coming.acting)
    refuse(rules.why_not_hold_twice(post, person, start_on))
    refuse(rules.why_not_cause(coming.why, start_on, begins=True))
    told = coming.why.told
    tenure = Tenure.objects.create(
        post=post,
        person=person,
        start_on=start_on,
        end_on=end_on,
        acting=coming.acting,
        began_by=told.get("cause", ""),
        began_paper=told.get("paper", ""),
        began_reason=told.get("reason", ""),
        follows=coming.follows,
    )
    content: dict[str, object] = {
        "account": person.pk,
        "start_on": start_on.isoformat(),
        "end_on": end_on and end_on.isoformat(),
        "acting": coming.acting,
        **told,
    }
    if coming.follows:
        content["follows"] = coming.follows.post.code
    _record(post, "hold", content, by=by, at=at)
    return tenure


def _leave(tenure: Tenure, end_on: date, why: Why, *, by: By, at: datetime) -> bool:
    """Give a tenure its end; answers whether that is later than the one it had.

    What was told before of why it ends stays as long as nothing else is.
    """
    refuse(rules.why_not_cause(why, end_on, begins=False))
    _keep_days(tenure.post, tenure.start_on, end_on, acting=tenure.acting, but=tenure)
    tenure.refresh_from_db(fields=["end_on"])  # somebody else may have set it meanwhile
    later = tenure.end_on is not None and end_on > tenure.end_on
    if isinstance(by, Tenure) and later:
        refuse(rules.why_not_give(tenure.person, by=by))
    tenure.end_on, told = end_on, why.told
    if told:
        tenure.ended_by = told.get("cause", "")
        tenure.ended_paper, tenure.ended_reason = told.get("paper", ""), told.get("reason", "")
    tenure.save(update_fields=["end_on", "ended_by", "ended_paper", "ended_reason"])
    days: dict[str, object] = {"account": tenure.person_id, "end_on": end_on.isoformat()}
    _record(tenure.post, "leave", {**days, **told}, by=by, at=at)
    return later


def _hold_administrators(post: Post) -> None:
    """Before any other lock, or two who leave at once would wait for each other."""
    if post.role == Role.ADMINISTRATOR:
        hold_administrators([post.book])


def _keep_administrator(tenure: Tenure, end_on: date, at: datetime) -> None:
    """ORG-05 from the day the tenure ends; the administrators of the book are held."""
    on = max(end_on, timezone.localdate(at))
    refuse(rules.why_not_lose([tenure], book=tenure.post.book, on=on))


def _keep_days(
    post: Post, start_on: date, end_on: date | None, *, acting: bool, but: Tenure | None = None
) -> None:
    """Refuse days that ORG-02 does not allow; the post is held so that two cannot pass at once."""
    Post.objects.select_for_update(no_key=True).get(pk=post.pk)
    refuse(rules.why_not_hold(post, start_on, end_on, acting=acting, but=but))


def _record(post: Post, verb: str, content: dict[str, object], *, by: By, at: datetime) -> None:
    key = f"post/{post.code}"
    record(post.book, by=signature(by), at=at, verb=verb, key=key, content=content)
