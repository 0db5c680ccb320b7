"""Every account belongs to a book."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("org", "0003_every_account_has_a_book")]

    operations = [
        migrations.AlterField(
            model_name="person",
            name="book",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="accounts",
                to="ledger.book",
            ),
        ),
    ]
