"""The record of the site's rounds: every act, in order."""
