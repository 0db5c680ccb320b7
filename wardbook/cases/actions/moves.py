"""Opening a piece of work and taking steps on it: its only writes."""

from copy import copy
from dataclasses import fields, replace
from datetime import datetime

from django.db.models import BigIntegerField

from wardbook.cases import faces, public, reckoning
from wardbook.cases.actions import codes, notices
from wardbook.cases.breaches import breach
from wardbook.cases.kinds import KINDS
from wardbook.cases.kinds.table import Kind, Step
from wardbook.cases.law import provision
from wardbook.cases.loop import asked_above, merged_into
from wardbook.cases.models.case import Breach, Case, Count, Move
from wardbook.cases.queries.cases import found_by, moves_of
from wardbook.cases.reckoning import BEGINS
from wardbook.cases.rules import moves as rules
from wardbook.cases.rules.taking import Clock, Opening, Taking, Told
from wardbook.ledger.actions import action, record
from wardbook.ledger.models import Audience
from wardbook.lib.clock import VIETNAM, Effect
from wardbook.lib.refusal import Refused
from wardbook.org.actions.signing import refuse
from wardbook.org.models import Post, Tenure
from wardbook.org.working_time import working_time
from wardbook.web.prepared import Given, Insert, Update

# What a step may change of a case.
CHANGED = (
    "post_id",
    "state",
    "accepted_at",
    "received_at",
    "forwarded_at",
    "ended_at",
    "delivered_at",
    "paid_at",
    "first_due_at",
    "due_at",
    "waits_on",
    "released_at",
    "version",
)
# What is told of an opening that its first move keeps, not the case.
_OF_MOVE = frozenset(("until", "facts"))
_add_case, _add_move = Insert(Case), Insert(Move)
_change = Update(
    lambda: Case.objects.filter(
        pk=Given("case", BigIntegerField()), version=Given("seen", BigIntegerField())
    ),
    *CHANGED,
)


@action
def open_case(kind: str, told: Opening, *, by: Tenure, at: datetime) -> Case:
    """A piece of work of our own, with a code, and a word for whom it belongs to.

    Raises :class:`Refused`.
    """
    table = KINDS[kind]
    if told.parent and table.follows_up:  # somebody may be ending it now
        told = replace(told, parent=_held(told.parent))
    refuse(rules.why_not_open(table, told, by=by, at=at))
    case = Case(
        **{
            one.name: getattr(told, one.name) for one in fields(Opening) if one.name not in _OF_MOVE
        },
        kind=kind,
        code=codes.next_code(told.unit, on=at.astimezone(VIETNAM).date()),
        state=table.opens_in,
        word="" if told.parent or table.follows_up else codes.new_word(),
        opened_at=at,
        limit=_limit(table, told),
        field=told.procedure.field if told.procedure else "",
    )
    case.folded, case.folded_name = found_by(case)
    first = Told(at=told.submitted_at, until=told.until, facts=told.facts)
    move = _move(case, [], "open", first, by=by, at=at)
    clock = _clock(case, told.submitted_at)
    _count(move, [], Effect.START if table.clock_from_opening else None, clock)
    _keep(case, [move], clock, by=by, at=at)
    if case.parent and table.holds_up:
        _wait_above(case.parent, told.submitted_at, by=by, at=at)
    return case


@action
def take_step(case: Case, step: str, told: Told, *, by: Tenure, at: datetime) -> Case:
    """Take ``step``, as the table of its kind allows; the row that was seen names its version.

    A breach of a rule that does not stop it is kept beside the move. Raises :class:`Refused`.
    """
    row, moves = copy(case), _moves(case)
    happened = rules.happened(told.at, moves, at)
    told, clock = replace(told, at=happened), _clock(row, happened)
    taking = Taking(case=row, moves=moves, step=step, told=told, at=happened, clock=clock)
    refuse(rules.why_not_move(taking, by=by, at=at))
    broken, ruled_on = rules.breaches(taking), reckoning.ruled_on(row)
    table = KINDS[row.kind].steps[step]
    for column in table.sets:
        setattr(row, column, happened)
    row.state = table.after or row.state
    move = _move(row, moves, step, told, by=by, at=at)
    _count(move, moves, _effect(taking, table), clock)
    _keep(row, [*moves, move], clock, by=by, at=at)
    of = {"case_id": row.pk, "move_id": move.pk}
    if broken:
        Breach.objects.bulk_create(breach(one, **of, ruled_on=ruled_on) for one in broken)
    _follow(row, table, move, clock, by=by, at=at)
    return row


@action
def hand_over(case: Case, post: Post, reason: str, *, by: Tenure, at: datetime) -> Case:
    """Another post of the place answers from now on; dates stand as they were promised."""
    row, moves = copy(case), _moves(case)
    refuse(rules.why_not_hand_over(row, post, reason, by=by, at=at))
    row.post = post
    move = _move(row, moves, "hand_over", Told(reason=reason), by=by, at=at)
    _keep(row, [*moves, move], _clock(row, at), by=by, at=at)
    return row


@action
def move_date(
    case: Case, due: datetime, calendar: str, source: str, *, by: Tenure, at: datetime
) -> Case:
    """What was announced moves the date of open work; the one promised first stays."""
    row, moves = copy(case), _moves(case)
    move = _move(row, moves, "calendar", Told(reason=source), by=by, at=at)
    row.due_at, move.calendar = due, calendar
    _keep(row, [*moves, move], _clock(row, at), by=by, at=at)
    return row


def _follow(row: Case, table: Step, move: Move, clock: Clock, *, by: Tenure, at: datetime) -> None:
    """What a step that was taken brings about: who is told, what goes public, what is opened."""
    if table.heard:
        notices.let_go(row)
    if table.tells:
        notices.prepare(row, table.tells, on=at.astimezone(VIETNAM).date())
    _tell_numbers(row, table, move)
    if table.publishes and not KINDS[row.kind].follows_up:
        key, content = faces.public_key(row), faces.public(row, move)
        _record(row, Audience.PUBLIC, move.step, key, content, by=by, at=at)
    if table.opens:
        _open_child(row, table.opens, move.at, by=by, at=at)
        _say_of_parent(row, move.step, clock, by=by, at=at)  # now it has a date
    if table.publishes and KINDS[row.kind].follows_up:
        _say_of_merged(row, move, clock, by=by, at=at)
    if row.parent and KINDS[row.kind].follows_up:
        _go_on(row, move.at, by=by, at=at)
    elif row.parent:
        _say_of_parent(row.parent, move.step, clock, by=by, at=at)


def _tell_numbers(row: Case, table: Step, move: Move) -> None:
    told = [(name, move.facts[name]) for name in table.counts if name in move.facts]
    if told:
        Count.objects.bulk_create(
            Count(case=row, move=move, name=name, number=number) for name, number in told
        )


def _wait_above(parent: Case, since: datetime, *, by: Tenure, at: datetime) -> None:
    """What a request upward was opened for waits for the answer, where its kind can wait."""
    held = _held(parent)
    if "wait_above" in rules.open_steps(held):
        _as_it_happened(held, "wait_above", since, by=by, at=at)


def _go_on(request: Case, since: datetime, *, by: Tenure, at: datetime) -> None:
    """The last request upward was answered: what waited for it is in hand again."""
    if not KINDS[request.kind].holds_up or request.ended_at is None or request.parent is None:
        return
    held = _held(request.parent)
    if "resume" in rules.open_steps(held) and not asked_above(held):
        _as_it_happened(held, "resume", since, by=by, at=at)


def _as_it_happened(held: Case, step: str, since: datetime, *, by: Tenure, at: datetime) -> None:
    """Days are charged by when it was asked and answered, not by when that was typed."""
    before = rules.last_step(moves_of(held)) or held.submitted_at
    take_step(held, step, Told(at=max(since, before)), by=by, at=at)


def _say_of_merged(row: Case, move: Move, clock: Clock, *, by: Tenure, at: datetime) -> None:
    """What is public and was merged into it names from now on what it goes on as."""
    for one in merged_into(row).filter(released_at__isnull=False).select_related("parent"):
        key, content = faces.public_key(one), public.of(one, moves_of(one), clock)
        _record(one, Audience.PUBLIC, move.step, key, content, by=by, at=at)


def _held(seen: Case) -> Case:
    rows = Case.objects.select_related("book", "unit", "post__unit", "procedure", "parent")
    return rows.select_for_update(of=("self",)).get(pk=seen.pk)


def _open_child(parent: Case, kind: str, happened: datetime, *, by: Tenure, at: datetime) -> None:
    """Its post answers for it too or, where nobody holds that any more, the post of ``by``."""
    book, unit, on = parent.book, parent.unit, at.astimezone(VIETNAM).date()
    gone = rules.why_not_answer(parent.post, book=book, unit=unit, on=on)
    opening = Opening(
        book=book,
        unit=unit,
        post=by.post if gone else parent.post,
        submitted_at=happened,
        parent=parent,
    )
    open_case(kind, opening, by=by, at=at)


def _say_of_parent(seen: Case, step: str, clock: Clock, *, by: Tenure, at: datetime) -> None:
    """Who it belongs to reads it on the page of the parent; a child has no word of its own."""
    parent = _held(seen)
    if parent.word:
        key = faces.holder_key(parent.word)
        content = faces.holder(parent, list(parent.moves.all()), clock)
        _record(parent, Audience.HOLDER, step, key, content, by=by, at=at)


def _clock(case: Case, happened: datetime) -> Clock:
    return Clock(*working_time(case.unit, happened.astimezone(VIETNAM).date()))


def _limit(kind: Kind, told: Opening) -> str:
    """The procedure's limit, or the one the law sets on that day; blank where none is known."""
    if told.procedure:
        return told.procedure.limit
    set_by = provision(kind.limit, told.submitted_at.astimezone(VIETNAM).date())
    return set_by.value if set_by else ""


def _moves(case: Case) -> list[Move]:
    """What was done on it so far; refused if ``case`` of ours shows less of it."""
    moves = moves_of(case)
    if not case.mirrored and len(moves) != case.version:
        raise Refused(rules.MOVED_MEANWHILE)
    return moves


def _effect(taking: Taking, step: Step) -> Effect | None:
    """What the clock does, by the law of the day of the work; none starts by starting again."""
    if step.effect is Effect.RESTART and not any(move.effect in BEGINS for move in taking.moves):
        return None
    if taking.step == "accept" and not taking.case.competent:
        return step.effect
    word = taking.law(step.effect_by)
    if word is None or word.value == "accepted":
        return step.effect
    return None if word.value == "competent" else Effect(word.value)


def _move(
    case: Case, moves: list[Move], step: str, told: Told, *, by: Tenure, at: datetime
) -> Move:
    return Move(
        case=case,
        number=len(moves) + 1,
        step=step,
        state=case.state,
        at=told.at or at,
        recorded_at=at,
        by=by,
        post=case.post,
        until_at=told.until,
        waits_on=KINDS[case.kind].states[case.state].waits_on,
        reason=told.reason.strip(),
        items=told.items.strip(),
        overruled=told.overruled.strip(),
        facts=told.facts,
    )


def _count(move: Move, moves: list[Move], effect: Effect | None, clock: Clock) -> None:
    """Count the dates of its case anew where the clock hears of the move.

    While it stands still, what was promised stays, whatever the calendar says by now.
    """
    if effect is None:
        return
    move.effect, move.calendar = effect, clock.calendar.version
    if effect in (Effect.PAUSE, Effect.STOP):
        return
    if effect in BEGINS and not move.until_at:
        move.until_at = reckoning.same_day(move.case, move.at, *clock)
    case = move.case
    dates = reckoning.dates(case, [*moves, move], *clock)
    case.first_due_at, case.due_at = case.first_due_at or dates.first, dates.now


def _keep(case: Case, moves: list[Move], clock: Clock, *, by: Tenure, at: datetime) -> None:
    """Save the case with its last move, and say it to the office and to whom it belongs to."""
    move = moves[-1]
    move.due_at, case.waits_on = case.due_at, move.waits_on
    _save(case, move)
    _record(case, Audience.OFFICE, move.step, case.key, faces.office(case, move), by=by, at=at)
    if case.word:
        key, content = faces.holder_key(case.word), faces.holder(case, moves, clock)
        _record(case, Audience.HOLDER, move.step, key, content, by=by, at=at)
    if case.released_at and KINDS[case.kind].follows_up:
        key, content = faces.public_key(case), public.of(case, moves, clock)
        _record(case, Audience.PUBLIC, move.step, key, content, by=by, at=at)


def _save(case: Case, move: Move) -> None:
    """A new row, or what a step changes of one, and its move.

    Refused if somebody else changed it meanwhile.
    """
    seen, case.version = case.version, case.version + 1
    if case.pk is None:
        _add_case(case)
        _add_move(move)
        return
    facts = {name: getattr(case, name) for name in CHANGED}
    if not _change.with_new(_add_move, move, case=case.pk, seen=seen, **facts):
        raise Refused(rules.MOVED_MEANWHILE)


def _record(
    case: Case,
    audience: str,
    verb: str,
    key: str,
    content: dict[str, object],
    *,
    by: Tenure,
    at: datetime,
) -> None:
    record(
        case.book, audience=audience, by=by.post.code, at=at, verb=verb, key=key, content=content
    )
