"""`cydradd round run`: a round folder in, a report in two languages, results, open data and a record out.

The same folder gives the same bytes: nothing here knows a clock, chance or the order of a set.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import orjson

from cydradd.cycle import output_folder, round_folder
from cydradd.cycle.calculation import Calculated, calculate
from cydradd.cycle.check import Checked, allocation_of, check
from cydradd.cycle.evidence import Allocation, PotPays
from cydradd.cycle.gates import GateState, State
from cydradd.cycle.output_open_data import OpenData, open_data
from cydradd.cycle.output_recount import recounts
from cydradd.cycle.output_results import results
from cydradd.cycle.output_tables import tables_of
from cydradd.cycle.pots_of_round import pot_pays
from cydradd.cycle.record_of_folder import FolderRecord
from cydradd.cycle.report import Story, render
from cydradd.cycle.report.from_folder import story_of
from cydradd.cycle.round_folder import RoundFolder
from cydradd.cycle.stage_results import StageResults, stage_results
from cydradd.vocabulary.errors import CydraddError
from cydradd.vocabulary.facts import Defect, JsonValue
from cydradd.vocabulary.text import Bilingual, Language

REPORTS = {language: f"report-{language}.html" for language in Language}


class LacksEvidence(CydraddError):
    """A strict run met a gate whose facts the files do not show."""

    code = "gate-lacks-evidence"


@dataclass(frozen=True, slots=True)
class RunResult:
    """What a run made.

    Attributes:
        ok: As `cydradd round check` says it.
        files: What OUT now holds, by path.
        sentence: What happened, for people.
        story: What the report tells, for those who show it in a page of their own.
        results: What results.json holds.
        record: The record of the round.
        allocation: The result of the count, as gates read it; ``None``: nothing was counted.
        who_pays: Which pot pays what; ``None``: the round has no pots, or nothing was counted.
        packages_valid: Whether the open data is valid; ``None``: none was made.
    """

    round: str
    ok: bool
    files: tuple[str, ...]
    defects: tuple[Defect, ...]
    sentence: Bilingual
    story: Story
    results: Mapping[str, JsonValue]
    record: FolderRecord
    allocation: Allocation | None
    who_pays: tuple[PotPays, ...] | None
    packages_valid: bool | None

    def as_json(self) -> dict[str, JsonValue]:
        """``{"round", "ok", "files", "defects", "sentence"}``."""
        return {
            "round": self.round,
            "ok": self.ok,
            "files": list(self.files),
            "defects": [defect.as_json() for defect in self.defects],
            "sentence": self.sentence.as_json(),
        }


def _require_evidence(gates: tuple[GateState, ...]) -> None:
    """Refuse at the first gate that is neither open nor overridden.

    Raises:
        LacksEvidence: With the gate and what stands in its way.
    """
    for gate in gates:
        if gate.state in (State.OPEN, State.OVERRIDDEN):
            continue
        codes = ", ".join((*gate.missing, *gate.not_evidenced))
        raise LacksEvidence(
            Bilingual(
                f"Stopiwyd wrth y porth {gate.gate}. Ar goll: {codes}. Ychwanegwch y dystiolaeth, neu rhedwch heb "
                "--strict.",
                f"Stopped at the gate {gate.gate}. Missing: {codes}. Add the evidence, or run without --strict.",
            )
        )


def _sentence(checked: Checked, files: int) -> Bilingual:
    counts = {state: sum(gate.state is state for gate in checked.gates) for state in State}
    cy = (
        f"Rownd: {checked.round_id}. Ffeiliau: {files}. Pyrth ar agor: {counts[State.OPEN]}. "
        f"Ar gau: {counts[State.CLOSED]}. Heb dystiolaeth: {counts[State.NOT_EVIDENCED]}. "
        f"Namau: {len(checked.defects)}."
    )
    en = (
        f"Round: {checked.round_id}. Files written: {files}. Gates open: {counts[State.OPEN]}. "
        f"Closed: {counts[State.CLOSED]}. No evidence: {counts[State.NOT_EVIDENCED]}. "
        f"Defects: {len(checked.defects)}."
    )
    return Bilingual(cy, en)


def _json(document: JsonValue) -> bytes:
    return orjson.dumps(document, option=orjson.OPT_INDENT_2) + b"\n"


def _files(
    folder: RoundFolder, calculated: Calculated, checked: Checked, stages: StageResults, data: OpenData
) -> tuple[Story, Mapping[str, JsonValue], Mapping[str, bytes]]:
    """What the report tells, what results.json holds, and every file of OUT by path."""
    found = results(folder, calculated, checked, stages)
    files = {"results.json": _json(found), **data.files}
    files |= {f"record/{path}": content for path, content in checked.record.files().items()}
    story = story_of(folder, calculated, checked, stages)
    files |= tables_of(story)
    files |= recounts(folder, found["decide"])
    paths = tuple(sorted((*files, *REPORTS.values())))
    story = replace(story, published=data.told, files=paths)
    files |= {path: render(story, language).encode("utf-8") for language, path in REPORTS.items()}
    return story, found, files


def run(
    path: Path,
    out: Path,
    *,
    strict: bool = False,
    overwrite: bool = False,
    tell: Callable[[str], None] = lambda _done: None,
) -> RunResult:
    """Run every stage that a round folder holds, and write OUT.

    Args:
        path: The round folder.
        out: A folder that is empty or not there; it appears as a whole or not at all.
        strict: Stop at the first gate that is neither open nor overridden.
        overwrite: Replace the results of an earlier run.
        tell: Told what is done, as it is done: ``read``, ``calculated``, ``written``.

    Raises:
        UnreadableFile: The folder is no round.
        CannotWriteHere: OUT is inside the folder, or holds something.
        LacksEvidence: A strict run, and a gate without its evidence.
    """
    output_folder.check(path, out, overwrite=overwrite)
    folder = round_folder.read(path)
    tell("read")
    calculated = calculate(folder, with_map=True)
    data = open_data(folder, calculated)
    checked = check(folder, calculated, packages_valid=data.valid)
    checked = replace(checked, defects=(*checked.defects, *data.defects))
    tell("calculated")
    if strict:
        _require_evidence(checked.gates)
    story, found, files = _files(folder, calculated, checked, stage_results(folder, calculated), data)
    output_folder.write(files, out)
    tell("written")
    sentence = _sentence(checked, len(files))
    return RunResult(
        round=checked.round_id,
        ok=checked.ok,
        files=tuple(sorted(files)),
        defects=checked.defects,
        sentence=sentence,
        story=story,
        results=found,
        record=checked.record,
        allocation=allocation_of(calculated.count, folder),
        who_pays=pot_pays(calculated.funded, folder.settings.currency),
        packages_valid=data.valid,
    )
