"""Cases for peers: writing one, deciding on it, posting it once, taking it down, closing it."""
