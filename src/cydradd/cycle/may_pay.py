"""Whether a pot may pay for a project: its restriction, the needs that the project's lot meets, and who would be paid.

One rule for the count, for the award and for invariant I2.
"""

from __future__ import annotations

from collections import defaultdict

from cydradd.cycle.round import Tables
from cydradd.design.fit import Provider, size_of
from cydradd.design.lots import Lot
from cydradd.design.permits import all_of, permits
from cydradd.design.pots import Pot
from cydradd.vocabulary.money import Pence


class MayPay:
    """The tables of a round, asked which pot may pay for what."""

    def __init__(self, tables: Tables) -> None:
        self._needs = {need.id: need for need in reversed(tables.needs or ())}
        self._lots = {lot.id: lot for lot in reversed(tables.lots or ())}
        self._applications = {row.id: row for row in reversed(tables.applications or ())}
        self._providers = {row.id: row for row in reversed(tables.providers or ())}
        self._bodies = {row.id: row for row in reversed(tables.organisations or ())}
        self._members: defaultdict[str, list[str]] = defaultdict(list)
        for row in tables.members or ():
            self._members[row.application].append(row.organisation)

    def project(self, pot: Pot, project: str) -> bool | None:
        """Whether a pot may pay for an application: for one of the needs that its lot meets.

        Returns:
            ``None`` where that cannot be told: the lot or a need is not known, or a value that the restriction asks
            for is not stated.
        """
        if not pot.restriction:
            return True
        application = self._applications.get(project)
        lot = self._lots.get(application.lot or "") if application else None
        return None if lot is None else self._lot(pot, lot, self._paid(project) or [None])

    def lot(self, pot: Pot, lot: Lot) -> bool | None:
        """Whether a pot may pay for a lot, whoever applies; ``None`` where that depends on it or cannot be told."""
        return True if not pot.restriction else self._lot(pot, lot, [None])

    def _lot(self, pot: Pot, lot: Lot, providers: list[Provider | None]) -> bool | None:
        needs = [self._needs[id] for id in lot.needs if id in self._needs]
        answers = {
            all_of(permits(pot.restriction, need, each, offer_type=lot.offer_type) for each in providers)
            for need in needs
        }
        return True if True in answers else None if None in answers or not answers else False

    def _paid(self, project: str) -> list[Provider | None]:
        """Who would be paid: the members of a consortium, or the applicant."""
        alone = self._applications[project].organisation
        return [self._provider(name) for name in self._members.get(project) or ([alone] if alone else [])]

    def _provider(self, name: str) -> Provider | None:
        """A body as design/providers.csv knows it, else with the size that its income gives."""
        listed, body = self._providers.get(name), self._bodies.get(name)
        if listed is not None or body is None or body.income is None:
            return listed
        return Provider(name, size_of(body.income), Pence(0))
