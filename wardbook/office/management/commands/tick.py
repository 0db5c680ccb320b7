"""`wardbook tick`: what is to be done from time to time; run it every few minutes."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from wardbook.office.mail import send_waiting


class Command(BaseCommand):
    """Send the e-mail that waits. Run twice, or cut short, it loses nothing."""

    help = "Do what is due now: send waiting e-mail. For cron or a systemd timer."

    def handle(self, *_args: Any, **_options: Any) -> None:
        went, failed = send_waiting(timezone.now())
        if went or failed:
            self.stdout.write(f"{went} sent, {failed} not sent")
