"""`wardbook tick`: what is to be done from time to time; run it every few minutes."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from wardbook.office.mail import send_waiting
from wardbook.office.reminders import send_digests
from wardbook.web import kept


class Command(BaseCommand):
    """Send e-mail and the day's digests, hold kept pages in bounds.

    Run twice or cut short, nothing is lost.
    """

    help = "Do what is due: send waiting e-mail, let old kept pages go. For cron or systemd."

    def handle(self, *_args: Any, **_options: Any) -> None:
        now = timezone.now()
        went, failed = map(sum, zip(send_waiting(now), send_digests(now), strict=True))
        if went or failed:
            self.stdout.write(f"{went} sent, {failed} not sent")
        if pruned := kept.prune(settings.KEPT_MOST):
            self.stdout.write(f"{pruned} kept pages let go")
