"""Working state of the desk: drafts and who is here; and what is taken back."""

from datetime import timedelta

import pytest

from tests import make
from wardbook.documents import desk
from wardbook.documents.actions import describe, reject, take_back
from wardbook.documents.models import Draft, Outcome, Presence
from wardbook.figures.actions import file_target, take_back_target
from wardbook.figures.models import Target
from wardbook.ledger.models import Body, Entry
from wardbook.lib.refusal import Refused

pytestmark = pytest.mark.django_db


def test_a_draft_takes_the_place_of_the_one_before_and_no_entry_tells_of_it() -> None:
    claim, lan = make.claim(), make.lan().person
    before = Entry.objects.count()

    desk.keep_draft(claim, {"reason": "một"}, version=0, by=lan, at=make.AT)
    desk.keep_draft(claim, {"reason": "hai"}, version=0, by=lan, at=make.AT)

    assert Draft.objects.get().typed == {"reason": "hai"}
    assert Entry.objects.count() == before


def test_everybody_has_a_draft_of_their_own() -> None:
    claim = make.claim()
    desk.keep_draft(claim, {"reason": "của Lan"}, version=0, by=make.lan().person, at=make.AT)

    assert desk.drafts_of([claim], make.minh().person) == {}


def test_a_draft_of_what_is_decided_is_shown_no_more() -> None:
    claim, lan = make.claim(), make.lan()
    desk.keep_draft(claim, {"reason": "một"}, version=0, by=lan.person, at=make.AT)

    reject(claim, "nhầm", version=0, by=lan, at=make.AT)

    assert desk.drafts_of([claim], lan.person) == {}


def test_whoever_opened_a_paper_within_a_minute_is_here_and_oneself_is_not_told() -> None:
    paper, lan, minh = make.document(), make.lan(), make.minh()
    desk.note_presence(paper, by=minh, at=make.AT)
    desk.note_presence(paper, by=lan, at=make.AT)

    soon, later = make.AT + timedelta(seconds=50), make.AT + timedelta(seconds=70)

    assert [row.tenure for row in desk.others(paper, than=lan.person, at=soon)] == [minh]
    assert not desk.others(paper, than=lan.person, at=later)


def test_who_left_an_hour_ago_is_forgotten() -> None:
    paper = make.document()
    desk.note_presence(paper, by=make.minh(), at=make.AT)

    desk.note_presence(paper, by=make.lan(), at=make.AT + timedelta(hours=2))

    assert [row.tenure for row in Presence.objects.all()] == [make.lan()]


def test_what_was_left_out_is_decided_again_for_a_reason() -> None:
    """DOC-06."""
    claim, lan = make.claim(), make.lan()
    reject(claim, "nhầm", version=0, by=lan, at=make.AT)

    take_back(claim, "đúng là của phường", version=1, by=lan, at=make.AT)

    claim.refresh_from_db()
    assert claim.outcome == Outcome.UNFILED
    assert Body.objects.last().parsed["reason"] == "đúng là của phường"


@pytest.mark.parametrize(("reason", "version"), [(" ", 1), ("có lý do", 0)])
def test_nothing_is_taken_back_without_a_reason_or_unseen(reason: str, version: int) -> None:
    """DOC-06, DOC-04."""
    claim, lan = make.claim(), make.lan()
    reject(claim, "nhầm", version=0, by=lan, at=make.AT)

    with pytest.raises(Refused):
        take_back(claim, reason, version=version, by=lan, at=make.AT)

    claim.refresh_from_db()
    assert claim.outcome == Outcome.REJECTED


def test_a_result_is_not_taken_back_on_the_desk() -> None:
    """DOC-06."""
    claim = make.result().claim

    with pytest.raises(Refused, match="DOC-06"):
        take_back(claim, "lý do", version=claim.version, by=make.lan(), at=make.AT)


def test_a_leader_takes_nothing_back() -> None:
    claim = make.claim()
    reject(claim, "nhầm", version=0, by=make.lan(), at=make.AT)

    with pytest.raises(Refused, match="ORG-01"):
        take_back(claim, "lý do", version=1, by=make.minh(), at=make.AT)


def target() -> Target:
    claim = make.claim()
    filing = make.filing()
    return file_target(claim, filing, giver="Quận", version=0, by=make.lan(), at=make.AT)


def test_a_target_is_taken_back_and_its_claim_may_be_decided_again() -> None:
    """FIG-18."""
    row = target()

    claim = take_back_target(row, "là kết quả", by=make.lan(), at=make.AT)

    assert claim.outcome == Outcome.UNFILED
    assert not Target.objects.exists()
    assert Body.objects.filter(verb="discard", key=f"target/{row.pk}").exists()


def test_a_target_is_not_taken_back_without_a_reason() -> None:
    """FIG-18."""
    with pytest.raises(Refused, match="FIG-18"):
        take_back_target(target(), "  ", by=make.lan(), at=make.AT)

    assert Target.objects.exists()


def test_what_is_said_of_a_paper_is_put_right() -> None:
    """DOC-05."""
    paper = make.document()

    describe(
        paper, title=" Báo cáo quý ", number="5/BC", published_on=None, by=make.lan(), at=make.AT
    )

    paper.refresh_from_db()
    assert (paper.title, paper.number) == ("Báo cáo quý", "5/BC")


def test_a_paper_keeps_a_title() -> None:
    """DOC-05."""
    with pytest.raises(Refused, match="DOC-05"):
        describe(
            make.document(), title=" ", number="", published_on=None, by=make.lan(), at=make.AT
        )


def test_whoever_takes_a_target_back_second_is_told_so() -> None:
    row, second = target(), Target.objects.get()
    take_back_target(row, "là kết quả", by=make.lan(), at=make.AT)

    with pytest.raises(Refused, match="FIG-14"):
        take_back_target(second, "là kết quả", by=make.lan(), at=make.AT)
