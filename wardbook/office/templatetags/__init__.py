"""Filters of the office alone."""
