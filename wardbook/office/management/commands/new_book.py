"""`wardbook new-book`: an empty real book for a place, with its first administrator."""

import secrets
import sys
from argparse import ArgumentParser
from datetime import date
from getpass import getpass
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from wardbook.ledger.actions import open_book
from wardbook.ledger.models import Book
from wardbook.lib.refusal import Refused
from wardbook.org import actions, catalogue, queries, rules
from wardbook.org.models import Person, Unit
from wardbook.org.roles import Role

BY = "system/new-book"
TITLE = {"vi": "Quản trị hệ thống", "en": "Administrator"}
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is taken for another
SAMPLES = (
    "The sample book is here, with sign-ins that everybody knows; real data never joins it. Remove"
    " it with `wardbook remove-samples`, or name another folder with WARDBOOK_DATA."
)


class Command(BaseCommand):
    """All of it or nothing; run again, it says what stands and changes nothing."""

    help = "Open an empty book: wardbook new-book UNIT (code, official code or name)"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("unit", help="code of the unit, its official code, or its name")
        parser.add_argument("--code", help="code of the book; that of the unit if not given")
        parser.add_argument("--username", help="user name of the first administrator")
        parser.add_argument("--name", help="name of the first administrator")
        parser.add_argument(
            "--generate", action="store_true", help="make the password instead of asking for it"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        call_command("migrate", verbosity=0)
        if Book.objects.filter(sample=True).exists():
            raise CommandError(SAMPLES)
        today = timezone.localdate()
        unit = _unit(options["unit"], today)
        code = options["code"] or unit.code
        book = Book.objects.filter(code=code).first()
        if book and (held := queries.administrators(book, today)):
            people = ", ".join(f"{person.name} ({person.username})" for person in held)
            self.stdout.write(f"The book {code} is open already. Administrators: {people}.")
            self.stdout.write("Nothing was changed.")
            return
        person, password, made = _first(options)
        try:
            _open(code, unit.code, person, password, today)
        except Refused as refused:
            raise CommandError(refused.refusal.text(gettext)) from refused
        self._say(code, unit, person, password if made else "")

    def _say(self, code: str, unit: Unit, person: Person, password: str) -> None:
        self.stdout.write(f"Sổ {code} đã mở / the book is open: {_full_name(unit)}")
        self.stdout.write(f"  Tên đăng nhập / user name: {person.username}")
        if password:
            self.stdout.write(f"  Mật khẩu / password:       {password}")
            self.stdout.write("  Chỉ hiện một lần này / shown this once only.")
        self.stdout.write("  Phải đổi mật khẩu khi đăng nhập lần đầu / to be changed at sign-in.")
        self.stdout.write(f"Thủ tục / procedures: wardbook load-procedures --book {code} --yes")
        self.stdout.write("Tiếp theo / next: wardbook serve")


def _unit(text: str, today: date) -> Unit:
    """The one place that ``text`` means; which of several it may be is for a person to say."""
    found = queries.places(text, _known(), today)
    if not found:
        raise CommandError(f"No place stands here under “{text}”: give its official code or name.")
    if len(found) > 1:
        rows = [f"  {unit.code}  {_full_name(unit)}" for unit in found[:20]]
        more = [f"  … and {len(found) - 20} others"] if len(found) > 20 else []
        words = f"“{text}” may be one of {len(found)} places. Give one of these codes:"
        raise CommandError("\n".join([words, *rows, *more]))
    unit = found[0]
    if not unit.stands(today):
        raise CommandError(f"{_full_name(unit)} does not stand today: it ended on {unit.end_on}.")
    return unit


def _known() -> list[Unit]:
    """The units of the database or, as long as there are none, of the catalogue."""
    if Unit.objects.exists():
        return list(Unit.objects.select_related("parent").order_by("code"))
    units: dict[str, Unit] = {}
    for row in catalogue.units():  # parents come before their children
        units[row.code] = Unit(
            code=row.code,
            official_code=row.official_code or "",
            kind=row.kind,
            name_vi=row.name_vi,
            name_en=row.name_en,
            parent=units[row.parent] if row.parent else None,
            start_on=row.start_on,
            end_on=row.end_on,
        )
    return sorted(units.values(), key=lambda unit: unit.code)


def _full_name(unit: Unit) -> str:
    return f"{unit.name_vi}, {unit.parent.name_vi}" if unit.parent else unit.name_vi


def _first(options: dict[str, Any]) -> tuple[Person, str, bool]:
    """The first administrator, not stored yet, with a password, and whether we made that up."""
    asked = sys.stdin.isatty()
    if not asked and not (options["username"] and options["name"]):
        raise CommandError("Say who the first administrator is: --username NAME --name “FULL NAME”")
    person = Person(
        username=options["username"] or input("Tên đăng nhập / user name: ").strip(),
        name=options["name"] or input("Họ và tên / full name: ").strip(),
    )
    if refusal := rules.why_not_account(person.username, person.name):
        raise CommandError(refusal.text(gettext))
    made = options["generate"] or not asked
    return person, _made_up() if made else _typed(person), made


def _made_up() -> str:
    """Sixteen letters in four groups: about 79 bits, and easy to copy from paper."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(4))


def _typed(person: Person) -> str:
    password = getpass("Mật khẩu / password: ")
    if refusal := rules.why_not_password(password, person):
        raise CommandError(refusal.text(gettext))
    if getpass("Nhập lại / once more: ") != password:
        raise CommandError("The two passwords differ: nothing was opened.")
    return password


@transaction.atomic
def _open(code: str, place: str, person: Person, password: str, today: date) -> None:
    at = timezone.now()
    book = Book.objects.filter(code=code).first() or open_book(code, sample=False, by=BY, at=at)
    if not Unit.objects.exists():
        rows, changes = catalogue.units(), catalogue.successions()
        actions.load_units(rows, changes, book=book, by=BY, at=at)
    unit = Unit.objects.get(code=place)
    account = actions.open_account(
        person.username, person.name, password, book=book, must_change=True, by=BY, at=at
    )
    post = actions.open_post(
        actions.free_post_code(unit, TITLE["vi"]),
        book=book,
        unit=unit,
        role=Role.ADMINISTRATOR,
        title=TITLE,
        start_on=today,
        by=BY,
        at=at,
    )
    actions.start_tenure(post, account, start_on=today, by=BY, at=at)
