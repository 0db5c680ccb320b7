"""Numbers in a text: which are figures, and what each one says."""
