"""An office with a known law of lateness plays games: each shows in a figure, none lifts the least.

Twelve dossiers of September, five working days each. Every third is slow: its answer takes two
weeks, whatever the office does. The honest office is late with those four. A game may lift the
share that is usually told; it moves another published figure in the direction that tells of it.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest

from tests import make
from wardbook.cases.actions.moves import take_step
from wardbook.cases.models import Case
from wardbook.cases.queries import statement
from wardbook.cases.rules.taking import Told
from wardbook.lib.clock import VIETNAM
from wardbook.lib.period import Period
from wardbook.reports.one_stop.compute import computed

pytestmark = pytest.mark.django_db

START = datetime(2026, 9, 7, 9, tzinfo=VIETNAM)
CUT_OFF = datetime(2026, 10, 1, tzinfo=VIETNAM)
DOSSIERS, EVERY = 12, 3
FAST, SLOW = timedelta(days=2), timedelta(days=14)
Play = Callable[[str], None]


def handed_in(who: str, at: datetime = START) -> Case:
    return make.case(at=at, fields={"applicant": who})


def answered(case: Case, at: datetime) -> None:
    make.step(case, "resolve", at=at)
    make.step(case, "deliver", at=at + timedelta(hours=1))


def honest(who: str) -> None:
    answered(make.step(handed_in(who), "accept", at=START), START + SLOW)


def needless_supplement(who: str) -> None:
    case = make.step(handed_in(who), "accept", at=START)
    make.step(case, "supplement", items="Bản sao đã có", at=START + timedelta(days=1))
    make.step(case, "supplemented", at=START + timedelta(days=9))
    answered(case, START + SLOW)


def mass_apology(who: str) -> None:
    case = make.step(handed_in(who), "accept", at=START)
    until, at = START + timedelta(days=18), START + timedelta(days=3)
    make.step(case, "extend", reason="Quá nhiều hồ sơ", until=until, at=at, by=make.minh())
    answered(case, START + SLOW)


def refuse_at_intake(who: str) -> None:
    make.step(handed_in(who), "reject", reason="Chưa đủ giấy tờ", at=START)


def leave_open(who: str) -> None:
    make.step(handed_in(who), "accept", at=START)


def split(who: str) -> None:
    """A part is answered in time; for the rest the same person hands in another dossier."""
    answered(make.step(handed_in(who), "accept", at=START), START + FAST)
    rest = START + timedelta(days=9)
    answered(make.step(handed_in(who, rest), "accept", at=rest), START + SLOW)


def key_late(who: str) -> None:
    """The answer is there after two weeks and entered as if it had been there after three days."""
    case = make.step(handed_in(who), "accept", at=START)
    told = Told(at=START + timedelta(days=3))
    take_step(case, "resolve", told, by=make.lan(), at=START + SLOW)
    make.step(case, "deliver", at=START + SLOW)


def talk_into_withdrawing(who: str) -> None:
    case = make.step(handed_in(who), "accept", at=START)
    make.step(case, "withdraw", at=START + timedelta(days=3))


GAMES: dict[str, tuple[Play, str]] = {
    "needless supplement": (needless_supplement, "asked"),
    "mass apology": (mass_apology, "extended"),
    "refuse at intake": (refuse_at_intake, "rejected"),
    "leave late files open": (leave_open, "overdue"),
    "split a file": (split, "again"),
    "key late": (key_late, "keyed"),
    "talk into withdrawing": (talk_into_withdrawing, "withdrawn"),
}
LEAVES = {"refuse at intake", "split a file", "talk into withdrawing"}  # another set is due


def played(play: Play) -> dict[str, Fraction | None]:
    """What the month publishes: shares as fractions, and counts of its columns."""
    for number in range(DOSSIERS):
        who = f"Người Thử {number}"
        if number % EVERY == 0:
            play(who)
        else:
            answered(make.step(handed_in(who), "accept", at=START), START + FAST)
    frame = statement.frame(make.unit(), Period("2026-09"), CUT_OFF)
    body: dict[str, Any] = computed(frame, make.book())
    shares = {
        one["name"]: Fraction(one["numerator"], one["denominator"]) if one["denominator"] else None
        for one in body["shares"]
    }
    columns = {name: Fraction(n) for name, n in body["parts"][0]["cells"].items()}
    return columns | shares


# What the honest office publishes; the first test holds it to that.
HONEST = {"first": Fraction(8, 12), "at_least": Fraction(8, 12), "returned": Fraction(8, 12)}


def test_the_honest_office_tells_the_same_share_however_it_is_counted() -> None:
    said = played(honest)

    assert {name: said[name] for name in HONEST} == HONEST
    tells = ("asked", "extended", "again", "keyed", "rejected", "overdue", "withdrawn")
    assert not any(said[name] for name in tells)


@pytest.mark.parametrize("game", GAMES)
def test_a_game_fools_the_usual_share_and_shows_elsewhere(game: str) -> None:
    play, tells = GAMES[game]

    said = played(play)

    usual, told = said["returned"], said[tells]
    assert usual is not None and usual > HONEST["returned"]
    assert told is not None and told > 0
    assert said["at_least"] == HONEST["at_least"]
    assert game in LEAVES or said["first"] == HONEST["first"]
