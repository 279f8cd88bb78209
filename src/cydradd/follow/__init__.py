"""Open grant and contract data: who the money reached."""
