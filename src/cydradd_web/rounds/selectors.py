"""What pages read. Querysets stay here; typed values leave, in the language of the page."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from cydradd.cycle.report import formats, sprite
from cydradd.cycle.stages import Stage
from cydradd.vocabulary.money import Pence, format_money
from cydradd.vocabulary.text import Bilingual, Language
from cydradd_web.rounds.models import Fault, Piece, Round

STAGES = tuple(Stage)


@dataclass(frozen=True, slots=True)
class Words:
    """Text that people wrote, and the language it is in when that is not the language of the page."""

    text: str
    other: Language | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One round in the list. `number` is 1 to 8; `dots`: ``done``, ``here`` or ``off`` for each stage."""

    slug: str
    reference: str
    title: Words | None
    place: Words | None
    money: str | None
    stage: Stage | None
    number: int
    dots: tuple[str, ...]
    objections: int
    overrides: int
    ok: bool
    as_of: str


@dataclass(frozen=True, slots=True)
class FaultLine:
    """One folder that could not be read."""

    folder: str
    sentence: Words | None


@dataclass(frozen=True, slots=True)
class Page:
    """One round's page. `body` is HTML that the report made and escaped."""

    reference: str
    title: Words | None
    body: SafeString


def _words(cy: str | None, en: str | None, language: Language) -> Words | None:
    found = Bilingual(cy or None, en or None).either(language)
    return None if found is None else Words(found[0], None if found[1] == language else found[1])


def _dots(reached: str | None, stages: dict[str, str]) -> tuple[str, ...]:
    def dot(stage: Stage) -> str:
        if stage == reached:
            return "here"
        return "off" if stages.get(stage, "not_present") == "not_present" else "done"

    return tuple(dot(stage) for stage in STAGES)


def _line(row: Round, language: Language) -> Line:
    stage = Stage(row.stage_reached) if row.stage_reached else None
    place = _words(row.place_cy, row.place_en, language) or (Words(row.place_code) if row.place_code else None)
    return Line(
        slug=row.slug,
        reference=row.reference,
        title=_words(row.title_cy, row.title_en, language),
        place=place,
        money=None if row.money is None else format_money(Pence(row.money), row.currency),
        stage=stage,
        number=STAGES.index(stage) + 1 if stage else 0,
        dots=_dots(row.stage_reached, row.stages),
        objections=row.objections,
        overrides=row.overrides,
        ok=row.ok,
        as_of=formats.day(row.as_of, language),
    )


def rounds(language: Language) -> tuple[Line, ...]:
    """Every round, newest first. One query."""
    return tuple(_line(row, language) for row in Round.objects.all())


def faults(language: Language) -> tuple[FaultLine, ...]:
    """Every folder that could not be read, and why. One query."""
    return tuple(
        FaultLine(row.folder, _words(row.sentence_cy, row.sentence_en, language)) for row in Fault.objects.all()
    )


def page(slug: str, language: Language) -> Page | None:
    """The page of one round; ``None``: there is no such round. Two queries."""
    row = Round.objects.filter(slug=slug).first()
    if row is None:
        return None
    made = dict(Piece.objects.filter(round=row, language=str(language)).values_list("name", "html"))
    band = made.pop("band")
    body = f'{sprite()}{band}<div class="wrap">{"".join(made.values())}</div>'
    title = _words(row.title_cy, row.title_en, language)
    return Page(row.reference, title, mark_safe(body))  # noqa: S308  the report's templates escape every value


def file(slug: str, name: str) -> Path | None:
    """Where one file of a round lies; ``None``: there is no such file. One query."""
    output = Round.objects.filter(slug=slug).values_list("output", flat=True).first()
    if output is None or "\0" in name:
        return None
    home = (settings.DATA_DIR / output).resolve()
    path = (home / name).resolve()
    return path if path.is_relative_to(home) and path.is_file() else None
