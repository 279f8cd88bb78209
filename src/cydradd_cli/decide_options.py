"""The options of a count, shared by the commands of `cydradd decide`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

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
NotOffered = Annotated[Path | None, typer.Option(help="Not offered yet.")]
