"""Acting on a round: one person's act is one function, one transaction and one entry of the record.

Every service of every stage is written like this::

    def give_consent(*, round_id: int, gate: Gate, by: By, at: datetime, key: str = "") -> Receipt:
        with acting(round_id, by=by, at=at, key=key) as act:
            partner, seat = by.must_sit()
            ...                                            # change rows
            return act.record("consent", gate=str(gate))
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from django.db import transaction

from cydradd.cycle.events import Event, line
from cydradd.cycle.gates import Fact, GateState, State
from cydradd.cycle.gates.rules import FactState
from cydradd.cycle.stages import Gate
from cydradd.vocabulary.errors import CydraddError
from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.text import Bilingual
from cydradd_web.accounts.duties import By
from cydradd_web.components import edition
from cydradd_web.record.services import Receipt, append, append_all, receipt_of
from cydradd_web.rounds.models import Act, Opened, Round
from cydradd_web.rounds.selectors.evidence import gate_state, open_window
from cydradd_web.rounds.services.renewing import ask

MASS = frozenset({"listen.votes_cast", "decide.ballot_cast"})
"""Acts of which there are very many: they are in the record and in their own tables, not among the round's acts."""
SEALED = frozenset({"decide.ballot_cast"})
"""Acts that no page of a round may show before the count: nothing is made again for them."""


class NoSuchRound(CydraddError):
    """There is no such round, or it is not carried on this site."""

    code = "no-such-round"


class AlreadyRecorded(CydraddError):
    """The same act was asked for again: it stands once, and this is its receipt."""

    code = "already-recorded"

    def __init__(self, receipt: Receipt) -> None:
        self.receipt = receipt
        super().__init__(Bilingual("Mae hyn eisoes wedi’i gofnodi.", "This is already recorded."))


class GateClosed(CydraddError):
    """What must hold before a stage opens does not hold yet.

    Attributes:
        facts: Those that are missing or not evidenced, each with who can supply it.
    """

    code = "gate-closed"

    def __init__(self, gate: Gate, facts: Collection[Fact]) -> None:
        self.gate, self.facts = gate, tuple(facts)
        cy = " ".join(f"{fact.sentence.cy} ({fact.supplier.cy})" for fact in self.facts)
        en = " ".join(f"{fact.sentence.en} ({fact.supplier.en})" for fact in self.facts)
        sentence = Bilingual(
            f"Mae’r porth ar gau. Rhaid i hyn fod yn wir: {cy}", f"The gate is closed. This must hold: {en}"
        )
        super().__init__(sentence)


class NotNow(CydraddError):
    """The window in which this can be done has not opened yet, or has closed."""

    code = "not-now"


class Acting:
    """One act while it is done: its round is locked until it is recorded."""

    def __init__(self, round_: Round, *, by: By, at: datetime, key: str) -> None:
        """Called by `acting` alone."""
        self.round, self.by, self.at, self.key = round_, by, at, key

    @property
    def round_id(self) -> int:
        """Key of the round."""
        return self.round.pk

    def must_be_open(self, window: str, *, at: datetime | None = None) -> None:
        """Refuse outside a window: ``listen``, ``design``, ``call``, ``ballot`` ...

        Args:
            at: Of one act among several that are done together; ``None``: the instant of this one.

        Raises:
            NotNow: It has not opened, or has closed, or its announced last day has passed.
        """
        found = open_window(self.round_id, window, at=at or self.at)
        if found is None:
            raise NotNow(
                Bilingual(
                    "Nid yw hyn ar agor nawr. Nid oes dim wedi’i anfon.", "This is not open now. Nothing has been sent."
                )
            )

    def must_pass(self, gate: Gate, *planned: Event) -> None:
        """Refuse while a gate is shut, and write down that it was passed.

        Args:
            planned: The act about to be done, which facts about its day are judged by.

        Raises:
            GateClosed: With every fact that does not hold, and who can supply it.
        """
        self.must_stand_open(gate_state(self.round_id, gate, at=self.at, planned=planned))

    def must_stand_open(self, state: GateState) -> None:
        """As `must_pass`, of a gate as it would stand with a row that is about to be added.

        Raises:
            GateClosed: With every fact that does not hold, and who can supply it.
        """
        lacking = [fact for fact in state.facts if fact.state is not FactState.HOLDS]
        if state.state not in (State.OPEN, State.OVERRIDDEN):
            raise GateClosed(state.gate, lacking)
        overridden = state.state is State.OVERRIDDEN
        kept = {"missing": 0 if overridden else len(lacking), "overridden": overridden, "at": self.at}
        Opened.objects.get_or_create(round_id=self.round_id, gate=str(state.gate), defaults=kept)

    def event(self, kind: str, **keys: Any) -> Event:
        """The act as a line of the round: at this instant, by whoever acts."""
        keys.setdefault("partner", self.by.partner)
        keys.setdefault("seat", self.by.seat)
        return Event(kind=kind, at=self.at, channel=self.by.channel, **keys)

    def record(self, kind: str, *, public: Collection[str] = ("text", "extra"), **keys: Any) -> Receipt:
        """Record the act, and let the pages follow. Keys: those of `Event`."""
        return self.record_event(self.event(kind, **keys), public=public)

    def record_body(
        self,
        kind: str,
        body: Mapping[str, JsonValue],
        *,
        sealed: Mapping[str, JsonValue] | None = None,
        public: Collection[str] = (),
        **keys: Any,
    ) -> Receipt:
        """Record an act whose type has a dot (record.md 3.2), with its body and what is sealed."""
        return self.record_event(self.event(kind, body=dict(body), sealed=dict(sealed or {}), **keys), public=public)

    def record_event(self, event: Event, *, public: Collection[str] = ("text", "extra")) -> Receipt:
        """As `record`."""
        receipt = append(self.round_id, self.round.reference, event, key=self.key, public=public)
        self.key = ""  # an act of two lines (a publication in two languages) is named by its first
        if event.kind not in MASS:
            _keep(self.round_id, _unsealed(event, public))
            edition.renew()
        if event.kind not in SEALED:
            ask(self.round_id, "renew", at=self.at, soon=event.kind not in MASS)
        return receipt

    def record_together(self, acts: Sequence[tuple[Event, str]]) -> list[Receipt]:
        """Record acts of which there are very many, several people's at once; each with its key. All stay sealed."""
        receipts = append_all(self.round_id, self.round.reference, acts, public=())
        if any(event.kind not in SEALED for event, _ in acts):
            ask(self.round_id, "renew", at=self.at, soon=False)
        return receipts


def _unsealed(event: Event, public: Collection[str]) -> Event:
    """The act without what stays sealed: this is what everybody reads of it, on pages and in the exported folder."""
    shown = {name: part for name, part in (event.sealed or {}).items() if name in public}
    kept = replace(event, sealed=shown or None)
    if "text" not in public:
        kept = replace(kept, text=None, text_plain=None, harm=None, harm_plain=None, remedy=None, remedy_plain=None)
    return kept if "extra" in public else replace(kept, extra={})


def _keep(round_id: int, event: Event) -> None:
    """Add a line to the acts of a round, which anyone may read."""
    last = Act.objects.filter(round_id=round_id).order_by("-position").values_list("position", flat=True).first()
    Act.objects.create(
        round_id=round_id,
        position=(last or 0) + 1,
        kind=event.kind,
        at=event.at,
        object=event.object,
        gate=event.gate,
        partner=None if event.partner is None else str(event.partner),
        seat=event.seat,
        code=event.code,
        line=line(event),
    )


@contextmanager
def acting(round_id: int, *, by: By, at: datetime, key: str = "") -> Iterator[Acting]:
    """One act on one round, in one transaction. Two acts on the same round follow one another.

    Args:
        at: The server's clock, with zone; a part of a second is cut.
        key: Names the act: asked for twice, it is done once.

    Raises:
        NoSuchRound: There is no such round on this site.
        AlreadyRecorded: The act was done before; its receipt is in the error.
        NotNow: It is dated before the round was convened.
    """
    at = at.astimezone(UTC).replace(microsecond=0)
    with transaction.atomic():
        row = Round.objects.select_for_update().filter(pk=round_id, live=True).defer("found", "stages").first()
        if row is None:
            raise NoSuchRound(
                Bilingual("Nid yw’r rownd hon yn cael ei chynnal yma.", "This round is not carried on this site.")
            )
        if (done := receipt_of(round_id, key)) is not None:
            raise AlreadyRecorded(done)
        if at < row.imported_at.replace(microsecond=0):
            raise NotNow(
                Bilingual(
                    "Nid oedd y rownd hon wedi’i chynnull bryd hynny. Gwiriwch y dyddiad.",
                    "This round had not been convened at that time. Check the date.",
                )
            )
        yield Acting(row, by=by, at=at, key=key)
