"""The result of weighing: exact where it is not sampled, with the sentence that people act on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual

TOO_CLOSE_BELOW = 0.6
"""Share of the mixtures of the partners' weights in which the winner must come first, or people deliberate."""

TOO_CLOSE = Bilingual(
    "Rhy agos: gallai newid bach newid y drefn. Trafodwch yn gyntaf.",
    "Too close: a small change could change the order. Deliberate first.",
)


@dataclass(frozen=True, slots=True)
class Weighed:
    """What applications are worth, and how sure it is.

    Attributes:
        criteria: In the order given.
        partner_weights, round_weights: Exact, adding up to 1.
        values: Of each application on each criterion, 0 to 1.
        utility: Worth of each application, 0 to 1.
        ranking: From the best on.
        acceptability: ``simplex`` and ``partners``: share of the draws for each place, from the first on.
        dominated: Application, and the best placed that is nowhere worse and somewhere better.
        weight_moved: Least weight moved that changes the winner; ``None``: no weights would.
        polarisation: Mean over the three pairs of partners of the sum of the differences of their weights.
        blank_seats: Seats that gave no point to anything, and take no part.
    """

    criteria: tuple[str, ...]
    partner_weights: Mapping[Partner, Mapping[str, Fraction]]
    round_weights: Mapping[str, Fraction]
    values: Mapping[str, Mapping[str, Fraction]]
    utility: Mapping[str, Fraction]
    ranking: tuple[str, ...]
    winner_by_partner: Mapping[Partner, str]
    acceptability: Mapping[str, Mapping[str, list[float]]]
    dominated: tuple[tuple[str, str], ...]
    weight_moved: Fraction | None
    polarisation: Fraction
    too_close: bool
    blank_seats: tuple[str, ...]
    draws: int
    seed: int

    @property
    def stays_first(self) -> float:
        """Share of the mixtures of the partners' weights under which the winner comes first."""
        return self.acceptability["partners"][self.ranking[0]][0]

    @property
    def sentence(self) -> Bilingual:
        """Whether the order can be relied on."""
        if self.too_close:
            return TOO_CLOSE
        first, share = self.ranking[0], f"{100 * self.stays_first:.0f}%"
        return Bilingual(
            f"Cyntaf yn ôl gwerth: {first}. Cyfran o gymysgeddau pwysoliadau’r partneriaid lle mae’n gyntaf: {share}.",
            f"First by value: {first}. Share of the mixtures of the partners’ weights in which it is first: {share}.",
        )

    def as_json(self) -> dict[str, JsonValue]:
        """As `cydradd design weigh` prints it. Numbers are the nearest a JSON number can be."""
        return {
            "partner_weights": {str(partner): _numbers(each) for partner, each in self.partner_weights.items()},
            "round_weights": _numbers(self.round_weights),
            "utility": _numbers({id: self.utility[id] for id in self.ranking}),
            "ranking": list(self.ranking),
            "winner_by_partner": {str(partner): id for partner, id in self.winner_by_partner.items()},
            "acceptability": {
                sampler: {id: shares[id] for id in self.ranking} for sampler, shares in self.acceptability.items()
            },
            "dominated": [{"id": id, "by": by} for id, by in self.dominated],
            "weight_moved": None if self.weight_moved is None else float(self.weight_moved),
            "polarisation": float(self.polarisation),
            "too_close": self.too_close,
            "sentence": self.sentence.as_json(),
        }


def _numbers(exact: Mapping[str, Fraction]) -> dict[str, JsonValue]:
    return {name: float(value) for name, value in exact.items()}
