"""What was turned away in the office, for inspectors and administrators."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe

from wardbook.office.access import StaffRequest, allow, books
from wardbook.office.views.page import PER_PAGE, page
from wardbook.org.models import Person, Post
from wardbook.org.roles import Permission
from wardbook.web.models import AuditEvent, Kind
from wardbook.web.tables import Column, Table
from wardbook.web.templatetags.wardbook import moment


@allow(Permission.AUDIT_READ)
@require_safe
def audit(request: StaffRequest) -> HttpResponse:
    """The newest first, of the viewer's books and of strangers; ``kind`` narrows the list."""
    kind = request.GET.get("kind", "")
    found = _events(request)
    if kind in Kind.values:
        found = found.filter(kind=kind)
    here = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": here, "table": _table(here), "kinds": Kind.choices, "kind": kind}
    return page(request, "office/audit.html", context)


def _events(request: StaffRequest) -> Any:
    codes = [book.code for book in books(request, Permission.AUDIT_READ)]
    return AuditEvent.objects.filter(Q(book__in=codes) | Q(book="")).order_by("-pk")


def _table(here: Page[AuditEvent]) -> Table:
    accounts = Person.objects.in_bulk({one.account for one in here if one.account is not None})
    posts = Post.objects.in_bulk({one.post for one in here if one.post}, field_name="code")
    columns = [gettext("When"), gettext("What"), gettext("Who"), gettext("Where"), gettext("Rule")]
    return Table(
        caption=gettext("Newest first"),
        columns=[Column(label) for label in columns],
        rows=[
            [
                moment(one.at),
                one.get_kind_display(),
                _who(one, accounts, posts),
                f"{one.method} {one.place}",
                one.rule,
            ]
            for one in here
        ],
    )


def _who(event: AuditEvent, accounts: dict[int, Person], posts: dict[str, Post]) -> str:
    """Name and post as they are today; of strangers nothing is known."""
    if event.account is None:
        return gettext("a stranger")
    person, post = accounts.get(event.account), posts.get(event.post)
    name = person.name if person else gettext("account %(n)s") % {"n": event.account}
    return f"{name} – {post.label[get_language() or 'vi']}" if post else name
