"""Tests of indicators, targets and results."""
