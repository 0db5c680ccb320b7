"""The one table of who may do what: role → permissions."""

from django.db import models


class Permission(models.TextChoices):
    """What a post may be allowed to do; each is ``resource.verb``."""

    ACCOUNT_ASSIGN = "account.assign"
    AUDIT_READ = "audit.read"
    BOOK_READ = "book.read"
    CASE_EXTEND = "case.extend"
    CASE_MOVE = "case.move"
    CASE_OPEN = "case.open"
    CASE_OVERRULE = "case.overrule"
    CASE_READ = "case.read"
    CASE_VERIFY = "case.verify"
    DOCUMENT_READ = "document.read"
    DOCUMENT_RECEIVE = "document.receive"
    FIGURE_FILE = "figure.file"
    FIGURE_RELEASE = "figure.release"
    FOLLOW_KEEP = "follow.keep"
    FOLLOW_READ = "follow.read"
    FOLLOW_RELEASE = "follow.release"
    HOLDER_READ = "holder.read"
    LEDGER_ERASE = "ledger.erase"
    LEDGER_READ = "ledger.read"
    POSTING_RECORD = "posting.record"
    PROCEDURE_KEEP = "procedure.keep"
    RATING_DECIDE = "rating.decide"
    RATING_KEEP = "rating.keep"
    RATING_READ = "rating.read"
    REPORT_WRITE = "report.write"
    UNIT_KEEP = "unit.keep"


READING = frozenset(
    {
        Permission.BOOK_READ,
        Permission.CASE_READ,
        Permission.DOCUMENT_READ,
        Permission.FOLLOW_READ,
        Permission.HOLDER_READ,
        Permission.LEDGER_READ,
        Permission.RATING_READ,
    }
)


# What the posts of a place do with the open work of the places that it took over.
LEFT_BEHIND = frozenset(
    {
        Permission.CASE_EXTEND,
        Permission.CASE_MOVE,
        Permission.CASE_OVERRULE,
        Permission.CASE_READ,
        Permission.CASE_VERIFY,
        Permission.FOLLOW_READ,
        Permission.HOLDER_READ,
    }
)

# What only a place's own posts do in it (ORG-19): the tier above reads and looks there, verifies,
# decides and releases; it neither files for it, nor moves its dossiers, nor learns whose they are.
OF_ITS_OWN = frozenset(
    {
        Permission.CASE_EXTEND,
        Permission.CASE_MOVE,
        Permission.CASE_OPEN,
        Permission.DOCUMENT_RECEIVE,
        Permission.FIGURE_FILE,
        Permission.HOLDER_READ,
        Permission.PROCEDURE_KEEP,
        Permission.REPORT_WRITE,
    }
)

# What is done with the dossiers and the feedback of people, and whose they are: of the bodies that
# handle them. The Party side, the council and the boards look on by counts and dates (kinds.py).
OF_DOSSIERS = frozenset({Permission.CASE_MOVE, Permission.CASE_OPEN, Permission.HOLDER_READ})


class Role(models.TextChoices):
    """What kind of work a post does."""

    CLERK = "clerk"
    LEADER = "leader"
    INSPECTOR = "inspector"
    ADMINISTRATOR = "administrator"


PERMISSIONS: dict[str, frozenset[str]] = {
    Role.CLERK: frozenset(
        {
            Permission.BOOK_READ,
            Permission.CASE_MOVE,
            Permission.CASE_OPEN,
            Permission.CASE_READ,
            Permission.DOCUMENT_READ,
            Permission.DOCUMENT_RECEIVE,
            Permission.FIGURE_FILE,
            Permission.FOLLOW_KEEP,
            Permission.FOLLOW_READ,
            Permission.HOLDER_READ,
            Permission.POSTING_RECORD,
            Permission.PROCEDURE_KEEP,
            Permission.RATING_KEEP,
            Permission.RATING_READ,
            Permission.REPORT_WRITE,
        }
    ),
    Role.LEADER: frozenset(
        {
            Permission.BOOK_READ,
            Permission.CASE_EXTEND,
            Permission.CASE_MOVE,
            Permission.CASE_OVERRULE,
            Permission.CASE_READ,
            Permission.CASE_VERIFY,
            Permission.DOCUMENT_READ,
            Permission.FIGURE_RELEASE,
            Permission.FOLLOW_KEEP,
            Permission.FOLLOW_READ,
            Permission.FOLLOW_RELEASE,
            Permission.HOLDER_READ,
            Permission.LEDGER_READ,
            Permission.POSTING_RECORD,
            Permission.RATING_DECIDE,
            Permission.RATING_KEEP,
            Permission.RATING_READ,
        }
    ),
    Role.INSPECTOR: frozenset(
        {
            Permission.AUDIT_READ,
            Permission.BOOK_READ,
            Permission.CASE_READ,
            Permission.CASE_VERIFY,
            Permission.DOCUMENT_READ,
            Permission.FOLLOW_KEEP,
            Permission.FOLLOW_READ,
            Permission.HOLDER_READ,
            Permission.LEDGER_READ,
            Permission.RATING_READ,
        }
    ),
    Role.ADMINISTRATOR: frozenset(
        {
            Permission.ACCOUNT_ASSIGN,
            Permission.AUDIT_READ,
            Permission.BOOK_READ,
            Permission.LEDGER_ERASE,
            Permission.LEDGER_READ,
            Permission.UNIT_KEEP,
        }
    ),
}

# Whose posts answer for work: roles that do something with it. Who keeps accounts does none.
ANSWERING = frozenset(
    role for role, given in PERMISSIONS.items() if Permission.FOLLOW_KEEP in given
)
