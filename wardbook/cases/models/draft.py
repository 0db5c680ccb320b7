"""What is typed at the counter and not yet opened."""

from django.db import models

from wardbook.org.models import Person


class IntakeDraft(models.Model):
    """What a person has typed of a new piece of work; nobody else sees it.

    Working state: no entry of the ledger tells of it. It goes when the work is opened, in the same
    transaction, so that nothing is opened twice; and after thirty days.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    typed = models.JSONField()
    saved_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["person", "-saved_at"], name="intake_draft_of_person")]
