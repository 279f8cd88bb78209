"""Which projects stand in a count, and what one ballot weighs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction

from cydradd.decide import seats
from cydradd.decide.election import Election
from cydradd.decide.options import FALL_BACK, Options
from cydradd.decide.result import SetAside
from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual


def weights(election: Election, options: Options) -> tuple[Mapping[Partner, Fraction] | None, list[str]]:
    """Weight of one ballot by partner, or ``None`` when all weigh the same; and what must be said of it.

    Raises:
        NotPossible: No ballot names a partner, or one whose share is not given has ballots.
        PartnerTooSmall: A partner has too few ballots and the rule names no fall-back, or it has none at all.
    """
    if options.weights is None:
        return None, []
    ballots = dict(election.classes.by_partner)
    nowhere = ballots.pop(None, 0)
    declared = {partner: ballots.get(partner, 0) for partner in (options.shares or ballots) if partner is not None}
    if not declared:
        raise NotPossible(
            Bilingual(
                cy="Nid oes papur pleidleisio yn enwi partner. Ychwanegwch golofn partner, neu cyfrwch heb weights.",
                en="No ballot names a partner. Add a column partner, or count without weights.",
            ),
            code="no-partner",
        )
    for partner in ballots:
        if partner not in declared:
            raise NotPossible(
                Bilingual(
                    cy=f"Mae gan {partner} bapurau pleidleisio ond dim cyfran. Enwch bob partner yn shares.",
                    en=f"{partner} has ballots but no share. Name every partner in shares.",
                ),
                code="no-share",
            )
    warnings = ["ballots-without-partner"] if nowhere else []
    try:
        return seats.weights(declared, options.shares, options.min_partner), warnings
    except seats.PartnerTooSmall:
        if options.small_partner != FALL_BACK or 0 in declared.values():
            raise
        return None, [*warnings, "small-partner-fall-back"]


def set_aside(
    election: Election,
    options: Options,
    ineligible: Mapping[str, str | None],
    objections: Mapping[str, Sequence[Partner]],
) -> list[SetAside]:
    """Projects that do not stand, each with the first reason that applies.

    Raises:
        NotPossible: A decision or objection names no project of the election.
    """
    known = {project.id for project in election.projects}
    for name in (*ineligible, *objections):
        if name not in known:
            raise NotPossible(
                Bilingual(
                    cy=f"Nid oes prosiect “{name[:60]}” yn yr etholiad.",
                    en=f"There is no project “{name[:60]}” in the election.",
                ),
                code="unknown-project",
            )
    ballots = {partner: many for partner, many in election.classes.by_partner.items() if partner is not None}
    approved = _approved(election) if options.consent else {}
    aside = []
    for project in election.projects:
        stopped = seats.stopped_by(approved.get(project.id, {}), ballots, options.consent)
        if project.id in ineligible:
            aside.append(SetAside(project.id, "decision", ineligible[project.id]))
        elif objections.get(project.id):
            aside.append(SetAside(project.id, "objection", None, tuple(objections[project.id])))
        elif stopped:
            aside.append(SetAside(project.id, "consent", None, tuple(stopped)))
        elif project.cost > election.budget:
            aside.append(SetAside(project.id, "cost_above_budget"))
    return aside


def _approved(election: Election) -> Mapping[str, Counter[Partner]]:
    """Number of ballots of each partner that support each project."""
    approved: dict[str, Counter[Partner]] = {project.id: Counter() for project in election.projects}
    for alike in election.classes:
        if alike.partner:
            for name, _ in alike.support:
                approved[name][alike.partner] += alike.many
    return approved
