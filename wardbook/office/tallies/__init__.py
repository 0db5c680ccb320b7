"""What the pages of tallies show, and of which bodies to whom."""
