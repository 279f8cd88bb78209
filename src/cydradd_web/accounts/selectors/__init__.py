"""What pages and services read of people. Querysets stay here; typed values leave."""

from cydradd_web.accounts.selectors.places import Holder, by_for, holders, places_of, rounds_of

__all__ = ["Holder", "by_for", "holders", "places_of", "rounds_of"]
