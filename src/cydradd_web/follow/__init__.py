"""Where money went over all rounds: organisations, places, and how far it went to few. Joins what stages hold."""
