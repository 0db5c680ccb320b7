"""The loop in the office: what sessions set, what reviews name, what is owed and verified."""
