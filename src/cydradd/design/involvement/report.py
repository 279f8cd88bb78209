"""What `cydradd design involvement` says of a log: each object with its signals, its rung and its sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from cydradd.design.involvement.acts import Act
from cydradd.design.involvement.log import Log, logs
from cydradd.design.involvement.rung import Rung, rung_of
from cydradd.design.involvement.signals import Signal, signals_of
from cydradd.design.involvement.words import sentence
from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.text import Bilingual


@dataclass(frozen=True, slots=True)
class Involvement:
    """How people were involved in one object.

    Attributes:
        confidence: ``record`` when every act that counts for it is a line of our own record; ``outside`` when at
            least one was told by somebody else (a ``channel`` that is none of ours, or ``imported``), who may have
            left out what does not suit. It says where the lines come from, not that they are true.
    """

    object: str
    signals: Mapping[str, Signal]
    rung: Rung
    capped_by: str | None
    confidence: str
    sentence: Bilingual

    def as_json(self) -> dict[str, JsonValue]:
        """One of ``objects`` of design.md section 6."""
        return {
            "object": self.object,
            "signals": {name: signal.as_json(name) for name, signal in self.signals.items()},
            "rung": str(self.rung),
            "capped_by": self.capped_by,
            "confidence": self.confidence,
            "sentence": self.sentence.as_json(),
        }


def _of(log: Log) -> Involvement:
    found = signals_of(log)
    reached = rung_of(log, found)
    outside = log.gates.outside or any(act.outside for act in (*log.acts, *log.published[:1], *log.scope))
    return Involvement(
        log.object,
        found,
        reached.rung,
        reached.capped_by,
        "outside" if outside else "record",
        sentence(log, found, reached),
    )


def involvement(events: Iterable[Act]) -> list[Involvement]:
    """Every object that has a window, a contribution or a decision, in the order of their first acts."""
    return [_of(log) for log in logs(events).values()]


def document(found: Sequence[Involvement]) -> dict[str, JsonValue]:
    """``{"objects": [...]}``."""
    return {"objects": [each.as_json() for each in found]}
