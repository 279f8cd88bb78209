"""The opinion map in words: the summary that `cydradd listen map` prints."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from cydradd.listen.consensus import Findings
    from cydradd.listen.findings.common_ground import Divide, Ground
    from cydradd.listen.opinion_map import OpinionMap
    from cydradd.listen.polis_export import PolisExport

VERDICTS = {
    "none": "There are no clear groups: do not read them as camps.",
    "spectrum": "People stand along a line, not in camps.",
    "clear": "The groups come back when votes are missing, and stand apart.",
}
PARTNERS = {"citizens": "citizens", "third_sector": "third sector", "public": "public bodies"}


class Words:
    """Says one map, its statements by their texts."""

    def __init__(self, export: PolisExport, made: OpinionMap, found: Findings) -> None:
        from cydradd.listen.picture import LETTERS

        self.made, self.found = made, found
        self.text = {statement.id: statement.text.en or statement.text.cy or "" for statement in export.statements}
        self.letters = LETTERS

    def named(self, column: int) -> str:
        """A statement by its id and text."""
        identifier = self.made.votes.statements[column]
        return f"[{identifier}] {self.text.get(identifier, '')}"

    def group(self, number: int) -> str:
        """A group by its letter."""
        return f"group {self.letters[number] if number < len(self.letters) else number}"

    def groups(self, *, tested: bool) -> None:
        """Who is placed, and what sets each group apart."""
        from cydradd.listen.representative import MOST

        made = self.made
        placed, people = int(made.placed.sum()), len(made.votes.participants)
        typer.echo(f"{placed} of {people} people are placed, in {len(made.by_group)} groups.")
        listed = self.found.set_apart if tested else made.representative
        for number, size in enumerate(made.sizes):
            typer.echo(f"G{self.group(number)[1:]}: {size} people")
            for each in [r for r in listed if r.group == number][:MOST]:
                typer.echo(f"  {each.direction:>8}  {self.named(each.statement)}")
        if made.verdict is not None:
            typer.echo(VERDICTS[made.verdict])
        if not tested:
            typer.echo("What sets groups apart is not tested against chance.")
        elif not listed:
            typer.echo("Nothing sets a group apart beyond chance.")

    def agreed(self) -> None:
        """What most of all, and most of every group, agree or disagree with."""
        from cydradd.listen.representative import MOST

        typer.echo("Most of all voters agree:")
        for shared in self.made.agree:
            typer.echo(f"  {shared.chosen} of {shared.seen}  {self.named(shared.statement)}")
        ground = self.found.common_ground
        typer.echo("Common ground, most of every group:" if ground else "There is no common ground of every group.")
        for each in ground[:MOST]:
            self._ground(each, [self.group(number) for number in range(len(each.chosen))])
        self._more(len(ground) - MOST)

    def partners(self) -> None:
        """What all three partners agree on, where their members are known."""
        from cydradd.listen.findings.by_partner import PARTNERS as ORDER
        from cydradd.listen.representative import MOST

        known = self.found.partners
        if known is None:
            typer.echo("Nobody's partner is known, so nothing can be said of the three partners.")
            return
        typer.echo("All three partners:" if known.all_three else "There is nothing that all three partners agree on.")
        for each in known.all_three[:MOST]:
            self._ground(each, [PARTNERS[name] for name in ORDER])
        self._more(len(known.all_three) - MOST)

    def divides(self) -> None:
        """On what two groups, or two partners, differ beyond chance."""
        from cydradd.listen.representative import MOST

        lines, known = self.found.divides, self.found.partners
        typer.echo("What divides groups:" if lines else "Nothing divides two groups beyond chance.")
        for each in lines[:MOST]:
            self._divide(each, self.group(each.more), self.group(each.less))
        self._more(len(lines) - MOST)
        if known is None:
            return
        typer.echo("What divides partners:" if known.differ else "Nothing divides two partners beyond chance.")
        for each in known.differ[:MOST]:
            self._divide(each, *(PARTNERS[known.partners[side]] for side in (each.more, each.less)))
        self._more(len(known.differ) - MOST)

    def not_heard(self) -> None:
        """Which groups have seen too little to be heard on how many statements, and who is not placed."""
        from cydradd.listen.consensus import HEARD

        made, unheard = self.made, self.found.not_heard
        away = len(made.votes.participants) - int((made.membership >= 0).sum())
        typer.echo(f"Not heard: {away} people voted too little to be placed.")
        asked = len(made.votes.statements) - int(made.out.sum())
        for number in range(len(made.by_group)):
            few = sum(group == number for group, _, _ in unheard)
            if few:
                typer.echo(f"  {self.group(number)}: fewer than {HEARD} have seen {few} of {asked} statements")

    def _ground(self, each: Ground, names: list[str]) -> None:
        typer.echo(f"  {each.direction:>8}  {self.named(each.statement)}")
        cells = zip(names, each.chosen, each.seen, strict=True)
        typer.echo("            " + ", ".join(f"{name} {chosen} of {seen}" for name, chosen, seen in cells))

    def _divide(self, each: Divide, more: str, less: str) -> None:
        typer.echo(f"  {each.direction:>8}  {self.named(each.statement)}")
        counts = f"{more} {each.chosen} of {each.n}, {less} {each.others} of {each.rest}"
        typer.echo(f"            {counts}; {each.low * 100:.0f} to {each.high * 100:.0f} points apart")

    @staticmethod
    def _more(left: int) -> None:
        if left > 0:
            typer.echo(f"  ... and {left} more; --json lists them all.")


def summary(export: PolisExport, made: OpinionMap, found: Findings) -> None:
    """Print the map in words."""
    words = Words(export, made, found)
    words.groups(tested=made.model is not None)
    words.agreed()
    words.partners()
    words.divides()
    words.not_heard()
