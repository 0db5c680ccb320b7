"""Codes of our own work, one after another without a gap, and the words printed beside them."""

import secrets
from datetime import date

from wardbook.cases.models.case import Serial
from wardbook.org.models import Unit
from wardbook.web.prepared import rows_of

# Letters and digits that are not taken for each other when they are read aloud or copied.
_ALPHABET = "abcdefghkmnpqrstuvwxyz23456789"
_GROUPS, _LETTERS = 3, 4
# Django has no update that answers what it wrote.
_TAKE = 'UPDATE cases_serial SET last = last + 1 WHERE unit_id = %s AND "on" = %s RETURNING last'


def next_code(unit: Unit, *, on: date) -> str:
    """``SP31228-221126-007``: the ward, the day, and the next number of both.

    The bodies of a ward share its numbers, since its code alone stands before them. No province
    issues such a code: theirs are a letter, two digits, and dots. The number is taken inside the
    action that uses it, so an action that fails leaves no gap.
    """
    ward = unit.territory
    number = _taken(ward, on)
    if number is None:  # the first of the day
        Serial.objects.get_or_create(unit=ward, on=on)
        number = _taken(ward, on)
    place = "".join(sign for sign in ward.code.upper() if sign.isalnum())
    return f"SP{place}-{on:%d%m%y}-{number:03d}"


def _taken(ward: Unit, on: date) -> int | None:
    """The next number of a day that has its row, which whoever else asks for it waits for."""
    found = rows_of(_TAKE, [ward.pk, on])
    return found[0][0] if found else None


def new_word() -> str:
    """Twelve random letters, ``k7mq-2xwa-tp9d``: 58 bits that nobody guesses."""
    groups = ("".join(secrets.choice(_ALPHABET) for _ in range(_LETTERS)) for _ in range(_GROUPS))
    return "-".join(groups)
