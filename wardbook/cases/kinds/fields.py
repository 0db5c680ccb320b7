"""What is told of a piece of work, by kind: typed, with a version, each field with its class."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Any, ClassVar

from wardbook.cases.kinds.table import Label


class Data(StrEnum):
    """Who may see a datum (DESIGN §5); a public page shows none but the first."""

    PUBLIC = "public"
    INTERNAL = "internal"
    PERSONAL = "personal"
    SENSITIVE = "sensitive"
    SEALED = "sealed"


_NOBODY = (Data.PUBLIC, Data.INTERNAL)  # classes that tell of nobody


def _told(vi: str, en: str, data: Data, longest: int = 200, *, chosen: bool = False) -> Any:
    """A field, blank until it is told; ``chosen`` from a list, so that it is a code."""
    label = Label(vi, en)
    said = {"label": label, "data": data, "longest": longest, "chosen": chosen}
    return field(default="", metadata=said)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """What is told of a dossier when it is handed in.

    ``notice`` is the channel by which its holder wants to hear of it, ``collect`` the way in which
    the result is handed out; ``papers`` are those handed in. ``representative`` handed it in for
    the applicant, by the paper that ``authorisation`` names.
    """

    VERSION: ClassVar[int] = 1

    applicant: str = _told("Họ tên, tổ chức", "Name", Data.PERSONAL)
    id_number: str = _told("Số định danh", "ID number", Data.PERSONAL, 20)
    phone: str = _told("Điện thoại", "Phone", Data.PERSONAL, 20)
    email: str = _told("Thư điện tử", "E-mail", Data.PERSONAL)
    address: str = _told("Địa chỉ", "Address", Data.PERSONAL, 300)
    notice: str = _told("Báo tin qua", "Notify by", Data.INTERNAL, 8, chosen=True)
    collect: str = _told("Nhận kết quả", "Collect the result", Data.INTERNAL, 8, chosen=True)
    about: str = _told("Nội dung yêu cầu", "What is asked for", Data.PERSONAL, 600)
    papers: tuple[str, ...] = field(
        default=(),
        metadata={
            "label": Label("Giấy tờ đã nộp", "Papers"),
            "data": Data.INTERNAL,
            "chosen": True,
        },
    )
    sets: str = _told("Số bộ", "Sets", Data.INTERNAL, 3)
    representative: str = _told("Người nộp thay", "Representative", Data.PERSONAL)
    representative_id: str = _told("Số định danh người nộp", "Their ID", Data.PERSONAL, 20)
    authorisation: str = _told("Giấy ủy quyền", "Authorisation", Data.PERSONAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """What somebody says is wrong, and how to answer them if they want an answer."""

    VERSION: ClassVar[int] = 1

    applicant: str = _told("Họ tên", "Name", Data.PERSONAL)
    phone: str = _told("Điện thoại", "Phone", Data.PERSONAL, 20)
    email: str = _told("Thư điện tử", "E-mail", Data.PERSONAL)
    notice: str = _told("Báo tin qua", "Notify by", Data.INTERNAL, 8, chosen=True)
    about: str = _told("Nội dung", "What it says", Data.PERSONAL, 4000)


FIELDS: dict[str, type[Dossier] | type[Feedback]] = {"dossier": Dossier, "feedback": Feedback}


def written(told: Dossier | Feedback) -> dict[str, Any]:
    """As a case keeps it: the version, and what is not blank."""
    said = {one.name: getattr(told, one.name) for one in fields(told)}
    kept = {name: list(v) if isinstance(v, tuple) else v for name, v in said.items() if v}
    return {"version": told.VERSION, **kept}


def dossier(kept: Mapping[str, Any]) -> Dossier:
    """What a case keeps, typed again; what another system told beside it is left out."""
    said = {one.name: kept[one.name] for one in fields(Dossier) if one.name in kept}
    if "papers" in said:
        said["papers"] = tuple(said["papers"])
    return Dossier(**said)


def shown(kind: str, kept: Mapping[str, Any], *, personal: bool = True) -> list[tuple[Label, str]]:
    """Label and words of everything told that reads as it stands, in the order of the kind.

    Without what is ``personal``, it tells nothing of the person whose it is.
    """
    known = fields(FIELDS[kind]) if kind in FIELDS else ()
    plain = [
        one
        for one in known
        if not one.metadata["chosen"] and (personal or one.metadata["data"] in _NOBODY)
    ]
    rows = [(one.metadata["label"], str(kept.get(one.name, ""))) for one in plain]
    return [(label, words) for label, words in rows if words]


def classes(kind: str) -> dict[str, Data]:
    """The class of every field of a kind."""
    return {one.name: one.metadata["data"] for one in fields(FIELDS[kind])}
