"""What about: the subject of each figure, and the body it is about."""
