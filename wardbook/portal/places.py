"""The first page, units as a tree by tier, indicators, and what a search finds among them."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from wardbook.ledger import queries
from wardbook.ledger.models import Current
from wardbook.lib.text import fold
from wardbook.portal import releases
from wardbook.portal.bodies import samples, summary, unit_data

Content = dict[str, Any]

SAMPLE_BOOK = [{"newspaper": None, "printed_on": None}]  # of several papers, named beside each
A_PAGE = 25  # rows
TIERS: dict[str, dict[str, str]] = {
    "province": {"vi": "Tỉnh", "en": "Province"},
    "municipality": {"vi": "Thành phố trực thuộc trung ương", "en": "Municipality"},
    "district": {"vi": "Quận, huyện", "en": "District"},
    "ward": {"vi": "Phường", "en": "Ward"},
    "commune": {"vi": "Xã", "en": "Commune"},
    "special_zone": {"vi": "Đặc khu", "en": "Special zone"},
    "party_committee": {"vi": "Đảng ủy", "en": "Party committee"},
    "inspection_committee": {"vi": "Ủy ban kiểm tra", "en": "Inspection committee"},
    "party_cell": {"vi": "Chi bộ", "en": "Party cell"},
    "peoples_council": {"vi": "Hội đồng nhân dân", "en": "People's Council"},
    "peoples_committee": {"vi": "Ủy ban nhân dân", "en": "People's Committee"},
    "division": {"vi": "Phòng, ban", "en": "Division"},
    "one_stop_desk": {"vi": "Bộ phận Một cửa", "en": "One-stop centre"},
    "fatherland_front": {"vi": "Mặt trận Tổ quốc", "en": "Fatherland Front"},
    "mass_organisation": {"vi": "Đoàn thể", "en": "Mass organisation"},
    "residential_group": {"vi": "Khu vực, tổ dân phố", "en": "Residential area"},
    "peoples_inspection_board": {
        "vi": "Ban thanh tra nhân dân",
        "en": "People's inspection board",
    },
}


@dataclass(slots=True)
class Counts:
    """Standing figures by unit and by indicator; a unit all of whose figures went counts none."""

    units: Counter[str] = field(default_factory=Counter)
    indicators: Counter[str] = field(default_factory=Counter)


def home(counts: Counts, latest: int = 6) -> Content:
    """What a visitor came for: the newest figures and releases, and how much there is."""
    newest = queries.current("figure").order_by("-entry__body__at", "-entry__seq")[:latest]
    figures = [summary(row) for row in newest]
    return {
        "figures": figures,
        "counts": {
            "figures": sum(counts.units.values()),
            "units": sum(1 for number in counts.units.values() if number),
            "indicators": len(counts.indicators),
        },
        "releases": releases.newest(5) if counts.units else [],
        "samples": samples(figures),
    }


def counted() -> Counts:
    """Counted from the keys of what is current, without opening a body."""
    counts = Counts()
    rows = queries.current("figure").values_list("key", "entry__body__verb")
    for key, verb in rows:
        _, unit, indicator, _ = key.split("/")
        stands = verb not in queries.TAKEN_BACK
        counts.units[unit] += stands
        if stands:
            counts.indicators[indicator] += 1
    return counts


def units(words: str, counted: Counts) -> Content:
    """Units that have published figures, with how many stand; only those ``words`` name, if any.

    ``tree`` has them below the units they lie in, which may have no figure of their own.
    """
    counts = counted.units
    rows = list(queries.naming(queries.current("unit"), words))
    nodes = {row.key.split("/")[1]: _node(row, counts) for row in rows}
    listed = [nodes[code] for code in nodes if code in counts]
    return {
        "words": words,
        "samples": SAMPLE_BOOK if any(r.book.sample for r in rows) and listed else [],
        "units": listed,
        "count": len(listed),
        "tree": [] if words else _tree(nodes),
    }


def _node(row: Current, counts: Counter[str]) -> Content:
    code, data = row.key.split("/")[1], unit_data(row)
    return {
        "code": code,
        "label": data["label"],
        "kind": data.get("kind"),
        "tier": TIERS.get(str(data.get("kind"))),
        "path": data["path"],
        "end_on": data["end_on"],
        "figures": counts[code],
        "address": reverse("portal:unit", args=[code]),
    }


def within(code: str, counted: Counts) -> list[Content]:
    """The units that lie in a unit, as a tree, each with how many figures stand."""
    told = queries.current("unit").filter(entry__body__content__contains=f'"code":"{code}"')
    nodes = {row.key.split("/")[1]: _node(row, counted.units) for row in told}
    inside = {one: node for one, node in nodes.items() if code in _codes(node)[:-1]}
    return _tree(inside)


def _codes(node: Content) -> list[str]:
    """The codes of a unit and of those it lies in, from the top."""
    return [place["code"] for place in node["path"]]


def _tree(nodes: dict[str, Content]) -> list[Content]:
    """Units below the units they lie in, as far as those are published; ``below`` sums up."""
    grown = {code: node | {"parts": [], "below": node["figures"]} for code, node in nodes.items()}
    roots = []
    deepest = sorted(nodes, key=lambda code: -len(nodes[code]["path"]))
    for code in deepest:
        above = next((one for one in reversed(_codes(nodes[code])[:-1]) if one in grown), None)
        if above is None:
            roots.append(grown[code])
        else:
            grown[above]["parts"].insert(0, grown[code])
            grown[above]["below"] += grown[code]["below"]
    return sorted(roots, key=lambda node: fold(node["label"]["vi"]))


def indicators(words: str, counted: Counts) -> list[Content]:
    """Indicators of which figures stand, by name, each with how many; those ``words`` name."""
    counts = counted.indicators
    wanted = fold(words).split()
    found: list[Content] = []
    for code, row in _one_of_each(counts).items():
        data = row.entry.body.data
        said = fold(f"{code} {data['label']['vi']} {data['label']['en']}")
        if all(word in said for word in wanted):
            found.append(_indicator(code, data, counts[code]))
    phrase = " ".join(wanted)
    return sorted(found, key=lambda one: (phrase not in _said(one), fold(one["label"]["vi"])))


def _said(indicator: Content) -> str:
    return fold(f"{indicator['label']['vi']} {indicator['label']['en']}")


def _indicator(code: str, data: Content, count: int) -> Content:
    return {
        "code": code,
        "label": data["label"],
        "area": data["indicator"]["area"],
        "measure": data["indicator"].get("measure"),
        "definition": data["indicator"].get("definition"),
        "figures": count,
        "address": reverse("portal:indicator", args=[code]),
    }


def _one_of_each(counts: Counter[str]) -> dict[str, Current]:
    """A standing figure of each indicator: it carries what the indicator is called."""
    entries: dict[str, int] = {}
    rows = queries.standing("figure").values_list("key", "entry_id").order_by("entry_id")
    for key, entry in rows:
        entries[key.split("/")[2]] = entry
    held = queries.current("figure").filter(entry_id__in=entries.values())
    return {row.key.split("/")[2]: row for row in held if row.key.split("/")[2] in counts}


def indicator(code: str) -> Content | None:
    """One indicator: what it counts, and the units that published it, by name and never by rank."""
    rows = list(queries.standing("figure").filter(key__contains=f"/{code}/"))
    rows = [row for row in rows if row.key.split("/")[2] == code]
    if not rows:
        return None
    counts = Counter(row.key.split("/")[1] for row in rows)
    newest = max(rows, key=lambda row: row.entry.body.at).entry.body.data
    names = {row.key.split("/")[1]: row.entry.body.data["unit"] for row in rows}
    return {
        "code": code,
        "label": newest["label"],
        "indicator": newest["indicator"],
        "figures": len(rows),
        "units": [
            names[unit]
            | {"figures": counts[unit], "address": reverse("portal:series", args=[unit, code])}
            for unit in sorted(names, key=lambda one: fold(names[one]["label"]["vi"]))
        ],
        "samples": SAMPLE_BOOK if any(row.book.sample for row in rows) else [],
    }


def figures(words: str, unit: str, of: str, book: str) -> QuerySet[Current]:
    """Standing figures that the words and filters name, in order of their names."""
    rows = queries.naming(queries.standing("figure"), words)
    if unit:
        rows = rows.filter(key__startswith=f"figure/{unit}/")
    if of:
        rows = rows.filter(key__contains=f"/{of}/")
    return rows.filter(book__code=book) if book else rows


def listed(rows: QuerySet[Current], page: int | None) -> Content:
    """One page of a list, or without a number all of it: how many there are, and those here."""
    count = rows.count()
    pages = max(1, -(-count // A_PAGE)) if page else 1
    page = min(max(page or 1, 1), pages)
    first = (page - 1) * A_PAGE
    shown = [summary(row) for row in (rows[first : first + A_PAGE] if pages > 1 else rows)]
    return {
        "count": count,
        "page": page,
        "pages": pages,
        "first": first + 1 if shown else 0,
        "last": first + len(shown),
        "figures": shown,
        "samples": samples(shown),
    }


def search(words: str, page: int | None, counts: Counts) -> Content:
    """Units, indicators and figures that the words name; nothing is looked for without words."""
    if not words.strip():
        empty = {"count": 0, "page": 1, "pages": 1, "first": 0, "last": 0, "figures": []}
        return {"words": "", "units": [], "indicators": [], "samples": [], **empty}
    found = listed(figures(words, "", "", ""), page)
    here = units(words, counts)["units"]
    return {"words": words, "units": here, "indicators": indicators(words, counts), **found}


def papers(book: str) -> list[Content]:
    """The papers in which the standing figures of a book stand, each once; counted ones in none."""
    found: dict[str, Content] = {}
    for row in queries.standing("figure").filter(book__code=book):
        source = row.entry.body.data["source"]
        if source["kind"] == "counted":
            continue
        title = ", ".join(part for part in (source["title"], source["number"]) if part)
        found.setdefault(source["sha256"], {"title": title, "sha256": source["sha256"]})
    return list(found.values())
