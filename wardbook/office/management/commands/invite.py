"""`wardbook invite`: a one-time link by whoever runs the machine, when nobody else can help."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from wardbook.lib.refusal import Refused
from wardbook.office.book_command import BookCommand
from wardbook.org import actions
from wardbook.org.models import Person

BY = "system/invite"


class Command(BookCommand):
    """For the only administrator who has forgotten the password; others ask an administrator."""

    help = "Print a one-time link by which somebody chooses a password: wardbook invite USERNAME"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username", help="user name of the account")

    def handle(self, *_args: Any, **options: Any) -> None:
        person = Person.objects.filter(username=options["username"]).first()
        if person is None:
            raise CommandError("No account has this user name.")
        try:
            token = actions.invite(person, by=BY, at=timezone.now())
        except Refused as refused:
            raise CommandError(refused.refusal.text(gettext)) from refused
        self.stdout.write("Open this address of your site within seven days; it opens once:")
        self.stdout.write(reverse("office:invitation", args=[token]))
