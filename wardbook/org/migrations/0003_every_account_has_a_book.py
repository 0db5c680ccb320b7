"""Give every account the book that looks after it."""

from typing import Any

from django.db import migrations


def give_accounts_their_book(apps: Any, _schema: Any) -> None:
    """The book of the first post somebody holds; without one, the first book here."""
    first = apps.get_model("ledger", "Book").objects.order_by("pk").first()
    for person in apps.get_model("org", "Person").objects.filter(book=None):
        tenure = person.tenures.order_by("pk").first()
        person.book_id = tenure.post.book_id if tenure else first.pk
        person.save(update_fields=["book"])


class Migration(migrations.Migration):
    dependencies = [("org", "0002_accounts_sessions_kept_units")]

    operations = [
        migrations.RunPython(give_accounts_their_book, migrations.RunPython.noop, elidable=True),
    ]
