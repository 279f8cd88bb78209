"""Whom a word of a question names; where it names nobody, who may have been meant."""

from __future__ import annotations

from difflib import get_close_matches

from cydradd.follow.warehouse.asking import Tables
from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.text import Bilingual

_NEAR = 3


def must_name_a_funder(tables: Tables, text: str) -> None:
    """Refuse a word that is neither the org-id nor the exact name of somebody who gave.

    Raises:
        NotPossible: With the funders that may have been meant.
    """
    given = tables.ask(
        "SELECT DISTINCT p.key, p.name FROM parties p "
        "JOIN (SELECT funder FROM grants UNION SELECT funder FROM amounts) g ON g.funder = p.party"
    )
    ids, names = {str(own) for own, _ in given if own}, sorted({str(name) for _, name in given if name})
    if text in ids or text in names:
        return
    word = text.casefold()
    near = [name for name in names if word in name.casefold()] or get_close_matches(text, names, _NEAR)
    listed = "; ".join(near[:_NEAR])
    raise NotPossible(
        Bilingual(
            cy=f"Nid oes ariannwr o’r enw “{text}” yma." + (f" A oeddech yn meddwl: {listed}?" if near else ""),
            en=f"There is no funder named “{text}” here." + (f" Did you mean: {listed}?" if near else ""),
        ),
        code="no-such-funder",
    )
