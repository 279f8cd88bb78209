"""What people do about their accounts and places."""
