"""Which lists there are, and what each holds: text as people wrote it, with the kind of every column."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from cydradd.cycle.columns import TABLES
from cydradd.record.canonical import serialise
from cydradd.vocabulary.facts import JsonValue
from cydradd_web.apply import selectors as apply
from cydradd_web.decide import selectors as decide
from cydradd_web.deliver import selectors as deliver
from cydradd_web.design import selectors as design
from cydradd_web.evaluate import selectors as evaluate
from cydradd_web.listen import selectors as listen
from cydradd_web.record import selectors as record
from cydradd_web.rounds import sources
from cydradd_web.rounds.sources import Shape, Source

Cells = Sequence[tuple[int, Mapping[str, str]]]
Row = Sequence[str | None]


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        kind: ``text``, ``whole`` (a whole number; money in minor units), ``amount`` (money in major units, as an exact
            decimal), ``flag`` or ``json``.
    """

    name: str
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class Listing:
    """One list: its rows as exact text, ``None`` where nothing is known.

    Attributes:
        unread: Lines of the file that no row came of, each with its text: they are told, never dropped.
    """

    name: str
    columns: tuple[Column, ...]
    rows: Iterable[Row]
    unread: tuple[tuple[int, tuple[str, ...]], ...] = ()


PATHS: Mapping[str, str] = {table.name: path for path, table in TABLES.items()}
"""The file of each table of a round, by the table's name."""
GIVERS: Mapping[str, Callable[[int, str], Cells]] = {
    "design": design.cells,
    "apply": apply.cells,
    "decide": decide.cells,
    "deliver": deliver.cells,
    "evaluate": evaluate.cells,
    "cycle": sources.seats,
}
"""Who gives the rows of the tables of each part of a round folder."""
_KINDS = {"Pence": "whole", "int": "whole", "bool": "flag"}


def _text(value: object) -> str | None:
    """A value as exact text; a truth as ``true`` or ``false``."""
    if value is None or isinstance(value, str):
        return value
    return str(value).lower() if isinstance(value, bool) else str(value)


def _json(value: JsonValue) -> str:
    return serialise(value).decode()


def _table(of: Source, name: str) -> Listing:
    """One table of the round folder, with every column that people gave it."""
    path = PATHS[name]
    shape = sources.shapes(of.pk).get(path, Shape((), ()))
    kinds = {column: _KINDS.get(kind, "text") for kind, columns in TABLES[path].fields.values() for column in columns}
    header = tuple(dict.fromkeys(shape.header or kinds))
    rows = [[cells.get(head) for head in header] for _, cells in GIVERS[path.split("/")[0]](of.pk, path)]
    return Listing(name, tuple(Column(head, kinds.get(head, "text")) for head in header), rows, shape.unread)


_STATEMENTS = (
    Column("identifier"),
    Column("text_cy"),
    Column("text_en"),
    Column("moderated", "whole"),
    Column("meta", "flag"),
    Column("seed", "flag"),
)


def _statements(of: Source) -> Listing:
    """What people said; authors are left out."""
    return _named("statements", _STATEMENTS, listen.statements(of.pk))


def _named(name: str, columns: tuple[Column, ...], found: Iterable[Mapping[str, object]]) -> Listing:
    return Listing(name, columns, [[_text(each[column.name]) for column in columns] for each in found])


_RECORD = (
    Column("number", "whole"),
    Column("at"),
    Column("type"),
    Column("partner"),
    Column("gate"),
    Column("leaf"),
    Column("entry", "json"),
    Column("openings", "json"),
)


def _record(of: Source) -> Listing:
    """Every entry of the record: the canonical text that is hashed, and what was published of its sealed parts."""
    found = (
        each | {"number": each["position"], "at": _instant(each["at"]), "openings": _json(each["openings"])}  # type: ignore[arg-type]
        for each in record.recorded(of.pk)
    )
    return _named("record", _RECORD, found)


def _instant(at: object) -> str:
    return f"{at:%Y-%m-%dT%H:%M:%SZ}"


_ALLOCATION = (Column("identifier"), Column("title_cy"), Column("title_en"), Column("cost"), Column("result"))


def _allocation(of: Source) -> Listing:
    """Every project on the ballot and what became of it; `result` is blank before there is one."""
    found = sources.part(of.pk, "decide")
    decided = found if isinstance(found, dict) else {}
    fate = dict.fromkeys(map(str, _listed(decided, "winners")), "funded")
    fate |= {
        str(each["project"]): "set_aside"
        for each in _listed(decided, "eligibility")
        if isinstance(each, dict) and each.get("eligible") is False
    }
    rest = "not_funded" if fate else None
    rows = [
        (each.id, each.title.cy, each.title.en, str(each.cost), fate.get(each.id, rest))
        for each in decide.on_ballots([of.pk]).get(of.pk, ())
    ]
    return Listing("allocation", _ALLOCATION, rows)


def _listed(part: Mapping[str, JsonValue], key: str) -> list[JsonValue]:
    found = part.get(key)
    return found if isinstance(found, list) else []


SPECIAL: Mapping[str, Callable[[Source], Listing]] = {
    "statements": _statements,
    "allocation": _allocation,
    "record": _record,
}
"""Lists of a round that are no table of its folder."""
NAMES: tuple[str, ...] = (*PATHS, *SPECIAL)
"""Every list of a round."""


def there(round_id: int) -> frozenset[str]:
    """The lists of a round that hold something, by name. Nine queries at most."""
    paths = sources.shapes(round_id).keys() or _made_here(round_id)
    special = {"statements": "listen/comments.csv", "allocation": "decide/ballots.pb", "record": ""}
    return frozenset(name for name in NAMES if {**PATHS, **special}[name] in {"", *paths})


def _made_here(round_id: int) -> frozenset[str]:
    """The files that the rows of a round would make, where it is made of people's acts and never came as files."""
    tables = (each.there(round_id) for each in (design, apply, decide, deliver, evaluate))
    found = frozenset({PATHS["seats"]}).union(*tables)
    said = {"listen/comments.csv"} if listen.statements(round_id) else set()
    asked = {"decide/ballots.pb"} if decide.on_ballots([round_id]).get(round_id) else set()
    return found | said | asked


def listing(of: Source, name: str) -> Listing:
    """One list of one round. Two queries at most. Raises `KeyError` where there is no such list."""
    return SPECIAL[name](of) if name in SPECIAL else _table(of, name)


_ROUNDS = (
    Column("slug"),
    Column("reference"),
    Column("title_cy"),
    Column("title_en"),
    Column("place_code"),
    Column("currency"),
    Column("money_p", "whole"),
    Column("as_of"),
    Column("stage_reached"),
    Column("stages", "json"),
    Column("objections", "whole"),
    Column("overrides", "whole"),
)


def rounds(found: Iterable[Source]) -> Listing:
    """Every round of the network."""
    rows = [
        [
            each.slug,
            each.reference,
            each.title.cy,
            each.title.en,
            each.place_code,
            each.currency,
            _text(each.money),
            _instant(each.as_of),
            each.stage_reached,
            _json(dict(each.stages)),
            str(each.objections),
            str(each.overrides),
        ]
        for each in found
    ]
    return Listing("rounds", _ROUNDS, rows)
