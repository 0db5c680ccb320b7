"""Tests of papers and claims."""
