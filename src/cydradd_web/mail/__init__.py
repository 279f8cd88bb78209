"""Messages: what is sent to people by e-mail, in their own language."""
