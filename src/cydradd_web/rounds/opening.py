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
from cydradd_web.rounds.selectors.evidence import acts_of
from cydradd_web.rounds.selectors.opening import TIME_ALONE, so_far, standing, to_wait_for

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
    """One fact that does not hold.

    Attributes:
        href: Where it is put right, by whoever looks; empty: not by them.
        wait: The day until which nobody need do anything; empty: it is not time alone that is missing.
    """

    code: str
    state: str
    sentence: str
    detail: str
    supplier: str
    href: str
    wait: str


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
        if waits and all(fact.wait for fact in self.facts):
            return waits
        shut = ngettext(
            "The gate is shut: %(n)s thing is missing.",
            "The gate is shut: %(n)s things are missing.",
            len(self.facts),
        )
        return " ".join(filter(None, [shut % {"n": len(self.facts)}, waits]))


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
        facts=lacking(slug, found.gate, found.lacking, by, round_id=round_id, at=at),
        day=formats.day(found.day, said) if found.day else "",
    )


def lacking(
    slug: str, gate: Gate, facts: Iterable[Fact], by: By, *, round_id: int, at: datetime
) -> tuple[Lacking, ...]:
    """Facts that do not hold, in the language of the page. Three queries."""
    said, acts, day = Language(get_language() or "en"), acts_of(round_id, at=at), to_wait_for(round_id, gate, at=at)
    found = [(fact, so_far(acts, fact, at)) for fact in facts]
    return tuple(
        Lacking(
            code=next(iter(fact.codes), ""),
            state=str(fact.state),
            sentence=fact.sentence.side(said) or "",
            detail=(detail.side(said) or "") if detail else "",
            supplier=fact.supplier.side(said) or "",
            href=where(slug, gate, fact.codes, by),
            wait=formats.day(day, said) if day and TIME_ALONE.intersection(fact.codes) else "",
        )
        for fact, detail in found
    )
