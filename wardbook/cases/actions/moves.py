"""Opening a piece of work and taking steps on it: its only writes."""

from dataclasses import fields
from datetime import datetime

from wardbook.cases import faces, reckoning
from wardbook.cases.actions import codes
from wardbook.cases.kinds import KINDS
from wardbook.cases.kinds.table import Kind
from wardbook.cases.law import provision
from wardbook.cases.models.case import Breach, Case, Move
from wardbook.cases.queries.cases import folded
from wardbook.cases.rules import moves as rules
from wardbook.cases.rules.taking import Opening, Taking, Told
from wardbook.ledger.actions import action, record
from wardbook.ledger.models import Audience
from wardbook.lib.clock import VIETNAM, Effect
from wardbook.lib.refusal import Refused
from wardbook.org.actions.signing import refuse
from wardbook.org.models import Post, Tenure
from wardbook.org.working_time import working_time


@action
def open_case(kind: str, told: Opening, *, by: Tenure, at: datetime) -> Case:
    """A piece of work of our own, with a code, and a word for whom it belongs to.

    Raises :class:`Refused`.
    """
    table = KINDS[kind]
    refuse(rules.why_not_open(table, told, by=by, at=at))
    case = Case(
        **{one.name: getattr(told, one.name) for one in fields(Opening)},
        kind=kind,
        code=codes.next_code(told.unit, on=at.astimezone(VIETNAM).date()),
        state=table.opens_in,
        word=codes.new_word(),
        opened_at=at,
        limit=_limit(table, told),
        field=told.procedure.field if told.procedure else "",
    )
    case.folded = folded(case)
    case.save()
    effect = Effect.START if table.clock_from_opening else None
    _take(case, [], "open", Told(), effect, told.submitted_at, by=by, at=at)
    return case


@action
def take_step(case: Case, step: str, told: Told, *, by: Tenure, at: datetime) -> Case:
    """Take ``step``, as the table of its kind allows; the row that was seen names its version.

    A breach of a rule that does not stop it is kept beside the move. Raises :class:`Refused`.
    """
    row = _held(case)
    moves = list(row.moves.all())
    happened = told.at or at
    calendar, hours = working_time(row.unit, happened.astimezone(VIETNAM).date())
    taking = Taking(
        case=row, moves=moves, step=step, told=told, at=happened, calendar=calendar, hours=hours
    )
    refuse(rules.why_not_move(taking, by=by, at=at))
    broken, table = rules.breaches(taking), KINDS[row.kind].steps[step]
    for column in table.sets:
        setattr(row, column, happened)
    row.state = table.after or row.state
    effect = None if _waits_for_the_agency(taking) else table.effect
    move = _take(row, moves, step, told, effect, happened, by=by, at=at)
    Breach.objects.bulk_create(
        Breach(
            move=move,
            case=row,
            rule=one.rule,
            message=one.message,
            values=list(map(list, one.values)),
        )
        for one in broken
    )
    if table.opens:
        opening = Opening(
            book=row.book, unit=row.unit, post=row.post, submitted_at=happened, parent=row
        )
        open_case(table.opens, opening, by=by, at=at)
    return row


@action
def hand_over(case: Case, post: Post, reason: str, *, by: Tenure, at: datetime) -> Case:
    """Another post of the place answers from now on; dates stand as they were promised."""
    row = _held(case)
    refuse(rules.why_not_hand_over(row, post, reason, by=by, at=at))
    row.post = post
    _take(row, list(row.moves.all()), "hand_over", Told(reason=reason), None, at, by=by, at=at)
    return row


def _limit(kind: Kind, told: Opening) -> str:
    """The procedure's limit, or the one the law sets on that day; blank where none is known."""
    if told.procedure:
        return told.procedure.limit
    set_by = provision(kind.limit, told.submitted_at.astimezone(VIETNAM).date())
    return set_by.value if set_by else ""


def _waits_for_the_agency(taking: Taking) -> bool:
    """Whether accepting does not start the clock: the competent agency's receipt will."""
    starts = taking.law("out-of-area-clock-starts")
    return (
        taking.step == "accept"
        and bool(taking.case.competent)
        and starts is not None
        and starts.value == "competent"
    )


def _held(case: Case) -> Case:
    """The row as it stands, held until the action ends; refused if ``case`` shows an older one."""
    rows = Case.objects.select_related("book", "unit", "post__unit", "procedure")
    row = rows.select_for_update(of=("self",)).get(pk=case.pk)
    if row.version != case.version:
        raise Refused(rules.MOVED_MEANWHILE)
    return row


def _take(
    case: Case,
    moves: list[Move],
    step: str,
    told: Told,
    effect: Effect | None,
    happened: datetime,
    *,
    by: Tenure,
    at: datetime,
) -> Move:
    """Add the move, count the dates anew where the clock hears of it, and say it."""
    waits_on = KINDS[case.kind].states[case.state].waits_on
    move = Move(
        case=case,
        number=len(moves) + 1,
        step=step,
        state=case.state,
        at=happened,
        recorded_at=at,
        by=by,
        post=case.post,
        effect=effect or "",
        until_at=told.until,
        waits_on=waits_on,
        reason=told.reason.strip(),
        items=told.items.strip(),
        overruled=told.overruled.strip(),
    )
    if effect:
        calendar, hours = working_time(case.unit, happened.astimezone(VIETNAM).date())
        dates = reckoning.dates(case, [*moves, move], calendar, hours)
        case.first_due_at, case.due_at = case.first_due_at or dates.first, dates.now
        move.calendar = calendar.version
    move.due_at, case.waits_on = case.due_at, waits_on
    case.version += 1
    case.save()
    move.save()
    _say(case, [*moves, move], by=by, at=at)
    return move


def _say(case: Case, moves: list[Move], *, by: Tenure, at: datetime) -> None:
    """What was done, for the office; where it is, for whom it belongs to."""
    for audience, key, content in (
        (Audience.OFFICE, case.key, faces.office(case, moves[-1])),
        (Audience.HOLDER, faces.holder_key(case.word), faces.holder(case, moves)),
    ):
        if key:
            record(
                case.book,
                audience=audience,
                by=by.post.code,
                at=at,
                verb=moves[-1].step,
                key=key,
                content=content,
            )
