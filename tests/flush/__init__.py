"""A flush for the tests alone, which lifts the ledger's guards and sets them again."""
