"""One case: where it is, when it is due and why, what was done, and the steps that are open."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language, gettext, gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from wardbook.cases import outcomes
from wardbook.cases.actions.moves import hand_over as hand_over_case
from wardbook.cases.actions.moves import take_step
from wardbook.cases.explained import promises
from wardbook.cases.kinds import FOLLOW_UP, KINDS
from wardbook.cases.kinds.contacts import CAME_AGAIN, REASONS
from wardbook.cases.kinds.fields import shown
from wardbook.cases.kinds.table import Step
from wardbook.cases.models import Case, Channel, Move
from wardbook.cases.outcomes import Outcome
from wardbook.cases.queries.cases import case_by, moves_of
from wardbook.cases.queries.service_index import maxima
from wardbook.cases.reckoning import ruled_on
from wardbook.cases.rules.moves import (
    MOVED_MEANWHILE,
    open_steps,
    why_not_move,
    why_not_pass_on,
)
from wardbook.cases.rules.reaching import known
from wardbook.cases.rules.taking import Clock, Taking
from wardbook.exchange.mirror import MIRRORED
from wardbook.exchange.queries import gone_from
from wardbook.lib.refusal import Refusal, Refused
from wardbook.office.access import StaffRequest, allow, tenure
from wardbook.office.case_forms import CHANNELS, COLLECT
from wardbook.office.step_forms import HandOverForm, StepForm, trial
from wardbook.office.templatetags.cases import NOTIFY, TOLD, WAITS_ON, told_value, told_words
from wardbook.office.views.page import done, on_form, page, refusal_text, turned_back, typed
from wardbook.org.models import Tenure
from wardbook.org.queries import tenure_for
from wardbook.org.roles import Permission
from wardbook.org.working_time import working_time
from wardbook.reports.forms.catalogue import form_in_force
from wardbook.web import audit
from wardbook.web.models import Kind

OUTCOMES = {
    "early": (gettext_lazy("early"), "green"),
    "on_time": (gettext_lazy("on time"), "green"),
    "late": (pgettext_lazy("outcome", "late"), "red"),
    "running": (gettext_lazy("still in time"), "blue"),
    "overdue": (gettext_lazy("overdue"), "red"),
    "no_date": (gettext_lazy("no date"), "grey"),
}

# The steps by which work goes on as it should, in every kind.
NEXT = frozenset(
    ("accept", "supplemented", "answered", "resolve", "deliver", "correct", "answer", "completed")
)


@dataclass(frozen=True, slots=True)
class Offer:
    """A step that the table allows now; ``refusal`` says why it would be refused."""

    name: str
    step: Step
    refusal: Refusal | None
    overrulable: bool = False
    first: bool = False  # what is most often done next

    @property
    def open(self) -> bool:
        return self.overrulable or self.refusal is None

    @property
    def words(self) -> str:
        return refusal_text(self.refusal) if self.refusal else ""


@allow(Permission.CASE_READ)
@require_safe
def case(request: StaffRequest, number: int) -> HttpResponse:
    """A case of the counter; one of the loop has a page of another kind."""
    row = case_by(number, request.tenures)
    if row is not None and row.kind in FOLLOW_UP:
        return redirect("office:follow-item", number)
    found, now = _held_by(request, row, Permission.CASE_READ), timezone.now()
    moves = list(found.moves.select_related("by__person", "by__post", "post"))
    kind, moving = KINDS[found.kind], held(request, Permission.CASE_MOVE, found) is not None
    knows = held(request, Permission.HOLDER_READ, found) is not None
    history, offers = _history(found, moves, slips=knows), _offers(request, found, moves, now)
    context = {
        "case": found,
        "kind": kind,
        "state": kind.states[found.state],
        "overdue": found.due_at is not None and found.ended_at is None and found.due_at < now,
        "waits": WAITS_ON.get(found.waits_on, ""),
        "promises": promises(found, moves),
        "outcomes": _outcomes(found, moves, now),
        "knows": knows,
        **_of_holder(found, knows=knows),
        "papers": found.fields.get("papers", []),
        "offers": offers,
        "refused": [offer for offer in offers if not offer.open],
        "history": history,
        "new": "new" in request.GET,
        "printed": next((line for line in history if line["form"]), None),
        "children": list(found.children.all()),
        "notices": list(found.notices.all()),
        "came_again": list(CAME_AGAIN.items()),
        "may_move": moving,
        "may_hand_over": _why_not_pass_on(request, found) is None,
        "may_reach": bool(known(found)) and not found.mirrored and moving,
        "may_give": found.mirrored and moving,
        "gone": gone_from(found) if found.mirrored else None,
    }
    audit.note(request, Kind.READ)
    return page(request, "office/cases/case.html", context)


def case_of(request: StaffRequest, number: int, permission: str = Permission.CASE_READ) -> Case:
    """The case of the counter, for whoever may read at its unit; for others there is none."""
    return _held_by(request, case_by(number, request.tenures), permission)


def _held_by(request: StaffRequest, found: Case | None, permission: str) -> Case:
    if found is None or found.kind in FOLLOW_UP or held(request, permission, found) is None:
        raise Http404
    return found


def held(request: StaffRequest, permission: str, found: Case) -> Tenure | None:
    """The post by which the person does so with this case."""
    return tenure_for(
        request.tenures, permission, book=found.book, unit=found.unit, on=request.today
    )


def _outcomes(found: Case, moves: list[Move], now: datetime) -> list[tuple[Any, Any]]:
    """What became of the promise: against the first date, the one that holds, and as counted."""
    said = [
        (gettext("by law, against the first date"), outcomes.by_law(found, now)),
        (gettext("against the date that holds"), outcomes.by_law(found, now, first=False)),
        (gettext("as the national index counts"), _by_index(found, moves, now)),
    ]
    if found.mirrored:
        said.append((gettext("as the other system says"), outcomes.as_told(found, now)))
    return [(label, OUTCOMES[outcome]) for label, outcome in said]


def _by_index(found: Case, moves: list[Move], now: datetime) -> Outcome:
    return outcomes.by_index(found, moves, now, maxima([found]).get(found.pk))


def _of_holder(found: Case, *, knows: bool) -> dict[str, Any]:
    """What was told and handed in; of the person nothing, for whoever does not learn whose it is.

    Words of the other system and of a trip, and files, may name anybody.
    """
    facts = _facts(found, personal=knows)
    if not knows:
        return {"facts": facts}
    came = [(REASONS.get(one.reason), one) for one in found.contacts.order_by("-at")]
    scans = list(found.scans.all())
    return {"facts": facts, "told": _told(found), "scans": scans, "contacts": came}


def _facts(found: Case, *, personal: bool) -> list[tuple[str, Any]]:
    """Everything told of it that reads as it stands."""
    language = get_language() or "vi"
    kept = found.fields
    lists = [words[kept[name]] for name, words in (("notice", NOTIFY), ("collect", COLLECT))
             if kept.get(name) in words]  # fmt: skip
    rows: list[tuple[str, Any]] = [
        (label.texts[language], value)
        for label, value in shown(found.kind, kept, personal=personal)
    ]
    if lists:
        rows.append((gettext("Notice and collection"), " · ".join(map(str, lists))))
    rows.append((gettext("How it was handed in"), CHANNELS[Channel(found.channel)]))
    if found.competent:
        rows.append((gettext("Agency that decides, if another"), found.competent))
    return rows


def _told(found: Case) -> list[tuple[str, str]]:
    """What the other system says of a mirrored case, in its own words, and how one is meant.

    In our order of columns: PostgreSQL keeps another than they were told in.
    """
    names = [*TOLD, *sorted(found.told.keys() - TOLD.keys())]
    told = {name: told_value(str(found.told[name])) for name in names if found.told.get(name)}
    if outcome := told.get("outcome"):
        told["outcome"] = str(OUTCOMES[outcome][0])
    return [(told_words(name), value) for name, value in told.items()]


def _history(found: Case, moves: list[Move], *, slips: bool) -> list[dict[str, Any]]:
    """The moves, newest first, each with its words, its breaches and the slip it prints.

    What another system tells of was done there: whoever took its file in is not whoever did it.
    """
    steps, broken = KINDS[found.kind].steps, found.breaches.all()
    by_move: dict[int, list[str]] = {}
    for one in broken:
        values = dict(one.values)
        by_move.setdefault(one.move_id, []).append(str(gettext(one.message) % values))
    return [
        {
            "move": move,
            "step": steps.get(move.step),
            "breaches": by_move.get(move.pk, []),
            "form": slip_of(found, move.step) if slips else "",
            "told": found.mirrored and move.step in MIRRORED,
        }
        for move in reversed(moves)
    ]


def slip_of(found: Case, step: str) -> str:
    """The slip that a step prints, of our own work alone: the other system prints its own."""
    taken = KINDS[found.kind].steps.get(step)
    code = taken.form if taken and not found.mirrored else ""
    return code if form_in_force(code, ruled_on(found)) else ""


def _offers(request: StaffRequest, found: Case, moves: list[Move], now: datetime) -> list[Offer]:
    """The open steps, each with the refusal it would meet; none for who only reads."""
    if found.mirrored or held(request, Permission.CASE_MOVE, found) is None:
        return []
    tried = _trial(found, moves, now)
    offers = [_offer(request, tried, name, step) for name, step in open_steps(found).items()]
    return sorted(offers, key=lambda offer: not offer.first)


def _trial(found: Case, moves: list[Move], now: datetime) -> Taking:
    """A step yet to be named, with everything that any of them may need."""
    clock = Clock(*working_time(found.unit, timezone.localdate(now)))
    later = max(found.due_at or now, now) + timedelta(days=1)
    told = trial(found, now, later)
    return Taking(case=found, moves=moves, step="", told=told, at=now, clock=clock)


def _offer(request: StaffRequest, tried: Taking, name: str, step: Step) -> Offer:
    """The step as it stands for who asks: what its button says, and whether its form opens."""
    taking, found, now = replace(tried, step=name), tried.case, tried.at
    by = held(request, step.permission, found) or request.tenures[0]
    refusal = why_not_move(taking, by=by, at=now)
    leads = held(request, Permission.CASE_OVERRULE, found) is not None
    over = bool(refusal and step.law) and leads and _overruled(taking, by=by, at=now)
    return Offer(name, step, refusal, over, name in NEXT)


def _overruled(taking: Taking, *, by: Tenure, at: datetime) -> bool:
    """Whether the person may take the refused step all the same, saying why."""
    told = replace(taking.told, overruled="-")
    return why_not_move(replace(taking, told=told), by=by, at=at) is None


@allow(Permission.CASE_MOVE)
@require_http_methods(["GET", "POST"])
def step(request: StaffRequest, number: int, name: str) -> HttpResponse:
    """Take a step; its form opens where the button is, what was typed and refused comes back."""
    found = case_of(request, number)
    offered = KINDS[found.kind].steps.get(name)
    if offered is None:
        raise Http404
    if request.method != "POST":
        tried = _trial(found, moves_of(found), timezone.now())
        offer = _offer(request, tried, name, offered)
        if offer.refusal and not offer.open:
            return turned_back(request, offer.refusal, "office:case", found.pk)
    overrule = held(request, Permission.CASE_OVERRULE, found) is not None
    form = StepForm(typed(request), case=found, name=name, step=offered, may_overrule=overrule)
    if request.method == "POST" and form.is_valid():
        try:
            _take(request, found, name, offered, form)
        except Refused as refused:
            _again(form, found, refused)
        else:
            done(request, gettext("Done: %(step)s.") % {"step": offered.label.texts[_language()]})
            return redirect("office:case", found.pk)
    context = {"case": found, "form": form, "step": offered, "name": name,
               "state": KINDS[found.kind].states[found.state]}  # fmt: skip
    return page(request, "office/cases/step.html", context, status=422 if form.errors else 200)


def _take(request: StaffRequest, found: Case, name: str, offered: Step, form: StepForm) -> None:
    by = tenure(request, offered.permission, book=found.book, unit=found.unit)
    found.version = form.cleaned_data["version"]
    take_step(found, name, form.told(), by=by, at=timezone.now())


def _again(form: StepForm, found: Case, refused: Refused) -> None:
    """Say why; after somebody else's step the form means the case as it stands now."""
    on_form(form, refused)
    found.refresh_from_db()
    if refused.refusal == MOVED_MEANWHILE:
        form.shown_again(found.version)


@allow(Permission.CASE_MOVE)
@require_http_methods(["GET", "POST"])
def hand_over(request: StaffRequest, number: int) -> HttpResponse:
    """Another post answers from now on."""
    found = case_of(request, number)
    if request.method != "POST" and (refusal := _why_not_pass_on(request, found)):
        return turned_back(request, refusal, "office:case", found.pk)
    form = HandOverForm(typed(request), case=found, on=request.today)
    if request.method == "POST" and form.is_valid():
        try:
            by = tenure(request, Permission.CASE_MOVE, book=found.book, unit=found.unit)
            found.version, told = form.cleaned_data["version"], form.told()
            post = form.cleaned_data["post"]
            hand_over_case(found, post, told.reason, by=by, at=timezone.now())
        except Refused as refused:
            _again(form, found, refused)
        else:
            done(request, gettext("Handed over."))
            return redirect("office:case", found.pk)
    context = {"case": found, "form": form, "state": KINDS[found.kind].states[found.state]}
    return page(request, "office/cases/hand_over.html", context, status=422 if form.errors else 200)


def _why_not_pass_on(request: StaffRequest, found: Case) -> Refusal | None:
    by = held(request, Permission.CASE_MOVE, found) or request.tenures[0]
    return why_not_pass_on(found, by, request.today)


def _language() -> str:
    return get_language() or "vi"
