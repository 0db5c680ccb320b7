"""What the public reads of a released rating: level, rule, document and who decided; no points."""

from wardbook.figures.models import RatingStep, UnitRating
from wardbook.figures.queries import unit_name
from wardbook.figures.ratings import law
from wardbook.lib.period import Period
from wardbook.org.kinds import TERRITORIES


def head(rating: UnitRating) -> dict[str, object]:
    """What a rating is about, without what it says: all that is left of one taken back."""
    rule, unit = law.rule_of(rating.rule), rating.unit
    return {
        "label": {
            "vi": f"Xếp loại chất lượng {unit.name_vi}, {Period(rating.period).words('vi')}",
            "en": f"Rating of {unit.name_en}, {Period(rating.period).words('en')}",
        },
        "search": f"{unit.name_vi} {unit.name_en} {rating.period}",
        "unit": unit_name(unit) | {"path": [unit_name(place) for place in unit.path]},
        "kind": rating.kind,
        "period": rating.period,
        "rule": {
            "key": rule.key,
            "label": rule.label,
            "levels": [{"code": level.code, "label": level.label} for level in rule.levels],
            "source": rule.source,
            "mark": rule.mark,
        },
        "sample": _sample(rating, None),
    }


def body(rating: UnitRating, step: RatingStep) -> dict[str, object]:
    """A released rating as the public reads it; reasons, points and evidence stay inside."""
    level = law.rule_of(rating.rule).level(step.level)
    return head(rating) | {
        "level": {"code": step.level, "label": level.label if level else None},
        "bound": step.bound,
        "decided_on": step.decided_on and step.decided_on.isoformat(),
        "decided_by": _decider(step),
        "document": step.document,
        "told": step.told,
        "sample": _sample(rating, step),
    }


def _decider(step: RatingStep) -> dict[str, str]:
    """Who decided: as a document says, or the body of the post; a post of the place by itself."""
    if step.told:
        return {"vi": step.decided_by, "en": step.decided_by}
    post = step.by.post
    return post.label if post.unit.kind in TERRITORIES else post.unit.label


def _sample(rating: UnitRating, step: RatingStep | None) -> dict[str, object] | None:
    if not rating.book.sample:
        return None
    paper = step.paper if step else None
    return {
        "newspaper": (paper.newspaper or None) if paper else None,
        "printed_on": paper.newspaper_on.isoformat() if paper and paper.newspaper_on else None,
    }
