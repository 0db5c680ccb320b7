"""Pages of the office, a module a subject; each view makes one call to an action."""
