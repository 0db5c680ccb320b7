"""When: the times a text names, and which figure each of them dates."""
