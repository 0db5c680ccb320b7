"""The bodies of the public pages, computed from the ledger alone; pages and .json share them."""

from decimal import Decimal
from typing import Any

from django.urls import reverse

from wardbook.ledger import queries
from wardbook.ledger.models import ERASE, Body, Current
from wardbook.lib.period import Period
from wardbook.lib.ratio import Ratio
from wardbook.lib.text import fold

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
    "sample",
)


def home(latest: int = 12) -> Content:
    """The newest figures, and the units that have any."""
    newest = queries.current("figure").order_by("-entry__seq")[:latest]
    figures = [summary(row) for row in newest]
    return {"figures": figures, "units": units("")["units"], "samples": samples(figures)}


SAMPLE_BOOK = [{"newspaper": None, "printed_on": None}]  # of several papers, named beside each


def units(words: str) -> Content:
    """Units that have published figures, with how many stand; only those ``words`` name, if any."""
    counts: dict[str, int] = {}
    for key, verb in queries.current("figure").values_list("key", "entry__body__verb"):
        code = key.split("/")[1]
        counts[code] = counts.get(code, 0) + (verb not in {"withdraw", ERASE})
    rows = queries.current("unit").filter(folded__contains=fold(words.strip()))
    published = {code: row for row in rows if (code := row.key.split("/")[1]) in counts}
    return {
        "words": words,
        "samples": SAMPLE_BOOK if any(row.book.sample for row in published.values()) else [],
        "units": [
            {
                "code": code,
                "label": unit_data(row)["label"],
                "path": unit_data(row)["path"],
                "figures": counts[code],
                "address": reverse("portal:unit", args=[code]),
            }
            for code, row in published.items()
        ],
    }


def unit(code: str) -> Content | None:
    """A unit and its figures by area; ``None`` when nothing was published of it."""
    row = queries.current_of(f"unit/{code}")
    if row is None:
        return None
    rows = queries.current("figure").filter(key__startswith=f"figure/{code}/")
    areas: dict[str, Content] = {}
    erased = [summary(figure) for figure in rows if is_erased(figure)]
    for figure in rows:
        if not is_erased(figure):
            area = figure.entry.body.data["indicator"]["area"]
            known = areas.setdefault(area["code"], area | {"figures": []})
            known["figures"].append(summary(figure))
    shown = [figure for area in areas.values() for figure in area["figures"]]
    body = unit_data(row)
    places = body["successors"] + body["predecessors"] + body["path"]
    return body | {
        "code": code,
        "known": sorted(_published(place["code"] for place in places)),
        "areas": [areas[code] for code in sorted(areas)],
        "erased": erased,
        "samples": samples(shown + erased),
    }


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


def _published(codes: Any) -> set[str]:
    keys = [f"unit/{code}" for code in codes]
    rows = queries.current("unit").filter(key__in=keys).values_list("key", flat=True)
    return {key.split("/")[1] for key in rows}


def figure(key: str) -> Content | None:
    """A figure with its sentence, checks, achievement and everything ever said of it."""
    row = queries.current_of(key)
    if row is None:
        return None
    said, body = list(queries.history(row.book, key)), row.entry.body
    data = body.data | (_from_key(row) if is_erased(row) else {})
    return data | {
        "key": key,
        "at": body.at,
        "erased": is_erased(row),
        "withdrawn": body.verb == "withdraw",
        "achievements": achievements(data),
        "samples": [sample] if (sample := data["sample"]) else [],
        "history": [_said(body) for body in said],
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


def _said(body: Body) -> Content:
    data = body.data
    return {
        "seq": body.entry.seq,
        "at": body.at,
        "verb": body.verb,
        "by": data.get("released_by") or data.get("by"),
        "reason": data.get("reason"),
        "erased_seq": data["seq"] if body.verb == ERASE else None,
        "value": data.get("value"),
        "value_max": data.get("value_max"),
        "kind": data.get("kind"),
        "bound": data.get("bound"),
        "measure": data.get("measure"),
        "chain_hash": body.entry.chain_hash,
    }


def summary(row: Current) -> Content:
    """One line of a list of figures."""
    data = row.entry.body.data | (_from_key(row) if is_erased(row) else {})
    _, code, indicator, period = row.key.split("/")
    return {name: data.get(name) for name in SUMMARY} | {
        "erased": is_erased(row),
        "indicator": {"code": indicator},
        "withdrawn": row.entry.body.verb == "withdraw",
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
