"""How somebody is reached about their work: what may be changed, and what can be used."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any, Self

from wardbook.cases.kinds.fields import FIELDS, Dossier
from wardbook.cases.models.case import Case
from wardbook.cases.rules.telling import problems
from wardbook.lib.refusal import Refusal

ELSEWHERE = Refusal("NTC-03", "Another system keeps this work: change there how they are reached.")
MEANWHILE = Refusal(
    "NTC-04", "Somebody else changed it meanwhile: compare with what stands now, then save again."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """By which channel somebody wants to hear, and at which number or address."""

    notice: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""

    @classmethod
    def of(cls, case: Case) -> Self:
        return cls(**{name: str(case.fields.get(name, "")) for name in known(case)})

    @property
    def digest(self) -> str:
        """What a page was shown, without saying it."""
        return sha256(repr(self.values).encode()).hexdigest()[:16]

    @property
    def values(self) -> dict[str, str]:
        return asdict(self)


def known(case: Case) -> tuple[str, ...]:
    """Which of them its kind has: feedback has no address; none where there is nobody to reach."""
    fields: Any = FIELDS.get(case.kind)
    names = fields.__dataclass_fields__ if fields else ()
    return tuple(name for name in Reach.__dataclass_fields__ if name in names)


def faults(told: Reach) -> Iterator[tuple[str, Refusal]]:
    """What of it cannot be used, by the rules of the counter, with its field."""
    said = Dossier(
        applicant="–",
        notice=told.notice,
        phone=told.phone,
        email=told.email,
        address=told.address,
    )
    yield from ((name, refusal) for name, refusal in problems(said) if name in told.values)


def why_not_change(case: Case, told: Reach, seen: str) -> Refusal | None:
    """NTC-03. Ways to reach somebody are changed here of our own work.

    And as they stood when the person looked (NTC-04).
    """
    if case.mirrored or not known(case):
        return ELSEWHERE
    if Reach.of(case).digest != seen:
        return MEANWHILE
    return next((refusal for _, refusal in faults(told)), None)
