"""Who signs in to the sample book, and the posts they hold there."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from wardbook.ledger.models import Book
from wardbook.org import actions as org
from wardbook.org.models import Person, Post, Tenure, Unit
from wardbook.org.roles import Role

BY = "system/demonstration"
SINCE = date(2026, 1, 1)
PASSWORD = "mot-so-phuong-mo"  # noqa: S105 - of a book that is open to whoever runs it


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody of the sample book, with the same post wherever they hold one."""

    username: str
    name: str
    role: str
    title: dict[str, str]
    body: str = ""  # the body below the unit in which the post is, if it is not the unit itself


ACCOUNTS = (
    Account(
        "canbo",
        "Cán bộ mẫu",
        Role.CLERK,
        {"vi": "Công chức văn phòng – thống kê", "en": "Clerk for office and statistics"},
    ),
    Account(
        "lanhdao",
        "Lãnh đạo mẫu",
        Role.LEADER,
        {"vi": "Chủ tịch Ủy ban nhân dân", "en": "Chair of the People's Committee"},
    ),
    Account(
        "bithu",
        "Bí thư mẫu",
        Role.LEADER,
        {"vi": "Bí thư Đảng ủy", "en": "Secretary of the Party committee"},
        body="party",
    ),
    Account(
        "thanhtra",
        "Thanh tra mẫu",
        Role.INSPECTOR,
        {"vi": "Cán bộ thanh tra, kiểm tra", "en": "Inspector"},
    ),
    Account(
        "quantri",
        "Quản trị mẫu",
        Role.ADMINISTRATOR,
        {"vi": "Quản trị hệ thống", "en": "Administrator"},
    ),
)
# Who keeps the papers of a Party committee; the state side has no such post.
PARTY_CLERK = Account(
    "dangvu",
    "Đảng vụ mẫu",
    Role.CLERK,
    {"vi": "Chuyên viên Văn phòng Đảng ủy", "en": "Officer of the Party committee's office"},
)
# One invented person heads every cell of the sample, so that each rates itself.
CELL_HEAD = Account(
    "chibo",
    "Bí thư chi bộ mẫu",
    Role.LEADER,
    {"vi": "Bí thư chi bộ", "en": "Secretary of the cell"},
)

# Of the tier above the invented ward: answers its requests, and ends what nobody verified.
TIER_ABOVE = Account(
    "captren",
    "Cấp trên mẫu",
    Role.LEADER,
    {
        "vi": "Phó Chủ tịch Ủy ban nhân dân tỉnh",
        "en": "Vice-chair of the provincial People's Committee",
    },
)


def seated(
    account: Account, place: Unit, book: Book, now: Callable[[], datetime], *, of: str = ""
) -> Tenure:
    """The tenure of ``account`` in ``place``, opened if it is missing.

    ``of``: the code of the unit that its post is named after, if not of ``place``.
    """
    person = Person.objects.filter(username=account.username).first() or org.open_account(
        account.username, account.name, PASSWORD, book=book, by=BY, at=now()
    )
    code = f"{of or place.code}/{account.username}"
    post = Post.objects.filter(code=code).first() or org.open_post(
        code,
        book=book,
        unit=place,
        role=account.role,
        title=account.title,
        start_on=SINCE,
        by=BY,
        at=now(),
    )
    known = post.tenures.first()
    return known or org.start_tenure(post, person, start_on=SINCE, by=BY, at=now())


def seat(unit: Unit, username: str) -> Tenure:
    """The tenure with which the sample began; people may have handed the post over since."""
    rows = Tenure.objects.select_related("person", "post__unit__parent", "post__book")
    return rows.filter(post__code=f"{unit.code}/{username}").earliest("pk")
