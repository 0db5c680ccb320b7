"""The words in which a kind is written: states, and the steps that lead from one to another."""

from dataclasses import dataclass
from typing import NamedTuple

from wardbook.lib.clock import Effect
from wardbook.org.roles import Permission


class Label(NamedTuple):
    """What something is called, in both languages of the screens and of public entries."""

    vi: str
    en: str

    @property
    def texts(self) -> dict[str, str]:
        return self._asdict()


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """Where a piece of work is. ``public`` says it to whom it belongs.

    ``open``: it still has its end before it. ``waits_on`` names who holds it up while it is here
    ("citizen", "other", "above"); blank: the post that answers for it.
    """

    label: Label
    public: Label
    open: bool = True
    waits_on: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A move that may be made: from ``before`` to ``after`` (blank: it stays where it is).

    ``effect`` is what the clock does, unless the provision ``effect_by`` has another word for the
    day of the work ("competent": nothing yet); ``sets`` the columns that keep when it happened;
    ``needs`` what must be told ("reason", "items", "until").

    ``guards`` name the rules that refuse it, in ``wardbook.cases.rules``; those of ``law`` a leader
    may overrule on record. ``records`` name the rules whose breach is kept and does not stop it.

    ``form`` is the slip that is printed, ``tells`` what the person is notified of, ``opens`` the
    kind of a child that it brings about; ``publishes``: its words go public; ``heard``: the person
    took part, so what they were still to be told is no news. ``public``: what the page of the
    person it belongs to says.

    ``who`` names, in ``wardbook.cases.rules.standing``, in what relation to the work somebody must
    be beside having ``permission``; blank: their post acts where the work is kept. ``counts`` are
    the whole numbers that are told with it.
    """

    label: Label
    before: tuple[str, ...]
    after: str = ""
    permission: str
    effect: Effect | None = None
    effect_by: str = ""
    sets: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    guards: tuple[str, ...] = ()
    law: tuple[str, ...] = ()
    records: tuple[str, ...] = ()
    form: str = ""
    tells: str = ""
    opens: str = ""
    publishes: bool = False
    heard: bool = False
    public: Label | None = None
    who: str = ""
    counts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of work.

    ``opens_in`` is its first state, ``permission`` what opening one takes; ``clock_from_opening``:
    the limit runs from then. ``by_procedure``: its limit is a procedure's; else ``limit`` names the
    provision of law that sets it; where there is none, the date is told.

    ``holds_up``: what it is opened under waits for the tier above as long as it is open.
    ``follows_up``: it is of the loop, where nobody has a printed word and ``reading`` is another.
    ``needs`` must be told when it is opened, ``guards`` name the rules that refuse it then;
    ``parents`` are the kinds it may be opened under, "" where it may stand alone.
    """

    code: str
    label: Label
    opens_in: str
    permission: str
    states: dict[str, State]
    steps: dict[str, Step]
    clock_from_opening: bool = False
    by_procedure: bool = False
    limit: str = ""
    holds_up: bool = False
    follows_up: bool = False
    needs: tuple[str, ...] = ()
    guards: tuple[str, ...] = ()
    parents: tuple[str, ...] = ("",)

    @property
    def reading(self) -> Permission:
        """What it takes to read one."""
        return Permission.FOLLOW_READ if self.follows_up else Permission.CASE_READ

    @property
    def open_states(self) -> frozenset[str]:
        return frozenset(name for name, state in self.states.items() if state.open)
