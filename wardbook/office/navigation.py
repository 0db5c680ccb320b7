"""What the navigation of the office holds for a person: six places at first sight, then groups."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wardbook.org.roles import Permission

AT_FIRST_SIGHT = 6


@dataclass(frozen=True, slots=True)
class Place:
    """A page that the navigation leads to, for whoever has ``permission`` (blank: everybody).

    ``words`` are those with which the addresses of the pages that belong to it begin.
    """

    name: str
    label: Any
    permission: str = ""
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """One entry: ``current`` is "page" on its own page, "true" on those that belong to it."""

    label: Any
    url: str
    current: str


@dataclass(frozen=True, slots=True)
class Group:
    """Entries under a heading that opens; ``open`` where the current page is among them."""

    label: Any
    places: Sequence[Shown]

    @property
    def open(self) -> bool:
        return any(place.current for place in self.places)


@dataclass(frozen=True, slots=True)
class Navigation:
    """What is shown at once, and what stands under groups."""

    first: Sequence[Shown]
    groups: Sequence[Group]

    @property
    def current(self) -> Any:
        """Where the person is, in a word."""
        shown = [*self.first, *(place for group in self.groups for place in group.places)]
        return next((place.label for place in shown if place.current), "")


CASES = ("work", "cases", "register", "trips")
GROUPS: tuple[tuple[Any, tuple[Place, ...]], ...] = (
    (
        _("Work of the day"),
        (
            Place("office:week", _("The week"), Permission.CASE_READ, ("week",)),
            Place("office:counter", _("Counter"), Permission.CASE_OPEN, ("counter",)),
            Place("office:work", _("My work"), Permission.CASE_READ, CASES),
            Place("office:dates", _("My dates"), Permission.FOLLOW_READ, ("dates",)),
            Place("office:follow", _("Follow-up"), Permission.FOLLOW_READ, ("follow",)),
            Place("office:imports", _("Import desk"), Permission.CASE_READ, ("imports",)),
            Place("office:notices", _("To be told"), Permission.CASE_MOVE, ("notices",)),
            Place("office:problems", _("Problems"), Permission.BOOK_READ, ("problems",)),
        ),
    ),
    (
        _("Papers and figures"),
        (
            Place("office:papers", _("Papers"), Permission.DOCUMENT_READ, ("documents", "claims")),
            Place("office:results", _("Figures and releases"), Permission.DOCUMENT_READ,
                  ("figures",)),
            Place("office:tallies", _("Members and training"), Permission.DOCUMENT_READ,
                  ("tallies", "tally-sheets")),
            Place("office:statement", _("Statements"), Permission.CASE_READ, ("statements",)),
            Place("office:index-766", _("Index 766"), Permission.CASE_READ, ("index-766",)),
            Place("office:reports", _("Reports"), Permission.DOCUMENT_READ, ("reports",)),
            Place("office:unit-ratings", _("Ratings of bodies"), Permission.RATING_READ,
                  ("unit-ratings",)),
        ),
    ),
    (
        _("Procedures"),
        (
            Place("office:procedures", _("Procedures"), Permission.POSTING_RECORD, ("procedures",)),
            Place("office:postings", _("Notices that hang"), Permission.POSTING_RECORD,
                  ("postings",)),
        ),
    ),
    (
        _("Organisation"),
        (
            Place("office:calendar", _("Calendar"), Permission.BOOK_READ, ("calendar",)),
            Place("office:handovers", _("Handing over"), Permission.FOLLOW_READ, ("handovers",)),
            Place("office:accounts", _("Accounts"), Permission.ACCOUNT_ASSIGN, ("accounts",)),
            Place("office:posts", _("Posts"), Permission.ACCOUNT_ASSIGN, ("posts", "tenures")),
            Place("office:units", _("Bodies"), Permission.UNIT_KEEP, ("units",)),
            Place("office:charges", _("Areas and fields"), Permission.BOOK_READ, ("areas",)),
            Place("office:changes", _("Changes of posts"), Permission.LEDGER_READ, ("changes",)),
        ),
    ),
    (
        _("Other"),
        (
            Place("office:audit", _("Turned away"), Permission.AUDIT_READ, ("audit",)),
            Place("office:own", _("My account"), "", ("me",)),
            Place("portal:home", _("Public site")),
        ),
    ),
)  # fmt: skip

# What is seen first, by what somebody's work is: the first row whose permission they have.
FIRST: tuple[tuple[str, tuple[str, ...]], ...] = (
    (Permission.CASE_OVERRULE, ("week", "work", "follow", "results", "papers", "problems")),
    (Permission.CASE_OPEN, ("counter", "work", "imports", "notices", "papers", "problems")),
    (Permission.CASE_READ, ("week", "follow", "work", "papers", "results", "problems")),
    (Permission.ACCOUNT_ASSIGN, ("accounts", "posts", "units", "calendar", "problems", "audit")),
)


def navigation(may: Iterable[str], path: str) -> Navigation:
    """The places that ``may`` opens, as they are shown on the page at ``path``."""
    held = set(may)
    known = [place for _label, places in GROUPS for place in places]
    opens = [place for place in known if not place.permission or place.permission in held]
    first = _first(held, opens)
    groups = [
        Group(label, [_shown(place, path) for place in places if place in opens and
                      place not in first])
        for label, places in GROUPS
    ]  # fmt: skip
    return Navigation(
        [_shown(place, path) for place in first], [group for group in groups if group.places]
    )


def _first(held: set[str], opens: Sequence[Place]) -> list[Place]:
    names = next((names for permission, names in FIRST if permission in held), ())
    found = {place.name.partition(":")[2]: place for place in opens}
    return [found[name] for name in names if name in found][:AT_FIRST_SIGHT]


def _shown(place: Place, path: str) -> Shown:
    url, home = reverse(place.name), reverse("office:home")
    word = path.removeprefix(home).partition("/")[0] if path.startswith(home) else ""
    belongs = "true" if word in place.words else ""
    return Shown(place.label, url, "page" if path == url else belongs)
