"""Official text in, figures and checks with their places out; no database, no Django."""
