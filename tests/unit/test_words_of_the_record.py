"""What entries of the record are called on a page: in words of both languages, never by a code."""

from __future__ import annotations

import pytest

from cydradd.vocabulary.text import Language
from cydradd_web.record.words import said


@pytest.mark.parametrize(
    ("kind", "body", "welsh", "english"),
    [
        (
            "round.decided",
            {"object": "seat", "code": "offered", "to": "citizens", "duties": ["officer"]},
            "Cynigiwyd sedd. Partner: Dinasyddion.",
            "A seat was offered. Partner: Citizens.",
        ),
        ("round.decided", {"object": "seat", "code": "taken", "id": "a1"}, "Cymerwyd sedd.", "A seat was taken."),
        ("round.decided", {"object": "seat", "code": "ended", "id": "a1"}, "Gadawyd sedd.", "A seat was left."),
        (
            "round.decided",
            {"object": "duty", "code": "handed_over", "id": "a1"},
            "Trosglwyddwyd dyletswyddau.",
            "Duties were handed over.",
        ),
        (
            "round.decided",
            {"object": "ending", "code": "decided"},
            "Gwnaed penderfyniad. Am: diweddu cytundeb.",
            "A decision was made. About: ending an agreement.",
        ),
        ("design.changed", {"object": "pots", "item": "P1"}, "Newidiwyd y cronfeydd.", "The pots were changed."),
        (
            "design.changed",
            {"object": "ballot", "item": "2026-01-31"},
            "Newidiwyd diwrnod olaf y pleidleisio.",
            "The last day of the ballot was changed.",
        ),
        (
            "consent.given",
            {"object": "P1"},
            "Cydsyniodd partner. Am: y gronfa P1.",
            "A partner consented. About: the pot P1.",
        ),
        (
            "round.published",
            {"object": "impact", "code": "cy"},
            "Cyhoeddwyd, yn Gymraeg. Am: yr adroddiad effaith.",
            "Published, in Welsh. About: the impact report.",
        ),
        (
            "round.published",
            {"object": "valley-7", "code": "en"},
            "Cyhoeddwyd, yn Saesneg. Am: y cais valley-7.",
            "Published, in English. About: the application valley-7.",
        ),
    ],
)
def test_an_entry_is_said_in_words_of_both_languages(
    kind: str, body: dict[str, object], welsh: str, english: str
) -> None:
    assert said(kind, body, Language.CY) == welsh
    assert said(kind, body, Language.EN) == english
