"""Under which name a round knows somebody. Only a person's own pages and the safeguarding of statements ask."""

from __future__ import annotations

from collections.abc import Mapping

from cydradd_web.accounts.models import Pseudonym


def pseudonym_of(person: int, round_id: int) -> str | None:
    """The name under which somebody speaks in a round; ``None``: they have not spoken in it. One query."""
    found = Pseudonym.objects.filter(person_id=person, round_id=round_id, purpose="talking")
    return found.values_list("pseudonym", flat=True).first()


def pseudonyms_of(person: int) -> Mapping[int, str]:
    """The names under which somebody speaks, by round. One query."""
    return dict(Pseudonym.objects.filter(person_id=person, purpose="talking").values_list("round_id", "pseudonym"))
