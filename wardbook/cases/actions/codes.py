"""Codes of our own work, one after another without a gap, and the words printed beside them."""

import secrets
from datetime import date

from django.db.models import BigIntegerField, DateField

from wardbook.cases.models.case import Serial
from wardbook.org.models import Unit
from wardbook.web.prepared import Given, Prepared, Update

# Letters and digits that are not taken for each other when they are read aloud or copied.
_ALPHABET = "abcdefghkmnpqrstuvwxyz23456789"
_GROUPS, _LETTERS = 3, 4


def next_code(unit: Unit, *, on: date) -> str:
    """``SP31228-221126-007``: the ward, the day, and the next number of both.

    The bodies of a ward share its numbers, since its code alone stands before them. No province
    issues such a code: theirs are a letter, two digits, and dots. The number is taken inside the
    action that uses it, so an action that fails leaves no gap.
    """
    ward = unit.territory
    serial = next(iter(_serials(unit=ward.pk, on=on)), None) or _first(ward, on)
    serial.last += 1
    _take(serial=serial.pk, last=serial.last)
    place = "".join(sign for sign in ward.code.upper() if sign.isalnum())
    return f"SP{place}-{on:%d%m%y}-{serial.last:03d}"


def _first(ward: Unit, on: date) -> Serial:
    """The row of a day, made by whoever comes first."""
    return Serial.objects.select_for_update().get_or_create(unit=ward, on=on)[0]


_serials = Prepared(
    lambda: Serial.objects.select_for_update().filter(
        unit=Given("unit", BigIntegerField()), on=Given("on", DateField())
    )
)
_take = Update(lambda: Serial.objects.filter(pk=Given("serial", BigIntegerField())), "last")


def new_word() -> str:
    """Twelve random letters, ``k7mq-2xwa-tp9d``: 58 bits that nobody guesses."""
    groups = ("".join(secrets.choice(_ALPHABET) for _ in range(_LETTERS)) for _ in range(_GROUPS))
    return "-".join(groups)
