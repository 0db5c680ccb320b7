"""The province's task list: dropped, shown beside the book, and opened as conclusions."""

from dataclasses import dataclass
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
from wardbook.cases.kinds.follow_fields import VERSION
from wardbook.cases.models import Case
from wardbook.cases.rules.taking import Opening
from wardbook.exchange import sandbox
from wardbook.exchange.tasks import Task, TaskList, read
from wardbook.lib.refusal import Refusal, Refused
from wardbook.lib.text import fold
from wardbook.office import pending
from wardbook.office.access import StaffRequest, allow
from wardbook.office.loop import access
from wardbook.office.views.page import done, on_form, page, refusal_text, typed
from wardbook.org.models import Post, Unit
from wardbook.org.roles import Permission

LARGEST = 5 * 2**20
_NO_FILE = Refusal("EXC-54", "Choose a list of at most 5 MB, and send it.")


class TaskListForm(forms.Form):
    """Which body keeps the tasks, who set them, who answers where the list names no post."""

    file = forms.FileField(label=_("The list, as XLSX or CSV"), required=False)
    name = forms.CharField(required=False, widget=forms.HiddenInput)
    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("Body that keeps them"))
    giver = forms.ModelChoiceField(Unit.objects.none(), label=_("Who set them"), required=False)
    post = forms.ModelChoiceField(
        Post.objects.none(), label=_("Post that answers, if none is named")
    )

    def __init__(self, data: Any, files: Any, *, units: list[Unit], posts: list[Post]) -> None:
        super().__init__(data, files)
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
    """A task beside the book: whose it would be, whether it stands already."""

    task: Task
    post: Post
    known: Case | None
    refused: str = ""


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
            listed, name = _listed(form)
        except Refused as refused:
            on_form(form, refused)
        else:
            shown = [_shown(task, form, posts) for task in listed.tasks]
            if form.cleaned_data["name"]:
                shown = [_opened(request, one, form, timezone.now()) for one in shown]
                return _report(request, listed, shown)
            context |= {"listed": listed, "shown": shown, "kept": name}
    status = 422 if form.errors else 200
    return page(request, "office/loop/task_list.html", context, status=status)


def _listed(form: TaskListForm) -> tuple[TaskList, str]:
    """The list that was sent now, or the one that was shown before."""
    file, name = form.cleaned_data["file"], form.cleaned_data["name"]
    content = file.read(LARGEST + 1) if file else pending.take(name) if name else None
    if not content or len(content) > LARGEST:
        raise Refused(_NO_FILE)
    return read(sandbox.rows(content)), pending.keep(content) if file else name


def _shown(task: Task, form: TaskListForm, posts: list[Post]) -> Shown:
    unit = form.cleaned_data["unit"]
    known = Case.objects.filter(kind="conclusion", unit=unit, told__list=task.key).first()
    here = [post for post in posts if post.unit.territory == unit.territory]
    return Shown(task, _post(task, here) or form.cleaned_data["post"], known)


def _post(task: Task, posts: list[Post]) -> Post | None:
    """The post, or the first post of the body, that the list names in its own words."""
    said = fold(task.owner)
    by_title = (post for post in posts if said and fold(post.title_vi) == said)
    by_unit = (post for post in posts if said and fold(post.unit.name_vi) == said)
    return next(by_title, None) or next(by_unit, None)


def _opened(request: StaffRequest, one: Shown, form: TaskListForm, at: datetime) -> Shown:
    """Open it; a refusal is told beside the row, and the others go on."""
    if one.known:
        return one
    unit, task = form.cleaned_data["unit"], one.task
    since = datetime.combine(task.set_on, at.timetz(), at.tzinfo) if task.set_on else at
    fields = {"version": VERSION, "result": task.result or task.title, "document": task.document,
              "helpers": task.helpers}  # fmt: skip
    told = Opening(
        book=one.post.book,
        unit=unit,
        post=one.post,
        submitted_at=min(since, at),
        until=task.until,
        title=task.title,
        about=form.cleaned_data["giver"],
        fields={name: value for name, value in fields.items() if value},
        told={"list": task.key, "status": task.status, "owner": task.owner},
    )
    try:
        case = open_case("conclusion", told, by=access.keeper(request, unit), at=at)
    except Refused as refused:
        return Shown(task, one.post, None, refusal_text(refused.refusal))
    return Shown(task, one.post, case)


def _report(request: StaffRequest, listed: TaskList, shown: list[Shown]) -> HttpResponse:
    opened = [one for one in shown if one.known]
    said = ngettext("%(n)s task of the list is followed up now.",
                    "%(n)s tasks of the list are followed up now.", len(opened))  # fmt: skip
    refused = [one for one in shown if one.refused]
    if not refused and not listed.faults:
        done(request, said % {"n": len(opened)})
        return redirect("office:follow")
    context = {"listed": listed, "shown": shown, "words": said % {"n": len(opened)},
               "refused": refused, "form": None}  # fmt: skip
    return page(request, "office/loop/task_list.html", context)
