"""The tests of Wardbook; their folders mirror the packages."""
