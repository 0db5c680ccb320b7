"""Receiving papers: one, several, by a form and by a script."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests import make
from tests.office import people
from wardbook.documents.models import Document

pytestmark = pytest.mark.django_db


def upload(client: Client, content: bytes, name: str = "bc.txt", **more: Any) -> Any:
    paper = SimpleUploadedFile(name, content)
    fields = {"paper": paper, "unit": make.unit().pk, "title": "Báo cáo", **more}
    return client.post("/office/documents/receive/", fields)


def test_an_upload_leads_to_the_paper_with_its_figures() -> None:
    response = upload(people.lan(), make.PAPER.encode())

    document = Document.objects.get()
    assert response.url == f"/office/documents/{document.pk}/"
    page = people.lan().get(response.url).content.decode()
    assert "1.250 hồ sơ" in page


@pytest.mark.parametrize(
    ("content", "name"),
    [(b"", "a.txt"), (b"PK\x03\x04junk", "a.docx"), ("TUYỆT MẬT\n12 hồ sơ".encode(), "a.txt")],
)
def test_a_paper_that_cannot_be_taken_gets_a_sentence_and_nothing_is_lost(
    content: bytes, name: str
) -> None:
    response = upload(people.lan(), content, name, title="Giữ tên này")

    assert response.status_code == 422
    assert "govuk-error-summary" in response.content.decode()
    assert "Giữ tên này" in response.content.decode()
    assert not Document.objects.exists()


def test_the_same_paper_twice_is_told_on_the_form() -> None:
    client = people.lan()
    upload(client, make.PAPER.encode())

    response = upload(client, make.PAPER.encode())

    assert response.status_code == 422
    assert Document.objects.count() == 1


def test_a_clerk_cannot_receive_for_another_ward() -> None:
    other = make.unit("99902")

    response = upload(people.lan(), make.PAPER.encode(), unit=other.pk)

    assert response.status_code == 422
    assert not Document.objects.exists()
