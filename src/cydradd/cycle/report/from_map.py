"""What the report tells of an opinion map: who stood where, what most agree on, what divides, who is missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from markupsafe import Markup

from cydradd.cycle.report.formats import number
from cydradd.cycle.report.heard import DIVIDES_MOST, Answers, Apart, Group, Heard, PartnersApart, Said
from cydradd.cycle.report.unheard import few_seen, spreads
from cydradd.cycle.report.words import say
from cydradd.listen.consensus import Findings
from cydradd.listen.document import counts_beside
from cydradd.listen.exports.rows import Participant
from cydradd.listen.findings.common_ground import Divide
from cydradd.listen.opinion_map import OpinionMap
from cydradd.listen.picture import picture
from cydradd.listen.places import places_of
from cydradd.listen.statements import Statement
from cydradd.listen.votes import Counts, Votes
from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual, Language


def letter(group: int) -> str:
    """``A`` for the first group; beyond ``Z`` with a number."""
    return chr(ord("A") + group % 26) + (str(group // 26 + 1) if group >= 26 else "")


def _answers(counts: Counts, column: int) -> Answers:
    return Answers(int(counts.agree[column]), int(counts.disagree[column]), int(counts.passes[column]))


def _text(statement: Statement | None) -> tuple[Bilingual | None, str | None]:
    """Words in known languages, or words in a language that is not told."""
    if statement is None or not (statement.text.cy or statement.text.en):
        return None, None
    return (statement.text, None) if statement.text.cy else (None, statement.text.en)


def _whole(value: JsonValue) -> int:
    return value if isinstance(value, int) else 0


def _by_partner(cell: JsonValue) -> dict[Partner, Answers] | None:
    """Answers by partner as results.json publishes them: cells too small to be shown are left out."""
    if not isinstance(cell, Mapping):
        return None
    found: dict[Partner, Answers] = {}
    for partner in Partner:
        counts = cell.get(partner)
        if isinstance(counts, Mapping):
            found[partner] = Answers(*(_whole(counts.get(name)) for name in ("agree", "disagree", "pass")))
        elif partner not in cell:
            found[partner] = Answers(0, 0, 0)
    return found


def _cells(document: Mapping[str, JsonValue]) -> list[JsonValue]:
    statements = document.get("statements")
    rows = statements if isinstance(statements, Sequence) and not isinstance(statements, str) else ()
    return [row.get("by_partner") if isinstance(row, Mapping) else None for row in rows]


def _said(opinion: OpinionMap, document: Mapping[str, JsonValue], statements: Mapping[str, Statement]) -> list[Said]:
    found = []
    for column, (name, cell) in enumerate(zip(opinion.votes.statements, _cells(document), strict=True)):
        text, plain = _text(statements.get(name))
        by_group = {letter(place): _answers(counts, column) for place, counts in enumerate(opinion.by_group)}
        said = Said(name, _answers(opinion.counts, column), text, plain, by_group, _by_partner(cell))
        found.append(replace(said, in_map=not opinion.out[column]))
    return found


def _divides(findings: Findings, said: Sequence[Said]) -> tuple[Apart, ...]:
    """Statements that two groups answer differently beyond chance, widest first."""
    widest = sorted(findings.divides, key=lambda each: -each.difference)
    seen: dict[int, Divide] = {}
    for each in widest:
        seen.setdefault(each.statement, each)
    return tuple(
        Apart(said[each.statement], each.direction, letter(each.more), letter(each.less), each.difference)
        for each in list(seen.values())[:DIVIDES_MOST]
    )


def _between_partners(findings: Findings, said: Sequence[Said]) -> tuple[PartnersApart, ...] | None:
    """Statements that two partners answer differently beyond chance, widest first."""
    told = findings.partners
    if told is None:
        return None
    names = [Partner(name) for name in told.partners]
    return tuple(
        PartnersApart(
            said[each.statement],
            each.direction,
            names[each.more],
            names[each.less],
            each.chosen,
            each.n,
            each.others,
            each.rest,
        )
        for each in sorted(told.differ, key=lambda each: -each.difference)[:DIVIDES_MOST]
    )


def _all_three(findings: Findings, said: Sequence[Said]) -> tuple[tuple[Said, str], ...] | None:
    """What most of every partner agrees or disagrees with, with the direction."""
    if findings.partners is None:
        return None
    return tuple((said[each.statement], each.direction) for each in findings.partners.all_three)


def _groups(opinion: OpinionMap, findings: Findings, said: Sequence[Said]) -> tuple[Group, ...]:
    made = []
    for place, size in enumerate(opinion.sizes):
        own = [each for each in findings.set_apart if each.group == place]
        agrees = tuple(said[each.statement] for each in own if each.direction == "agree")
        disagrees = tuple(said[each.statement] for each in own if each.direction == "disagree")
        made.append(Group(letter(place), size, agrees, disagrees))
    return tuple(made)


def _partners(people: Iterable[str], partners: Mapping[str, Partner]) -> dict[Partner | None, int]:
    counted: dict[Partner | None, int] = {}
    for person in people:
        partner = partners.get(person)
        counted[partner] = counted.get(partner, 0) + 1
    return counted


def _drawn(opinion: OpinionMap, groups: Sequence[Group], people: int, language: Language) -> tuple[Markup, Markup]:
    """The map, wide and narrow."""
    sizes = ", ".join(f"{group.letter} {number(group.size)}" for group in groups)
    title = say(language, "heard.picture_title", people=number(people), groups=sizes).unescape()
    description = say(language, "heard.map_sentence").unescape()
    wide = picture(opinion, language, title=title, description=description, width=1000, height=560)
    narrow = picture(opinion, language, title=title, description=description, width=330, height=330)
    return Markup(wide), Markup(narrow)  # noqa: S704  drawn by ourselves, its texts escaped


def heard_of(
    opinion: OpinionMap,
    findings: Findings,
    document: Mapping[str, JsonValue],
    statements: Iterable[Statement],
    partners: Mapping[str, Partner],
    participants: Sequence[Participant] = (),
) -> Heard:
    """What was heard, from the map of it.

    Args:
        findings: What the map says beyond chance (`cydradd.listen.prediction.found`).
        document: The map as results.json publishes it (`listen.document.map_document`).
        statements: Their words; a statement that nobody voted on is told too.
        partners: Partner of each participant that has one; empty: nobody's partner is known.
        participants: What else is known of who voted.
    """
    words = {statement.id: statement for statement in statements}
    said = _said(opinion, document, words)
    given = opinion.votes.per_participant
    voted = [person for person, votes in zip(opinion.votes.participants, given, strict=True) if votes]
    counts, columns = opinion.counts, set(opinion.votes.statements)
    unseen = [
        Said(statement.id, Answers(0, 0, 0), *_text(statement), in_map=not statement.out)
        for statement in words.values()
        if statement.id not in columns
    ]
    groups = _groups(opinion, findings, said)
    return Heard(
        people=len(voted),
        placed=int((opinion.membership >= 0).sum()),
        total=Answers(int(counts.agree.sum()), int(counts.disagree.sum()), int(counts.passes.sum())),
        statements=(*said, *unseen),
        groups=groups,
        agreed=tuple(said[each.statement] for each in opinion.agree),
        refused=tuple(said[each.statement] for each in opinion.disagree),
        divides=_divides(findings, said),
        partners=_partners(voted, partners),
        method=opinion.method,
        seed=opinion.seed,
        pictures={language: _drawn(opinion, groups, len(voted), language) for language in Language} if groups else {},
        verdict=opinion.verdict,
        stability=None if opinion.stability is None else opinion.stability.median,
        all_three=_all_three(findings, said),
        partner_divides=_between_partners(findings, said),
        who=spreads(voted, participants),
        few_seen=few_seen(findings, said, [group.letter for group in groups]),
        places=places_of(opinion, findings),
    )


def with_beside(heard: Heard, beside: Votes) -> Heard:
    """What was heard, with those who are counted beside the map."""
    voted = int((beside.per_participant > 0).sum())
    if not voted:
        return heard
    counts = dict(zip(beside.statements, counts_beside(beside), strict=True))

    def answers(said: Said) -> Answers | None:
        if said.id not in counts:
            return said.beside
        found = counts[said.id]
        return None if found is None else _answers(found, 0)

    statements = tuple(replace(said, beside=answers(said)) for said in heard.statements)
    people, votes = heard.people + voted, len(beside.values)
    return replace(heard, statements=statements, people=people, beside=voted, beside_votes=votes)
