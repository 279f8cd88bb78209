"""What gates and invariants read, for a round folder and for the site alike.

Whoever holds the facts builds one `Evidence`: `cycle.round_folder` from files, the site from its database.
The rules never look further, so that both ways give the same answer. ``None`` always means "not known", which
is neither a pass nor a fault.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from cydradd.cycle.round import Settings, Tables
from cydradd.vocabulary.money import Pence


@dataclass(frozen=True, slots=True)
class Allocation:
    """The result of a count, as far as gates and invariants need it.

    Attributes:
        winners: Ids of the projects that are funded.
        not_funded: Ids of the projects that stood in the count and are not funded.
        set_aside: Ids of projects that did not stand in the count, each with its kind: ``ineligible``,
            ``withdrawn``, ``objection`` ...
        costs: What each project costs, in minor units of the round's currency; every winner is there.
        explained: Ids of the projects for which the count says why they were not funded.
    """

    winners: tuple[str, ...]
    not_funded: tuple[str, ...] = ()
    set_aside: Mapping[str, str] = field(default_factory=dict)
    costs: Mapping[str, Pence] = field(default_factory=dict)
    explained: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class PotPays:
    """What one pot pays to one funded project, in minor units (decide.md 3.9)."""

    pot: str
    project: str
    amount: Pence


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that is known of a round at ``settings.as_of``.

    Attributes:
        settings: ``round.toml``; ``as_of`` is the only clock.
        tables: Every table; a table that is ``None`` is not present. Windows, consents, publications and
            declarations are ``tables.events``.
        profile_column: Whether the list of participants says anything of who they are beside their partner
            (a profile column). ``None``: no list of participants.
        allocation: ``None``: nothing was counted.
        who_pays: Which pot pays what. ``None``: nothing was counted, or there are no pots.
        proportion: Ids of requirements and questions found out of proportion, by lot; a lot in which nothing
            was found has an empty tuple. ``None``: the proportion report has not been made.
        ballots_of_seats: Ids of the projects chosen on the ballot of each seat whose voter is known.
            ``None``: no ballots, or nobody knows which voter holds a seat.
        packages_valid: Whether the open-data packages of the round pass validation. ``None``: none made.
        awarded_on: Date of each award by the id of its application, as the packages state it. ``None``: read
            from the agreements' date of signature.
        design_hash: Hash of the design as it stands now (cycle.md section 2). ``None``: no design.
        record_verified: Whether recomputing the record gives its head, and a changed byte is found.
            ``None``: there is no record.
        first_bad_entry: Index of the first entry that does not verify.
        replay_equal: Whether replaying the record gives the same events and tables. ``None``: not replayed.
    """

    settings: Settings
    tables: Tables
    profile_column: bool | None = None
    allocation: Allocation | None = None
    who_pays: tuple[PotPays, ...] | None = None
    proportion: Mapping[str, tuple[str, ...]] | None = None
    ballots_of_seats: Mapping[str, tuple[str, ...]] | None = None
    packages_valid: bool | None = None
    awarded_on: Mapping[str, date] | None = None
    design_hash: str | None = None
    record_verified: bool | None = None
    first_bad_entry: int | None = None
    replay_equal: bool | None = None
