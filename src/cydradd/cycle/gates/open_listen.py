"""Before people are asked anything: what money is on the table, who sits at it, and what is open."""

from __future__ import annotations

from cydradd.cycle.acts import working_days
from cydradd.cycle.gates.rules import (
    FUNDERS,
    ROUND_OFFICER,
    WHO_INVITES,
    Answer,
    Reading,
    Rule,
    count,
    holds,
    in_both_languages,
    missing,
    not_evidenced,
    shown,
)
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual
from cydradd.vocabulary.time import local_date

NOTICE_DAYS = 10
"""Working days between the notice and the opening of listening."""


def pots(reading: Reading) -> Answer:
    """At least one pot (design/pots.csv)."""
    if reading.tables.pots is None:
        return not_evidenced("no-pot")
    return shown(bool(reading.tables.pots), "no-pot")


def seats(reading: Reading) -> Answer:
    """A seat of each partner is held on the day listening opens, or today when it has not opened yet."""
    rows = reading.tables.seats
    if rows is None:
        return not_evidenced(*(f"no-seat:{partner}" for partner in Partner))
    opened = reading.acts.opened("listen")
    day = local_date(opened) if opened else reading.today
    present = {seat.partner for seat in rows if seat.holds_on(day)}
    absent = [f"no-seat:{partner}" for partner in Partner if partner not in present]
    return missing(*absent) if absent else holds()


def scope(reading: Reading) -> Answer:
    """What is open and what is not was said before listening opened; what is closed, with the reason why."""
    items = [act for act in reading.acts.of("item") if act.object != "profile"]
    if not items:
        return not_evidenced("no-scope")
    opened = reading.acts.opened("listen")
    before = [act for act in items if opened is None or act.at < opened]
    reasoned = all(
        act.text_plain or (act.text and (act.text.cy or act.text.en)) for act in before if act.code == "closed"
    )
    return shown(bool(before) and reasoned, "no-scope")


def notice(reading: Reading) -> Answer:
    """The notice is public in both languages."""
    return in_both_languages(reading, "notice")


def notice_period(reading: Reading) -> Answer:
    """Ten working days lie between the notice, complete in both languages, and the opening of listening."""
    published = reading.acts.in_both_languages("notice") or reading.acts.published("notice")
    opened = reading.acts.opened("listen")
    if published is None or opened is None:
        return not_evidenced("short-notice")
    days = working_days(local_date(published), local_date(opened))
    if days is None:
        return not_evidenced("short-notice")
    detail = count("Diwrnodau gwaith o rybudd", "Working days of notice", days, NOTICE_DAYS)
    return shown(days >= NOTICE_DAYS, "short-notice", detail)


RULES = (
    Rule(
        "no-pot",
        Bilingual("Mae’r cronfeydd wedi’u henwi, gyda’u hamodau.", "The pots are named, with what each may pay for."),
        FUNDERS,
        pots,
    ),
    Rule(
        "no-seat",
        Bilingual("Mae gan bob partner sedd.", "Every partner has a seat."),
        WHO_INVITES,
        seats,
    ),
    Rule(
        "no-scope",
        Bilingual(
            "Dywedwyd beth sy’n agored a beth sydd wedi cau, a pham.",
            "It was said what is open and what is closed, and why.",
        ),
        ROUND_OFFICER,
        scope,
    ),
    Rule(
        "one-language",
        Bilingual(
            "Mae’r hysbysiad yn gyhoeddus yn Gymraeg ac yn Saesneg.",
            "The notice is public in Welsh and in English.",
        ),
        ROUND_OFFICER,
        notice,
    ),
    Rule(
        "short-notice",
        Bilingual(
            "Daeth yr hysbysiad o leiaf 10 diwrnod gwaith cyn gwrando.",
            "The notice came at least 10 working days before listening.",
        ),
        ROUND_OFFICER,
        notice_period,
    ),
)
