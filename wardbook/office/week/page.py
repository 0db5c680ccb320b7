"""Which blocks the page has, in their order; another question of the week is another row here."""

from wardbook.cases.queries.week import standing
from wardbook.office.week import followed, outside, owed
from wardbook.office.week.block import Block, View


def blocks(view: View) -> list[Block]:
    """In the order in which a leader asks; of another week only what has its own days."""
    if not view.current:
        return [owed.due(view), followed.agenda(view), owed.breaches(view)]
    rows = standing(view.desk, view.now)
    return [
        owed.mine(view, rows),
        owed.owed(view, rows),
        owed.late(view, rows),
        owed.due(view),
        followed.agenda(view),
        followed.followed(rows),
        owed.waiting(view),
        owed.breaches(view),
        outside.release(view),
        outside.imported(view),
        outside.public(view),
        outside.postings(view),
    ]
