"""What kinds of work there are: for each its states, its steps, and what the clock does."""

from wardbook.cases.kinds import correction, dossier, feedback
from wardbook.cases.kinds.table import Kind

KINDS: dict[str, Kind] = {
    kind.code: kind for kind in (dossier.KIND, feedback.KIND, correction.KIND)
}
