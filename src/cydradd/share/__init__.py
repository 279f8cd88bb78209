"""The member-led network: proposals, letters of support, practice."""
