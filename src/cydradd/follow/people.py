"""What may be shown of a grant to a person: never who it was, nor anything that tells."""

from __future__ import annotations

import re

_PLAIN = re.compile(r"amount|currency|date|fund|programme|^/?id(entifier)?$", re.IGNORECASE)
"""Money, days, and who gave."""


def may_show(place: str) -> bool:
    """Whether what stands under a heading, or at a JSON pointer, of a grant to a person may be shown."""
    return bool(_PLAIN.search(place))
