"""The factor model of votes, and the map it makes (method ``cydradd``, listen.md 3.2 and 3.3)."""
