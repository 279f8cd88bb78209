"""What must be shown to be given a lot, requirement by requirement, against the band of its money."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from cydradd.design.lots import Requirement
from cydradd.design.proportionality.finding import BREACH, WARN, Finding
from cydradd.vocabulary.facts import Band
from cydradd.vocabulary.money import Pence, format_money
from cydradd.vocabulary.text import Bilingual

_NUMBER = re.compile(r"[0-9]{1,18}(?:\.[0-9]{1,15})?(?:/[1-9][0-9]{0,14})?", re.ASCII)
_NAMES = {"turnover": Bilingual("Trosiant", "Turnover"), "insurance": Bilingual("Yswiriant", "Insurance cover")}
_OWN_RULE = frozenset({"turnover", "insurance", "accounts", "suitability_stage", "identity"})
"""Kinds that have a rule of their own, or may always be asked."""


def level_of(requirement: Requirement) -> Fraction | None:
    """The number that is asked: pence of money, years of accounts. ``None``: it is no number.

    Money is in pence, unless ``unit`` says that it is in pounds.
    """
    text = (requirement.level or "").strip()
    if not _NUMBER.fullmatch(text) or ("." in text and "/" in text):
        return None
    pounds = requirement.kind in _NAMES and (requirement.unit or "").strip().lower() in ("gbp", "£", "pounds")
    return Fraction(text) * (100 if pounds else 1)


def shown(
    band: Band, requirement: Requirement, value: Pence, yearly: Fraction, authority_type: str
) -> Iterator[Finding]:
    """What of one requirement is too much for money of this size.

    Where it is not said when a thing is asked, insurance and accounts are taken as asked before the offer: whoever
    asks can say otherwise.

    Args:
        value: Of the lot. ``yearly``: the same for one year, exact.
    """
    kind, early = requirement.kind, requirement.when != "after_offer"
    if not (requirement.reason and (requirement.reason.cy or requirement.reason.en)):
        sentence = Bilingual(
            "Nid oes rheswm dros y gofyniad. Ysgrifennwch un, neu dilëwch y gofyniad.",
            "The requirement has no reason. Write one, or delete the requirement.",
        )
        yield Finding("no_reason", requirement.id, None, None, BREACH, "SPPP(W)A 2023 s.24(6)(a)", sentence)
    if kind == "insurance" and early:
        sentence = Bilingual(
            "Ni ellir gofyn am yswiriant cyn dyfarnu. Gofynnwch amdano ar ôl y cynnig.",
            "Insurance cannot be asked for before award. Ask for it after the offer.",
        )
        yield Finding("insurance_early", requirement.id, None, None, BREACH, "Procurement Act 2023 s.22", sentence)
    if kind == "turnover":
        yield from _multiple(band, requirement, band.turnover, yearly)
    if kind == "insurance":
        yield from _multiple(band, requirement, band.cover, Fraction(value))
    if kind == "accounts" and early:
        yield from _accounts(band, requirement)
    if kind == "suitability_stage":
        yield from _suitability(band, requirement, authority_type)
    if kind not in _OWN_RULE:
        yield from _documents(band, requirement)


def _multiple(band: Band, requirement: Requirement, times: int | None, base: Fraction) -> Iterator[Finding]:
    """Turnover against the yearly value, cover against the value; in pence."""
    level, name = level_of(requirement), _NAMES[requirement.kind]
    limit = None if times is None else times * base
    asked = "-" if level is None else format_money(Pence(int(level)), "GBP")
    if limit is None:
        sentence = Bilingual(
            f"{name.cy}: {asked}. Ni ofynnir am hyn am arian o’r maint hwn.",
            f"{name.en}: {asked}. This is not asked for money of this size.",
        )
        yield Finding(requirement.kind, requirement.id, level, None, BREACH, band.source, sentence)
        return
    most = format_money(Pence(int(limit)), "GBP")
    if level is None:
        sentence = Bilingual(
            f"{name.cy}: nid yw’r lefel yn rhif. Ysgrifennwch hi mewn ceiniogau. Y mwyaf: {most}.",
            f"{name.en}: the level is no number. Write it in pence. At most: {most}.",
        )
        yield Finding(requirement.kind, requirement.id, None, limit, WARN, band.source, sentence)
    elif level > limit:
        sentence = Bilingual(
            f"{name.cy}: {asked}. Y mwyaf am yr arian hwn: {most}.",
            f"{name.en}: {asked}. At most for this money: {most}.",
        )
        yield Finding(requirement.kind, requirement.id, level, limit, BREACH, band.source, sentence)


def _accounts(band: Band, requirement: Requirement) -> Iterator[Finding]:
    """Years of accounts before an offer; without a number, one year."""
    level = level_of(requirement)
    years = Fraction(1) if level is None else level
    if years > band.accounts:
        sentence = Bilingual(
            f"Blynyddoedd o gyfrifon cyn cynnig: {years}. Y mwyaf: {band.accounts}.",
            f"Years of accounts before an offer: {years}. At most: {band.accounts}.",
        )
        yield Finding("accounts", requirement.id, years, Fraction(band.accounts), BREACH, band.source, sentence)


def _suitability(band: Band, requirement: Requirement, authority_type: str) -> Iterator[Finding]:
    """A separate suitability stage: nothing but identity below 30,000; a warning from there to the threshold.

    Procurement Act 2023 s.85 forbids it below the threshold. It does not bind devolved Welsh authorities.
    """
    if band.accounts == 2:
        return
    bound = authority_type == "central"
    sentence = Bilingual(
        "Mae cam addasrwydd ar wahân. Gofynnwch bopeth unwaith, yn y cais.",
        "There is a separate suitability stage. Ask everything once, in the application.",
    )
    severity = BREACH if band.accounts == 0 or bound else WARN
    source = "Procurement Act 2023 s.85" if bound else band.source
    yield Finding("suitability_stage", requirement.id, None, None, severity, source, sentence)


def _documents(band: Band, requirement: Requirement) -> Iterator[Finding]:
    """Anything else before an offer: nothing but identity below 30,000, and little below the threshold."""
    if band.accounts == 2 or requirement.when == "after_offer":
        return
    kind = requirement.kind
    if requirement.when is None:
        sentence = Bilingual(
            f"Nid yw’r ffurflen yn dweud pryd y gofynnir am hyn: {kind}. Dewiswch ar ôl y cynnig (after_offer).",
            f"The form does not say when this is asked: {kind}. Choose after the offer (after_offer).",
        )
        yield Finding("documents", requirement.id, None, None, WARN, band.source, sentence)
        return
    allowed = Bilingual("hunaniaeth", "identity")
    if band.accounts:
        allowed = Bilingual("hunaniaeth a’r cyfrifon diwethaf", "identity and the last accounts")
    sentence = Bilingual(
        f"Gofynnir am hyn cyn y cynnig: {kind}. Dim ond hyn sydd ei angen am arian o’r maint hwn: {allowed.cy}.",
        f"Asked before the offer: {kind}. For money of this size nothing is needed but {allowed.en}.",
    )
    severity = WARN if band.accounts else BREACH
    yield Finding("documents", requirement.id, None, None, severity, band.source, sentence)
