"""Papers as received, and the claims read from them."""
