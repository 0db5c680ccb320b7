"""One small file a format: bytes of a paper in, its text out."""
