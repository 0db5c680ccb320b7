"""How a body is rated: the law it follows, what speaks for it, its group and its history."""
