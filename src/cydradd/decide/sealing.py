"""The seal: what is fixed and published before anybody votes, so that a count can be held to it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

import orjson

from cydradd.decide.document import exact, rule_document
from cydradd.decide.election import Election
from cydradd.decide.options import Options
from cydradd.decide.utility import Utility
from cydradd.record.canonical import serialise
from cydradd.vocabulary.errors import NotPossible, UnreadableFile
from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.text import Bilingual

SCHEMA = "cydradd.decide.seal/1"
HELD = ("rule", "projects_sha256", "eligibility_sha256", "budget", "seed")
"""What a count must share with its seal."""

_RULES = {
    "equal-shares": Bilingual("y dull cyfrannau cyfartal", "the method of equal shares"),
    "phragmen": Bilingual("dull Phragmén", "the method of Phragmén"),
    "greedy": Bilingual("y mwyaf o bleidleisiau’n gyntaf", "most votes first"),
}
_KEYS = {
    "cost": Bilingual("y gost isaf", "the lower cost"),
    "votes": Bilingual("mwy o bleidleisiau", "more votes"),
    "lot": Bilingual("lot o’r hedyn cyhoeddus", "a lot from the public seed"),
    "id": Bilingual("trefn y cyfeirnodau", "the order of ids"),
    "max-cost": Bilingual("y gost uchaf", "the higher cost"),
}


def seal(
    election: Election, options: Options, ineligible: Mapping[str, str | None] | None = None
) -> dict[str, JsonValue]:
    """The document of a seal: hashes are SHA-256 of RFC 8785 bytes.

    Raises:
        NotPossible: The file already holds ballots: a seal comes before them.
    """
    if election.ballots:
        raise NotPossible(
            Bilingual(
                "Mae papurau pleidleisio yn y ffeil eisoes: rhaid selio cyn i neb bleidleisio.",
                "The file already holds ballots: seal it before anybody votes.",
            ),
            code="ballots-before-seal",
        )
    return {
        **terms(election, options, ineligible or {}),
        "schema": SCHEMA,
        "rule_sha256": _sha256(rule_document(options, _utility(election, options))),
        "rule_text": _text(election, options).as_json(),
        "ballot": {
            "type": str(election.vote_type),
            "min": _whole(election, "min_length"),
            "max": _whole(election, "max_length"),
        },
    }


def terms(election: Election, options: Options, ineligible: Mapping[str, str | None]) -> dict[str, JsonValue]:
    """What a count and its seal must share."""
    return {
        "rule": rule_document(options, _utility(election, options)),
        "projects_sha256": _sha256({project.id: exact(project.cost) for project in election.projects}),
        "eligibility_sha256": _sha256(dict(ineligible)),
        "budget": exact(election.budget),
        "seed": options.seed,
    }


def hold(path: Path, election: Election, options: Options, ineligible: Mapping[str, str | None]) -> None:
    """Refuse a count that differs from its seal.

    Raises:
        UnreadableFile: No seal.
        NotPossible: Rule, projects, eligibility, budget or seed differ; the sentence names which.
        OSError: The file cannot be opened.
    """
    try:
        held = orjson.loads(path.read_bytes())
    except orjson.JSONDecodeError:
        held = None
    if not isinstance(held, dict) or held.get("schema") != SCHEMA:
        raise UnreadableFile(Bilingual("Nid sêl yw’r ffeil hon.", "The file is not a seal."))
    now = terms(election, options, ineligible)
    differ = [name.removesuffix("_sha256") for name in HELD if serialise(held.get(name)) != serialise(now[name])]
    if differ:
        raise NotPossible(
            Bilingual(
                f"Nid yw’r cyfrif hwn yr un â’r sêl. Yn wahanol: {', '.join(differ)}.",
                f"This count is not what was sealed. Different: {', '.join(differ)}.",
            ),
            code="seal-differs",
        )


def _utility(election: Election, options: Options) -> Utility:
    return options.utility or (Utility.SCORE if election.vote_type.has_points else Utility.COST)


def _whole(election: Election, key: str) -> int | None:
    """A limit of META; ``None`` when there is none, or it is no whole number."""
    text = election.meta.get(key, "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _text(election: Election, options: Options) -> Bilingual:
    """The rule in words."""
    name = _RULES[options.rule]
    cy, en = f"Rheol: {name.cy}.", f"Rule: {name.en}."
    if options.rule == "equal-shares":
        utility = _utility(election, options)
        cy += f" Budd (utility): {utility}. Cwblhau (completion): {options.completion}."
        en += f" Utility: {utility}. Completion: {options.completion}."
        if options.completion.startswith("add1"):
            cy += f" Cynyddiad y pyrsiau: {options.increment}."
            en += f" Purses grow by {options.increment}."
    if options.weights is not None:
        cy += " Mae gan bob partner ei gyfran o’r pwysau."
        en += " Each partner holds its share of the weight."
    ties = [_KEYS[key] for key in options.tie]
    cy += f" Cyfartal: {', yna '.join(each.cy or '' for each in ties)}."
    en += f" Ties: {', then '.join(each.en or '' for each in ties)}."
    return Bilingual(cy, en)


def _sha256(value: JsonValue) -> str:
    return hashlib.sha256(serialise(value)).hexdigest()
