"""Units, the people who work in them, and the posts they hold; all dated."""

from datetime import date
from typing import Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import F, Q

from wardbook.ledger.models import Book
from wardbook.org.kinds import (
    ACT_FOR_ALL,
    FOLLOW_FOR_ONE,
    NO_DOSSIERS,
    READ_FOR_ALL,
    TERRITORIES,
    Kind,
)
from wardbook.org.roles import OF_DOSSIERS, OF_ITS_OWN, PERMISSIONS, READING, Permission, Role
from wardbook.web.prepared import Given


def in_force(on: date | Given, prefix: str = "") -> Q:
    """True of rows whose half-open days ``[start_on, end_on)`` hold ``on``; a blank end is open."""
    start, end = f"{prefix}start_on", f"{prefix}end_on"
    began = Q(**{f"{start}__isnull": True}) | Q(**{f"{start}__lte": on})
    return began & (Q(**{f"{end}__isnull": True}) | Q(**{f"{end}__gt": on}))


def ends_after_start(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(start_on__isnull=True) | Q(end_on__isnull=True) | Q(end_on__gt=F("start_on")),
        name=name,
    )


class UnitRows(models.QuerySet["Unit"]):
    def in_force(self, on: date) -> Self:
        return self.filter(in_force(on))


class Unit(models.Model):
    """A body with a parent, from a day to a day.

    ``code`` is ours and for ever; ``official_code`` is the state's, which a later unit of other
    territory may carry too. ``start_on`` is blank where no source was read. ``book`` is the one
    whose administrators added or changed the unit; the catalogue no longer amends it then.
    """

    code = models.CharField(max_length=60, unique=True)
    official_code = models.CharField(max_length=20, blank=True, db_index=True)
    kind = models.CharField(max_length=30)  # wardbook.org.kinds.Kind
    name_vi = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    folded = models.CharField(max_length=420, db_index=True)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    start_on = models.DateField(null=True, blank=True)
    end_on = models.DateField(null=True, blank=True)
    decided_by = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=30, blank=True)  # in official capacity, so it is public
    source = models.CharField(max_length=400)
    mark = models.CharField(max_length=10)
    book = models.ForeignKey(Book, on_delete=models.PROTECT, null=True, blank=True)

    objects = UnitRows.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in Kind]), name="unit_kind_known"
            ),
            ends_after_start("unit_ends_after_start"),
        ]

    @property
    def label(self) -> dict[str, str]:
        return {"vi": self.name_vi, "en": self.name_en}

    def stands(self, on: date) -> bool:
        start, end = self.start_on, self.end_on
        return (start is None or start <= on) and (end is None or on < end)

    @property
    def path(self) -> "list[Unit]":
        """This unit and everything above it, from the top down."""
        above = [self]
        while above[-1].parent is not None:
            above.append(above[-1].parent)
        return above[::-1]

    @property
    def telephone(self) -> str:
        """Its own number, or that of the nearest body above it in its place; blank if none."""
        unit = self
        while not unit.phone and unit.kind not in TERRITORIES and unit.parent:
            unit = unit.parent
        return unit.phone

    @property
    def territory(self) -> "Unit":
        """The place whose affairs this unit conducts: itself, or the ward its body belongs to."""
        unit = self
        while unit.kind not in TERRITORIES and unit.parent:
            unit = unit.parent
        return unit


class Succession(models.Model):
    """``new`` took over ``old``, whole or in part. A split or merge is several rows."""

    old = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="successions")
    new = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="origins")
    share = models.CharField(max_length=7)
    on = models.DateField()
    source = models.CharField(max_length=400)
    mark = models.CharField(max_length=10)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["old", "new", "on"], name="succession_once"),
            models.CheckConstraint(
                condition=Q(share__in=["whole", "part", "unknown"]), name="succession_share_known"
            ),
            models.CheckConstraint(condition=~Q(old=F("new")), name="succession_of_another"),
        ]


class OpeningHours(models.Model):
    """When a unit is open, from a day to a day; what stands below it keeps the same hours.

    Of rows that hold on one day the one that began last is meant, so that summer hours lie over
    those of the year. ``sessions`` is a writing of ``wardbook.lib.hours``.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="opening_hours")
    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="opening_hours")
    sessions = models.CharField(max_length=300)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=400)
    mark = models.CharField(max_length=10)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "valid_from"], name="opening_hours_once"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="opening_hours_end_after_start",
            ),
        ]


class CalendarNotice(models.Model):
    """A day that works or not as announced after the catalogue was written.

    It holds for ``unit`` and everything below it. ``accepted_by`` is the post that took it over
    from its source; the ledger has when. A later row on the same day wins; none is taken back.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="notices")
    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="notices")
    on = models.DateField()
    works = models.BooleanField()
    reason = models.CharField(max_length=200)
    source = models.CharField(max_length=400)
    mark = models.CharField(max_length=10)
    added_on = models.DateField()
    accepted_by = models.CharField(max_length=80)


class Person(AbstractBaseUser):
    """Somebody with an account. What they may do comes only from the posts they hold.

    The administrators of ``book`` look after the account. ``must_change``: somebody else knows
    the password, so nothing opens before the person has chosen their own.
    """

    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="accounts")
    username = models.CharField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    is_active = models.BooleanField(default=True)
    must_change = models.BooleanField(default=False)

    # Not a column: a day and the posts held on it, of an account that was read with them.
    holding: "tuple[date | None, list[Tenure]]" = (None, [])

    objects = BaseUserManager["Person"]()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name"]


class Invitation(models.Model):
    """A link that lets a person choose a password, once; only the hash of its token is kept."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, primary_key=True)
    digest = models.CharField(max_length=64, unique=True)
    until = models.DateTimeField()


class Session(AbstractBaseSession):
    """Where somebody is signed in. No address is kept, and nothing after its end."""

    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, null=True, blank=True, related_name="sessions"
    )
    device = models.CharField(max_length=80, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)


class Post(models.Model):
    """A position in a unit; it outlives whoever holds it, and ``code`` signs the ledger."""

    book = models.ForeignKey(Book, on_delete=models.PROTECT)
    code = models.CharField(max_length=80, unique=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="posts")
    role = models.CharField(max_length=20, choices=Role.choices)
    title_vi = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    start_on = models.DateField()
    end_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(role__in=Role.values), name="post_role_known"),
            ends_after_start("post_ends_after_start"),
        ]

    @property
    def label(self) -> dict[str, str]:
        return {"vi": self.title_vi, "en": self.title_en}

    @property
    def may(self) -> frozenset[str]:
        """What the role gives, without what the body does not do: not all handle dossiers."""
        given = PERMISSIONS[self.role]
        looks_on = given & OF_DOSSIERS and any(one.kind in NO_DOSSIERS for one in self.unit.path)
        return given - OF_DOSSIERS if looks_on else given

    def place_of(self, permission: str) -> Unit:
        """Where the post acts: the whole ward, or the post's own body and what is below it.

        Party committee, People's Council, People's Committee, their divisions and the one-stop
        desk act for the ward; the inspection committee and the people's inspection board read for
        it. A group, cell or organisation acts for itself. Whose work a body confirms is the table
        of verifiers' to say: there every post acts for the ward; and so that it can, every post but
        of a group or a cell reads the ward's follow-up.
        """
        if permission == Permission.CASE_VERIFY:
            return self.unit.territory
        if permission == Permission.FOLLOW_READ and self.unit.kind not in FOLLOW_FOR_ONE:
            return self.unit.territory
        for_all = READ_FOR_ALL if permission in READING else ACT_FOR_ALL
        return self.unit.territory if self.unit.kind in for_all else self.unit


class Charge(models.Model):
    """A post answers for an area from a day to a day: all of it, or one field of the work there.

    ``unit`` is a residential group, a cell, an organisation or a place below that of the post; with
    a ``field`` (``wardbook.org.charges``) it may be the place itself. ``released_at``: the public
    may know it, as the Party side or the state side of the post said.
    """

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="charges")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="charges")
    field = models.CharField(max_length=40, blank=True)
    start_on = models.DateField()
    end_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=400)
    released_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [ends_after_start("charge_ends_after_start")]


class TenureRows(models.QuerySet["Tenure"]):
    def in_force(self, on: date | Given) -> Self:
        return self.filter(in_force(on), in_force(on, "post__"), person__is_active=True)


class Tenure(models.Model):
    """A person holds a post from a day to a day, in their own right or acting.

    ``began_by`` and ``ended_by`` are causes (``wardbook.org.causes``) with the number of the paper
    that says so and words of one's own; blank is not told. ``follows`` is the tenure from which
    the person moved on to this one.
    """

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="tenures")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="tenures")
    acting = models.BooleanField(default=False)
    start_on = models.DateField()
    end_on = models.DateField(null=True, blank=True)
    began_by = models.CharField(max_length=30, blank=True)
    began_paper = models.CharField(max_length=200, blank=True)
    began_reason = models.CharField(max_length=400, blank=True)
    ended_by = models.CharField(max_length=30, blank=True)
    ended_paper = models.CharField(max_length=200, blank=True)
    ended_reason = models.CharField(max_length=400, blank=True)
    follows = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="followed"
    )

    objects = TenureRows.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["post", "person", "start_on"], name="tenure_once"),
            ends_after_start("tenure_ends_after_start"),
            models.CheckConstraint(
                condition=Q(follows__isnull=True) | ~Q(follows=F("id")),
                name="tenure_follows_another",
            ),
        ]

    @property
    def key(self) -> str:
        """What never changes of it, for whatever points at it: a consequence, a hand-over."""
        return f"tenure/{self.pk}"

    def may(self, permission: str) -> bool:
        return permission in self.post.may

    def covers(self, unit: Unit, permission: str) -> bool:
        """Is ``unit`` where the post acts, or below? Some is done by a place's own posts alone."""
        there = self.post.place_of(permission)
        if there.pk not in {place.pk for place in unit.path}:
            return False
        return permission not in OF_ITS_OWN or there.territory.pk == unit.territory.pk

    def holds(self, on: date) -> bool:
        days = ((self.start_on, self.end_on), (self.post.start_on, self.post.end_on))
        return self.person.is_active and all(
            start <= on and (end is None or on < end) for start, end in days
        )
