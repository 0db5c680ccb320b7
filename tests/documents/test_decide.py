"""Deciding about a claim: once, by one person, for a reason."""

import pytest

from tests import make
from wardbook.documents.actions import reject
from wardbook.documents.models import Claim
from wardbook.documents.rules import why_not_decide
from wardbook.ledger.models import Body
from wardbook.lib.refusal import Refused

pytestmark = pytest.mark.django_db


def test_a_rejection_is_kept_with_its_reason() -> None:
    claim = reject(make.claim(), "Số liệu nền", version=0, by=make.lan(), at=make.AT)

    assert (claim.outcome, claim.reason, claim.version) == ("rejected", "Số liệu nền", 1)
    assert Body.objects.filter(verb="decide", key=f"claim/{claim.document_id}-f1").exists()


def test_a_rejection_without_a_reason_is_refused() -> None:
    with pytest.raises(Refused, match="DOC-03"):
        reject(make.claim(), "  ", version=0, by=make.lan(), at=make.AT)


def test_a_claim_is_decided_once() -> None:
    claim = reject(make.claim(), "Số liệu nền", version=0, by=make.lan(), at=make.AT)

    refusal = why_not_decide(claim, "result", "", by=make.lan(), on=make.TODAY)

    assert refusal is not None
    assert refusal.rule == "DOC-03"


def test_of_two_clerks_on_one_claim_the_second_is_told() -> None:
    claim = make.claim()
    stale = Claim.objects.get(pk=claim.pk)
    reject(claim, "Số liệu nền", version=0, by=make.lan(), at=make.AT)

    with pytest.raises(Refused, match="DOC-04"):
        reject(stale, "Lý do khác", version=0, by=make.lan(), at=make.AT)


def test_a_clerk_of_another_ward_may_not_decide() -> None:
    claim = make.claim()
    hoa = make.tenure("hoa", "clerk", where=make.unit("99902"))

    with pytest.raises(Refused, match="ORG-01"):
        reject(claim, "Không phải của tôi", version=0, by=hoa, at=make.AT)
