"""What may be done at the counter in one go."""

from wardbook.cases.rules.taking import Opening
from wardbook.lib.refusal import Refusal

# What follows opening, at once: "keep" leaves it to be judged later.
THEN: dict[str, tuple[str, ...]] = {
    "accept": ("accept",),
    "on_the_spot": ("accept", "resolve", "deliver"),
    "complete": ("complete",),
    "reject": ("reject",),
    "keep": (),
}
NOT_WHILE_ONE_WAITS = Refusal(
    "CTR-09", "The result of this procedure is not given while one waits: accept it instead."
)
UNKNOWN = Refusal("CTR-09", "Choose what is done with it: accept, send back, or keep.")


def why_not_then_at_once(opening: Opening, then: str) -> Refusal | None:
    """CTR-09. A result is given on the spot where the procedure says so (Decree 118, Art. 17.4)."""
    if then not in THEN:
        return UNKNOWN
    procedure = opening.procedure
    if then == "on_the_spot" and not (procedure and procedure.on_the_spot):
        return NOT_WHILE_ONE_WAITS
    return None
