"""Procedures, postings and cases."""
