"""Statements computed once, and the forms in which they leave: tables, files, papers."""
