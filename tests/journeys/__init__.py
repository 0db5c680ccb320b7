"""Walks through both sites in a real browser."""
