"""The body of a statement as tables: for people as a form is read, for machines row by row."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from wardbook.reports.one_stop.columns import (
    CHARGED,
    COLUMNS,
    NOWHERE,
    SATISFIED,
    SHARES,
    label,
)
from wardbook.reports.one_stop.view import LABELS, columns_of, satisfaction
from wardbook.reports.table import Column, Label, Table, Value

Content = dict[str, Any]

GROUP = label(("Nhóm", "Group"))
COUNT = label(("Chỉ tiêu", "Count"))
PROMISE = label(("Lời hẹn đầu", "First promise"))
RATES = label(("Tỷ lệ", "Shares"))
DAYS = label(("Ngày làm việc trễ", "Working days late"))
HIDDEN = {
    "vi": "Ô trống trong các phần: số từ 1 đến 4 và các số che cùng, theo REP-09.",
    "en": "An empty cell in a part: one to four, and what is hidden with it, by REP-09.",
}
HIDDEN_ON_PAPER = "số từ 1 đến 4 trong các phần và các số che cùng, theo quy tắc REP-09."


def for_people(body: Content, language: str) -> Table:
    """A line for each count, a column for each part; shares and days of the whole below."""
    parts = body["parts"]
    lines: list[list[Value]] = [
        [column.group[language], column.label[language], *(p["cells"][column.name] for p in parts)]
        for column in COLUMNS
    ]
    for name, words in NOWHERE.items():
        if parts[0]["cells"][name]:
            lines.append(["", words[language], *(part["cells"][name] for part in parts)])
    lines.append(["", LABELS["total"][language], *(part["cells"]["total"] for part in parts)])
    for name in ("kept", "due"):
        cells = [part["cells"][name] for part in parts]
        lines.append([PROMISE[language], LABELS[name][language], *cells])
    blank: list[Value] = [None] * (len(parts) - 1)
    lines += [[RATES[language], words, value, *blank] for words, value in _rates(body, language)]
    lines += [
        [DAYS[language], words[language], body["charged"][whose], *blank]
        for whose, words in CHARGED.items()
    ]
    if body.get("hidden_by"):  # a CSV has no notes
        lines.append([body["hidden_by"], HIDDEN[language], None, *blank])
    return Table(_file(body), body["label"], notes(body), _columns(body), lines)


def _columns(body: Content) -> list[Column]:
    parts = [Column(name, words, "number") for name, words in columns_of(body["parts"])]
    return [Column("group", GROUP), Column("count", COUNT), *parts]


def _rates(body: Content, language: str) -> list[tuple[str, Value]]:
    said = {one["name"]: one for one in body["shares"]}
    found: list[tuple[str, Value]] = []
    for share in SHARES:
        one = said[share.name]
        base = "" if one["denominator"] is None else f" ({one['numerator']}/{one['denominator']})"
        unit = ", %" if share.percent else ""
        value = None if one["value"] is None else Decimal(one["value"])
        found.append((f"{share.label[language]}{unit}{base}", value))
    if told := satisfaction(body):
        words = f"{SATISFIED[language]}, % ({told['content']}/{told['n']})"
        found.append((words, told["percent"]))
    return found


def for_machines(body: Content) -> Table:
    """One line a number: part, code, name, value, and of a share what it is out of."""
    lines: list[list[Value]] = [
        [part["by"], part["code"] or None, name, n, None]
        for part in body["parts"]
        for name, n in part["cells"].items()
    ]
    lines += [
        ["whole", None, f"share:{one['name']}", one["numerator"], one["denominator"]]
        for one in body["shares"]
    ]
    if told := satisfaction(body):
        lines.append(["whole", None, "share:satisfied", told["content"], told["n"]])
    lines += [["whole", None, f"days:{name}", n, None] for name, n in body["charged"].items()]
    names = ("part", "code", "name", "value", "out_of")
    columns = [
        Column(name, {"vi": name, "en": name}, "number" if name in ("value", "out_of") else "text")
        for name in names
    ]
    return Table(_file(body), body["label"], notes(body), columns, lines)


def notes(body: Content) -> list[Label]:
    """What a file says of itself: as known when, and what is hidden."""
    at = datetime.fromisoformat(body["cut_off"])
    said: list[Label] = [
        {
            "vi": f"Theo số liệu trong sổ lúc {at:%H:%M} ngày {at:%d/%m/%Y}.",
            "en": f"As on record at {at:%H:%M} on {at:%d %B %Y}.",
        },
    ]
    if body.get("hidden_by"):
        said.append(HIDDEN)
    if not body["balanced"]:
        said.append(
            {
                "vi": "Sổ chưa cân: có hồ sơ chỉ được đếm ở một bên.",
                "en": "The book does not balance: some dossiers are on one side only.",
            }
        )
    if body["sample"]:
        said.append(
            {
                "vi": "Số liệu mẫu: không phải của cơ quan nào.",
                "en": "Sample figures: of no office.",
            }
        )
    return said


def _file(body: Content) -> str:
    period = body["period"].replace("/", "_").replace(":", "~")
    return f"statement-{body['unit']['code']}-{period}"
