"""Settings, addresses and the `wardbook` command."""
