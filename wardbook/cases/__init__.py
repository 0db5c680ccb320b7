"""Work with a post that answers for it, a deadline and an end; and the procedures it follows."""
