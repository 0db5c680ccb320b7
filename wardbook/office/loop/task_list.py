"""The province's task list: dropped, shown beside the book, and opened as conclusions."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from wardbook.cases.actions.moves import open_case
from wardbook.cases.kinds import KINDS
from wardbook.cases.kinds.follow_fields import VERSION
from wardbook.cases.models import Case
from wardbook.cases.rules.moves import DAY_OVER, TOO_FAR, why_not_answer, why_not_open
from wardbook.cases.rules.taking import Opening
from wardbook.exchange import sandbox
from wardbook.exchange.tasks import Task, TaskList, read
from wardbook.figures.catalogue import spelled_out
from wardbook.lib.clock import VIETNAM
from wardbook.lib.refusal import Refusal, Refused
from wardbook.office import pending
from wardbook.office.access import StaffRequest, allow
from wardbook.office.loop import access
from wardbook.office.views.page import done, on_form, page, typed
from wardbook.org.actions.signing import refuse
from wardbook.org.models import Post, Unit
from wardbook.org.roles import Permission

LARGEST = 5 * 2**20
_NO_FILE = Refusal("EXC-54", "Choose a list of at most 5 MB, and send it.")
OVER = Refusal(
    "EXC-56", "Its date is over, and the list does not say when it was set: add that day."
)
OVER_BEFORE = Refusal("EXC-56", "Its date is not after the day on which it was set.")
TOO_LATE = Refusal("EXC-56", "Its date is more than ten years away: look at the year.")


class TaskListForm(forms.Form):
    """Which body keeps the tasks, who set them, who answers where the list names no post."""

    file = forms.FileField(
        label=_("The list, as XLSX or CSV"), error_messages={"required": _(_NO_FILE.message)}
    )
    name = forms.CharField(required=False, widget=forms.HiddenInput)
    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("Body that keeps them"))
    giver = forms.ModelChoiceField(Unit.objects.none(), label=_("Who set them"), required=False)
    post = forms.ModelChoiceField(
        Post.objects.none(), label=_("Post that answers, if none is named")
    )

    def __init__(self, data: Any, files: Any, *, units: list[Unit], posts: list[Post]) -> None:
        super().__init__(data, files)
        self.fields["file"].required = not (data and data.get("name"))  # else it is kept already
        language = get_language() or "vi"
        above = {one.pk for unit in units for one in unit.territory.path[:-1]}
        for name, numbers in (("unit", [u.pk for u in units]), ("giver", list(above))):
            choice: Any = self.fields[name]
            choice.queryset = Unit.objects.filter(pk__in=numbers)
            choice.label_from_instance = lambda row: row.label[language]
        who: Any = self.fields["post"]
        rows = Post.objects.filter(pk__in=[post.pk for post in posts])
        who.queryset = rows.select_related("unit")
        who.label_from_instance = lambda row: f"{row.label[language]} · {row.unit.label[language]}"


@dataclass(frozen=True, slots=True)
class Shown:
    """A task beside the book: whose it would be, whether it stands, what refuses it."""

    task: Task
    post: Post
    unknown: bool  # the list names somebody that is no post or body here
    known: Case | None = None
    refused: Refusal | None = None

    @property
    def opens(self) -> bool:
        return not (self.known or self.refused)


@allow(Permission.FOLLOW_KEEP)
@require_http_methods(["GET", "POST"])
def task_list(request: StaffRequest) -> HttpResponse:
    """Nothing is written before it was shown; what stands already is not opened again."""
    units = access.keeping(request)
    posts = access.accountable(request, units)
    files = request.FILES if request.method == "POST" else None
    form = TaskListForm(typed(request), files, units=units, posts=posts)
    context: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        try:
            refuse(_why_not_post(form, request))
            listed, name = _listed(form)
        except Refused as refused:
            on_form(form, refused)
        else:
            shown = _beside(request, listed, form, posts, timezone.now())
            if form.cleaned_data["name"]:
                return _report(request, listed, [_opened(request, one, form) for one in shown])
            context |= {"listed": listed, "shown": shown, "kept": name, "counts": _counts(shown)}
    status = 422 if form.errors else 200
    return page(request, "office/loop/task_list.html", context, status=status)


def _listed(form: TaskListForm) -> tuple[TaskList, str]:
    """The list that was sent now, or the one that was shown before."""
    file, name = form.cleaned_data["file"], form.cleaned_data["name"]
    content = file.read(LARGEST + 1) if file else pending.take(name) if name else None
    if not content or len(content) > LARGEST:
        raise Refused(_NO_FILE)
    return read(sandbox.rows(content)), pending.keep(content) if file else name


def _why_not_post(form: TaskListForm, request: StaffRequest) -> Refusal | None:
    """The post that answers where the list names none is one of the body's place."""
    post, unit = form.cleaned_data["post"], form.cleaned_data["unit"]
    return why_not_answer(post, book=post.book, unit=unit, on=request.today)


def _beside(
    request: StaffRequest, listed: TaskList, form: TaskListForm, posts: list[Post], at: datetime
) -> list[Shown]:
    """Each task with what would become of it: the rules are asked as they are when it is opened."""
    unit = form.cleaned_data["unit"]
    here = [post for post in posts if post.unit.territory == unit.territory]
    by, known = access.keeper(request, unit), _known(unit, listed)
    first = {task.key: task.number for task in reversed(listed.tasks)}
    shown: list[Shown] = []
    for task in listed.tasks:
        post = _post(task, here)
        one = Shown(task, post or form.cleaned_data["post"], bool(task.owner and post is None))
        if case := known.get(task.key):
            shown.append(replace(one, known=case))
        elif first[task.key] != task.number:
            shown.append(replace(one, refused=_twice(first[task.key])))
        else:
            refusal = why_not_open(KINDS["conclusion"], _opening(one, form, at), by=by, at=at)
            shown.append(replace(one, refused=in_words_of(task, refusal)))
    return shown


def _known(unit: Unit, listed: TaskList) -> dict[str, Case]:
    """What of the list the body keeps already, by the key of its task."""
    keys = [task.key for task in listed.tasks]
    rows = Case.objects.filter(kind="conclusion", unit=unit, told__list__in=keys)
    return {str(case.told["list"]): case for case in rows.order_by("-pk")}


def _twice(number: int) -> Refusal:
    words = "The list says this task twice: it stands in row %(n)s already."
    return Refusal("EXC-57", words, (("n", str(number)),))


def in_words_of(task: Task, refusal: Refusal | None) -> Refusal | None:
    """Why it is not opened; of its date, in words of the list."""
    if refusal not in (DAY_OVER, TOO_FAR):
        return refusal
    over = OVER_BEFORE if task.set_on else OVER
    return over if task.until <= timezone.now() else TOO_LATE


def _counts(shown: list[Shown]) -> dict[str, int]:
    return {
        "opens": sum(one.opens for one in shown),
        "known": sum(one.known is not None for one in shown),
        "refused": sum(one.refused is not None for one in shown),
    }


def _post(task: Task, posts: list[Post]) -> Post | None:
    """The post, or the first post of the body, that the list names in its own words."""
    said = _folded(task.owner)
    by_title = (post for post in posts if said and _folded(post.title_vi) == said)
    by_unit = (post for post in posts if said and _folded(post.unit.name_vi) == said)
    return next(by_title, None) or next(by_unit, None)


def _folded(name: str) -> tuple[str, ...]:
    """So that “UBND phường” is “Ủy ban nhân dân phường”, with accents or without."""
    return spelled_out(name, accented=False)


def _opening(one: Shown, form: TaskListForm, at: datetime) -> Opening:
    task = one.task
    now = at.astimezone(VIETNAM)
    since = datetime.combine(task.set_on, now.timetz()) if task.set_on else now
    fields = {"version": VERSION, "result": task.result or task.title, "document": task.document,
              "helpers": task.helpers}  # fmt: skip
    return Opening(
        book=one.post.book,
        unit=form.cleaned_data["unit"],
        post=one.post,
        submitted_at=min(since, now),
        until=task.until,
        title=task.title,
        about=form.cleaned_data["giver"],
        fields={name: value for name, value in fields.items() if value},
        told={"list": task.key, "status": task.status, "owner": task.owner},
    )


def _opened(request: StaffRequest, one: Shown, form: TaskListForm) -> Shown:
    """Open it; a refusal is told beside the row, and the others go on."""
    if not one.opens:
        return one
    at, by = timezone.now(), access.keeper(request, form.cleaned_data["unit"])
    try:
        return replace(one, known=open_case("conclusion", _opening(one, form, at), by=by, at=at))
    except Refused as refused:
        return replace(one, refused=refused.refusal)


def _report(request: StaffRequest, listed: TaskList, shown: list[Shown]) -> HttpResponse:
    followed = [one for one in shown if one.known]
    said = ngettext("%(n)s task of the list is followed up now.",
                    "%(n)s tasks of the list are followed up now.", len(followed))  # fmt: skip
    if len(followed) == len(shown) and not listed.faults:
        done(request, said % {"n": len(followed)})
        return redirect("office:follow")
    context = {"listed": listed, "shown": shown, "words": said % {"n": len(followed)},
               "form": None}  # fmt: skip
    return page(request, "office/loop/task_list.html", context)
