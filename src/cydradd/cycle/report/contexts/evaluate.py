"""What the section of the evaluation shows: outcome by outcome, every study in the same size, and what has no answer.

First what was measured, in words; then what the studies say together; the statistics last. A study of fewer than
`FEWEST_PEOPLE` people is counted and not shown (evaluate.md 3.11).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cydradd.cycle.report.contexts.evaluate_effects import (
    Object,
    StudyRow,
    bilingual,
    facts,
    mapping,
    mappings,
    reader,
    study_lines,
    study_row,
    together,
    tried,
)
from cydradd.cycle.report.contexts.evaluate_verdict import FEWEST_PEOPLE, Columns, Verdict, columns, few, verdict
from cydradd.cycle.report.forest import Forest, forest
from cydradd.cycle.report.story import Story
from cydradd.design.needs import Outcome
from cydradd.evaluate.back import PROPORTIONS
from cydradd.evaluate.formulas import RATIOS
from cydradd.evaluate.outcomes import OutcomeResult
from cydradd.vocabulary.text import Bilingual, Language


@dataclass(frozen=True, slots=True)
class Told:
    """One outcome.

    Attributes:
        asked: What was to be measured, as the design has it; its language is not known.
        verdict: What the numbers come to, in words. ``None``: none can be shown.
        plain: What the studies say together without statistics, or why no single figure is given.
        rows, columns: The numbers as they were given, and the columns of them that hold anything.
        sentence: The headline with its statistics.
        hidden: Studies counted and not shown, for there are too few people in them.
        left_out: Rows that take no part: name, id and reason.
        tried: What each correlation gives: r, estimate, low, high.
        facts: Names and values of the calculation, for whoever asks how.
    """

    id: str
    title: Bilingual | None
    asked: str | None
    verdict: Verdict | None
    plain: Bilingual
    rows: tuple[OutcomeResult, ...]
    columns: Columns
    measure: str
    sentence: Bilingual
    refused: bool
    studies: tuple[StudyRow, ...]
    together: StudyRow | None
    next: tuple[str, str] | None
    picture: Forest | None
    hidden: int
    left_out: tuple[tuple[Bilingual | None, str, Bilingual], ...]
    tried: tuple[tuple[str, str, str, str], ...]
    facts: tuple[tuple[str, str], ...]
    warnings: tuple[tuple[str, str], ...]


def evaluate(story: Story, language: Language) -> dict[str, object]:
    """What the template ``sections/evaluate.html`` needs beside the story."""
    outcomes = {row.id: row for row in story.tables.outcomes or ()}
    results = story.tables.results or ()
    measured = dict.fromkeys(row.outcome for row in results)
    missing = [row.title.either(language) or (id, language) for id, row in outcomes.items() if id not in measured]
    found = mapping((story.results.evaluate or {}).get("outcomes"))
    names = _names(story)
    return {
        "told": [
            _told(id, outcomes.get(id), mapping(found.get(id)), [row for row in results if row.outcome == id], names)
            for id in dict.fromkeys([*found, *measured])
        ],
        "names": names.get,
        "few": few,
        "fewest": FEWEST_PEOPLE,
        "unmeasured": "; ".join(text for text, _ in missing),
    }


def _names(story: Story) -> dict[str, Bilingual]:
    """The title of the application behind each agreement."""
    titles = {row.id: row.title for row in story.tables.applications or () if row.title is not None}
    return {row.id: titles[row.application] for row in story.tables.agreements or () if row.application in titles}


def _told(
    id: str, outcome: Outcome | None, each: Object, rows: Sequence[OutcomeResult], names: Mapping[str, Bilingual]
) -> Told:
    effects, pool = mapping(each.get("effects")), mapping(each.get("pool"))
    measure = str(effects.get("measure") or "")
    read = reader(measure)
    hidden = {row.agreement for row in rows if few(row)}
    everything = study_lines(effects, pool)
    lines = [line for line in everything if line.label not in hidden]
    headline = mapping(pool.get("headline"))
    refused = headline.get("refused") is not False
    combined, following = (None, None) if refused else together(pool)
    total = sum(line.weight or 0.0 for line in everything)
    picture = forest(lines, combined, following, ratio=measure in RATIOS, share=measure in PROPORTIONS)
    sentence = bilingual(headline.get("sentence"))
    plain = bilingual(headline.get("plain"))
    return Told(
        id=id,
        title=outcome.title if outcome else None,
        asked=outcome.measure if outcome else None,
        verdict=verdict(rows, names),
        plain=plain if plain.cy or plain.en else sentence,
        rows=tuple(rows),
        columns=columns(rows),
        measure=measure,
        sentence=sentence,
        refused=refused,
        studies=tuple(study_row(line, names.get(line.label), read, total) for line in lines),
        together=study_row(combined, None, read, 0.0) if combined else None,
        next=(read(following.low), read(following.high)) if following else None,
        picture=picture if lines else None,
        hidden=len({line.label for line in everything} & hidden),
        left_out=_left_out(effects, names, {line.label for line in everything}),
        tried=tuple(tried(part, read) for part in mappings(pool.get("correlation_range"))),
        facts=facts(pool),
        warnings=tuple((str(each.get("code")), str(each.get("study"))) for each in mappings(effects.get("warnings"))),
    )


def _left_out(
    effects: Object, names: Mapping[str, Bilingual], shown: set[str]
) -> tuple[tuple[Bilingual | None, str, Bilingual], ...]:
    """Rows that take no part; one whose correlation is tried takes part."""
    found = []
    for each in mappings(effects.get("excluded")):
        study, reason = str(each.get("study")), bilingual(each.get("reason"))
        if not (study in shown and reason.en == "no value for ri"):
            found.append((names.get(study), study, reason))
    return tuple(found)
