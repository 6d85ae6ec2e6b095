"""Cards, words, ids and commands, each for itself; whole interactions are in journeys/."""
