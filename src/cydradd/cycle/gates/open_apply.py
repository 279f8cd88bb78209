"""Before anybody applies: a design drawn from more than one option, in proportion, agreed and public."""

from __future__ import annotations

from collections.abc import Sequence

from cydradd.cycle.acts import Acts
from cydradd.cycle.consent import Standing, owner_consents
from cydradd.cycle.events import Event
from cydradd.cycle.gates.rules import (
    EVERY_PARTNER,
    FUNDERS,
    ROUND_OFFICER,
    SEATS,
    Answer,
    Reading,
    Rule,
    count,
    holds,
    in_both_languages,
    missing,
    named,
    not_evidenced,
    shown,
)
from cydradd.cycle.stages import Gate
from cydradd.design.lots import Requirement
from cydradd.design.pots import Pot
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual

OPTIONS = 2
"""Options considered, at least."""
BALLOT_LEVELS = ("opened", "tracker")
"""How a ballot can be checked afterwards (trust.md 3.2)."""


def options(reading: Reading) -> Answer:
    """At least two options were considered: ``option`` lines, or the number the round states, if more."""
    lines = len(reading.acts.of("option"))
    stated = reading.settings.design.get("options_considered")
    told = stated if isinstance(stated, int) else 0
    if stated is None and lines == 0:
        return not_evidenced("one-option")
    found = max(lines, told)
    return shown(found >= OPTIONS, "one-option", count("Opsiynau", "Options", found, OPTIONS))


def fit(reading: Reading) -> Answer:
    """Pots, needs and providers are there, so that what they can meet together can be computed."""
    tables = (reading.tables.pots, reading.tables.needs, reading.tables.providers)
    if all(tables):
        return holds()
    names = (Bilingual("cronfeydd", "pots"), Bilingual("anghenion", "needs"), Bilingual("darparwyr", "providers"))
    lacking = [name for table, name in zip(tables, names, strict=True) if not table]
    detail = Bilingual(
        "Ar goll: " + ", ".join(name.cy or "" for name in lacking),
        "Missing: " + ", ".join(name.en or "" for name in lacking),
    )
    supplier = FUNDERS if not tables[0] else SEATS
    if any(table is not None and not table for table in tables):
        return missing("no-fit", detail=detail, supplier=supplier)
    return not_evidenced("no-fit", detail=detail, supplier=supplier)


def proportion(reading: Reading) -> Answer:
    """What is asked is in proportion to the money, or is an exception the partners consented to."""
    lots, asked = reading.tables.lots, (reading.tables.requirements, reading.tables.questions)
    if lots is not None and not lots:
        return missing("no-proportion")
    if lots is None or asked == (None, None):
        return not_evidenced("no-proportion")
    report = reading.evidence.proportion
    if report is None:
        return not_evidenced("out-of-proportion")
    breaches = unexcused_breaches(reading)
    detail = named("Gormod", "Too much", breaches) if breaches else None
    return shown(not breaches, "out-of-proportion", detail)


def unexcused_breaches(reading: Reading) -> tuple[str, ...]:
    """Requirements and questions out of proportion without a consented exception."""
    excused = {row.id for row in reading.tables.requirements or () if exception_consented(reading, row)}
    found = {id for ids in (reading.evidence.proportion or {}).values() for id in ids}
    return tuple(sorted(found - excused))


def exception_consented(reading: Reading, requirement: Requirement) -> bool:
    """Whether a requirement names a gate at which all three partners have consented to it."""
    if requirement.exception_gate not in list(Gate):
        return False
    states = reading.partners(Gate(requirement.exception_gate)).values()
    return all(state.standing is Standing.CONSENTED for state in states)


def involvement(reading: Reading) -> Answer:
    """Some object had both a window and a contribution, so that involvement can be computed."""
    windows = {act.object for act in reading.acts.of("window_opens")} - {"call", "ballot"}
    contributed = {act.object for act in reading.acts.of("contribution")}
    if windows & contributed:
        return holds()
    if not contributed and not windows - {"listen"}:
        return not_evidenced("no-involvement")
    return missing("no-involvement")


def weights(reading: Reading) -> Answer:
    """Every partner gave weights, if there are criteria (an empty criteria.csv says that there are none)."""
    criteria, points = reading.tables.criteria, reading.tables.weights
    if criteria is not None and not criteria:
        return holds()
    if criteria is None or points is None:
        return not_evidenced(*(f"no-weights:{partner}" for partner in Partner))
    given = {row.partner for row in points}
    absent = [f"no-weights:{partner}" for partner in Partner if partner not in given]
    return missing(*absent) if absent else holds()


def seed(reading: Reading) -> Answer:
    """A seed for drawing lots is fixed before the design is agreed, unless no tie can come to the lot."""
    decide = reading.settings.decide
    ties = decide.get("tie", "lot")
    never_lot = isinstance(ties, str | list | tuple) and "lot" not in ties
    if never_lot or decide.get("seed") not in (None, ""):
        return holds()
    return missing("no-seed") if _agreed(reading.acts) else not_evidenced("no-seed")


def _agreed(acts: Acts) -> Event | None:
    """The last decision on the design."""
    return (acts.of("decision", "design") or (None,))[-1]


def design_hash(reading: Reading) -> Answer:
    """The design that was agreed is the design as it stands."""
    decision, now = _agreed(reading.acts), reading.evidence.design_hash
    if decision is None:
        return not_evidenced("no-design-hash")
    if decision.item is None:
        return missing("no-design-hash")
    if now is None:
        return not_evidenced("design-hash-differs")
    return shown(decision.item == now, "design-hash-differs")


def ballot_level(reading: Reading) -> Answer:
    """The decision on the design says how the ballot can be checked."""
    decision = _agreed(reading.acts)
    if decision is None:
        return not_evidenced("no-ballot-level")
    return shown(decision.code in BALLOT_LEVELS, "no-ballot-level")


def pot_owners(reading: Reading) -> Answer:
    """Every pot's owner, and every person for their own budget, has consented."""
    pots = reading.tables.pots
    if pots is None:
        return not_evidenced("no-consent:pot")
    consents = {pot.id: owner_consents(reading.acts.of("consent", pot.id), pot) for pot in pots}
    refused = [id for id, given in consents.items() if given is False]
    silent = [id for id, given in consents.items() if given is None]
    lacking = sorted([*refused, *silent])
    codes = [f"no-consent:pot:{id}" for id in lacking]
    supplier = _owners([pot for pot in pots if pot.id in lacking])
    if refused or (silent and len(silent) < len(consents)):
        return missing(*codes, supplier=supplier)
    return not_evidenced(*codes, supplier=supplier) if silent else holds()


def _owners(pots: Sequence[Pot]) -> Bilingual | None:
    """Who can consent: the body whose money each pot is, or the person whose own budget it is (never by name)."""
    listed = tuple(pot.id if pot.mode == "individual" else f"{pot.commissioner} ({pot.id})" for pot in pots)
    return named("Perchnogion y cronfeydd", "The owners of the pots", listed) if listed else None


def design_public(reading: Reading) -> Answer:
    """The design is public in both languages."""
    return in_both_languages(reading, "design")


RULES = (
    Rule(
        "one-option",
        Bilingual("Ystyriwyd o leiaf ddau opsiwn.", "At least two options were considered."),
        ROUND_OFFICER,
        options,
    ),
    Rule(
        "no-fit",
        Bilingual(
            "Mae’n bosibl cyfrifo beth all yr holl gronfeydd ei ariannu gyda’i gilydd.",
            "What all the pots can pay for together can be computed.",
        ),
        FUNDERS,
        fit,
    ),
    Rule(
        "no-proportion",
        Bilingual(
            "Mae’r gofynion yn gymesur â’r arian, neu mae’r partneriaid wedi cydsynio i eithriad.",
            "What is asked is in proportion to the money, or the partners consented to an exception.",
        ),
        ROUND_OFFICER,
        proportion,
    ),
    Rule(
        "no-involvement",
        Bilingual(
            "Mae’n bosibl dangos sut y cafodd pobl ran yn y dylunio.",
            "It can be shown how people took part in the design.",
        ),
        ROUND_OFFICER,
        involvement,
    ),
    Rule(
        "no-weights",
        Bilingual(
            "Mae pob partner wedi pwysoli’r meini prawf, os oes rhai.",
            "Every partner has weighed the criteria, if there are any.",
        ),
        EVERY_PARTNER,
        weights,
    ),
    Rule(
        "no-seed",
        Bilingual(
            "Mae’r hedyn ar gyfer tynnu coelbren wedi’i bennu, os gall fod ei angen.",
            "The seed for drawing lots is fixed, if it may be needed.",
        ),
        ROUND_OFFICER,
        seed,
    ),
    Rule(
        "no-design-hash",
        Bilingual(
            "Y dyluniad y cytunwyd arno yw’r dyluniad fel y mae.",
            "The design that was agreed is the design as it stands.",
        ),
        EVERY_PARTNER,
        design_hash,
    ),
    Rule(
        "no-ballot-level",
        Bilingual(
            "Cytunwyd sut y gellir gwirio’r papurau pleidleisio.",
            "It was agreed how the ballots can be checked.",
        ),
        EVERY_PARTNER,
        ballot_level,
    ),
    Rule(
        "no-consent:pot",
        Bilingual(
            "Mae perchennog pob cronfa wedi cydsynio, a phob unigolyn ar gyfer ei gyllideb ei hun.",
            "The owner of every pot has consented, and every person for their own budget.",
        ),
        FUNDERS,
        pot_owners,
    ),
    Rule(
        "one-language",
        Bilingual(
            "Mae’r dyluniad yn gyhoeddus yn Gymraeg ac yn Saesneg.",
            "The design is public in Welsh and in English.",
        ),
        ROUND_OFFICER,
        design_public,
    ),
)
