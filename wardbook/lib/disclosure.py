"""How few may point at somebody: counts of persons that nobody is told."""

FEWEST = 5


def small(count: int | None) -> bool:
    """Whether a count is of somebody, and of fewer than five; nobody at all points at nobody."""
    return count is not None and 0 < count < FEWEST
