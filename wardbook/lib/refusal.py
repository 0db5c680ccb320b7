"""Why something is not allowed, said once for the button and for the action."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refusal:
    """A rule that stands in the way.

    ``rule`` is its stable identifier (``FIG-03``); ``message`` is an English msgid, shown through
    the message catalogue in the user's language; ``values`` fill its ``%(name)s`` places.
    ``passing``: no rule but the machine stands in the way, and later it may be done.
    """

    rule: str
    message: str
    values: tuple[tuple[str, str], ...] = ()
    passing: bool = False

    def text(self, translate: Callable[[str], str] = str) -> str:
        return translate(self.message) % dict(self.values)


_heard: ContextVar[list[Refusal] | None] = ContextVar("heard", default=None)


@contextmanager
def hearing() -> Iterator[list[Refusal]]:
    """Every refusal that is raised inside, in order, also those that somebody catches."""
    heard: list[Refusal] = []
    token = _heard.set(heard)
    try:
        yield heard
    finally:
        _heard.reset(token)


class Refused(Exception):
    """The one exception whose text a user may see."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(f"{refusal.rule}: {refusal.text()}")
        self.refusal = refusal
        if (heard := _heard.get()) is not None:
            heard.append(refusal)
