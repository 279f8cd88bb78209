"""What a round can publish, and what each must have in Welsh and in English before it is public.

A stage says so in its own module ``publishable.py``, which is read when the site starts::

    @needs("report")
    def report(round_id: int) -> Iterable[Bilingual]:
        ...            # one sentence for each side that is missing, with where it is; nothing: it can be published

A kind that a stage says nothing of needs no more than the text that is published with it. An award is published
under its own id (``needs("award")`` is asked, with the id as second argument).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from cydradd.vocabulary.text import Bilingual

KINDS = frozenset({"notice", "report", "design", "eligibility", "result", "ballots", "scores"})
"""What is published by its own name; anything else is the id of an award."""
Lacks = Callable[[int, str], Iterable[Bilingual]]
"""Called with the key of the round and what is published: one sentence for each side that is missing."""

_NEEDS: dict[str, Lacks] = {}


def needs(kind: str) -> Callable[[Callable[..., Iterable[Bilingual]]], Callable[..., Iterable[Bilingual]]]:
    """State what a kind needs: one of `KINDS`, or ``award``."""

    def keep(check: Callable[..., Iterable[Bilingual]]) -> Callable[..., Iterable[Bilingual]]:
        takes_id = kind == "award"
        _NEEDS[kind] = lambda round_id, what: check(round_id, what) if takes_id else check(round_id)
        return check

    return keep


def lacking(round_id: int, what: str) -> tuple[Bilingual, ...]:
    """What is missing in one language before something can be published."""
    check = _NEEDS.get(what if what in KINDS else "award")
    return tuple(check(round_id, what)) if check else ()
