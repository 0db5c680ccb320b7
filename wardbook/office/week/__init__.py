"""The week of a leader: blocks of a few lines, each with a number that opens its list."""
