"""The options of a count, shared by the commands of `cydradd decide`."""

from __future__ import annotations

import gc
import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, get_type_hints

import typer

if TYPE_CHECKING:
    from cydradd.decide.election import Election
    from cydradd.decide.options import Options
    from cydradd.vocabulary.people import Partner

Ballots = Annotated[Path, typer.Argument(metavar="FILE.pb", help="A Pabulib file.")]
Rule = Annotated[str, typer.Option(help="equal-shares, phragmen or greedy.")]
Utility = Annotated[
    str | None,
    typer.Option(help="cost, cardinality, sqrt, score or cost-score. [default: cost, or score with points]"),
]
Completion = Annotated[str, typer.Option(help="none, add1, add1e, add1u, add1eu or greedy.")]
Increment = Annotated[str, typer.Option(help="What each purse grows by, in the unit of the file.")]
Start = Annotated[str, typer.Option(help="exact or floor: where the purse begins.")]
Compare = Annotated[
    str, typer.Option(help="off, satisfaction or exclusion: greedy replaces the result when more prefer it.")
]
Stop = Annotated[str, typer.Option(help="Of phragmen: halt, or skip what does not fit.")]
Variant = Annotated[str, typer.Option(help="Of greedy: skip, no-skip or threshold.")]
By = Annotated[str, typer.Option(help="Of greedy: score, votes or density.")]
Threshold = Annotated[str | None, typer.Option(help="Of greedy threshold: least score.")]
Weights = Annotated[
    str | None, typer.Option(help="Column that names each ballot’s partner; each partner holds its share.")
]
Shares = Annotated[str | None, typer.Option(help="Shares of the partners, such as citizens=1/2,public=1/2.")]
MinPartner = Annotated[int, typer.Option(min=1, help="Least number of ballots of a partner.")]
SmallPartner = Annotated[
    str | None, typer.Option(help="one-person-one-weight: the fall-back when a partner is too small.")
]
Consent = Annotated[
    str | None, typer.Option(help="Least share of each partner's ballots, such as citizens=1/4,public=1/4.")
]
Ineligible = Annotated[list[str] | None, typer.Option(help="ID=reason, decided before opening; repeatable.")]
Tie = Annotated[str, typer.Option(help="Keys in order: cost, votes, lot, id, max-cost.")]
Seed = Annotated[str | None, typer.Option(help="Of the lot: fixed and public before voting.")]
Objections = Annotated[
    Path | None,
    typer.Option(help="A round’s events.jsonl: a project is set aside while a partner maintains an objection to it."),
]


OF_A_COUNT: dict[str, tuple[Any, object]] = {
    "rule": (Rule, "equal-shares"),
    "utility": (Utility, None),
    "completion": (Completion, "none"),
    "increment": (Increment, "1"),
    "start": (Start, "exact"),
    "compare": (Compare, "off"),
    "stop": (Stop, "halt"),
    "variant": (Variant, "skip"),
    "by": (By, "score"),
    "threshold": (Threshold, None),
    "weights": (Weights, None),
    "shares": (Shares, None),
    "min_partner": (MinPartner, 10),
    "small_partner": (SmallPartner, None),
    "consent": (Consent, None),
    "ineligible": (Ineligible, None),
    "tie": (Tie, "cost,votes,lot"),
    "seed": (Seed, None),
    "objections": (Objections, None),
}
"""Every option that decides a count, with its default."""


@dataclass(frozen=True)
class Given:
    """The options of a count as they were given."""

    words: Mapping[str, Any]

    def options(self) -> Options:
        """The options of the library. Call it inside `refusals`.

        Raises:
            NotPossible: A value that is not offered.
        """
        from cydradd.decide.options import Options

        return Options.from_settings(
            {
                name: value
                for name, value in self.words.items()
                if value is not None and name not in ("ineligible", "objections")
            }
        )

    @property
    def ineligible(self) -> dict[str, str | None]:
        """Projects decided to be ineligible, each with its reason."""
        return {name: reason for name, _, reason in (entry.partition("=") for entry in self.words["ineligible"] or [])}

    def objections(self, election: Election) -> Mapping[str, Sequence[Partner]]:
        """Projects against which partners maintain an objection. Call it inside `refusals`.

        Raises:
            NotPossible: A line of the file cannot be read.
        """
        path: Path | None = self.words["objections"]
        if path is None:
            return {}
        from cydradd.cycle.events import read_lines
        from cydradd.cycle.project_objections import objections_to
        from cydradd.vocabulary.errors import NotPossible
        from cydradd.vocabulary.text import Bilingual

        events, defects = read_lines(path.read_bytes(), datetime.max.replace(tzinfo=UTC))
        if defects:
            line, said = defects[0].row, defects[0].message
            raise NotPossible(
                Bilingual(f"{path.name}, llinell {line}: {said.cy}", f"{path.name}, line {line}: {said.en}")
            )
        return objections_to(events, {project.id for project in election.projects})

    def refuse_what_is_not_offered(self) -> None:
        """Refuse a rule that later work brings."""
        if self.words["rule"] == "bos":
            raise typer.BadParameter("bos is not offered yet.", param_hint="--rule")


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Do not look for circles of objects meanwhile: a large file makes a million, and none is in a circle."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def takes_options_of_a_count(command: Callable[..., None], **defaults: object) -> Callable[..., None]:
    """Give a command the options of a count: its parameter ``given`` is a `Given`, and no option of its own.

    Args:
        defaults: Of this command, where they are not those of a count.
    """

    def run(**words: Any) -> None:
        given = Given({name: words.pop(name) for name in OF_A_COUNT})
        given.refuse_what_is_not_offered()
        with _without_collecting():
            command(given=given, **words)

    kind = inspect.Parameter.KEYWORD_ONLY
    hints = get_type_hints(command, {**command.__globals__, "Given": Given}, include_extras=True)
    own = [
        each.replace(kind=kind, annotation=hints[each.name])
        for each in inspect.signature(command).parameters.values()
        if each.name != "given"
    ]
    shared = [
        inspect.Parameter(name, kind, default=defaults.get(name, default), annotation=annotation)
        for name, (annotation, default) in OF_A_COUNT.items()
    ]
    needed, optional = ([each for each in own if (each.default is each.empty) is wanted] for wanted in (True, False))
    run.__signature__ = inspect.Signature([*needed, *shared, *optional])  # type: ignore[attr-defined]
    run.__annotations__ = {
        **{each.name: hints[each.name] for each in own},
        **{name: annotation for name, (annotation, _) in OF_A_COUNT.items()},
    }
    run.__name__, run.__doc__ = command.__name__, command.__doc__
    return run
