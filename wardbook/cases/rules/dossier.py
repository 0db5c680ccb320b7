"""What the decrees on the one-stop mechanism ask of a dossier (Decree 118/2025 as amended)."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from wardbook.cases.kinds import KINDS
from wardbook.cases.models.case import Channel, Notice
from wardbook.cases.reckoning import ruled_on
from wardbook.cases.rules.taking import Taking
from wardbook.lib.clock import VIETNAM, Limit, cut_off_due
from wardbook.lib.refusal import Refusal
from wardbook.org.working_time import cut_off

Guard = Callable[[Taking], Refusal | None]


def why_not_ask_once(taking: Taking) -> Refusal | None:
    """DOS-01. What is missing is asked for in one go, and once (Decree 118/2025, Art. 11.2c)."""
    at_most = taking.law("supplement-requests-at-most")
    asked = len(taking.taken(taking.step))
    if at_most is None or asked < int(at_most.value):
        return None
    return Refusal("DOS-01", "More papers were asked for once already: the law allows it once.")


def why_not_supplement_late(taking: Taking) -> Refusal | None:
    """DOS-02. A supplement is asked for within three working days (Decree 118/2025, Art. 19.5)."""
    limit, came = taking.law("supplement-notice"), taking.taken("supplemented")
    start = came[-1].at if came else _begun(taking)
    if limit is None or start is None or taking.at <= taking.after(start, limit.value):
        return None
    return Refusal(
        "DOS-02",
        "The supplement was asked for later than %(days)s working days after receipt.",
        (("days", str(Limit.parse(limit.value).amount)),),
    )


def why_not_close_early(taking: Taking) -> Refusal | None:
    """DOS-03. It is closed fifteen days after the request at the earliest (Art. 19.5).

    They run from the notice: from the day on which somebody told the applicant, where one waits.
    """
    limit, asked = taking.law("supplement-closes-after"), taking.taken("supplement")
    if limit is None or not asked:
        return None
    notice = _notice(taking, "supplement")
    if notice and notice.sent_at is None:
        return Refusal("DOS-03", "Nobody has told the applicant yet what is missing.")
    told = notice.sent_at if notice and notice.sent_at else asked[-1].at
    day = _day(taking.after(max(told, asked[-1].at), limit.value))
    if _day(taking.at) > day:
        return None
    return Refusal("DOS-03", "The applicant has time until %(day)s.", (("day", f"{day:%d/%m/%Y}"),))


def why_not_extend_once(taking: Taking) -> Refusal | None:
    """DOS-04. A new date is set once (Decree 118/2025, Art. 19.6)."""
    at_most = taking.law("extensions-at-most")
    if at_most is None or len(taking.taken("extend")) < int(at_most.value):
        return None
    return Refusal("DOS-04", "A new date was set once already: the law allows it once.")


def why_not_apology_late(taking: Taking) -> Refusal | None:
    """DOS-05. The apology goes out a day before the due date at the latest (Art. 19.6)."""
    ahead, due = taking.law("apology-before"), taking.case.due_at
    if ahead is None or due is None:
        return None
    if _day(taking.at) <= _day(due) - timedelta(days=int(ahead.value)):
        return None
    return Refusal("DOS-05", "The apology went out later than the day before the due date.")


def why_not_no_apology(taking: Taking) -> Refusal | None:
    """DOS-06. Who will be late says so before (Decree 118/2025, Art. 19.6)."""
    due = taking.case.due_at
    if taking.law("apology-before") is None or due is None or taking.at <= due:
        return None
    if taking.taken("extend"):
        return None
    return Refusal("DOS-06", "It was late, and no apology had gone out.")


def why_not_result_late(taking: Taking) -> Refusal | None:
    """DOS-07. A result, or the refusal of one, comes by the date that holds (Art. 19)."""
    due, state = taking.case.due_at, KINDS[taking.case.kind].states[taking.case.state]
    if due is None or taking.at <= due or state.waits_on == "citizen":
        return None
    return Refusal(
        "DOS-07",
        "It ended late: it was due by %(when)s.",
        (("when", f"{_local(due):%H:%M %d/%m/%Y}"),),
    )


def why_not_extend_later(taking: Taking) -> Refusal | None:
    """DOS-08. A new date lies after the one that holds."""
    due, until = taking.case.due_at, taking.told.until
    if due is None:
        return Refusal("DOS-08", "No date has been promised yet: there is nothing to extend.")
    if until is not None and until > max(due, taking.at):
        return None
    return Refusal("DOS-08", "Choose a date after the one that holds, and after today.")


def why_not_forward_once(taking: Taking) -> Refusal | None:
    """DOS-09. A dossier is forwarded once; later hand-overs are steps of their own."""
    if taking.case.forwarded_at is None:
        return None
    return Refusal("DOS-09", "This dossier was forwarded already.")


def why_not_forwarded_late(taking: Taking) -> Refusal | None:
    """DOS-10. It is forwarded on the same day, after 15:00 on the next (Art. 18.2)."""
    rule, accepted = cut_off("forward", ruled_on(taking.case)), taking.case.accepted_at
    if rule is None or accepted is None or taking.case.competent:
        return None
    if _day(taking.at) <= _day(cut_off_due(accepted, rule, *taking.clock)):
        return None
    return Refusal("DOS-10", "It was forwarded after the day on which it had to be.")


def why_not_sent_late(taking: Taking) -> Refusal | None:
    """DOS-16. To another agency it is sent within one working day (Art. 20.1a)."""
    limit, accepted = taking.law("forward-elsewhere"), taking.case.accepted_at
    if limit is None or accepted is None or not taking.case.competent:
        return None
    if taking.at <= taking.after(accepted, limit.value):
        return None
    return Refusal(
        "DOS-16",
        "It was sent to the agency that decides later than %(days)s working day after receipt.",
        (("days", str(Limit.parse(limit.value).amount)),),
    )


def why_not_reach_elsewhere(taking: Taking) -> Refusal | None:
    """DOS-11. Only a dossier for another agency is received by it, once (Decree 309/2026)."""
    if not taking.case.competent:
        return Refusal("DOS-11", "This unit decides itself: nobody else receives the dossier.")
    if taking.case.received_at:
        return Refusal("DOS-11", "The competent agency has received it already.")
    return None


def why_not_online_answer_late(taking: Taking) -> Refusal | None:
    """DOS-12. An online dossier is answered within eight working hours (Art. 17.2c).

    So is what was completed when it comes back; in between it waits for the applicant.
    """
    limit, case, back = taking.law("online-answer"), taking.case, taking.taken("completed")
    if limit is None or case.channel != Channel.ONLINE or case.state == "incomplete":
        return None
    if taking.at <= taking.after(back[-1].at if back else case.submitted_at, limit.value):
        return None
    return Refusal("DOS-12", "An online dossier was answered after eight working hours.")


def why_not_pay_once(taking: Taking) -> Refusal | None:
    """DOS-13. A fee is paid once."""
    return Refusal("DOS-13", "The fee was paid already.") if taking.case.paid_at else None


def why_not_correct_once_at_a_time(taking: Taking) -> Refusal | None:
    """DOS-14. A wrong result is being corrected once at a time (Decree 118/2025, Art. 23.1)."""
    if taking.case.children.filter(kind="correction", ended_at=None).exists():
        return Refusal("DOS-14", "This result is being corrected already.")
    return None


def why_not_correction_late(taking: Taking) -> Refusal | None:
    """DOS-15. A wrong result is put right within three working days (Art. 23.1)."""
    due = taking.case.due_at
    if due is None or taking.at <= due:
        return None
    return Refusal("DOS-15", "The wrong result was put right after the time the law gives.")


def _notice(taking: Taking, about: str) -> Notice | None:
    """The last one that somebody was to be told of; of another system's dossier it tells itself."""
    if taking.case.mirrored:
        return None
    return taking.case.notices.filter(about=about).order_by("-pk").first()


def _begun(taking: Taking) -> datetime | None:
    """Receipt by whoever decides, where the dossier is for another agency."""
    return taking.case.received_at if taking.case.competent else taking.case.accepted_at


def _local(at: datetime) -> datetime:
    return at.astimezone(VIETNAM)


def _day(at: datetime) -> date:
    return _local(at).date()


GUARDS: dict[str, Guard] = {
    guard.__name__.removeprefix("why_not_"): guard
    for guard in (
        why_not_ask_once,
        why_not_supplement_late,
        why_not_close_early,
        why_not_extend_once,
        why_not_apology_late,
        why_not_no_apology,
        why_not_result_late,
        why_not_extend_later,
        why_not_forward_once,
        why_not_forwarded_late,
        why_not_sent_late,
        why_not_reach_elsewhere,
        why_not_online_answer_late,
        why_not_pay_once,
        why_not_correct_once_at_a_time,
        why_not_correction_late,
    )
}
