"""Stages, gates and consent: what must come before what. Start reading at stages.py."""
