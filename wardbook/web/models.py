"""What the office turned away, handed out and opened: rows that are only added, the newest kept."""

from django.db import models
from django.utils.translation import gettext_lazy as _

KEPT = 100_000  # rows; the database itself refuses to delete any of these


class Kind(models.TextChoices):
    """Why a row was written."""

    SIGN_IN = "sign-in", _("wrong password")
    LOCKED = "locked", _("locked out")
    PACE = "pace", _("too many requests")
    SIZE = "size", _("sent too much")
    NO_POST = "no-post", _("holds no post")
    PAGE = "page", _("page not theirs, or not there")
    FORM = "form", _("form from elsewhere")
    RULE = "rule", _("refused by a rule")
    HANDED = "handed", _("original handed out")
    READ = "read", _("dossier opened")
    MANY = "many", _("more of this hour is not listed")


class AuditEvent(models.Model):
    """One attempt that was turned away, one original handed out, or one dossier opened.

    No foreign keys: it outlives what it speaks of. ``account`` is the number of an account, none
    of a stranger; what a stranger typed is never kept. ``book`` is the code of the book in whose
    audit it is seen; ``place`` is the address, in which only numbers are filled in.
    """

    at = models.DateTimeField()
    kind = models.CharField(max_length=8, choices=Kind.choices)
    account = models.BigIntegerField(null=True)
    post = models.CharField(max_length=80, blank=True)
    book = models.CharField(max_length=40, blank=True)
    method = models.CharField(max_length=7)
    place = models.CharField(max_length=200)
    rule = models.CharField(max_length=10, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["account", "at"], name="audit_by_account"),
            models.Index(fields=["book", "-id"], name="audit_by_book"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=Kind.values), name="audit_kind_known"
            )
        ]
