"""What the public may send: feedback that is none of a complaint or denunciation, and ratings."""

from collections.abc import Sequence
from dataclasses import dataclass

from wardbook.cases.kinds import KINDS
from wardbook.cases.models.case import Case
from wardbook.lib.refusal import Refusal

SHORTEST, LONGEST = 10, 3000
# What a person may say of the service (Decree 118/2025, Art. 33), in favour and against.
REASONS = (
    "in-time",
    "late",
    "one-visit",
    "many-visits",
    "kind",
    "unkind",
    "clear",
    "unclear",
    "extra-cost",
)
AT_MOST = 3
ANSWERS = ("mended", "partly", "not_mended")  # steps of feedback that is asked about again
ELSEWHERE = {
    "denunciation": "A denunciation is not taken here: its author must stay protected. Bring it to"
    " the citizen reception of the ward, in a sealed envelope, or to the inspectorate.",
    "complaint": "A complaint about a decision that concerns you has a procedure and time limits of"
    " its own. Hand it in at the citizen reception of the ward, with the decision.",
}
ALREADY = Refusal("FBK-10", "This was sent already: it is not sent a second time.")
RATED = Refusal("RAT-01", "The service was rated already, and each case counts once. Thank you.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What somebody sends by the form: everything but the words may stay blank.

    ``sort`` is feedback or suggestion, or what is not taken here; ``form`` is the number of the
    form that was filled in.
    """

    unit: str
    sort: str
    words: str
    where: str = ""
    name: str = ""
    phone: str = ""
    email: str = ""
    form: str


def why_not_send(sent: Sent) -> Refusal | None:
    """FBK-08. Complaints and denunciations are taken where their author is protected, not here."""
    sort = "denunciation" if "tố cáo" in sent.words.lower() else sent.sort
    if sort in ELSEWHERE:
        return Refusal("FBK-08", ELSEWHERE[sort])
    return why_not_say(sent.words)


def why_not_say(words: str) -> Refusal | None:
    """FBK-09. Feedback says in a few sentences what is wrong."""
    if SHORTEST <= len(words.strip()) <= LONGEST:
        return None
    values = (("shortest", str(SHORTEST)), ("longest", str(LONGEST)))
    return Refusal(
        "FBK-09", "Write at least %(shortest)s and at most %(longest)s characters.", values
    )


def why_not_rate(case: Case, score: int, reasons: Sequence[str]) -> Refusal | None:
    """RAT-02. The service is rated after the work has ended, from one to five."""
    if KINDS[case.kind].states[case.state].open:
        return Refusal("RAT-02", "Rate the service when the work has ended.")
    if not 1 <= score <= 5:
        return Refusal("RAT-02", "Choose from one to five.")
    if len(reasons) > AT_MOST or set(reasons) - set(REASONS):
        return Refusal("RAT-02", "Choose at most three reasons of the list.")
    return None


def why_not_give(case: Case) -> Refusal | None:
    """CAS-10. A case has one look-up word: a second one would leave the first open."""
    return Refusal("CAS-10", "It has a look-up word: print its slip again.") if case.word else None
