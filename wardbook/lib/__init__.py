"""Plain Python that has never heard of a ward."""
