"""Tallies: how many, by kind, per body and period; balances that must close, and no persons."""
