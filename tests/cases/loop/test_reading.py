"""Who reads work of the loop: one by one and in lists, which must say the same."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from tests import make
from tests.cases.loop import world
from tests.cases.loop.acts import refused
from wardbook.cases.models import Case
from wardbook.cases.queries.follow_up import readable
from wardbook.cases.rules.standing import why_not_read
from wardbook.org.models import Tenure
from wardbook.org.roles import Role

pytestmark = pytest.mark.django_db

# Who → what they read: the state side's, the Party side's, and that once it is released.
READS: dict[str, tuple[bool, bool, bool]] = {
    "owner": (True, True, True),
    "chair of the People's Committee": (True, False, True),
    "secretary": (True, True, True),
    "Front": (True, False, True),
    "residential group": (False, False, False),
    "tier above": (True, False, True),
    "administrator": (False, False, False),
    "leader of another book": (False, False, False),
    "chair of another ward": (False, False, False),
}
WHO: dict[str, Callable[[], Tenure]] = {
    "owner": world.officer,
    "chair of the People's Committee": world.chair,
    "secretary": lambda: world.holder("bi-thu", world.party()),
    "Front": world.verifier,
    "residential group": lambda: world.holder("khu-vuc", world.group()),
    "tier above": lambda: world.holder("tinh", world.province()),
    "administrator": lambda: make.quan(where=world.ward()),
    "leader of another book": lambda: make.tenure(
        "nguoi-la", Role.LEADER, where=world.ward(), the_book=make.book("sach-khac")
    ),
    "chair of another ward": lambda: world.holder(
        "chu-tich-khac", make.unit("99902", parent=world.province())
    ),
}


def reads(case: Case, by: Tenure) -> bool:
    """As the rule says of one, and the list of all."""
    case = Case.objects.select_related("unit", "post__unit", "book").get(pk=case.pk)
    listed = Case.objects.filter(readable([by]), pk=case.pk).exists()
    assert listed == (why_not_read(case, by=by, on=make.TODAY) is None)
    return listed


@pytest.mark.parametrize("who", list(READS))
def test_it_is_read_in_its_place_and_the_party_sides_by_its_side(who: str) -> None:
    secretary = WHO["secretary"]()
    state, party = world.owed(), world.owed("conclusion", by=secretary, unit=world.party())
    by = WHO[who]()
    hidden = reads(party, by)
    world.take(party, "release", secretary)

    assert (reads(state, by), hidden, reads(party, by)) == READS[who]


def test_who_owes_it_reads_it_wherever_it_is_kept_while_they_hold_the_post() -> None:
    group = world.holder("khu-vuc", world.group())
    case = world.owed("conclusion", post=group.post)

    assert reads(case, group)
    before = make.TODAY - timedelta(days=900)
    assert why_not_read(case, by=group, on=before)
    keeper = world.holder("quan-tri", world.committee(), Role.ADMINISTRATOR)
    Case.objects.filter(pk=case.pk).update(post=keeper.post)  # as a rule of today refuses
    case.refresh_from_db()
    assert not reads(case, keeper)


def test_evidence_is_given_by_who_owes_it_or_keeps_it() -> None:
    case = world.owed()
    world.proof(case, world.chair(), text=b"giu")
    world.proof(case, world.officer(), text=b"chiu trach nhiem")

    refused("ORG-01", lambda: world.proof(case, world.verifier(), text=b"nguoi khac"))
