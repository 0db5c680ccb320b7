"""Indicators, targets and results; every number has a source."""
