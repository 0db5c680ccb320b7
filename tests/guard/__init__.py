"""The repository about itself."""
