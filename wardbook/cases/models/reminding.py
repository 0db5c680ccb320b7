"""How somebody hears of the dates that their posts owe."""

from django.db import models

from wardbook.org.models import Person


class Reminding(models.Model):
    """One row a person, made when they first ask for it.

    ``mail`` is the address they work at; blank: no digest. ``digest`` is the hash of the secret in
    the address of their calendar; blank: it has none. ``last_on`` is the day of the last digest.
    """

    person = models.OneToOneField(
        Person, on_delete=models.CASCADE, primary_key=True, related_name="reminding"
    )
    mail = models.EmailField(blank=True)
    digest = models.CharField(max_length=64, blank=True, db_index=True)
    last_on = models.DateField(null=True, blank=True)
