"""Work of the loop: the list, one item as a story, opening one, taking a step, its evidence."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wardbook.cases import loop
from wardbook.cases.actions.moves import hand_over as hand_over_case
from wardbook.cases.actions.moves import take_step
from wardbook.cases.actions.scans import add_scan
from wardbook.cases.kinds import FOLLOW_UP, KINDS, OWED
from wardbook.cases.kinds import session as sessions
from wardbook.cases.models import Case, Move, Scan
from wardbook.cases.queries import follow_up as queries
from wardbook.cases.queries.parts import Parts
from wardbook.cases.rules.moves import (
    MOVED_MEANWHILE,
    NOT_NOW,
    open_steps,
    why_not_move,
    why_not_pass_on,
)
from wardbook.cases.rules.standing import why_not_add_evidence, why_not_keep
from wardbook.cases.rules.taking import Clock, Taking, Told
from wardbook.figures.snapshots import snapshot
from wardbook.lib.refusal import Refusal, Refused
from wardbook.office.access import StaffRequest, allow
from wardbook.office.loop import access, story, summary
from wardbook.office.loop.forms import OpenForm
from wardbook.office.loop.list_forms import FollowForm
from wardbook.office.loop.step_forms import FollowStepForm
from wardbook.office.step_forms import HandOverForm
from wardbook.office.views.page import (
    PER_PAGE,
    done,
    on_form,
    page,
    refusal_text,
    turned_back,
    typed,
)
from wardbook.org.roles import Permission
from wardbook.org.rules import NOT_ALLOWED
from wardbook.org.working_time import working_time
from wardbook.web import audit
from wardbook.web.models import Kind
from wardbook.web.uploads import was_too_large

# What may be opened under what, as the page of the first offers it.
UNDER: dict[str, tuple[str, ...]] = {
    "session": ("conclusion", "shortcoming", "request_up"),
    "review": ("shortcoming", "request_up"),
    "inspection": ("shortcoming", "conclusion"),
    "visit": ("conclusion",),
    "shortcoming": ("remedy", "request_up"),
    "remedy": ("request_up",),
    "conclusion": ("request_up",),
}
ALONE = tuple(kind for kind in KINDS if kind in FOLLOW_UP and "" in KINDS[kind].parents)
TELLS = ("review", "shortcoming", "inspection")  # what a post may change hands for
BY_THEMSELVES = frozenset(("wait_above", "resume"))  # steps that a request brings about


@allow(Permission.FOLLOW_READ)
@require_safe
def follow(request: StaffRequest) -> HttpResponse:
    """What the person's posts may read of the loop, as the address narrows it."""
    form, now = FollowForm(request.GET), timezone.now()
    if not form.is_valid():
        raise Http404
    own = [one.post for one in request.tenures]
    asked = form.asked(own)
    rows = queries.listed(request.tenures, asked, now)
    here = Parts(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": here,
        "rows": list(here),
        "now": now,
        "counts": queries.counted(request.tenures, asked, now),
        "kinds": [(kind, KINDS[kind].label) for kind in ALONE],
        "keeps": access.keeping(request),
        "chosen": form.cleaned_data["how"],
    }
    return page(request, "office/loop/follow.html", context)


@allow(Permission.FOLLOW_READ)
@require_safe
def follow_item(request: StaffRequest, number: int) -> HttpResponse:
    found, now = access.item_of(request, number), timezone.now()
    moves = list(found.moves.select_related("by__person", "by__post", "post"))
    kind = KINDS[found.kind]
    context = {
        "case": found,
        "kind": kind,
        "state": kind.states[found.state],
        "overdue": found.due_at is not None and found.ended_at is None and found.due_at < now,
        "now": now,
        "told": summary.told(found),
        "before": moves[0].facts.get("before"),
        "after": _last(moves, "after"),
        "none_moves": _last(moves, "none_moves"),
        "draft": loop.draft_of(moves),
        "goes_on_as": access.readable(request, loop.goes_on_as(found, moves)),
        "points": [move for move in moves if move.step == "suggest"],
        "charged": summary.charged(found, moves, now),
        "counts": summary.counts(found),
        "offers": _offers(request, found, moves, now),
        "chart": story.chart(found),
        "under": _under(request, found),
        "quick": _quick(request, found),
        "standing": summary.standing(found, now) if found.kind == "session" else [],
        "may_prove": _may_prove(request, found, now),
        "may_hand_over": _why_not_hand_over(request, found) is None,
        "times_before": loop.recurrences(found),
        "unverified": loop.overruling(moves),
        "may_tell": found.kind in TELLS and _releases(request, found),
        "consequences": list(found.consequences.select_related("tenure__post")),
        **_beside(request, found, moves),
    }
    audit.note(request, Kind.READ)
    return page(request, "office/loop/item.html", context)


def _beside(request: StaffRequest, found: Case, moves: list[Move]) -> dict[str, Any]:
    """What belongs to it or is told in it of other work, as far as the person reads that."""
    near = access.reads_near(request, found)
    children = access.children(request, found, near=near)
    carried = access.listed(request, found, loop.agenda(found, moves), near=near)
    proof = access.evidence(request, found, near=near)
    proven = [one for one in (found, *children) if near or access.owns(request, one)]
    return {
        "near": near,
        "parent": found.parent if near else access.readable(request, found.parent),
        "repeats": found.repeats if near else access.readable(request, found.repeats),
        "carried": _carried(carried, moves),
        "previous": access.listed(request, found, loop.stated(found, moves), near=near),
        "children": children,
        "evidence": proof,
        "own_files": [scan for scan in proof if scan.case_id == found.pk],
        "lines": story.story(found, moves, children, story.papers(proven), near=near),
    }


def _carried(rows: list[dict[str, Any]], moves: list[Move]) -> list[dict[str, Any]]:
    """What a session opened with, each with what was said of it."""
    heard: dict[str, str] = _last(moves, "heard") or {}
    return [row | {"said": heard.get(row["code"], "")} for row in rows]


def _last(moves: list[Move], name: str) -> Any:
    told = [move.facts[name] for move in moves if move.facts.get(name)]
    return told[-1] if told else None


def _offers(
    request: StaffRequest, found: Case, moves: list[Move], now: datetime
) -> list[tuple[str, Any, str]]:
    """The steps that one of the person's posts stands right for; each with why not, if not now."""
    tried, offers = _tried(found, moves, now), []
    for name, step in open_steps(found).items():
        if name in BY_THEMSELVES or _changes_nothing(found, name):
            continue
        refusal = _why_not_take(request, tried, name)
        if refusal is None:
            offers.append((name, step, ""))
        elif refusal.rule not in HIDDEN:
            offers.append((name, step, refusal_text(refusal)))
    return offers


def _tried(found: Case, moves: list[Move], now: datetime) -> Taking:
    """A step yet to be named, with everything that any of them may need."""
    clock = Clock(*working_time(found.unit, timezone.localdate(now)))
    later = max(found.due_at or now, now) + timedelta(days=1)
    told = Told(at=now, reason="-", items="-", until=later, facts=_trial(found, moves))
    return Taking(case=found, moves=moves, step="", told=told, at=now, clock=clock)


def _why_not_take(request: StaffRequest, tried: Taking, name: str) -> Refusal | None:
    """Why nobody of the person's posts takes the step now: what its button says, and its form.

    What says who one is not comes last: of several posts another may be told more.
    """
    needs = KINDS[tried.case.kind].steps[name].needs
    told = replace(tried.told, overruled="-" if "overruled" in needs else "")
    taking = replace(tried, step=name, told=told)
    refusals = [why_not_move(taking, by=one, at=tried.at) for one in request.tenures]
    if None in refusals:
        return None
    said = sorted((one for one in refusals if one), key=lambda one: one.rule in HIDDEN)
    return said[0] if said else NOT_ALLOWED


def _why_not_form(
    request: StaffRequest, found: Case, moves: list[Move], name: str
) -> Refusal | None:
    """What would be refused after typing is refused before; what was typed and sent is kept."""
    if _changes_nothing(found, name):
        return NOT_NOW
    return _why_not_take(request, _tried(found, moves, timezone.now()), name)


def _changes_nothing(found: Case, name: str) -> bool:
    """A briefing has no numbers; what is public is so already; what stands alone merges nowhere."""
    if name == "release":
        return found.released_at is not None
    if name == "merge":
        return not loop.may_take_in(found).exists()
    of_session = found.kind == "session" and name == "count"
    return of_session and not sessions.FORMS[found.fields["form"]][1]


# Refusals that say who one is not: such a step is not offered at all. FOL-03 is said aloud.
HIDDEN = frozenset(("FOL-01", "FOL-02", "FOL-09", "ORG-01", "ORG-12"))


def _trial(found: Case, moves: list[Move]) -> dict[str, Any]:
    """Facts with which a step would be refused for another reason than for want of them."""
    numbers = dict.fromkeys(queries.COUNTS, 0)
    heard = {row["code"]: "-" for row in loop.last_told(moves, "carried") or ()}
    into = loop.may_take_in(found).values_list("code", flat=True).first()
    return numbers | loop.held_with(found, moves) | {
        "none_moves": "-", "heard": heard, "into": into or "", "outcome": "no_breach",
        "as_of": timezone.localdate().isoformat(),
    }  # fmt: skip


def _quick(request: StaffRequest, found: Case) -> OpenForm | None:
    """The form of a conclusion beside the session that sets it."""
    if found.kind != "session" or not dict(_under(request, found)):
        return None
    units = [found.unit]
    posts = access.accountable(request, units)
    return OpenForm(None, kind="conclusion", units=units, posts=posts, parent=found)


def _under(request: StaffRequest, found: Case) -> list[tuple[str, Any]]:
    if not KINDS[found.kind].states[found.state].open:
        return []
    if not (access.owns(request, found) or _keeps(request, found)):
        return []
    return [(kind, KINDS[kind].label) for kind in UNDER.get(found.kind, ())]


def _why_not_hand_over(request: StaffRequest, found: Case) -> Refusal | None:
    """By the post that keeps it, or why not."""
    return why_not_pass_on(found, access.keeper(request, found.unit), request.today)


def _releases(request: StaffRequest, found: Case) -> bool:
    return any(
        why_not_keep(found, Permission.FOLLOW_RELEASE, one, request.today) is None
        for one in request.tenures
    )


def _keeps(request: StaffRequest, found: Case) -> bool:
    return any(
        why_not_keep(found, Permission.FOLLOW_KEEP, one, request.today) is None
        for one in request.tenures
    )


def _may_prove(request: StaffRequest, found: Case, now: datetime) -> bool:
    return found.kind in OWED and any(
        why_not_add_evidence(found, by=one, at=now) is None for one in request.tenures
    )


@allow(Permission.FOLLOW_READ)
@require_http_methods(["GET", "POST"])
def follow_step(request: StaffRequest, number: int, name: str) -> HttpResponse:
    """Take a step; what was typed is handed back where it is refused."""
    found, now = access.item_of(request, number), timezone.now()
    step = KINDS[found.kind].steps.get(name)
    if step is None or name in BY_THEMSELVES:
        raise Http404
    moves = list(found.moves.all())
    if request.method != "POST" and (refusal := _why_not_form(request, found, moves, name)):
        return turned_back(request, refusal, "office:follow-item", found.pk)
    after = _measured(found, moves, now)
    lacks = after is None and _owes_a_word(found, moves)
    form = FollowStepForm(
        typed(request), case=found, name=name, step=step, moves=moves, needs_word=lacks
    )
    if request.method == "POST" and form.is_valid():
        try:
            found.version = form.cleaned_data["version"]
            facts = _frozen(found, moves, name, after)
            by = access.by_for(request, found, step, now)
            take_step(found, name, form.told(facts), by=by, at=now)
        except Refused as refused:
            on_form(form, refused)
            found.refresh_from_db()
            if refused.refusal == MOVED_MEANWHILE:
                form.shown_again(found.version)
        else:
            words = step.label.texts[get_language() or "vi"]
            done(request, gettext("Done: %(step)s.") % {"step": words})
            return redirect("office:follow-item", found.pk)
    context = {"case": found, "form": form, "step": step, "name": name, "after": after,
               "before": moves[0].facts.get("before"), "evidence": _proof(request, found),
               "state": KINDS[found.kind].states[found.state]}  # fmt: skip
    return page(request, "office/loop/step.html", context, status=422 if form.errors else 200)


def _frozen(
    found: Case, moves: list[Move], name: str, after: dict[str, Any] | None
) -> dict[str, Any]:
    """What is kept with a step beside what was typed."""
    if name == "hold":
        return loop.held_with(found, moves)
    return {"after": after} if after and name in ("report", "verify", "overrule") else {}


def _proof(request: StaffRequest, found: Case) -> list[Scan]:
    return access.evidence(request, found, near=access.reads_near(request, found))


def _measured(found: Case, moves: list[Move], now: datetime) -> dict[str, Any] | None:
    """The indicator as it stands now, if a figure was filed since the one frozen before."""
    after = snapshot(found.unit, found.indicator, now) if found.indicator else None
    return None if loop.same_figure(moves[0].facts.get("before"), after) else after


def _owes_a_word(found: Case, moves: list[Move]) -> bool:
    """Whether it is yet to be said why no indicator moves, if none does."""
    asked = found.kind == "shortcoming" or bool(found.indicator)
    return asked and not any(move.facts.get("none_moves") for move in moves)


@allow(Permission.FOLLOW_KEEP)
@require_POST
def follow_evidence(request: StaffRequest, number: int) -> HttpResponse:
    """Take in evidence; ``replaces`` names the file of which it is a new revision."""
    found, now = access.item_of(request, number), timezone.now()
    files = request.FILES.getlist("scan")[:10]
    replaced = found.scans.filter(pk=_number(request.POST.get("replaces", ""))).first()
    if was_too_large(request):
        messages.warning(
            request, gettext("The files are too large together. Send fewer at a time.")
        )
    elif not files:
        messages.warning(request, gettext("Choose the files first."))
    by = next(
        (one for one in request.tenures if why_not_add_evidence(found, by=one, at=now) is None),
        request.tenures[0],
    )
    for file in files:
        try:
            add_scan(found, file.read(), file.name or "", replaces=replaced, by=by, at=now)
        except Refused as refused:
            messages.warning(request, f"{file.name}: {refusal_text(refused.refusal)}")
        else:
            done(request, gettext("Kept: %(name)s.") % {"name": file.name})
    return redirect("office:follow-item", found.pk)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else 0


@allow(Permission.FOLLOW_KEEP)
@require_http_methods(["GET", "POST"])
def follow_hand_over(request: StaffRequest, number: int) -> HttpResponse:
    """Another post answers from now on."""
    found = access.item_of(request, number)
    if request.method != "POST" and (refusal := _why_not_hand_over(request, found)):
        return turned_back(request, refusal, "office:follow-item", found.pk)
    form = HandOverForm(typed(request), case=found, on=request.today)
    if request.method == "POST" and form.is_valid():
        try:
            found.version, told = form.cleaned_data["version"], form.told()
            by = access.keeper(request, found.unit)
            hand_over_case(found, form.cleaned_data["post"], told.reason, by=by, at=timezone.now())
        except Refused as refused:
            on_form(form, refused)
            found.refresh_from_db()
            if refused.refusal == MOVED_MEANWHILE:
                form.shown_again(found.version)
        else:
            done(request, gettext("Handed over."))
            return redirect("office:follow-item", found.pk)
    context = {"case": found, "form": form, "state": KINDS[found.kind].states[found.state]}
    return page(request, "office/cases/hand_over.html", context, status=422 if form.errors else 200)
