"""Tests of what must hold for every address of the sites, those of tomorrow included."""
