"""Before anything is designed: people were heard for long enough, and everybody can read what was heard."""

from __future__ import annotations

from cydradd.cycle.gates.rules import (
    ROUND_OFFICER,
    Answer,
    Reading,
    Rule,
    count,
    holds,
    missing,
    not_evidenced,
    shown,
)
from cydradd.vocabulary.text import Bilingual

LISTENING_DAYS = 28
"""Days that listening lasts at least."""


def listening_closed(reading: Reading) -> Answer:
    """Listening has closed."""
    if not reading.acts.of("window_opens", "listen") and not reading.acts.of("window_closes", "listen"):
        return not_evidenced("listening-open")
    return shown(reading.acts.closed("listen") is not None, "listening-open")


def listened_long_enough(reading: Reading) -> Answer:
    """Listening stood open 28 days, all its windows together."""
    closed = [window for window in reading.acts.windows("listen") if window.closes]
    if not closed:
        return not_evidenced("short-listening")
    days = sum(window.days for window in closed)
    detail = count("Diwrnodau gwrando", "Days listened", days, LISTENING_DAYS)
    return shown(days >= LISTENING_DAYS, "short-listening", detail)


def summary(reading: Reading) -> Answer:
    """A summary is public in both languages. One published before listening closed cannot sum it up."""
    reports = reading.acts.of("publish", "report")
    if not reports:
        return not_evidenced("no-summary")
    closed = reading.acts.closed("listen")
    if closed is not None and all(act.at < closed for act in reports):
        return missing("no-summary")
    return shown(reading.acts.in_both_languages("report") is not None, "one-language")


def profile(reading: Reading) -> Answer:
    """Who took part is known beside their partner, or it is said in public why it is not.

    A report published over a list of participants that says nothing of them contradicts it.
    """
    said = [act for act in reading.acts.of("item", "profile") if act.code == "closed"]
    reasons = [act for act in said if act.text_plain or (act.text and (act.text.cy or act.text.en))]
    if reading.evidence.profile_column or reasons:
        return holds()
    reported = reading.acts.published("report") is not None
    if said or (reading.evidence.profile_column is False and reported):
        return missing("no-profile")
    return not_evidenced("no-profile")


RULES = (
    Rule(
        "listening-open",
        Bilingual("Mae’r gwrando wedi cau.", "Listening has closed."),
        ROUND_OFFICER,
        listening_closed,
    ),
    Rule(
        "short-listening",
        Bilingual("Parhaodd y gwrando am 28 diwrnod neu fwy.", "Listening lasted 28 days or more."),
        ROUND_OFFICER,
        listened_long_enough,
    ),
    Rule(
        "no-summary",
        Bilingual(
            "Mae crynodeb o’r anghenion a’r asedau yn gyhoeddus yn Gymraeg ac yn Saesneg.",
            "A summary of needs and assets is public in Welsh and in English.",
        ),
        ROUND_OFFICER,
        summary,
    ),
    Rule(
        "no-profile",
        Bilingual(
            "Mae’n hysbys pwy gymerodd ran, neu dywedwyd pam nad yw’n hysbys.",
            "It is known who took part, or it was said why it is not known.",
        ),
        ROUND_OFFICER,
        profile,
    ),
)
