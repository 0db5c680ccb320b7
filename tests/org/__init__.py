"""Tests of units, posts and roles."""
