"""The slip with the look-up word as a file: PDF and DOCX, for whoever works on the case."""

from typing import Any

import pytest
from django.test import Client

from tests import make
from tests.office import people
from tests.portal.own import accepted
from tests.reports.forms.samples import codes_in, in_docx, in_pdf, squeezed
from wardbook.cases.actions.words import give_word
from wardbook.cases.models import Case

pytestmark = pytest.mark.django_db


def mirrored(*, word: bool = True) -> Case:
    case = accepted(fields={"applicant": "Trần Thị Mẫu"})
    Case.objects.filter(pk=case.pk).update(origin="portal", code=f"H31-{case.pk}", word="")
    case.refresh_from_db()
    return give_word(case, by=make.lan(), at=make.AT) if word else case


def got(case: Case, form: str, client: Client | None = None) -> Any:
    return (client or people.lan()).get(f"/office/cases/{case.pk}/word.{form}")


def test_both_files_say_code_and_word_and_name_nobody() -> None:
    case = mirrored()

    for form, read in (("pdf", in_pdf), ("docx", in_docx)):
        words = squeezed(read(got(case, form).content))
        assert case.code in words
        assert squeezed(case.word) in words
        assert squeezed("Trần Thị Mẫu") not in words


def test_the_code_on_it_opens_the_page_of_the_holder() -> None:
    case = mirrored()

    (address,) = codes_in(got(case, "pdf").content)

    assert address.endswith(f"/d/{case.word}/")


def test_without_a_word_and_in_another_form_there_is_no_slip() -> None:
    assert got(mirrored(word=False), "pdf").status_code == 404
    assert got(mirrored(), "odt").status_code == 404


def test_only_whoever_works_on_cases_takes_it_out() -> None:
    case = mirrored()

    assert got(case, "pdf", people.quan()).status_code == 404
    assert got(case, "pdf", people.hoa()).status_code == 403
