"""Books, their immutable entries, the bodies that may be erased, and what is current in public."""

import json
from typing import Any

from django.db import models
from django.db.models import Q

ERASE = "erase"  # the verb of an erasure, written by its action alone


class Audience(models.TextChoices):
    """Who may read a body. Outsiders see the hashes of all."""

    OFFICE = "office"
    HOLDER = "holder"  # only the link or look-up word printed on a slip opens it
    PUBLIC = "public"


class Book(models.Model):
    """One chain: its name, and the head that the next entry follows.

    The head row is locked last in every action; whoever holds it numbers the next entry. Without
    entries its ``chain_hash`` is :func:`wardbook.lib.chain.genesis`.
    """

    code = models.SlugField(max_length=40, unique=True)
    sample = models.BooleanField()  # sample and real data never share a book
    seq = models.PositiveBigIntegerField(default=0)
    chain_hash = models.CharField(max_length=64)
    last_at = models.CharField(max_length=27, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(seq=0, last_at="")
                | (models.Q(seq__gt=0) & ~models.Q(last_at="")),
                name="book_head_has_its_time",
            )
        ]


class Entry(models.Model):
    """One link of a book's chain; the database refuses to change or delete it."""

    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="entries", db_index=False)
    seq = models.PositiveBigIntegerField()
    audience = models.CharField(max_length=6, choices=Audience.choices)
    entry_hash = models.CharField(max_length=64)
    chain_hash = models.CharField(max_length=64)

    class Meta:
        constraints = [
            # It is the index by book, too.
            models.UniqueConstraint(fields=["book", "seq"], name="entry_once_in_book"),
            models.CheckConstraint(condition=models.Q(seq__gt=0), name="entry_seq_from_one"),
            models.CheckConstraint(
                condition=models.Q(audience__in=Audience.values), name="entry_audience_known"
            ),
        ]


class Body(models.Model):
    """What an entry says. ``by`` is a post code, ``key`` holds no personal datum.

    ``at`` (UTC, microseconds, text so that every byte of it is hashed) is when it was recorded;
    the event's own time is in ``content``, canonical JSON. ``erases`` repeats what the content of
    an erasure says, as the reference by which the database lets that one body go.
    """

    entry = models.OneToOneField(
        Entry, on_delete=models.PROTECT, primary_key=True, related_name="body"
    )
    salt = models.BinaryField(max_length=32)
    at = models.CharField(max_length=27)
    by = models.CharField(max_length=80)
    verb = models.CharField(max_length=40)
    key = models.CharField(max_length=200, db_index=True)
    content = models.TextField()
    erases = models.OneToOneField(
        Entry, on_delete=models.PROTECT, null=True, related_name="erasure"
    )

    @property
    def fields(self) -> tuple[str, ...]:
        """What is hashed, in order."""
        return self.at, self.by, self.verb, self.key, self.content

    @property
    def data(self) -> dict[str, Any]:
        data: dict[str, Any] = json.loads(self.content)
        return data

    @property
    def parsed(self) -> dict[str, Any] | None:
        """:attr:`data`, or ``None`` where a damaged body holds no JSON object without floats."""
        try:
            data = json.loads(self.content, parse_float=_no_float, parse_constant=_no_float)
        except (TypeError, ValueError, RecursionError):
            return None
        return data if isinstance(data, dict) else None


def _no_float(text: str) -> None:
    raise ValueError(f"{text} is not exact")


class Current(models.Model):
    """The latest public entry of a key, or its erasure: what the portal lists and searches.

    A projection: :func:`wardbook.ledger.queries.projection` computes it from the entries,
    ``wardbook verify`` compares it, and with ``--rebuild`` makes it anew.
    """

    book = models.ForeignKey(Book, on_delete=models.PROTECT)
    topic = models.CharField(max_length=40)
    key = models.CharField(max_length=200)
    name = models.CharField(max_length=400)
    folded = models.TextField()
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT)
    # Of what is begun and ends: where, under which key, whether and until when; else blank.
    place = models.CharField(max_length=60, blank=True)
    parent = models.CharField(max_length=200, blank=True)
    open = models.BooleanField(null=True)
    since = models.DateField(null=True)
    due = models.DateField(null=True)
    ended = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["book", "key"], name="current_once_a_key")]
        indexes = [
            models.Index(fields=["book", "topic", "name"], name="current_by_topic"),
            models.Index(
                fields=["topic", "place", "open", "due", "since", "ended", "entry"],
                condition=Q(open__isnull=False),
                name="current_by_standing",
            ),
            models.Index(
                fields=["book", "parent"], condition=~Q(parent=""), name="current_by_parent"
            ),
        ]
