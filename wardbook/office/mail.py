"""E-mail to people about their work: the code, one sentence, and where to look it up."""

from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage

from wardbook.cases.actions.notices import miss, tell
from wardbook.cases.kinds.tellings import TELLINGS
from wardbook.cases.models import Notice
from wardbook.cases.queries.notices import mail_to_send
from wardbook.lib.clock import VIETNAM
from wardbook.lib.refusal import Refused

BY = "system/tick"


def send_waiting(at: datetime) -> tuple[int, int]:
    """Send what waits, each once; how many went and how many did not.

    Killed between sending and noting it, the next run sends that one again: a letter that comes
    twice is better than one that never comes.
    """
    if not settings.EMAIL_HOST:
        return 0, 0
    went = 0
    waiting = list(mail_to_send())
    for notice in waiting:
        try:
            message(notice).send()
        except (OSError, ValueError) as error:  # an address or a server that refuses
            miss(notice, type(error).__name__, by=BY, at=at)
        else:
            went += _noted(notice, at)
    return went, len(waiting) - went


def message(notice: Notice) -> EmailMessage:
    """The letter; it names nobody but in its address."""
    case, said = notice.case, TELLINGS[notice.about]
    lines = [f"{case.code}: {said.vi}", f"{case.code}: {said.en}", "", case.unit.name_vi]
    if case.due_at and notice.about in {"accepted", "apology"}:
        due = f"{case.due_at.astimezone(VIETNAM):%H:%M %d/%m/%Y}"
        lines[2:2] = [f"Hẹn trả kết quả: {due}", f"Promised by: {due}"]
    if phone := case.unit.telephone:
        lines.append(f"Điện thoại / Telephone: {phone}")
    if settings.SITE and case.word:
        lines += ["", f"{settings.SITE}/d/{case.word}/"]
    if not (address := case.fields.get("email")):
        raise ValueError("no address")
    return EmailMessage(
        subject=f"{case.code}: {said.vi}",
        body="\n".join(lines),
        to=[address],
    )


def _noted(notice: Notice, at: datetime) -> bool:
    try:
        tell(notice, by=BY, at=at)
    except Refused:  # another run was quicker
        return False
    return True
