"""Who has not been heard: how those who voted spread over what is known of them, and what a group has hardly seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from cydradd.cycle.report.heard import FewSeen, Said, Spread
from cydradd.listen.consensus import Findings
from cydradd.listen.exports.rows import Participant
from cydradd.listen.findings.by_partner import LEAST_PEOPLE, too_few

KINDS: Mapping[str, Callable[[Participant], str | None]] = {
    "partner": lambda person: None if person.partner is None else str(person.partner),
    "area": lambda person: person.place,
    "language": lambda person: person.profile.get("language") or None,
    "strength": lambda person: person.strength,
}
"""What a round may know of who votes in it."""
_UNKNOWN = ""


def spreads(people: Sequence[str], participants: Sequence[Participant]) -> tuple[Spread, ...]:
    """How people spread over the partners, and over each other thing that is known of any of them.

    Args:
        people: Those who voted on the map.
    """
    known = {each.voter: each for each in participants}
    found = []
    for kind, told in KINDS.items():
        cells = Counter((told(known[name]) or _UNKNOWN) if name in known else _UNKNOWN for name in people)
        if kind == "partner" or set(cells) - {_UNKNOWN}:
            found.append(_spread(kind, cells))
    return tuple(found)


def _spread(kind: str, cells: Mapping[str, int]) -> Spread:
    hidden = too_few(cells)
    shown = [(code, many) for code, many in cells.items() if code not in hidden and code != _UNKNOWN]
    return Spread(
        kind=kind,
        rows=tuple(sorted(shown, key=lambda row: (-row[1], row[0]))),
        unknown=None if _UNKNOWN in hidden else cells.get(_UNKNOWN, 0),
        others=sum(cells[code] for code in hidden),
        cells=len(hidden),
    )


def few_seen(findings: Findings, said: Sequence[Said], letters: Sequence[str]) -> tuple[FewSeen, ...]:
    """For each group, the statements that too few of it have seen, those least seen first.

    Args:
        letters: Of the groups.
    """
    total = sum(each.in_map for each in said)
    found = []
    for group, letter in enumerate(letters):
        own = sorted((seen, column) for at, column, seen in findings.not_heard if at == group)
        if own:
            told = tuple((said[column], seen if seen == 0 or seen >= LEAST_PEOPLE else None) for seen, column in own)
            found.append(FewSeen(letter, total, told))
    return tuple(found)
