"""What stands between a round and the opening of a window, as pages tell it: what is missing, who, and where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from cydradd.cycle.gates import Fact
from cydradd.cycle.report import formats
from cydradd.cycle.stages import Gate
from cydradd.vocabulary.text import Language
from cydradd_web.accounts.duties import By, Duty
from cydradd_web.rounds.selectors.opening import standing

NOTICE = "short-notice"
OFFICERS = frozenset(
    {
        "design-agree",
        "feedback-queue",
        "invite",
        "listen-report-write",
        "listen-unknown",
        "plan-evaluation",
        "publish",
        "scope-item",
        "scope-option",
        "scope-pot",
    }
)
"""Pages that only the officer may open."""
WHERE: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "no-pot": ("scope-pot", ()),
    "no-seat": ("invite", ()),
    "no-scope": ("scope-item", ()),
    "one-option": ("scope-option", ()),
    "listening-open": ("stage", ("listen",)),
    "short-listening": ("stage", ("listen",)),
    "no-summary": ("listen-report-write", ()),
    "no-profile": ("listen-unknown", ()),
    "no-fit": ("design-workshop", ()),
    "no-proportion": ("design-workshop", ()),
    "out-of-proportion": ("design-workshop", ()),
    "no-involvement": ("design-comments", ()),
    "no-weights": ("design-weights", ()),
    "no-seed": ("design-seed-bind", ()),
    "no-design-hash": ("design-agree", ()),
    "design-hash-differs": ("design-agree", ()),
    "no-ballot-level": ("design-agree", ()),
    "call-open": ("stage", ("apply",)),
    "short-call": ("stage", ("apply",)),
    "no-eligibility": ("eligibility-queue", ()),
    "no-interest": ("interests", ()),
    "no-feedback": ("feedback-queue", ()),
    "no-plan": ("plan-evaluation", ()),
}
"""The page on which each fact is put right, by its first code."""
BOTH_LANGUAGES = {
    Gate.OPEN_LISTEN: ("publish", ("notice",)),
    Gate.OPEN_DESIGN: ("listen-report-write", ()),
    Gate.OPEN_APPLY: ("publish", ("design",)),
}


@dataclass(frozen=True, slots=True)
class Lacking:
    """One fact that does not hold. `href`: where it is put right, by whoever looks; empty: not by them."""

    code: str
    state: str
    sentence: str
    detail: str
    supplier: str
    href: str


@dataclass(frozen=True, slots=True)
class Opening:
    """What is missing before a window opens. `day`: from when on the calendar lets it; empty: that is no matter."""

    gate: Gate
    facts: tuple[Lacking, ...]
    day: str

    @property
    def why_not(self) -> str:
        """Why it cannot open now, in a sentence; empty: it can."""
        if not self.facts:
            return ""
        waits = _("It can open from %(day)s on.") % {"day": self.day} if self.day else ""
        others = sum(fact.code != NOTICE for fact in self.facts)
        if not others and waits:
            return waits
        shut = ngettext(
            "The gate is shut: %(n)s thing is missing.",
            "The gate is shut: %(n)s things are missing.",
            others or len(self.facts),
        )
        return " ".join(filter(None, [shut % {"n": others or len(self.facts)}, waits]))


def where(slug: str, gate: Gate, codes: Iterable[str], by: By) -> str:
    """The page on which a fact is put right by whoever looks; empty: there is none for them."""
    code = next(iter(codes), "")
    first = code.split(":")[0]
    if by.seat is None:
        return ""
    if code.startswith("no-consent:pot"):
        return reverse("pot-consent", args=[slug])
    if first in ("no-consent", "objection"):
        return reverse("gate", args=[slug, gate])
    name, more = BOTH_LANGUAGES.get(gate, ("", ())) if first == "one-language" else WHERE.get(first, ("", ()))
    if not name or (name in OFFICERS and Duty.OFFICER not in by.duties):
        return ""
    return reverse(name, args=[slug, *more])


def opening(slug: str, round_id: int, window: str, by: By, at: datetime) -> Opening:
    """What is missing before a window opens, in the language of the page."""
    said = Language(get_language() or "en")
    found = standing(round_id, window, at=at)
    return Opening(
        gate=found.gate,
        facts=lacking(slug, found.gate, found.lacking, by),
        day=formats.day(found.day, said) if found.day else "",
    )


def lacking(slug: str, gate: Gate, facts: Iterable[Fact], by: By) -> tuple[Lacking, ...]:
    """Facts that do not hold, in the language of the page."""
    said = Language(get_language() or "en")
    return tuple(
        Lacking(
            code=next(iter(fact.codes), ""),
            state=str(fact.state),
            sentence=fact.sentence.side(said) or "",
            detail=(fact.detail.side(said) or "") if fact.detail else "",
            supplier=fact.supplier.side(said) or "",
            href=where(slug, gate, fact.codes, by),
        )
        for fact in facts
    )
