"""Every write to accounts: opening, inviting, disabling, passwords."""

import secrets
from datetime import datetime, timedelta

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError
from django.utils import timezone

from wardbook.ledger.actions import action, record
from wardbook.ledger.models import Book
from wardbook.lib.refusal import Refused
from wardbook.org import queries, rules
from wardbook.org.actions.signing import By, hold_administrators, must, own, refuse, signature
from wardbook.org.models import Invitation, Person, Post, Tenure
from wardbook.org.roles import Permission, Role

INVITED_FOR = timedelta(days=7)


def open_account(
    username: str,
    name: str,
    password: str,
    *,
    book: Book,
    must_change: bool = False,
    by: By,
    at: datetime,
) -> Person:
    """An account; it may do nothing until its person holds a post.

    ``must_change``: the person chooses another password before anything opens.
    """
    person = Person(book=book, username=username, name=name.strip(), must_change=must_change)
    refuse(rules.why_not_password(password, person))
    person.password = make_password(password)  # slow on purpose, so before the book is held
    return _open(person, by=by, at=at)


@action
def _open(person: Person, *, by: By, at: datetime) -> Person:
    must(by, Permission.ACCOUNT_ASSIGN, book=person.book, unit=None, at=at)
    refuse(rules.why_not_account(person.username, person.name))
    try:
        person.save()
    except IntegrityError as error:  # somebody else took the user name meanwhile
        raise Refused(rules.TAKEN) from error
    _record(person, "open", {"name": person.name}, by=by, at=at)
    return person


@action
def invite_new(username: str, name: str, *, book: Book, by: By, at: datetime) -> tuple[Person, str]:
    """An account without a password, and the token by which its person chooses one."""
    person = Person(book=book, username=username, name=name.strip(), password=make_password(None))
    _open(person, by=by, at=at)
    return person, invite(person, by=by, at=at)


@action
def rename(person: Person, name: str, *, by: By, at: datetime) -> Person:
    """Another spelling or name of the same person; the account never passes to somebody else."""
    must(by, Permission.ACCOUNT_ASSIGN, book=person.book, unit=None, at=at)
    refuse(rules.why_not_name(name))
    content: dict[str, object] = {"from": person.name, "to": name.strip()}
    person.name = name.strip()
    person.save(update_fields=["name"])
    _record(person, "rename", content, by=by, at=at)
    return person


@action
def invite(person: Person, *, by: By, at: datetime) -> str:
    """The token of a new link for ``person``; the password and every earlier link end.

    Only its hash is stored: it is shown once, and handed over by whoever made it.
    """
    must(by, Permission.ACCOUNT_ASSIGN, book=person.book, unit=None, at=at)
    refuse(rules.why_not_invite(person, by=by if isinstance(by, Tenure) else None))
    token, until = secrets.token_urlsafe(24), at + INVITED_FOR
    Invitation.objects.update_or_create(
        person=person, defaults={"digest": queries.digest(token), "until": until}
    )
    _set_password(person, make_password(None), must_change=False)
    person.sessions.all().delete()
    _record(person, "invite", {"until": until.isoformat()}, by=by, at=at)
    return token


def accept(token: str, password: str, *, at: datetime) -> Person:
    """The invited person chooses a password; the link ends with that."""
    invitation = queries.invitation(token)
    refuse(rules.why_not_accept(invitation, at))
    if invitation is None:
        raise Refused(rules.NO_INVITATION)
    person = invitation.person
    refuse(rules.why_not_password(password, person))
    return _accept(person, token, make_password(password), by=own(person), at=at)


@action
def _accept(person: Person, token: str, password: str, *, by: str, at: datetime) -> Person:
    held = Invitation.objects.select_for_update().filter(digest=queries.digest(token)).first()
    refuse(rules.why_not_accept(held, at))
    _set_password(person, password, must_change=False)
    Invitation.objects.filter(person=person).delete()
    _record(person, "accept", {}, by=by, at=at)
    return person


def change_password(person: Person, password: str, *, at: datetime, keep: str | None) -> Person:
    """One's own password; every session but ``keep`` ends. The old one was asked before."""
    refuse(rules.why_not_password(password, person))
    if person.check_password(password):
        raise Refused(rules.THE_SAME)
    return _change(person, make_password(password), keep=keep, by=own(person), at=at)


@action
def _change(person: Person, password: str, *, keep: str | None, by: str, at: datetime) -> Person:
    _set_password(person, password, must_change=False)
    person.sessions.exclude(session_key=keep).delete()
    _record(person, "change-password", {}, by=by, at=at)
    return person


def _set_password(person: Person, password: str, *, must_change: bool) -> None:
    person.password, person.must_change = password, must_change
    person.save(update_fields=["password", "must_change"])


@action
def disable(person: Person, *, by: By, at: datetime) -> Person:
    """Nobody signs in by this account any more, from this moment; its posts keep their days."""
    must(by, Permission.ACCOUNT_ASSIGN, book=person.book, unit=None, at=at)
    on = timezone.localdate(at)
    for book in _administered(person):
        leaving = Tenure.objects.filter(person=person, post__book=book).select_related("post")
        refuse(rules.why_not_lose(leaving, book=book, on=on))
    person.is_active = False
    person.save(update_fields=["is_active"])
    person.sessions.all().delete()
    Invitation.objects.filter(person=person).delete()
    _record(person, "disable", {}, by=by, at=at)
    return person


def _administered(person: Person) -> list[Book]:
    """The books of which the person is an administrator, held so that two cannot leave at once."""
    posts = Post.objects.filter(role=Role.ADMINISTRATOR, tenures__person=person)
    books = {post.book.pk: post.book for post in posts.select_related("book")}.values()
    hold_administrators(books)
    return list(books)


@action
def enable(person: Person, *, by: By, at: datetime) -> Person:
    """The account opens again with its old password, if no post of it has another holder."""
    must(by, Permission.ACCOUNT_ASSIGN, book=person.book, unit=None, at=at)
    on = timezone.localdate(at)
    for tenure in person.tenures.select_related("post"):
        start = max(tenure.start_on, on)
        if tenure.end_on is None or tenure.end_on > start:
            days = (tenure.post, start, tenure.end_on)
            refuse(rules.why_not_hold(*days, acting=tenure.acting, but=tenure))
    person.is_active = True
    person.save(update_fields=["is_active"])
    _record(person, "enable", {}, by=by, at=at)
    return person


def _record(person: Person, verb: str, content: dict[str, object], *, by: By, at: datetime) -> None:
    key = f"account/{person.pk}"
    record(person.book, by=signature(by), at=at, verb=verb, key=key, content=content)
