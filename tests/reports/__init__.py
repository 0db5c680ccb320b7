"""Tests of what leaves the book."""
