"""How figures hang together: plans, earlier values, parts, and what recomputing says."""
