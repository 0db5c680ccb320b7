"""What is typed of a dossier: names, numbers and addresses that can be used later."""

import re
from collections.abc import Callable, Iterator
from dataclasses import fields

from wardbook.cases.kinds.fields import Dossier
from wardbook.lib.refusal import Refusal

_ID_DIGITS = (9, 10, 12, 13)  # old and new identity cards, tax numbers with and without a branch
_ID_LETTERS = re.compile(r"[A-Z][A-Z0-9]{5,19}")  # passports and other papers
_PHONE = re.compile(r"\+?[0-9]{8,15}")
# One address: what parts several, or quotes, would let a letter go to somebody else as well.
_EMAIL = re.compile(r"[^@\s,;:<>()\"]+@[^@\s,;:<>()\"]+\.[^@\s,;:<>()\"]{2,}")
_REACHED_BY = {"phone": "phone", "sms": "phone", "zalo": "phone", "email": "email",
               "post": "address"}  # fmt: skip

NO_NAME = Refusal("CTR-01", "Type the name of the person or organisation that the dossier is for.")
WRONG_ID = Refusal("CTR-02", "Type the 12 digits of the identity number, or the passport number.")
WRONG_PHONE = Refusal("CTR-03", "Type the phone number with its 8 to 15 digits, like 0912345678.")
WRONG_EMAIL = Refusal("CTR-04", "Type the e-mail address in full, like ten@vidu.vn.")
NO_WAY = Refusal("CTR-05", "Type the phone number, e-mail or address at which they want to hear.")
NO_AUTHORITY = Refusal("CTR-06", "Say by which paper the representative hands it in.")
LONG = Refusal("CTR-07", "Something is longer than can be kept: shorten it.")


def bare(number: str) -> str:
    """A number as it is compared: without the spaces, dots and dashes that people type."""
    return re.sub(r"[\s.\-()]", "", number).upper()


def why_not_name(told: Dossier) -> Refusal | None:
    """CTR-01. A dossier is somebody's."""
    return None if told.applicant.strip() else NO_NAME


def why_not_id(told: Dossier) -> Refusal | None:
    """CTR-02. An identity number has the digits of one; blank where none was shown."""
    return next(
        (WRONG_ID for one in (told.id_number, told.representative_id) if not _id(one)), None
    )


def _id(number: str) -> bool:
    found = bare(number)
    digits = found.isdecimal() and len(found) in _ID_DIGITS
    return not found or digits or bool(_ID_LETTERS.fullmatch(found))


def why_not_phone(told: Dossier) -> Refusal | None:
    """CTR-03. A phone number can be dialled; blank where there is none."""
    return None if not told.phone or _PHONE.fullmatch(bare(told.phone)) else WRONG_PHONE


def why_not_email(told: Dossier) -> Refusal | None:
    """CTR-04. An e-mail address can be written to; blank where there is none."""
    return None if not told.email or _EMAIL.fullmatch(told.email) else WRONG_EMAIL


def why_not_reach(told: Dossier) -> Refusal | None:
    """CTR-05. Whoever wants to hear by a channel can be reached by it."""
    needs = _REACHED_BY.get(told.notice)
    return None if needs is None or getattr(told, needs) else NO_WAY


def why_not_stand_for(told: Dossier) -> Refusal | None:
    """CTR-06. Who hands it in for somebody else shows a paper that says so."""
    return NO_AUTHORITY if told.representative and not told.authorisation else None


def why_not_long(told: Dossier) -> Refusal | None:
    """CTR-07. What is told fits where it is printed."""
    for one in fields(told):
        longest = one.metadata.get("longest")
        if longest and len(getattr(told, one.name)) > longest:
            return LONG
    fits = len(told.papers) <= 60 and all(len(paper) <= 600 for paper in told.papers)
    return None if fits else LONG


_RULES: tuple[tuple[str, Callable[[Dossier], Refusal | None]], ...] = (
    ("applicant", why_not_name),
    ("id_number", why_not_id),
    ("phone", why_not_phone),
    ("email", why_not_email),
    ("notice", why_not_reach),
    ("authorisation", why_not_stand_for),
    ("about", why_not_long),
)


def problems(told: Dossier) -> Iterator[tuple[str, Refusal]]:
    """Everything that is wrong, with the field that mends it."""
    for name, rule in _RULES:
        if refusal := rule(told):
            yield name, refusal


def first_problem(told: Dossier) -> Refusal | None:
    """The first thing that is wrong with what is told of a dossier."""
    return next((refusal for _, refusal in problems(told)), None)
