"""What kinds of work there are: for each its states, its steps, and what the clock does."""

from wardbook.cases.kinds import (
    conclusion,
    correction,
    dossier,
    feedback,
    inspection,
    pledge,
    remedy,
    request_up,
    review,
    session,
    shortcoming,
    visit,
)
from wardbook.cases.kinds.table import Kind

_COUNTER = (dossier.KIND, feedback.KIND, correction.KIND)
_LOOP = (
    session.KIND,
    conclusion.KIND,
    request_up.KIND,
    visit.KIND,
    review.KIND,
    shortcoming.KIND,
    remedy.KIND,
    inspection.KIND,
    pledge.KIND,
)

KINDS: dict[str, Kind] = {kind.code: kind for kind in (*_COUNTER, *_LOOP)}
FOLLOW_UP = frozenset(kind.code for kind in _LOOP)
OPEN = frozenset(name for kind in KINDS.values() for name in kind.open_states)
OWED = ("conclusion", "shortcoming", "remedy")  # ended by somebody else's yes
