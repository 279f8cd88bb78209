"""Stating, changing and taking out what a design is made of. Each is an act with its entry, and says why."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from cydradd.cycle.columns import TABLES as COLUMNS
from cydradd.cycle.events import Event
from cydradd.design.criteria import Criterion
from cydradd.record.canonical import serialise
from cydradd.vocabulary.errors import CydraddError
from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.text import Bilingual
from cydradd_web.accounts.duties import By
from cydradd_web.components.rows import RoundRow, add_row, change_row, given_row, given_rows
from cydradd_web.design.kinds import KINDS, Kind
from cydradd_web.design.models import Points
from cydradd_web.design.selectors.agreed import DESIGN, agreement
from cydradd_web.design.services.checks import must_stand, refuse
from cydradd_web.design.services.keeping import TABLES
from cydradd_web.listen import selectors as listen
from cydradd_web.record.services import Receipt
from cydradd_web.rounds.selectors.live import events_of
from cydradd_web.rounds.services.acting import Acting, acting

_NUMBERED = re.compile(r"[A-Z]([0-9]{1,9})")


class Amendment(CydraddError):
    """The design is agreed: a change to it is an amendment."""

    code = "amendment"


class ChangedMeanwhile(CydraddError):
    """Somebody else changed or took out the same thing after it was read."""

    code = "changed-meanwhile"


def must_be_changeable(events: Sequence[Event]) -> None:
    """Refuse to change a design that is agreed.

    Raises:
        Amendment: It is agreed; the sentence says what to do.
    """
    if agreement(events) is not None:
        raise Amendment(
            Bilingual(
                "Mae’r dyluniad wedi’i gytuno. Diwygio yw ei newid: rhaid i’r partneriaid gydsynio eto wrth yr un "
                "porth. Gall swyddog y rownd agor y dyluniad eto os nad oes partner wedi cydsynio.",
                "The design is agreed. A change to it is an amendment: the partners consent to it at that gate "
                "again. The round’s officer can take the design up again while no partner has consented.",
            )
        )


def version_of(row: RoundRow) -> str:
    """A short name of a row as it stands: another name, and it was changed."""
    return hashlib.sha256(serialise(dict(row.cells))).hexdigest()[:16]


def add_item(
    *,
    round_id: int,
    kind: str,
    row: Any,
    by: By,
    at: datetime,
    why: Bilingual | None = None,
    links: Sequence[str] = (),
    key: str = "",
) -> Receipt:
    """State one thing of a design.

    Args:
        kind: One of `KINDS`.
        row: As the library has it; its id is given here.
        why: What people are told of it. A criterion that no statement leads to needs it.
        links: Ids of the contributions because of which it is added.

    Raises:
        NotYours: Whoever acts holds no seat.
        Amendment: The design is agreed.
        NotPossible: The row cannot stand in a design; the sentence says why.
    """
    with acting(round_id, by=by, at=at, key=key) as act:
        by.must_sit()
        events = events_of(round_id)
        must_be_changeable(events)
        of = KINDS[kind]
        row = replace(row, id=_next_id(round_id, of, events))
        rows = _rows(round_id)
        _must_stand(act, row, rows)
        if isinstance(row, Criterion) and not _asked_for(row, rows) and not _given(why):
            raise refuse(
                "Nid oes datganiad y tu ôl i’r maen prawf hwn. Dywedwch pam mae ei angen.",
                "No statement leads to this criterion. Say why it is needed.",
                "unasked",
            )
        add_row(TABLES[of.path], of.path, round_id, row)
        said = why if _given(why) else _named("Ychwanegwyd", "Added", row)
        if kind == "need":
            body: dict[str, JsonValue] = {"id": row.id, "links": sorted(set(row.statements))}
            text: dict[str, JsonValue] = {"text": said.as_json() if said else None}
            return act.record_body("design.need_stated", body, sealed={"text": text}, public=("text",))
        return act.record("change", object=DESIGN, item=row.id, code="added", text=said, links=links_of(events, links))


def change_item(
    *,
    round_id: int,
    kind: str,
    identifier: str,
    row: Any,
    seen: str,
    by: By,
    at: datetime,
    why: Bilingual | None = None,
    links: Sequence[str] = (),
    key: str = "",
) -> Receipt:
    """Change one thing of a design.

    Args:
        seen: `version_of` the row as it was read by whoever changes it.

    Raises:
        ChangedMeanwhile: It is no longer as it was read.
        NotYours, Amendment, NotPossible: As `add_item`.
    """
    with acting(round_id, by=by, at=at, key=key) as act:
        by.must_sit()
        events = events_of(round_id)
        must_be_changeable(events)
        of = KINDS[kind]
        made = _found(round_id, of, identifier, seen)
        row = replace(row, id=identifier)
        rows = _rows(round_id)
        rows[of.table.name] = tuple(row if each.id == identifier else each for each in rows[of.table.name])
        _must_stand(act, row, rows)
        if kind == "need":
            for lot in rows["lots"]:
                if identifier in lot.needs:
                    _must_stand(act, lot, rows)
        change_row(made, of.path, row)
        said = why if _given(why) else _named("Newidiwyd", "Changed", row)
        links = links_of(events, links)
        return act.record("change", object=DESIGN, item=identifier, code="changed", text=said, links=links)


def take_out(
    *,
    round_id: int,
    kind: str,
    identifier: str,
    seen: str,
    by: By,
    at: datetime,
    why: Bilingual | None = None,
    links: Sequence[str] = (),
    key: str = "",
) -> Receipt:
    """Take one thing out of a design. With a criterion go the points that seats gave it.

    Raises:
        NotPossible: Something else of the design rests on it; the sentence names what.
        NotYours, Amendment, ChangedMeanwhile: As `change_item`.
    """
    with acting(round_id, by=by, at=at, key=key) as act:
        by.must_sit()
        events = events_of(round_id)
        must_be_changeable(events)
        of = KINDS[kind]
        made = _found(round_id, of, identifier, seen)
        row = given_row(made, of.table.row)
        if resting := _resting_on(of, identifier, _rows(round_id)):
            listed = ", ".join(resting[:10])
            raise refuse(
                f"Mae hyn yn dibynnu arno: {listed}. Newidiwch y rheini, neu tynnwch nhw allan, yn gyntaf.",
                f"This rests on it: {listed}. Change those or take them out first.",
                "still-used",
            )
        if kind == "criterion":
            Points.objects.filter(round_id=round_id, criterion=identifier).delete()
        made.delete()
        said = why if _given(why) else _named("Tynnwyd allan", "Taken out", row)
        links = links_of(events, links)
        return act.record("change", object=DESIGN, item=identifier, code="taken_out", text=said, links=links)


def _given(why: Bilingual | None) -> bool:
    return why is not None and bool(why.cy or why.en)


def links_of(events: Iterable[Event], links: Sequence[str]) -> tuple[str, ...]:
    """Contributions that are named, once each.

    Raises:
        NotPossible: Nobody contributed under an id.
    """
    known = {act.id for act in events if act.kind == "contribution" and act.object == DESIGN}
    if missing := [link for link in links if link not in known]:
        listed = ", ".join(missing[:10])
        raise refuse(f"Nid oes sylw o’r rhif hwn: {listed}.", f"There is no comment of this id: {listed}.")
    return tuple(dict.fromkeys(links))


def _rows(round_id: int) -> dict[str, tuple[Any, ...]]:
    """Every row of the design by the name of its table."""
    return {COLUMNS[path].name: given_rows(model, round_id, COLUMNS[path].row) for path, model in TABLES.items()}


def _must_stand(act: Acting, row: object, rows: Mapping[str, tuple[Any, ...]]) -> None:
    said = [str(each["identifier"]) for each in listen.statements(act.round_id)]
    must_stand(row, rows, said, act.round.currency)


def _asked_for(row: Criterion, rows: Mapping[str, tuple[Any, ...]]) -> bool:
    """Whether a statement leads to a criterion, straight or through a need."""
    return bool(row.statements) or any(need.statements for need in rows["needs"] if need.id in row.needs)


def _next_id(round_id: int, kind: Kind, events: Iterable[Event]) -> str:
    """The next id of a kind, never one that was used before."""
    used = {row.id for row in given_rows(TABLES[kind.path], round_id, kind.table.row)}
    for act in events:
        used |= {str(name) for name in (act.item, (act.body or {}).get("id")) if name}
    numbers = [int(met[1]) for name in used if name[:1] == kind.letter and (met := _NUMBERED.fullmatch(name))]
    return f"{kind.letter}{max(numbers, default=0) + 1}"


def _named(cy: str, en: str, row: Any) -> Bilingual:
    """“Added: After-school club”, each side in its own language where it has one."""
    title = getattr(row, "title", None) or getattr(row, "text", None) or Bilingual()
    other = getattr(row, "name", None) or getattr(row, "commissioner", None) or getattr(row, "kind", None) or row.id
    sides = (title.cy or title.en or other, title.en or title.cy or other)
    return Bilingual(f"{cy}: {sides[0]}", f"{en}: {sides[1]}")


def with_id(round_id: int, kind: Kind, identifier: str) -> RoundRow | None:
    """One thing of a design as the database has it; ``None``: there is none. One query."""
    of_round: Any = TABLES[kind.path]._default_manager.filter(round_id=round_id)
    found: RoundRow | None = of_round.filter(identifier=identifier).first()
    return found


def _found(round_id: int, kind: Kind, identifier: str, seen: str) -> RoundRow:
    made = with_id(round_id, kind, identifier)
    if made is None:
        raise ChangedMeanwhile(
            Bilingual(
                "Mae rhywun wedi tynnu hwn allan yn y cyfamser. Mae’r hyn a ysgrifennoch yma o hyd.",
                "Somebody has taken this out meanwhile. What you wrote is still here.",
            )
        )
    if version_of(made) != seen:
        raise ChangedMeanwhile(
            Bilingual(
                "Newidiodd rhywun arall hwn yn y cyfamser. Mae’r ddau isod: fel y mae nawr, a’r hyn a ysgrifennoch. "
                "Gwiriwch a’i anfon eto.",
                "Somebody else changed this meanwhile. Both are below: as it stands now, and what you wrote. "
                "Check it and send it again.",
            )
        )
    return made


def _resting_on(kind: Kind, identifier: str, rows: Mapping[str, tuple[Any, ...]]) -> list[str]:
    """Ids of what refers to one thing: lots of a need, questions of a lot ..."""
    found = []
    for other in KINDS.values():
        for name in (column for column, table in other.table.refers.items() if table == kind.table.name):
            for row in rows[other.table.name]:
                value = getattr(row, name)
                if identifier == value or (isinstance(value, tuple) and identifier in value):
                    found.append(row.id)
    if kind.name in ("need", "provider"):
        for pot in rows["pots"]:
            named = pot.restriction.get("needs", ()) if kind.name == "need" else pot.choice
            found += [pot.id] if identifier in named else []
    return list(dict.fromkeys(found))
