"""Measurements: how well the reader reads, and how fast."""
