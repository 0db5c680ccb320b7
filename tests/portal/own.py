"""Somebody's own work for tests: a dossier or feedback, and its page as its holder sees it."""

from typing import Any

from django.test import Client

from tests import make
from wardbook.cases.models import Case


def accepted(**more: Any) -> Case:
    return make.step(make.case(**more), "accept", at=more.get("at", make.AT))


def page(case: Case, language: str = "") -> str:
    response = Client().get(f"{language}/d/{case.word}/")
    assert response.status_code == 200
    return response.content.decode()


def body(case: Case) -> dict[str, Any]:
    response = Client().get(f"/d/{case.word}.json")
    assert response.status_code == 200
    said: dict[str, Any] = response.json()
    return said
