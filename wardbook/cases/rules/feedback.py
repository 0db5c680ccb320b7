"""What feedback asks for: the limits by which the national index counts it."""

from datetime import timedelta

from wardbook.cases.rules.dossier import Guard
from wardbook.cases.rules.taking import Taking
from wardbook.lib import personal
from wardbook.lib.clock import VIETNAM, Limit
from wardbook.lib.refusal import Refusal


def why_not_feedback_rejected_late(taking: Taking) -> Refusal | None:
    """FBK-01. Who does not take it up says so within two working days."""
    return _late(taking, "feedback-refuse", "FBK-01")


def why_not_feedback_completed_late(taking: Taking) -> Refusal | None:
    """FBK-02. Who needs to hear more asks within five working days."""
    return _late(taking, "feedback-complete", "FBK-02")


def why_not_feedback_transferred_late(taking: Taking) -> Refusal | None:
    """FBK-03. It is passed on within five working days (Decrees 20/2008 and 92/2017)."""
    return _late(taking, "feedback-transfer", "FBK-03")


def why_not_ask_again_early(taking: Taking) -> Refusal | None:
    """FBK-04. The person is asked again four weeks after the answer, not before."""
    wait, answered = taking.law("feedback-asked-again-after"), taking.case.ended_at
    if wait is None or answered is None:
        return None
    day = (answered + timedelta(days=Limit.parse(wait.value).amount)).astimezone(VIETNAM).date()
    if taking.at.astimezone(VIETNAM).date() >= day:
        return None
    return Refusal("FBK-04", "Ask again from %(day)s, not before.", (("day", f"{day:%d/%m/%Y}"),))


def why_not_feedback_published_late(taking: Taking) -> Refusal | None:
    """FBK-05. An answer that goes public does so within two working days."""
    limit, answered = taking.law("feedback-publish"), taking.case.ended_at
    if limit is None or answered is None or taking.at <= taking.after(answered, limit.value):
        return None
    return Refusal(
        "FBK-05",
        "It went public later than %(days)s working days after the answer.",
        _days(limit.value),
    )


def why_not_publish_once(taking: Taking) -> Refusal | None:
    """FBK-06. An answer goes public once."""
    return Refusal("FBK-06", "This was made public already.") if taking.taken("publish") else None


def why_not_publish_names(taking: Taking) -> Refusal | None:
    """FBK-07. No name or number of a person goes public (Law 91/2025/QH15)."""
    if personal.certain(taking.told.items) or personal.likely(taking.told.items):
        return Refusal(
            "FBK-07", "Take names, telephone and identity numbers and e-mail out of the words."
        )
    return None


def _late(taking: Taking, key: str, rule: str) -> Refusal | None:
    """From receipt or, where more was asked for, from when it came; none while it is waited for."""
    limit, told = taking.law(key), taking.taken("completed")
    start = told[-1].at if told else taking.case.submitted_at
    if limit is None or taking.case.state == "waiting":
        return None
    if taking.at <= taking.after(start, limit.value):
        return None
    return Refusal(
        rule, "It came later than %(days)s working days after receipt.", _days(limit.value)
    )


def _days(limit: str) -> tuple[tuple[str, str], ...]:
    return (("days", str(Limit.parse(limit).amount)),)


GUARDS: dict[str, Guard] = {
    guard.__name__.removeprefix("why_not_"): guard
    for guard in (
        why_not_feedback_rejected_late,
        why_not_feedback_completed_late,
        why_not_feedback_transferred_late,
        why_not_ask_again_early,
        why_not_feedback_published_late,
        why_not_publish_once,
        why_not_publish_names,
    )
}
