"""The one-stop statement: computed once as a body, rendered as page, DOCX, PDF, XLSX and JSON."""
