"""The bodies of the public pages, computed from the ledger alone; pages and .json share them."""

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.urls import reverse

from wardbook.ledger import queries
from wardbook.ledger.models import ERASE, Body, Current
from wardbook.lib.period import Period
from wardbook.lib.ratio import Ratio
from wardbook.portal import series
from wardbook.portal.series import Point

Content = dict[str, Any]

SUMMARY = (
    "label",
    "unit",
    "kind",
    "value",
    "value_max",
    "numerator",
    "denominator",
    "bound",
    "measure",
    "period",
    "as_of",
    "sample",
)


def unit(code: str) -> Content | None:
    """A unit and its figures by area; ``None`` when nothing was published of it."""
    row = queries.current_of(f"unit/{code}")
    if row is None:
        return None
    rows = list(queries.current("figure").filter(key__startswith=f"figure/{code}/"))
    standing = [one for one in rows if stands(one)]
    body, shown = unit_data(row), [summary(one) for one in rows]
    places = body["successors"] + body["predecessors"] + body["path"]
    erased = [one for one in shown if one["erased"]]
    return body | {
        "code": code,
        "phone": _phone(code),
        "known": sorted(published(place["code"] for place in places)),
        "figures": len(standing),
        "areas": _areas(standing, body),
        "withdrawn": [one for one in shown if one["withdrawn"]],
        "erased": erased,
        "book": row.book.code,
        "samples": samples(shown),
    }


def _phone(code: str) -> str:
    """At which number anybody reaches it, as its administrator published; blank if none."""
    row = queries.current_of(f"telephone/{code}")
    return str(row.entry.body.data.get("phone", "")) if row else ""


def _areas(rows: list[Current], of: Content) -> list[Content]:
    """Figures by area and indicator, each indicator with its series over time."""
    areas: dict[str, Content] = {}
    points: dict[str, dict[str, list[Point]]] = {}
    for row in rows:
        data = row.entry.body.data
        area, code = data["indicator"]["area"], data["indicator"]["code"]
        areas.setdefault(area["code"], area | {"figures": []})
        shown = summary(row)
        areas[area["code"]]["figures"].append(shown)
        known = points.setdefault(area["code"], {}).setdefault(code, [])
        known.append(Point(shown, data["indicator"]))
    for area_code, indicators in points.items():
        areas[area_code]["indicators"] = [
            _indicator(code, known, of) for code, known in indicators.items()
        ]
    return [areas[code] for code in sorted(areas)]


def _indicator(code: str, points: list[Point], of: Content) -> Content:
    latest = max(points, key=_newest)
    unit_code, groups = latest.summary["unit"]["code"], series.groups(points, of)
    return {
        "code": code,
        "label": latest.meaning["label"],
        "direction": latest.meaning.get("direction"),
        "latest": latest.summary,
        "count": len(points),
        "groups": groups,
        "recent": next(group for group in groups if _holds(group, latest)),
        "address": reverse("portal:series", args=[unit_code, code]),
    }


def _holds(group: Content, point: Point) -> bool:
    """Is the figure one of this series?"""
    return any(row.get("address") == point.summary["address"] for row in group["rows"])


def _newest(point: Point) -> tuple[str, str]:
    period = point.period
    if period is None:
        return "", ""
    return (period.last_on or period.start_on).isoformat(), period.start_on.isoformat()


def over_time(unit_code: str, indicator: str) -> Content | None:
    """Every standing figure of one indicator of one unit, in series."""
    key = f"figure/{unit_code}/{indicator}/"
    rows = list(queries.standing("figure").filter(key__startswith=key))
    place = queries.current_of(f"unit/{unit_code}")
    if not rows or place is None:
        return None
    of = unit_data(place)
    points = [Point(summary(row), row.entry.body.data["indicator"]) for row in rows]
    latest = max(points, key=_newest)
    others = of["predecessors"] + of["successors"]
    return {
        "unit": {"code": unit_code, "label": of["label"], "path": of["path"]},
        "indicator": latest.meaning,
        "label": latest.meaning["label"],
        "latest": latest.summary,
        "figures": [point.summary for point in points],
        "groups": series.groups(points, of),
        "elsewhere": _elsewhere(others, indicator),
        "samples": samples([point.summary for point in points]),
    }


def _elsewhere(places: list[Content], indicator: str) -> list[Content]:
    """Units before and after this one that have published the same indicator."""
    held = Q(pk__in=[])
    for place in places:
        held |= Q(key__startswith=f"figure/{place['code']}/{indicator}/")
    keys = queries.standing("figure").filter(held).values_list("key", flat=True)
    counts = Counter(key.split("/")[1] for key in keys)
    return [
        place
        | {
            "figures": counts[place["code"]],
            "address": reverse("portal:series", args=[place["code"], indicator]),
        }
        for place in places
        if place["code"] in counts
    ]


def stands(row: Current) -> bool:
    """Whether what was said last is a figure: neither withdrawn nor erased."""
    return row.entry.body.verb not in queries.TAKEN_BACK


def is_erased(row: Current) -> bool:
    """Whether what was said last under a key has been erased by law; nothing older takes over."""
    return row.entry.body.verb == ERASE


def unit_data(row: Current) -> Content:
    """What the public knows of a unit; its code alone where that was erased."""
    data = row.entry.body.data
    if not is_erased(row):
        return data
    code = row.key.split("/")[1]
    nothing: Content = {"path": [], "successors": [], "predecessors": [], "end_on": None}
    return data | nothing | {"label": _same(code)}


def _same(code: str) -> Content:
    return {"vi": code, "en": code}


def published(codes: Iterable[str]) -> set[str]:
    """Those of ``codes`` that have a page."""
    keys = [f"unit/{code}" for code in codes]
    rows = queries.current("unit").filter(key__in=keys).values_list("key", flat=True)
    return {key.split("/")[1] for key in rows}


def figure(key: str) -> Content | None:
    """A figure with its sentence, checks, achievement and everything ever said of it."""
    row = queries.current_of(key)
    if row is None:
        return None
    said, body = list(queries.history(row.book, key)), row.entry.body
    _, unit_code, indicator, _ = key.split("/")
    data = body.data
    if is_erased(row):
        place = queries.current_of(f"unit/{unit_code}")
        label = unit_data(place)["label"] if place else _same(unit_code)
        data |= _from_key(row) | {"unit": {"code": unit_code, "label": label}}
    return data | {
        "key": key,
        "at": body.at,
        "book": row.book.code,
        "seq": row.entry.seq,
        "erased": is_erased(row),
        "withdrawn": body.verb == "withdraw",
        "achievements": achievements(data),
        "series": reverse("portal:series", args=[unit_code, indicator]),
        "samples": [sample] if (sample := data["sample"]) else [],
        "history": [_said(body, row.book.code) for body in said],
    }


def _from_key(row: Current) -> Content:
    """What is known of an erased figure: its key, which holds no personal datum, and its book."""
    _, code, indicator, period = row.key.split("/")
    return {
        "unit": {"code": code, "label": _same(code)},
        "indicator": {"code": indicator},
        "period": None if period == "undated" else Period.at(period).text,
        "sample": {"newspaper": None, "printed_on": None} if row.book.sample else None,
    }


def _said(body: Body, book: str) -> Content:
    data = body.data
    return {
        "seq": body.entry.seq,
        "at": body.at,
        "verb": body.verb,
        "by": data.get("released_by") or data.get("by"),
        "reason": data.get("reason"),
        "erased_seq": data["seq"] if body.verb == ERASE else None,
        "before": data.get("before"),
        "value": data.get("value"),
        "value_max": data.get("value_max"),
        "kind": data.get("kind"),
        "bound": data.get("bound"),
        "measure": data.get("measure"),
        "chain_hash": body.entry.chain_hash,
        "address": reverse("portal:entry", args=[book, body.entry.seq]),
    }


def summary(row: Current) -> Content:
    """One line of a list of figures."""
    data = row.entry.body.data | (_from_key(row) if is_erased(row) else {})
    _, code, indicator, period = row.key.split("/")
    source = data.get("source") or {}
    return {name: data.get(name) for name in SUMMARY} | {
        "erased": is_erased(row),
        "indicator": {"code": indicator},
        "withdrawn": row.entry.body.verb == "withdraw",
        "corrected": row.entry.body.verb == "correct",
        "source": {"kind": source.get("kind"), "title": source.get("title")},
        "achievements": achievements(data) if stands(row) else [],
        "at": row.entry.body.at,
        "book": row.book.code,
        "seq": row.entry.seq,
        "address": reverse("portal:figure", args=[code, indicator, period]),
    }


def samples(figures: list[Content]) -> list[Content]:
    """What the figures of a page are samples of: each newspaper and day once."""
    found = [figure["sample"] for figure in figures if figure["sample"]]
    return [sample for at, sample in enumerate(found) if sample not in found[:at]]


def achievements(data: Content) -> list[Content]:
    """Result against each target: both counts, and the share computed from them; never stored.

    The share is as exact as the result: of "at least 45" it is "at least" so many percent.
    """
    return [
        target
        | {
            "result": data["value"],
            "result_max": data["value_max"],
            "result_bound": data["bound"],
            "percent": _percent(data["value"], target["value"]),
        }
        for target in data.get("targets", [])
        if target["measure"] == data["measure"]
    ]


def _percent(result: str, target: str) -> str | None:
    percent = Ratio(Decimal(result), Decimal(target)).percent()
    return None if percent is None else format(percent, "f")
