"""The printed forms of the one-stop counter, each computed once and rendered as PDF and DOCX."""

from wardbook.reports.forms.paper import Form, Qr, form

__all__ = ["Form", "Qr", "form"]
