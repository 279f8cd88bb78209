"""The story of a round so far, in five sentences at most: what happened, never praise. Each with its way to more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cydradd.cycle.report import formats
from cydradd.cycle.report.words import word
from cydradd.cycle.stages import Gate, Stage
from cydradd.vocabulary.text import Language
from cydradd_web.rounds.selectors.consents import name_of
from cydradd_web.rounds.selectors.lines import WINDOWS, Line
from cydradd_web.rounds.selectors.story import Figures
from cydradd_web.rounds.shown import partner_name, pounds


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the story, and where it says more."""

    words: str
    href: str
    more: str


def story(found: Figures, line: Line, language: Language) -> tuple[Sentence, ...]:
    """The story of one round so far.

    Args:
        line: The round with what is open in it.
    """
    told = _Teller(found, line, language)
    parts = (told.begun(), told.heard(), told.partners(), told.money(), told.next())
    return tuple(sentence for part in parts for sentence in part)


@dataclass(frozen=True, slots=True)
class _Teller:
    figures: Figures
    line: Line
    language: Language

    def _stage(self, stage: Stage) -> tuple[str, str]:
        """Where a stage is told, and its word."""
        return reverse("stage", args=[self.line.slug, stage]), str(word(self.language, "common.stage", stage))

    def _gates(self) -> tuple[str, str]:
        return reverse("round", args=[self.line.slug]) + "#gates", _("Gates")

    def begun(self) -> Iterator[Sentence]:
        """Who opened it, and when."""
        at = self.figures.opened or self.figures.first
        if at is None:
            return
        day = formats.day(at, self.language)
        if self.figures.opened:
            words = _("A public body opened this round on %(day)s.") % {"day": day}
        else:
            words = _("The first act on record is of %(day)s.") % {"day": day}
        yield Sentence(words, reverse("record", args=[self.line.slug]), _("Record"))

    def heard(self) -> Iterator[Sentence]:
        """How many people made how many statements and votes."""
        found = self.figures
        if not found.votes or not found.people:
            return
        counts = {
            "people": ngettext("%(n)s person", "%(n)s people", found.people) % {"n": f"{found.people:,}"},
            "votes": ngettext("%(n)s vote", "%(n)s votes", found.votes) % {"n": f"{found.votes:,}"},
            "statements": ngettext("%(n)s statement", "%(n)s statements", found.statements)
            % {"n": f"{found.statements:,}"},
        }
        yield Sentence(_("%(people)s cast %(votes)s on %(statements)s.") % counts, *self._stage(Stage.LISTEN))

    def partners(self) -> Iterator[Sentence]:
        """What partners agreed, objected to and overrode."""
        found = self.figures
        if found.agreed_at or found.objecting or found.overridden:
            told = {
                "gates": ", ".join(name_of(gate, self.language) for gate in found.agreed_at),
                "objections": found.objecting,
                "overrides": found.overridden,
            }
            if found.agreed_at:
                words = _(
                    "All three partners consent at these gates: %(gates)s; objections that stand: %(objections)s; "
                    "overrides: %(overrides)s."
                )
            else:
                words = _(
                    "No gate has the consent of all three partners yet; objections that stand: %(objections)s; "
                    "overrides: %(overrides)s."
                )
            yield Sentence(words % told, *self._gates())
        elif found.so_far:
            gate, who = found.so_far
            names = ", ".join(partner_name(partner, self.language) for partner in who)
            words = _("At the gate to %(stage)s these partners consent so far: %(partners)s.")
            yield Sentence(words % {"stage": name_of(gate, self.language), "partners": names}, *self._gates())

    def money(self) -> Iterator[Sentence]:
        """Where the money stands. What is not known is left out, and never told as nothing."""
        found = self.figures
        if found.money is None:
            return
        told: dict[str, object] = {"table": pounds(found.money, found.currency), "funded": found.funded}
        if found.agreed is not None and found.paid is not None:
            told |= {"agreed": pounds(found.agreed, found.currency), "kept": pounds(found.paid, found.currency)}
            words = _("Of %(table)s on the table, agreements promise %(agreed)s, and %(kept)s is with the projects.")
            yield Sentence(words % told, *self._stage(Stage.DELIVER))
        elif found.decided and self.line.window != "ballot":
            words = _("On the table: %(table)s; projects that are funded: %(funded)s.")
            yield Sentence(words % told, *self._stage(Stage.DECIDE))
        else:
            yield Sentence(_("%(table)s is on the table.") % told, *self._stage(Stage.DESIGN))

    def next(self) -> Iterator[Sentence]:
        """What is open and until when; else the gate that is next."""
        window, gate = self.line.window, self.figures.next_gate
        if window is not None:
            day = {"day": self.line.closes}
            until = {
                "listen": _("Listening is open until the end of this day: %(day)s."),
                "design": _("The design is open until the end of this day: %(day)s."),
                "call": _("The call is open until the end of this day: %(day)s."),
                "ballot": _("Voting is open until the end of this day: %(day)s."),
            }
            now = {
                "listen": _("Listening is open; no closing day is given yet."),
                "design": _("The design is open; no closing day is given yet."),
                "call": _("The call is open; no closing day is given yet."),
                "ballot": _("Voting is open; no closing day is given yet."),
            }
            words = until[window] % day if self.line.closes else now[window]
            yield Sentence(words, *self._stage(WINDOWS[window]))
        elif gate is not None:
            words = _("Next is the gate to %(stage)s, which is not open yet.") % {"stage": name_of(gate, self.language)}
            yield Sentence(words, *self._gate(gate))

    def _gate(self, gate: Gate) -> tuple[str, str]:
        """Where a gate is told: on a page of its own in a round that is carried here."""
        if not self.figures.live:
            return self._gates()
        return reverse("gate", args=[self.line.slug, gate]), _("What it needs, and who can supply it")
