"""What of the loop goes public: once, in order, and naming nobody (FOL-18, FOL-29)."""

import pytest

from tests.cases.loop import world
from tests.cases.loop.acts import refused, session
from wardbook.cases.models import Case

pytestmark = pytest.mark.django_db


def test_it_is_released_once_and_names_nobody() -> None:
    case = world.owed()
    world.take(case, "progress", world.officer(), items="Đã giao ông Nguyễn Văn Thử làm"[:9])
    world.take(case, "release", world.chair())
    refused("FOL-18", lambda: world.take(case, "release", world.chair()))


@pytest.mark.parametrize("words", ["Nhắc ông Nguyễn Văn Thử", "Gọi 0912345678"])
def test_nothing_goes_public_that_names_somebody_wherever_it_does(words: str) -> None:
    titled, told, said = (world.owed("conclusion") for _ in range(3))
    Case.objects.filter(pk=titled.pk).update(title=words)
    Case.objects.filter(pk=told.pk).update(fields={"result": words})
    world.take(said, "progress", world.officer(), items="Đã làm")
    said.moves.filter(number=2).update(items=words)

    for case in (titled, told, said):
        refused("FOL-18", lambda case=case: world.take(case, "release", world.chair()))


def test_a_remedy_goes_public_after_its_shortcoming() -> None:
    case = world.owed()
    remedy = world.owed("remedy", parent=case)
    refused("FOL-29", lambda: world.take(remedy, "release", world.chair()))

    world.take(case, "release", world.chair())
    assert world.take(remedy, "release", world.chair()).released_at


def test_a_conclusion_goes_public_without_its_session() -> None:
    case = world.owed("conclusion", parent=session())

    assert world.take(case, "release", world.chair()).released_at
