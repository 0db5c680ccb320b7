"""An end by the tier above has a state of its own: the rows take it, the ledger keeps its words.

Nothing but such an end led to the old state in a case that the tier above ended.
"""

from typing import Any

from django.db import migrations

_FORMERLY = {"conclusion": "kept", "shortcoming": "remedied", "remedy": "remedied"}


def name_it(apps: Any, _editor: Any) -> None:
    case, move = _models(apps)
    ended = move.objects.filter(step="overrule").values("case")
    old = sorted(set(_FORMERLY.values()))
    move.objects.filter(case__in=ended, state__in=old).update(state="overruled")
    case.objects.filter(pk__in=ended, state__in=old).update(state="overruled")


def name_it_as_before(apps: Any, _editor: Any) -> None:
    case, move = _models(apps)
    for kind, state in _FORMERLY.items():
        move.objects.filter(case__kind=kind, state="overruled").update(state=state)
        case.objects.filter(kind=kind, state="overruled").update(state=state)


def _models(apps: Any) -> tuple[Any, Any]:
    return apps.get_model("cases", "Case"), apps.get_model("cases", "Move")


class Migration(migrations.Migration):
    dependencies = [("cases", "0010_ended_work")]

    operations = [migrations.RunPython(name_it, name_it_as_before)]
