"""What pages read of messages."""

from cydradd_web.mail.selectors.undelivered import Undelivered, undelivered_of, undelivered_to

__all__ = ["Undelivered", "undelivered_of", "undelivered_to"]
