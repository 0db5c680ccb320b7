"""The staff site and the staff commands."""
