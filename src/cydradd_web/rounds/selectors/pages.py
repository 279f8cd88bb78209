"""The pages of one round, and its files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from cydradd.cycle.report.words import word
from cydradd.cycle.stages import Stage
from cydradd.vocabulary.text import Language
from cydradd_web.record.selectors import Act, count, entries
from cydradd_web.rounds.models import Fault, Piece, Round
from cydradd_web.rounds.selectors.lines import NOTHING, STAGES, WINDOWS, Line, Words, line, lines, signs, words
from cydradd_web.rounds.selectors.work import state_of_pages


@dataclass(frozen=True, slots=True)
class FaultLine:
    """One folder that could not be read."""

    folder: str
    sentence: Words | None


@dataclass(frozen=True, slots=True)
class Tab:
    """One of the eight stages in the bar. `state`: ``done``, ``present``, ``opened``, ``faulty`` or ``not_present``."""

    stage: Stage
    state: str
    here: bool


@dataclass(frozen=True, slots=True)
class Made:
    """One file to download, by its path, with what it is called on a page."""

    path: str
    kind: str
    title: str


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a round. `now`, `body`, `side`, `gates` and `checks` are HTML that the report made and escaped.

    Attributes:
        sprite: The signs that the pieces refer to.
        whole: Whether the whole round stands on top: on its first page and its tabs, not where somebody acts.
        first: Whether this is the round's first page.
        stage_name: The word for the stage, in the language of the page.
        stage: Which of the eight tabs; ``None``: the round's first page.
        acts: The latest acts of the stage in the record, newest first; ``of`` them in all.
        files: What can be downloaded that has to do with the stage.
        renewal: ``behind`` while the pages wait to be made again after an act, ``failed`` when that went wrong.
    """

    round_id: int
    line: Line
    tabs: tuple[Tab, ...]
    sprite: SafeString
    whole: bool = False
    first: bool = False
    stage: Stage | None = None
    stage_name: str = ""
    body: SafeString = NOTHING
    now: SafeString = NOTHING
    side: SafeString = NOTHING
    gates: SafeString = NOTHING
    checks: SafeString = NOTHING
    acts: tuple[Act, ...] = ()
    of: int = 0
    files: tuple[Made, ...] = ()
    renewal: str | None = None

    @property
    def open_here(self) -> bool:
        """Whether people can act at this stage now."""
        return self.line.window is not None and WINDOWS[self.line.window] is self.stage

    @property
    def around(self) -> tuple[Stage | None, Stage | None]:
        """The stage before this one and the one after it; ``None``: there is none."""
        here = None if self.stage is None else STAGES.index(self.stage)
        if here is None:
            return None, None
        return (STAGES[here - 1] if here else None), (STAGES[here + 1] if here + 1 < len(STAGES) else None)


def faults(language: Language) -> tuple[FaultLine, ...]:
    """Every folder that could not be read, and why. One query."""
    return tuple(
        FaultLine(row.folder, words(row.sentence_cy, row.sentence_en, language)) for row in Fault.objects.all()
    )


FIRST = ("summary", "against", "gates", "rules", "faults", "record", "files")
"""Pieces of a round's first page; every other piece belongs to its stage."""
CHECKS = ("rules", "faults", "record", "files")
"""Those of them that are for whoever checks a round: folded at the end of its first page, as its gates are."""
ALSO = {Stage.DESIGN: ("involvement",), Stage.DECIDE: ("voting",)}
"""Pieces that a stage has beside the one of its own name."""
ACTS_SHOWN = 5


def frame(slug: str, language: Language, stage: Stage | None = None) -> Page | None:
    """What stands round every page of one round; ``None``: there is no such round. Two queries at most."""
    row = Round.objects.filter(slug=slug).first()
    return None if row is None else _frame(row, language, stage)


def _frame(row: Round, language: Language, stage: Stage | None) -> Page:
    tabs = tuple(Tab(each, row.stages.get(each, "not_present"), each is stage) for each in STAGES)
    name = str(word(language, "common.stage", stage)) if stage else ""
    renewal = state_of_pages(row.pk) if row.live else None
    return Page(row.pk, line(row, language), tabs, signs(), stage=stage, stage_name=name, renewal=renewal)


def page(slug: str, language: Language, stage: Stage | None = None) -> Page | None:
    """One page of one round; ``None``: there is no such round. Seven queries at most."""
    row = Round.objects.filter(slug=slug).first()
    if row is None:
        return None
    names = FIRST if stage is None else (stage, *ALSO.get(stage, ()), f"now-{stage}", f"side-{stage}")
    pieces = Piece.objects.filter(round=row, language=str(language), name__in=[str(name) for name in names])
    made = dict(pieces.values_list("name", "html"))
    aside, sentence = (made.pop(f"{kind}-{stage}", "") for kind in ("side", "now"))
    gates, checks = made.pop("gates", ""), "".join(made.pop(name, "") for name in CHECKS)
    (told,) = lines([row], language)
    found = replace(
        _frame(row, language, stage),
        line=told,
        whole=True,
        first=stage is None,
        body=mark_safe("".join(made.values())),  # noqa: S308  the report's templates escape every value
        now=mark_safe(sentence),  # noqa: S308
        side=mark_safe(aside),  # noqa: S308
        gates=mark_safe(gates),  # noqa: S308
        checks=mark_safe(checks),  # noqa: S308
        files=tuple(_made(row, FILES.get(stage, ()) if stage else (), language)),
    )
    if stage is None:
        return found
    acts = entries(row.pk, language, stage=stage, most=ACTS_SHOWN)
    return replace(found, acts=acts, of=count(row.pk, stage=stage))


FILES: Mapping[Stage, tuple[str, ...]] = {
    Stage.LISTEN: ("tables/statements.csv", "results.json"),
    Stage.DECIDE: ("recount-cy.html", "recount-en.html", "tables/result.csv", "results.json"),
    Stage.FOLLOW: ("360giving.json", "ocds/release-package.json", "ocds/record-package.json"),
}
"""Files to download that have to do with a stage."""


def file(slug: str, name: str) -> Path | None:
    """Where one file of a round lies; ``None``: there is no such file. One query."""
    output = Round.objects.filter(slug=slug).values_list("output", flat=True).first()
    if output is None or "\0" in name:
        return None
    home = (settings.DATA_DIR / output).resolve()
    path = (home / name).resolve()
    return path if path.is_relative_to(home) and path.is_file() else None


def made(slug: str, names: Iterable[str], language: Language) -> tuple[Made, ...]:
    """Those of these files that a round has, to be downloaded. One query."""
    row = Round.objects.filter(slug=slug).only("output").first()
    if row is None:
        return ()
    return tuple(_made(row, names, language))


def _made(row: Round, names: Iterable[str], language: Language) -> Iterator[Made]:
    home = settings.DATA_DIR / row.output
    return (
        Made(name, name.rsplit(".", 1)[-1].upper(), str(word(language, "end.what_file", name)))
        for name in names
        if (home / name).is_file()
    )
