"""Commands of the `wardbook` program."""
