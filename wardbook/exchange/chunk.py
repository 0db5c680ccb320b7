"""Some rows of an export beside what the book has heard of them: new, changed, or the same."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from wardbook.cases.breaches import breach, breaches
from wardbook.cases.models import Breach, Case, Move
from wardbook.cases.reckoning import ruled_on
from wardbook.exchange.blank import blank
from wardbook.exchange.layouts import PROMISED, heading
from wardbook.exchange.many import Many
from wardbook.exchange.mirror import KIND, MIRRORED, Mirror, differs
from wardbook.exchange.models import Heard, Retold
from wardbook.exchange.moments import Instant
from wardbook.exchange.parse import Problem, Told
from wardbook.exchange.reconcile import stage
from wardbook.exchange.rules import NO_END, NOT_YET, TWICE
from wardbook.lib.refusal import Refusal

_MOVE = ("case", "step", "at", "pk")


@dataclass(slots=True)
class One:
    """What the book will hold of one dossier after the chunk."""

    heard: Heard
    case: Case | None = None
    moves: list[Move] = field(default_factory=list)
    broken: list[tuple[Move, Refusal]] = field(default_factory=list)
    written: bool = False  # the case, too, is to be written


class Chunk:
    """Taken row by row, then saved in a few statements inside one action."""

    def __init__(self, mirror: Mirror) -> None:
        self._mirror, self._many = mirror, Many()
        self._export = mirror.export
        self._known: dict[str, One] = {}
        self._fresh: list[str] = []
        self._touched: dict[str, One] = {}
        self._seen: list[int] = []  # heard of again, the same
        self._retold: list[tuple[One, dict[str, list[str]]]] = []
        self.problems: list[Problem] = []
        self.counts = {"new": 0, "changed": 0, "same": 0, "twice": 0}

    def take(self, part: Sequence[Told]) -> None:
        alike = self._look_up(part)
        for told in part:
            self.problems += told.problems
            self.problems += self._not_yet(told)
            known = self._known.get(told.code)
            if known is None and told.code in alike:
                self._take_alike(alike, told.code)
            elif known is None:
                self._take_new(told)
            elif known.heard.export_id == self._export.pk:
                self._take_twice(known, told)
            else:
                self._take_again(known, told)

    def _not_yet(self, told: Told) -> Iterator[Problem]:
        """What is said to have happened after the file was taken out of the other system."""
        until = self._export.as_of_on
        for name, moment in told.moments.items():
            if name not in PROMISED and moment.day > until:
                yield Problem(told.row, self._heading(name), f"{moment.wall:%d/%m/%Y}", NOT_YET)

    def _heading(self, name: str) -> str:
        known = self._mirror.layout.columns
        spelled = (one for one in self._export.headings if known.get(heading(one)) == name)
        return next(spelled, "")

    def _look_up(self, part: Sequence[Told]) -> dict[str, int | None]:
        """Read whole rows only of what says otherwise now; of the rest, code and key are enough."""
        said: dict[str, set[str]] = {}
        for told in part:
            said.setdefault(told.code, set()).add(told.digest)
        heard = Heard.objects.filter(
            book=self._export.book, system=self._export.system, code__in=said
        )
        alike: dict[str, int | None] = {}
        otherwise = []
        now, as_of = self._export.pk, self._export.as_of
        for code, pk, digest, export, then in heard.values_list(
            "code", "pk", "digest", "export_id", "export__as_of"
        ):
            if said[code] == {digest} and export != now and then <= as_of:
                alike[code] = pk
            else:
                otherwise.append(pk)
        whole = Heard.objects.filter(pk__in=otherwise).select_related("export", "case__post")
        self._known = {row.code: One(row, row.case) for row in whole}
        others = Case.objects.filter(
            book=self._export.book,
            kind=KIND,
            code__in=said.keys() - self._known.keys() - alike.keys(),
        )
        self._cases = {case.code: case for case in others}
        return alike

    def _take_alike(self, alike: dict[str, int | None], code: str) -> None:
        """The same as it was heard before; a second row of it changes nothing either."""
        if (pk := alike[code]) is None:
            self.counts["twice"] += 1
            return
        self.counts["same"] += 1
        self._seen.append(pk)
        alike[code] = None

    def _take_new(self, told: Told) -> None:
        heard = blank(
            Heard,
            book_id=self._export.book_id,
            unit_id=self._export.unit_id,
            system=self._export.system,
            code=told.code,
        )
        one = One(heard, self._cases.get(told.code))
        self._hear(one, told)
        if one.case is None and self._mirror.layout.keeps and told.started:
            opened = {"post_id": self._export.post_id, "opened_at": self._export.taken_at}
            one.case = blank(Case, **opened)
            self._fill(one, told)
        self._known[told.code] = one
        self._fresh.append(told.code)
        self.counts["new"] += 1

    def _take_again(self, one: One, told: Told) -> None:
        """A row heard of in an earlier export; what is older than what is known changes nothing."""
        if one.heard.digest == told.digest or one.heard.export.as_of > self._export.as_of:
            self.counts["same"] += 1
            if one.heard.export.as_of <= self._export.as_of:
                one.heard.export_id = self._export.pk
                self._seen.append(one.heard.pk)
            return
        self.counts["changed"] += 1
        self._change(one, told)

    def _take_twice(self, one: One, told: Told) -> None:
        self.counts["twice"] += 1
        if one.heard.digest == told.digest:
            return
        self.problems.append(Problem(told.row, "", told.code, TWICE))
        if stage(told.status) >= stage(one.heard.told["status"]):
            self._change(one, told)

    def _change(self, one: One, told: Told) -> None:
        before = one.heard.told
        self._hear(one, told)
        self._retold.append((one, changes(before, one.heard.told)))
        if one.case and one.case.origin == self._export.system and told.started:
            self._fill(one, told)
        if one.heard.pk:
            self._touched[told.code] = one

    def _hear(self, one: One, told: Told) -> None:
        heard = one.heard
        heard.export_id, heard.row, heard.digest = self._export.pk, told.row, told.digest
        heard.told, heard.cells, heard.gone_id = told_of(told), list(told.cells), None
        accepted = told.moments.get("accepted")
        heard.accepted_on = accepted.day if accepted else None

    def _fill(self, one: One, told: Told) -> None:
        assert one.case is not None  # noqa: S101  its callers have looked
        one.moves, one.written = self._mirror.fill(one.case, told), True
        one.broken = list(breaches(one.case, one.moves, self._mirror.clock))
        ends = {"finished", "returned"} & told.moments.keys()
        if one.case.ended_at and not ends:
            self.problems.append(Problem(told.row, "", told.texts.get("status", ""), NO_END))

    @property
    def with_a_word(self) -> list[Case]:
        """Dossiers that changed and whose holder has a page of ours."""
        changed = (one.case for one in self._touched.values() if one.written)
        return [case for case in changed if case and case.word]

    # Writing

    def save(self) -> None:
        fresh = [self._known[code] for code in self._fresh]
        self._open([one for one in fresh if one.written])
        for one in fresh:
            one.heard.case_id = one.case.pk if one.case else None
        self._many.insert(Heard, [one.heard for one in fresh])
        Heard.objects.filter(pk__in=self._seen).update(export=self._export, gone=None)
        self._save_changed(list(self._touched.values()))
        self._save_retold()

    def _open(self, opened: Sequence[One]) -> None:
        cases = [one.case for one in opened if one.case]
        self._many.insert(Case, cases)
        given = Case.objects.filter(book=self._export.book, origin=self._export.system)
        codes = [case.code for case in cases]
        numbers = dict(given.filter(code__in=codes).values_list("code", "pk"))
        for case in cases:
            case.pk = numbers[case.code]
        self._many.insert(Move, _of_saved(opened))
        self._note_breaches(opened)

    def _save_retold(self) -> None:
        codes = [one.heard.code for one, _ in self._retold]
        rows = Heard.objects.filter(book=self._export.book, system=self._export.system)
        numbers = dict(rows.filter(code__in=codes).values_list("code", "pk"))
        Retold.objects.bulk_create(
            Retold(heard_id=numbers[one.heard.code], export=self._export, changes=said)
            for one, said in self._retold
        )

    def _save_changed(self, changed: Sequence[One]) -> None:
        heard = [one.heard for one in changed]
        names = ["export", "row", "digest", "told", "cells", "accepted_on", "gone"]
        self._many.update(Heard, heard, names)
        written = [one for one in changed if one.written and one.case]
        self._save_moves(written)
        cases = [one.case for one in written if one.case]
        for case in cases:
            case.version += 1
        if cases:
            fixed = {"id", "book", "kind", "code", "origin", "unit", "post", "parent", "word"}
            columns = [row.name for row in Case._meta.local_fields if row.name not in fixed]
            self._many.update(Case, cases, columns)

    def _save_moves(self, written: Sequence[One]) -> None:
        """Steps that follow on those known are added; told otherwise, they are written anew."""
        pks = [one.case.pk for one in written if one.case]
        old: dict[int, list[Move]] = {pk: [] for pk in pks}
        for move in Move.objects.filter(case__in=pks).order_by("case", "number"):
            old[move.case_id].append(move)
        for one in written:
            assert one.case is not None  # noqa: S101  only cases that are written come here
            known = old[one.case.pk]
            told = [move for move in known if move.step in MIRRORED]
            if differs(told, one.moves[: len(told)]):
                self._write_anew(known, one.moves)
            else:
                one.moves = one.moves[len(told) :]
                for number, move in enumerate(one.moves, start=len(known) + 1):
                    move.number = number
        self._many.insert(Move, _of_saved(written))
        Breach.objects.filter(case__in=pks, move__step__in=MIRRORED).delete()
        self._note_breaches(written)

    def _write_anew(self, known: Sequence[Move], moves: list[Move]) -> None:
        """What our own people did on it stays where it stood in time."""
        told = [move.pk for move in known if move.step in MIRRORED]
        Breach.objects.filter(move__in=told).delete()
        Move.objects.filter(pk__in=told).delete()
        own = [move for move in known if move.step not in MIRRORED]
        every = sorted([*moves, *own], key=lambda move: move.at)
        numbered = list(enumerate(every, start=1))
        for number, move in reversed(numbered):
            move.number = number
            if move.pk:
                Move.objects.filter(pk=move.pk).update(number=number)

    def _note_breaches(self, ones: Iterable[One]) -> None:
        """What steps of the other system did not keep is noted beside them, never refused."""
        found = [(one.case, move, rule) for one in ones if one.case for move, rule in one.broken]
        cases, steps = {case.pk for case, _, _ in found}, {move.step for _, move, _ in found}
        rows = Move.objects.filter(case__in=cases, step__in=steps).values_list(*_MOVE)
        keys = {(case, step, at): pk for case, step, at, pk in rows}
        noted = {
            (case.pk, move.step, move.at, rule.rule): breach(
                rule,
                case_id=case.pk,
                move_id=keys[case.pk, move.step, move.at],
                ruled_on=ruled_on(case),
            )
            for case, move, rule in found
        }
        self._many.insert(Breach, noted.values())


def _of_saved(ones: Iterable[One]) -> list[Move]:
    moves = []
    for one in ones:
        for move in one.moves:
            assert one.case is not None  # noqa: S101  without a case there is no move
            move.case_id = one.case.pk
            moves.append(move)
    return moves


def told_of(told: Told) -> dict[str, Any]:
    """A telling as it is kept."""
    return {
        "texts": told.texts,
        "moments": {name: moment.iso for name, moment in told.moments.items()},
        "status": told.status,
        "channel": told.channel,
        "outcome": told.outcome,
    }


def moments_of(told: dict[str, Any]) -> dict[str, Instant]:
    return {name: Instant.of(iso) for name, iso in told["moments"].items()}


def changes(before: dict[str, Any], now: dict[str, Any]) -> dict[str, list[str]]:
    """Field → what it was and is; "" where it was or is blank."""
    was, is_now = ({**side["texts"], **side["moments"]} for side in (before, now))
    names = sorted(was.keys() | is_now.keys())
    return {
        name: [was.get(name, ""), is_now.get(name, "")]
        for name in names
        if was.get(name) != is_now.get(name)
    }
