"""A published result, read again: who won under which rule, so that anybody can audit it or repeat the count."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

import orjson

from cydradd.decide import eligibility
from cydradd.decide.count import count
from cydradd.decide.document import count_document
from cydradd.decide.election import Election
from cydradd.decide.fairness import Certificate, audit
from cydradd.decide.funders import Pot
from cydradd.decide.funders_document import budget_differs, fund_document
from cydradd.decide.options import Options
from cydradd.decide.pots_count import count_over_pots
from cydradd.record.canonical import serialise
from cydradd.vocabulary.errors import CydraddError, UnreadableFile
from cydradd.vocabulary.facts import Defect, JsonValue
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual

_OF_THE_RULE = (
    "utility", "completion", "increment", "start", "compare", "stop", "variant", "by", "threshold", "seed", "weights",
    "shares", "min_partner", "small_partner", "consent",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Published:
    """What RESULT.json says, as far as an audit needs it.

    Attributes:
        document: All of it.
        options: The rule; ``None`` when the file names winners alone.
        ineligible, objections: Decisions that the count took as given.
        dropped: Projects that the rule's threshold left out.
        pots: The pots it was counted over; ``None``: none.
        refused: Projects that these could not pay.
    """

    document: Mapping[str, JsonValue]
    winners: tuple[str, ...]
    options: Options | None = None
    ineligible: Mapping[str, str | None] = field(default_factory=dict)
    objections: Mapping[str, Sequence[Partner]] = field(default_factory=dict)
    dropped: tuple[str, ...] = ()
    pots: tuple[Pot, ...] | None = None
    refused: tuple[str, ...] = ()

    def audited(self, election: Election) -> Certificate:
        """The certificate of its winners, under the weights and the eligibility of its count.

        Raises:
            UnreadableFile: A project that the election does not have.
        """
        known = {project.id for project in election.projects}
        for name in (*self.winners, *self.ineligible, *self.objections, *self.dropped, *self.refused):
            if name not in known:
                raise _refuse(
                    f"nid oes prosiect “{name[:60]}” yn yr etholiad.",
                    f"there is no project “{name[:60]}” in the election.",
                )
        options = self.options or Options()
        election = election.weighed_by(options.weights)
        weights, _ = eligibility.weights(election, options)
        aside = eligibility.set_aside(election, options, self.ineligible, self.objections)
        kinds = {**dict.fromkeys(self.dropped, "threshold"), **dict.fromkeys(self.refused, "pots")}
        kinds |= {entry.project: entry.kind for entry in aside}
        return audit(election, self.winners, weights=weights, aside=kinds)

    def recounted(self, election: Election, file_sha256: str, defects: Sequence[Defect]) -> bool:
        """Whether the rule, run again on the same file, gives the same document byte by byte.

        Raises:
            UnreadableFile: The file names winners alone, without their rule.
        """
        if self.options is None:
            raise _refuse("nid yw’n enwi’r rheol, felly ni ellir ailgyfrif.", "it names no rule to count again by.")
        decided, objected = self.ineligible, self.objections
        paid = self.document.get("payments") is not None
        if self.pots is None:
            again = count(election, self.options, ineligible=decided, objections=objected)
            document = count_document(again, file_sha256=file_sha256, defects=defects, payments=paid)
        else:
            funded = count_over_pots(election, self.options, self.pots, ineligible=decided, objections=objected)
            defects = [*defects, *budget_differs(election, self.pots)]
            document = fund_document(funded, file_sha256=file_sha256, defects=defects, payments=paid)
        return serialise(document) == serialise(self.document)


def read(path: Path) -> Published:
    """Read RESULT.json as `cydradd decide count` writes it, or ``{"winners": [ids]}``.

    Raises:
        UnreadableFile: Not JSON of this form, or a rule that is not offered.
        OSError: The file cannot be opened.
    """
    try:
        held = orjson.loads(path.read_bytes())
    except orjson.JSONDecodeError as error:
        raise _refuse(
            f"llinell {error.lineno}: nid yw’n JSON.", f"line {error.lineno}, column {error.colno}: this is not JSON."
        ) from None
    winners = _texts(held.get("winners") if isinstance(held, dict) else None)
    if winners is None:
        raise _refuse("rhaid i “winners” fod yn rhestr o gyfeirnodau.", "“winners” must be a list of ids.")
    try:
        return _published(held, winners)
    except (AttributeError, KeyError, TypeError, ValueError):
        raise _refuse(
            "nid yw’r canlyniad yn y ffurf ddisgwyliedig.", "the result is not of the expected form."
        ) from None
    except CydraddError as error:
        raise _refuse(error.sentence.cy or "", error.sentence.en or "") from None


def _published(held: Mapping[str, JsonValue], winners: tuple[str, ...]) -> Published:
    if held.get("rule") is None:
        return Published(held, winners)
    entries = [entry for entry in _list(held["eligibility"]) if isinstance(entry, Mapping)]
    decided, objected, dropped = (
        {str(entry["project"]): entry for entry in entries if entry["kind"] == kind}
        for kind in ("decision", "objection", "threshold")
    )
    return Published(
        held,
        winners,
        _options(held),
        {name: _reason(entry["reason"]) for name, entry in decided.items()},
        {name: tuple(Partner(str(word)) for word in _list(entry["partners"])) for name, entry in objected.items()},
        tuple(dropped),
        None if held.get("pots") is None else tuple(_pot(entry) for entry in _list(held["pots"])),
        tuple(str(entry["project"]) for entry in _list(held.get("refused", [])) if isinstance(entry, Mapping)),
    )


def _pot(held: JsonValue) -> Pot:
    """A pot as the result of a count tells it."""
    if not isinstance(held, Mapping):
        raise TypeError(held)
    only = None if held["projects"] is None else frozenset(str(name) for name in _list(held["projects"]))
    return Pot(str(held["id"]), "", Fraction(str(held["amount"])), only)


def _list(held: JsonValue) -> Sequence[JsonValue]:
    if not isinstance(held, list):
        raise TypeError(held)
    return held


def _reason(held: JsonValue) -> str | None:
    return str(held["en"]) if isinstance(held, Mapping) and held["en"] is not None else None


def _options(held: Mapping[str, JsonValue]) -> Options:
    """The options of a count from what its result says of them.

    Without a seed the result tells ``id`` where ``lot`` was asked for, and warns ``no-seed``.
    """
    rule: Mapping[str, JsonValue] = held["rule"]  # type: ignore[assignment]
    keys = list(_texts(rule["tie"]) or ())
    if "no-seed" in (_texts(held["warnings"]) or ()) and "id" in keys:
        keys[keys.index("id")] = "lot"
    given = {name: rule.get(name) for name in _OF_THE_RULE}
    known = {name: value for name, value in given.items() if value is not None}
    return Options.from_settings({**known, "rule": rule["name"], "tie": keys})


def _texts(held: object) -> tuple[str, ...] | None:
    """A list of text; ``None`` when it is anything else."""
    if isinstance(held, list) and all(isinstance(entry, str) for entry in held):
        return tuple(held)
    return None


def _refuse(cy: str, en: str) -> UnreadableFile:
    return UnreadableFile(Bilingual(f"Canlyniad: {cy}", f"Result: {en}"))
