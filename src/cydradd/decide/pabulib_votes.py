"""The ballots of a Pabulib file: what each row gives to which project, and what is wrong with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import repeat
from operator import lt
from typing import TypeAlias

from cydradd.decide.ballots import Ballot, Support
from cydradd.decide.classes import MOST_LETTERS, Cast, Classes, classes_of, classes_of_approvals, letters
from cydradd.decide.election import Project, entries_of
from cydradd.decide.pabulib_choices import Choices, Rules
from cydradd.decide.pabulib_rows import Cells, Reading, Section
from cydradd.vocabulary.people import Partner

Words: TypeAlias = str | tuple[str, str]
"""What a row says of its choices: the cell vote; with the cell points where points matter."""
_PARTNERS: Mapping[str, Partner | None] = {"": None, **{str(partner): partner for partner in Partner}}


class Votes:
    """The VOTES section. Rows that say the same are read once; only those with a fault are looked at one by one.

    Attributes:
        letters: A letter for each project, by which approvals are read fast; empty for other kinds.
        approved: What each vote approves, as letters. ``supports``: what it gives, where there are no letters.
        entries: Choices that a vote holds as it is written, where they are not those approved.
        flawed: What is said on rows that have a fault.
    """

    def __init__(self, reading: Reading, projects: Sequence[Project], rules: Rules) -> None:
        self.reading = reading
        self.choices = Choices(reading, projects, rules)
        self.pointed = rules.kind.is_pointed
        plain = not rules.kind.has_points and len(projects) < MOST_LETTERS
        self.letters = letters(project.id for project in projects) if plain else {}
        self.approved: dict[Words, str] = {}
        self.supports: dict[Words, Support] = {}
        self.entries: dict[Words, int] = {}
        self.flawed: set[Words] = set()

    def read(self, section: Section) -> Cast:
        """All ballots."""
        if "voter_id" not in section.header:
            self.reading.defect(
                "no-voter-id",
                "Nid oes colofn voter_id: ni ellir gweld pwy a bleidleisiodd ddwywaith.",
                "There is no column voter_id: nobody can see who voted twice.",
                None,
                "voter_id",
                "",
            )
        voters, words, partners = self.columns(section)
        many = _many(words, partners)
        for said in many.values():
            self.learn(said)
        if self.flawed or _repeated(voters) or not many.keys() <= _PARTNERS.keys():
            self.list_faults(section.lines, voters, words, partners)
        section.cut.clear()
        entries = sum(
            number * (self.entries[each] if each in self.entries else len(self.approved[each]))
            for said in many.values()
            for each, number in said.items()
        )
        return Cast(len(words), lambda: self.ballots(section), self.classes(many), entries)

    def columns(self, section: Section) -> tuple[list[str], list[Words], list[str]]:
        """Voters, what they say, and their partners; the first and last are empty where there is no such column."""
        names = ["vote", *(["points"] if self.pointed else [])]
        names += [name for name in ("voter_id", "partner") if name in section.header]
        cells = dict(zip(names, section.columns(names), strict=True))
        voters, partners = (_stripped(cells.get(name, ())) for name in ("voter_id", "partner"))
        votes = cells["vote"]
        return voters, [*zip(votes, cells["points"], strict=True)] if self.pointed else [*votes], partners

    def learn(self, said: Iterable[Words]) -> None:
        """Read what is said, each once."""
        if self.letters:
            votes = [each for each in said if isinstance(each, str)]
            self.approved.update(self.choices.approved(votes, [*self.letters]).items())
        for each in [each for each in said if each not in self.approved and each not in self.supports]:
            support, flawed = self.choices.looked_at(*_cells(each))
            self.entries[each] = entries_of(_cells(each)[0])
            if flawed:
                self.flawed.add(each)
            if self.letters:
                self.approved[each] = "".join(self.letters[name] for name, _ in support)
            else:
                self.supports[each] = support

    def list_faults(
        self, lines: Sequence[int], voters: Sequence[str], words: Sequence[Words], partners: Sequence[str]
    ) -> None:
        """List what is wrong with the rows, line by line."""
        seen: set[str] = set()
        rows: Iterator[tuple[int, str | None, Words, str]] = zip(
            lines, voters or repeat(None), words, partners or repeat(""), strict=False
        )
        for line, voter, said, partner in rows:
            if voter in seen:
                self.reading.defect(
                    "repeated-voter",
                    "Mae’r pleidleisiwr yno eisoes; mae’r ddau bapur yn cyfrif.",
                    "The voter is there already; both ballots count.",
                    line,
                    "voter_id",
                    voter or "",
                )
            elif voter is not None:
                seen.add(voter)
            if partner not in _PARTNERS:
                self.reading.defect(
                    "unknown-partner",
                    "Defnyddiwch citizens, third_sector neu public.",
                    "Use citizens, third_sector or public.",
                    line,
                    "partner",
                    partner,
                )
            if said in self.flawed:
                self.choices.support(line, *_cells(said))

    def classes(self, many: Mapping[str, Mapping[Words, int]]) -> Classes:
        """The ballots, those alike taken together."""
        approved: dict[Partner | None, dict[str, int]] = {}
        alike: Counter[tuple[Partner | None, Support]] = Counter()
        for word, said in many.items():
            partner = _PARTNERS.get(word)
            if self.letters:
                own = approved.setdefault(partner, {})
                for chosen, number in zip(map(self.approved.__getitem__, said), said.values(), strict=True):
                    own[chosen] = own.get(chosen, 0) + number
            else:
                for each, number in said.items():
                    alike[partner, self.supports[each]] += number
        return classes_of_approvals(list(self.letters), approved) if self.letters else classes_of(alike)

    def ballots(self, section: Section) -> Iterator[Ballot]:
        """The ballots one by one."""
        voters, words, partners = self.columns(section)
        supports, shared = self.supports, dict[str, Support]()
        if self.letters:
            names = {letter: (name, 1) for name, letter in self.letters.items()}
            for letters_ in set(self.approved.values()):
                shared[letters_] = tuple(map(names.__getitem__, letters_))
            supports = {each: shared[own] for each, own in self.approved.items()}
        for voter, each, partner, row in zip(
            voters or repeat(""), words, partners or repeat(""), section.rows, strict=False
        ):
            yield Ballot(voter, supports[each], _PARTNERS.get(partner), Cells(section, row))


def _cells(words: Words) -> tuple[str, str]:
    """The cells vote and points."""
    return (words, "") if isinstance(words, str) else words


def _stripped(cells: Iterable[str]) -> list[str]:
    """Cells without blanks around them."""
    held = [*cells]
    return held if "".join(held).isalnum() else [cell.strip() for cell in held]


def _repeated(voters: Sequence[str]) -> bool:
    """Whether a voter is there twice; most files name them in ascending order, which is seen faster."""
    return not all(map(lt, voters, voters[1:])) and len(set(voters)) < len(voters)


def _many(words: Sequence[Words], partners: Sequence[str]) -> Mapping[str, Mapping[Words, int]]:
    """How many rows say the same, by partner."""
    if not partners:
        return {"": Counter(words)}
    many: dict[str, dict[Words, int]] = {}
    for (partner, each), number in Counter(zip(partners, words, strict=True)).items():
        many.setdefault(partner, {})[each] = number
    return many
