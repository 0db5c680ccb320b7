"""What was done and what was said: append-only, chained."""
