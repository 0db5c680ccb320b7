"""Where reminders may go."""

from wardbook.cases.kinds.fields import Dossier
from wardbook.cases.rules.telling import why_not_email
from wardbook.lib.refusal import Refusal


def why_not_mail(mail: str) -> Refusal | None:
    """CTR-04. An e-mail address can be written to; blank where there is none."""
    return why_not_email(Dossier(email=mail.strip()))
