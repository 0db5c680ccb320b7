"""Wardbook: the open working book of a ward, in which every published figure opens."""

__version__ = "0.1.0"
