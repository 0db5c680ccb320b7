"""Whether the loop stands as the ledger was told: every move of it, and everything that ended.

Nothing here asks who may act today. Each end is judged anew by what was on record when it was
entered, so that what is written past the actions is named, and a tenure entered later accuses
nobody.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC
from functools import cached_property
from typing import Any

from django.db.models import Prefetch, QuerySet

from wardbook.cases.faces import moment
from wardbook.cases.kinds import FOLLOW_UP, KINDS, OWED
from wardbook.cases.kinds.obligation import DOING, OVERRULED
from wardbook.cases.models.case import ASIDE, Case, Move
from wardbook.cases.rules.standing import is_above
from wardbook.ledger.models import ERASE, Audience, Body, Book

_TOLD = ("post", "at", "due", "reason", "overruled")
# What an end by the tier above was called before it had a state of its own: entries keep the word.
_FORMERLY = {"conclusion": "kept", "shortcoming": "remedied", "remedy": "remedied"}
_MOVES = {
    kind: frozenset(KINDS[kind].steps) | ASIDE | {"open"} for kind in sorted(FOLLOW_UP)
}  # what else the ledger says of a case is no move: its evidence, what followed from it


def row_faults(book: Book) -> Iterator[str]:
    """Each in words: moves that the ledger was not told so, work that is gone, wrong ends."""
    record = _Record(book)
    for case in record.cases.values():
        if fault := record.unlike(case) or record.astray(case) or record.wrong_end(case):
            yield f"case {case.pk} {fault}"
    yield from (f"{key} was opened and is gone" for key in record.gone)


@dataclass(frozen=True, slots=True)
class _Said:
    """An entry of a case: its place in the chain, who said it, and what."""

    seq: int
    verb: str
    by: str
    at: str
    content: dict[str, Any]

    @property
    def told(self) -> tuple[Any, ...]:
        return self.verb, self.by, *(self.content.get(name) for name in _TOLD)


@dataclass
class _Record:
    """What rows and entries of one book say of its loop."""

    book: Book

    @cached_property
    def cases(self) -> dict[int, Case]:
        moves = Move.objects.select_related("by__post__unit", "post__unit")
        rows = Case.objects.filter(book=self.book, kind__in=sorted(FOLLOW_UP)).order_by("pk")
        rows = rows.prefetch_related(Prefetch("moves", moves), "scans__received_by")
        return {case.pk: case for case in rows.iterator(chunk_size=500)}

    @cached_property
    def said(self) -> dict[str, list[_Said]]:
        """Key of a case → its entries, in the order of the chain."""
        found: dict[str, list[_Said]] = {}
        keys = [case.key for case in self.cases.values()]
        for start in range(0, len(keys), 500):
            rows = self._entries(key__in=keys[start : start + 500]).order_by("entry__seq")
            for body in rows.iterator(chunk_size=2000):
                said = _Said(body.entry.seq, body.verb, body.by, str(body.at), body.parsed or {})
                found.setdefault(body.key, []).append(said)
        return found

    @cached_property
    def gone(self) -> list[str]:
        """Keys of work of the loop that was opened and of which there is no row."""
        known = {f"case/{pk}" for pk in Case.objects.values_list("pk", flat=True).iterator()}
        rows = self._entries(key__startswith="case/", verb="open")
        keys = [key for key in rows.values_list("key", flat=True).iterator() if key not in known]
        found = self._entries(key__in=keys[:500], verb="open")
        return sorted(one.key for one in found if (one.parsed or {}).get("kind") in FOLLOW_UP)

    def _entries(self, **more: Any) -> QuerySet[Body]:
        rows = Body.objects.filter(entry__book=self.book, entry__audience=Audience.OFFICE)
        return rows.filter(**more).select_related("entry")

    @cached_property
    def held(self) -> dict[str, list[tuple[int, int]]]:
        """Code of a post → who was given it, and at which entry."""
        found: dict[str, list[tuple[int, int]]] = {}
        rows = self._entries(key__startswith="post/", verb="hold")
        for body in rows.iterator(chunk_size=2000):
            account = (body.parsed or {}).get("account")
            if isinstance(account, int):
                post = body.key.removeprefix("post/")
                found.setdefault(post, []).append((body.entry.seq, account))
        return found

    @cached_property
    def under(self) -> dict[int, list[Case]]:
        found: dict[int, list[Case]] = {}
        for case in self.cases.values():
            if case.parent_id:
                found.setdefault(case.parent_id, []).append(case)
        return found

    @cached_property
    def merged(self) -> dict[str, list[Case]]:
        """Code of what goes on → what was merged into it."""
        found: dict[str, list[Case]] = {}
        for case in self.cases.values():
            for move in case.moves.all():
                if move.step == "merge":
                    found.setdefault(str(move.facts.get("into")), []).append(case)
        return found

    # Is each move in the ledger as it stands?

    def steps(self, case: Case) -> list[_Said]:
        return [one for one in self.said.get(case.key, ()) if one.verb in _MOVES[case.kind]]

    def erased(self, case: Case) -> bool:
        return any(one.verb == ERASE for one in self.said.get(case.key, ()))

    def unlike(self, case: Case) -> str:
        """The ledger's clock never goes back: an entry may be later than its move, not sooner."""
        if self.erased(case):
            return ""
        told, moves = self.steps(case), list(case.moves.all())
        for move, said in zip(moves, told, strict=False):
            named = said.content.get("state") in _names(case, move)
            if not named or _told(move) != said.told or _stamp(move) > said.at:
                return f"move {move.number}: the ledger was told otherwise of it"
        if len(moves) > len(told):
            return f"move {len(told) + 1}: the ledger was never told of it"
        return "" if len(moves) == len(told) else "the ledger was told of more moves than it has"

    # Did it end as work that is owed ends?

    def astray(self, case: Case) -> str:
        """A step leads where its table says; what is no step of it leaves the work where it is."""
        table = KINDS[case.kind]
        state = table.opens_in
        for move in case.moves.all():
            step = table.steps.get(move.step)
            state = step.after or state if step else state
            if move.state != state:
                return f"move {move.number}: its step does not lead to the state “{move.state}”"
        return ""

    def wrong_end(self, case: Case) -> str:
        table = KINDS[case.kind]
        if case.kind not in OWED or case.state in table.open_states or self.erased(case):
            return ""
        end = next((move for move in case.moves.all() if _ends(case, move)), None)
        if end is None:
            return "has ended, and no move says so"
        who = table.steps[end.step].who
        if who == "above" and not is_above(end.by.post.unit, end.post.unit):
            return "was ended unverified by a post that is not above it"
        before, tree = self.steps(case)[end.number - 1].seq, self._tree(case)
        if end.by.person_id in self._holders(tree, before):
            return "was ended by somebody who had answered for it"
        return self._wrong_yes(tree, before, end) if who == "verifier" else ""

    def _wrong_yes(self, tree: list[Case], before: int, end: Move) -> str:
        if end.by.person_id in self._doers(tree, before, end):
            return "was verified by somebody who had worked on it"
        if end.by.post.unit_id == end.post.unit_id:
            return "was verified by the body that answered for it"
        return self._unproven(tree, before)

    def _unproven(self, tree: list[Case], before: int) -> str:
        near = [tree[0], *self.under.get(tree[0].pk, ())]
        said = (one for case in near for one in self.said.get(case.key, ()))
        proof = any(one.verb == "scan" and one.seq < before for one in said)
        return "" if proof else "was verified without evidence"

    def _tree(self, case: Case) -> list[Case]:
        found, level = [case], [case]
        while level:
            seen = {one.pk for one in found}
            near = [child for one in level for child in self.under.get(one.pk, ())]
            near += [other for one in level for other in self.merged.get(one.code, ())]
            level = [one for one in near if one.pk not in seen]
            found += level
        return found

    def _holders(self, tree: list[Case], before: int) -> set[int]:
        """Who had been given a post that had answered for one of them; a request is not of it."""
        work = [case for case in tree if not KINDS[case.kind].holds_up]
        posts = {
            one.content.get("post") for case in work for one in self.steps(case) if one.seq < before
        }
        return {
            account
            for post in posts
            for seq, account in self.held.get(str(post), ())
            if seq < before
        }

    def _doers(self, tree: list[Case], before: int, end: Move) -> set[int]:
        """Who had told of progress, reported it or given evidence."""
        told = {
            move.by.person_id
            for case in tree
            for move, said in zip(case.moves.all(), self.steps(case), strict=False)
            if move.step in DOING and said.seq < before
        }
        scans = (scan for case in tree for scan in case.scans.all())
        return told | {
            scan.received_by.person_id for scan in scans if scan.received_at <= end.recorded_at
        }


def _told(move: Move) -> tuple[Any, ...]:
    return (
        move.step,
        move.by.post.code,
        move.post.code,
        moment(move.at),
        moment(move.due_at),
        move.reason,
        move.overruled,
    )


def _names(case: Case, move: Move) -> set[str]:
    """How the ledger may have been told of the state after a move."""
    before = _FORMERLY.get(case.kind, "") if move.state == OVERRULED else ""
    return {move.state, before or move.state}


def _ends(case: Case, move: Move) -> bool:
    step = KINDS[case.kind].steps.get(move.step)
    return step is not None and "ended_at" in step.sets


def _stamp(move: Move) -> str:
    """When it was recorded, as the ledger writes a moment."""
    return move.recorded_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
