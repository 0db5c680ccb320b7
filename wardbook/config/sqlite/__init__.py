"""SQLite with a write gate; see docs/decisions/0001."""
