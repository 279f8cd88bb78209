"""What became of what somebody asked for."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import get_language

from cydradd.vocabulary.text import Bilingual, Language
from cydradd_web.apply.selectors.telling import asked_by_person
from cydradd_web.components.became import Became


def became(person_id: int, *, at: datetime | None = None) -> list[Became]:
    """Each application of the organisations in which somebody acts, and what came of it so far, newest first."""
    from cydradd_web.components.clock import now

    language = Language(get_language() or "en")
    found = []
    for each in asked_by_person(person_id, at=at or now()):
        words, spoken = each.title.either(language) or (each.reference, language)
        what = [_side(each.outcome, language), *(_side(reason, language) for reason in each.reasons)]
        found.append(
            Became(
                when=each.sent_at,
                said=words,
                lang=None if spoken is language else str(spoken),
                what=[sentence for sentence in what if sentence],
                href=reverse("application-sent", args=[each.slug, each.reference]),
                round_title=each.round_title,
            )
        )
    return found


def _side(text: Bilingual, language: Language) -> str:
    found = text.either(language)
    return found[0] if found else ""
