"""Filling in the form for feedback as a browser without scripts does: field by field."""

from typing import Any

from django.test import Client
from lxml import html

TYPED = {
    "sort": "feedback",
    "words": "Đèn đường đầu hẻm 5 không sáng đã một tuần.",
    "where": "Hẻm 5, đường Thử",
    "phone": "0912 345 678",
}


def fields(page: bytes) -> dict[str, str]:
    """What the form of a page would send untouched."""
    form: Any = html.fromstring(page.decode()).xpath("//main//form")
    found: dict[str, str] = {}
    for one in form[0].xpath(".//input | .//textarea"):
        chosen = one.get("type") not in {"radio", "checkbox"} or one.get("checked") is not None
        if chosen:
            found[one.get("name")] = one.get("value") or one.text or ""
    return found


def send(client: Client, page: bytes, **typed: str) -> Any:
    return client.post("/say/", fields(page) | typed)


def filled_in(client: Client, **more: str) -> bytes:
    """Every page answered, up to the one on which the answers are checked."""
    typed, page = TYPED | more, client.get("/say/").content
    while (step := fields(page)["step"]) != "check":
        names = ("name", "phone", "email") if step == "contact" else (step,)
        answer = send(client, page, **{name: typed.get(name, "") for name in names})
        assert answer.status_code == 200
        assert fields(answer.content)["step"] != step, f"{step} was not taken"
        page = answer.content
    return page
