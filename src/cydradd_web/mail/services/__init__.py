"""What is done with messages."""

from cydradd_web.mail.services.sending import send

__all__ = ["send"]
