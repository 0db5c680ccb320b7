"""One file a command; each makes one call to an action or a query."""
