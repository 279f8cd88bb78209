"""What `cydradd listen map --out` writes: the map's document, its lists as CSV, its picture and its reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from cydradd.listen.opinion_map import OpinionMap
    from cydradd.listen.report import Told
    from cydradd.vocabulary.facts import JsonValue


def write_map(out: Path, document: dict[str, JsonValue], told: Told) -> None:
    """Write every file.

    Args:
        document: Of `document.map_document`, as map.json has it.
        told: The same for the reports.
    """
    import orjson

    from cydradd.listen.report import report
    from cydradd.vocabulary.text import Language

    out.mkdir(parents=True, exist_ok=True)
    (out / "map.json").write_bytes(orjson.dumps(document, option=orjson.OPT_INDENT_2) + b"\n")
    _write_tables(out, document)
    _write_pictures(out, told.made)
    for language in Language:
        (out / f"report-{language}.html").write_text(report(told, language), encoding="utf-8")


def _write_tables(out: Path, document: dict[str, JsonValue]) -> None:
    """A CSV of each list; nothing is written in a cell that is not known."""
    import csv

    from cydradd.listen.tables import tables

    for name, (columns, rows) in tables(document).items():
        with (out / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(columns)
            writer.writerows([_plain(cell) for cell in row] for row in rows)


def _plain(cell: JsonValue) -> JsonValue:
    """An id that no spreadsheet takes for a formula; map.json holds it as it came."""
    risky = isinstance(cell, str) and cell[:1] in {"=", "+", "-", "@", "\t", "\r"}
    return f"'{cell}" if risky else cell


def _write_pictures(out: Path, made: OpinionMap) -> None:
    """The picture in each language, and map.svg, which speaks Welsh to whom Welsh is asked for, and else English."""
    from cydradd.listen.picture import picture
    from cydradd.vocabulary.text import Language

    titles = {Language.CY: "Map barn", Language.EN: "Opinion map"}
    sentences = {
        Language.CY: "Mae pobl a bleidleisiodd yn debyg yn sefyll yn agos at ei gilydd.",
        Language.EN: "People who voted alike stand near one another.",
    }
    drawn = {
        language: picture(made, language, title=title, description=sentences[language], alone=True)
        for language, title in titles.items()
    }
    for language, drawing in drawn.items():
        (out / f"map-{language}.svg").write_text(drawing, encoding="utf-8")
    both = f'<g systemLanguage="cy">{drawn[Language.CY]}</g><g>{drawn[Language.EN]}</g>'
    frame = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 460">'
    (out / "map.svg").write_text(f"{frame}<switch>{both}</switch></svg>", encoding="utf-8")
