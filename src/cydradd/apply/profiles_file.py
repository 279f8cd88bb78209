"""Read PROFILES.jsonl, one profile a line, and tables of links between identifiers."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from cydradd.apply.duplicates import Body
from cydradd.apply.reading import Value, bytes_of
from cydradd.record.canonical import parse
from cydradd.vocabulary.errors import CydraddError, UnreadableFile
from cydradd.vocabulary.facts import Defect
from cydradd.vocabulary.text import Bilingual

KEYS = ("id", "identifiers", "name", "postcode", "place", "branch")
_TWICE = Bilingual(
    "Mae’r id yno eisoes; y llinell gyntaf sy’n cyfrif.", "The id is there already; the first line counts."
)


@dataclass(frozen=True, slots=True)
class ProfilesRead:
    """Every profile that could be read, and what is wrong with the other lines."""

    bodies: tuple[Body, ...]
    defects: tuple[Defect, ...]


def read_profiles(path: Path) -> ProfilesRead:
    """The profiles of a file of JSON lines: ``{"id", "identifiers", "name", "postcode", "place", "branch"}``.

    `name` is text or ``{"cy", "en"}``. Without `id`, the first identifier names the profile. A line that cannot be
    read is listed, and spoils no other.

    Raises:
        UnreadableFile: No line could be read, or the file is none.
    """
    bodies: dict[str, Body] = {}
    defects: list[Defect] = []
    for number, line in enumerate(bytes_of(path).splitlines(), 1):
        if not line.strip():
            continue
        try:
            value = Value(path.name, "", parse(line))
            listed, body = value.unknown(KEYS), _body(value)
        except CydraddError as error:
            defects.append(Defect(error.code, error.sentence, path.name, number))
            continue
        defects += [Defect(each.code, each.message, each.file, number, each.column) for each in listed]
        if body.id in bodies:
            defects.append(Defect("repeated-id", _TWICE, path.name, number, "id", body.id[:200]))
        else:
            bodies[body.id] = body
    if not bodies:
        raise UnreadableFile(
            Bilingual(
                f"{path.name}: nid oes yma broffil y gellir ei ddarllen.",
                f"{path.name}: there is no profile here that can be read. Write one JSON object a line, with an id.",
            )
        )
    return ProfilesRead(tuple(bodies.values()), tuple(defects))


def _body(value: Value) -> Body:
    identifiers = tuple(each.needed() for each in value.get("identifiers").items())
    id = value.get("id").text() or next(iter(identifiers), None) or value.get("id").needed()
    name = value.get("name")
    if isinstance(name.value, dict):
        both = name.bilingual() or Bilingual()
        names = tuple(text for text in (both.cy, both.en) if text)
    else:
        names = tuple(text for text in (name.text(),) if text)
    return Body(
        id,
        (*identifiers, id),
        names,
        value.get("postcode").text(),
        value.get("place").text(),
        value.get("branch").text(),
    )


def read_links(path: Path) -> tuple[tuple[str, str], ...]:
    """Pairs of identifiers that mean one body: a CSV with the columns ``org_id_a`` and ``org_id_b``.

    Raises:
        UnreadableFile: No CSV in UTF-8, or a column is not there.
    """
    try:
        reader = csv.DictReader(io.StringIO(bytes_of(path).decode("utf-8"), newline=""), strict=True)
        header, rows = reader.fieldnames or (), list(reader)
    except (UnicodeDecodeError, csv.Error):
        raise UnreadableFile(
            Bilingual(f"{path.name}: nid CSV mewn UTF-8 yw’r ffeil.", f"{path.name}: the file is not CSV in UTF-8.")
        ) from None
    if not {"org_id_a", "org_id_b"} <= set(header):
        raise UnreadableFile(
            Bilingual(
                f"{path.name}: mae angen y colofnau org_id_a ac org_id_b.",
                f"{path.name}: the columns org_id_a and org_id_b are needed.",
            )
        )
    return tuple((row["org_id_a"], row["org_id_b"]) for row in rows if row["org_id_a"] and row["org_id_b"])
