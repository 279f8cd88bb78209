"""One round as a list shows it: its words, its eight stages, what is happening, and what is closing when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils.safestring import SafeString, mark_safe

from cydradd.cycle.report import formats, sprite
from cydradd.cycle.stages import Stage
from cydradd.vocabulary.money import Pence, format_money
from cydradd.vocabulary.text import Bilingual, Language
from cydradd.vocabulary.time import local_date
from cydradd_web.rounds.models import Act, Piece, Round

STAGES = tuple(Stage)
NOTHING = SafeString("")
LAST = Stage.EVALUATE
"""A round is finished when this stage is done: what comes after belongs to the network."""
WINDOWS = {"listen": Stage.LISTEN, "design": Stage.DESIGN, "call": Stage.APPLY, "ballot": Stage.DECIDE}
"""The windows in which people can act, and the stage of each; any other window is one of the design."""


@dataclass(frozen=True, slots=True)
class Words:
    """Text that people wrote, and the language it is in when that is not the language of the page."""

    text: str
    other: Language | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One round in the list. `number` is 1 to 8; `dots`: ``done``, ``here`` or ``off`` for each stage.

    Attributes:
        now: What is happening at the stage it has reached: a sentence that the report made and escaped.
        window: Which window stands open: ``listen``, ``design``, ``call``, ``ballot``; ``None``: none.
        closes: The day on which it closes; ``None``: no window is open, or the files give no day.
        finished: Whether what was paid for has been measured.
        listens: Whether anybody can vote on its statements here, today.
    """

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
    finished: bool = False
    now: SafeString = NOTHING
    window: str | None = None
    closes: str | None = None
    listens: bool = False


def words(cy: str | None, en: str | None, language: Language) -> Words | None:
    """Text in the language of the page, else in the other one; ``None``: neither is there."""
    found = Bilingual(cy or None, en or None).either(language)
    return None if found is None else Words(found[0], None if found[1] == language else found[1])


def _dots(reached: str | None, stages: dict[str, str]) -> tuple[str, ...]:
    def dot(stage: Stage) -> str:
        if stage == reached:
            return "here"
        return "off" if stages.get(stage, "not_present") in ("opened", "not_present") else "done"

    return tuple(dot(stage) for stage in STAGES)


def line(row: Round, language: Language) -> Line:
    """One round, without what is happening in it."""
    stage = Stage(row.stage_reached) if row.stage_reached else None
    place = words(row.place_cy, row.place_en, language) or (Words(row.place_code) if row.place_code else None)
    return Line(
        slug=row.slug,
        reference=row.reference,
        title=words(row.title_cy, row.title_en, language),
        place=place,
        money=None if row.money is None else format_money(Pence(row.money), row.currency),
        stage=stage,
        number=STAGES.index(stage) + 1 if stage else 0,
        dots=_dots(row.stage_reached, row.stages),
        objections=row.objections,
        overrides=row.overrides,
        ok=row.ok,
        as_of=formats.day(row.as_of, language),
        finished=row.stages.get(LAST) == "done",
    )


def signs() -> SafeString:
    """The signs and shapes that pieces of a page refer to; they stand once on the page."""
    return mark_safe(sprite())  # noqa: S308  our own file


def rounds(language: Language) -> tuple[Line, ...]:
    """Every round, newest first, without what is happening in it. One query."""
    return tuple(line(row, language) for row in Round.objects.all())


def _open_window(
    acts: Iterable[tuple[str, str | None, datetime]], as_of: datetime
) -> tuple[str, datetime | None] | None:
    """The window that stood open at ``as_of``, opened last, and when the files say that it closes."""
    opened: dict[str, datetime] = {}
    closes: dict[str, datetime] = {}
    for kind, thing, at in acts:
        if thing not in WINDOWS:
            continue
        if at > as_of:
            if kind == "window_closes":
                closes.setdefault(thing, at)
        elif kind == "window_opens":
            opened[thing] = at
        else:
            opened.pop(thing, None)
    if not opened:
        return None
    last = max(opened, key=lambda thing: opened[thing])
    return last, closes.get(last)


def _announced(row: Round, window: tuple[str, datetime | None] | None) -> tuple[str, date | None] | None:
    """A window with its last day: in a round that people carry here, as its officer announced it."""
    if window is None or window[1] is not None:
        return window
    day = row.plan.get(window[0]) if row.live else None
    return window[0], date.fromisoformat(day) if isinstance(day, str) else None


def windows_of(rows: Sequence[Round]) -> dict[int, tuple[str, date | None] | None]:
    """The window that is open in each round, and its last day; ``None``: none is. One query, however many rounds."""
    acts: dict[int, list[tuple[str, str | None, datetime]]] = {row.pk: [] for row in rows}
    found = Act.objects.filter(round_id__in=list(acts), kind__in=("window_opens", "window_closes"))
    ordered = found.order_by("at", "position").values_list("round_id", "kind", "object", "at")
    for number, kind, thing, at in ordered:
        acts[number].append((kind, thing, at))
    return {row.pk: _announced(row, _open_window(acts[row.pk], row.as_of)) for row in rows}


def lines(rows: Sequence[Round], language: Language, today: date | None = None) -> tuple[Line, ...]:
    """Rounds with what is happening in each. Two queries, however many rounds.

    Args:
        today: The day on which taking part is offered; ``None``: it is not offered.
    """
    ids = [row.pk for row in rows]
    windows = windows_of(rows)
    stages = {row.pk: _stage_of(row, windows[row.pk]) for row in rows}
    names = {f"now-{stage}" for stage in stages.values() if stage}
    pieces = Piece.objects.filter(round_id__in=ids, language=str(language), name__in=sorted(names))
    now = {(number, name): html for number, name, html in pieces.values_list("round_id", "name", "html")}
    return tuple(
        replace(
            _with(line(row, language), windows[row.pk], now.get((row.pk, f"now-{stages[row.pk]}"), ""), language),
            listens=today is not None and row.live and _listens(windows[row.pk], today),
        )
        for row in rows
    )


def _listens(window: tuple[str, date | None] | None, today: date) -> bool:
    """Whether listening is open and its last day has not passed: nobody need have closed it."""
    if window is None or window[0] != "listen":
        return False
    last = window[1]
    return last is None or today <= (local_date(last) if isinstance(last, datetime) else last)


def _stage_of(row: Round, window: tuple[str, date | None] | None) -> str | None:
    """The stage whose sentence says what is happening: that of the open window, else the one reached."""
    return str(WINDOWS[window[0]]) if window else row.stage_reached


def _with(plain: Line, window: tuple[str, date | None] | None, now: str, language: Language) -> Line:
    closes = formats.day(window[1], language) if window and window[1] else None
    made = mark_safe(now)  # noqa: S308  the report's templates escape every value
    return replace(plain, now=made, window=window[0] if window else None, closes=closes)
