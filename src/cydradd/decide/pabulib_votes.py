"""The ballots of a Pabulib file: what each row gives to which project, and what is wrong with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from cydradd.decide import ballots as kinds
from cydradd.decide.ballots import Ballot, Support, VoteType
from cydradd.decide.election import Project
from cydradd.decide.pabulib_rows import Reading, Section, number
from cydradd.vocabulary.people import Partner

MOST_CHOICES = 100_000
"""Choices on one ballot above which a file is refused."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What META says a ballot may hold. ``None`` = not limited.

    Attributes:
        most: Greatest number of choices; the L of a ranking.
        most_cost: Greatest sum of the costs of what is chosen.
    """

    kind: VoteType
    most: int | None = None
    most_cost: Fraction | None = None


class Votes:
    """The VOTES section, row by row. Ballots that read alike share one support."""

    def __init__(self, reading: Reading, projects: Sequence[Project], rules: Rules) -> None:
        self.reading = reading
        self.rules = rules
        self.costs = {project.id: project.cost for project in projects}
        self.seen: set[str] = set()
        self.flawless: dict[tuple[str, str], Support] = {}
        self.shared: dict[Support, Support] = {}

    def read(self, section: Section) -> tuple[Ballot, ...]:
        """All ballots."""
        named, by_partner = "voter_id" in section.header, "partner" in section.header
        if not named:
            self.reading.defect(
                "no-voter-id",
                "Nid oes colofn voter_id: ni ellir gweld pwy a bleidleisiodd ddwywaith.",
                "There is no column voter_id: nobody can see who voted twice.",
                None,
                "voter_id",
                "",
            )
        found = []
        for line, row in section.rows:
            voter = self.voter(line, row["voter_id"]) if named else ""
            partner = self.partner(line, row["partner"]) if by_partner else None
            found.append(Ballot(voter, self.support(line, row["vote"], row.get("points", "")), partner, row))
        return tuple(found)

    def voter(self, line: int, cell: str) -> str:
        """The pseudonym of a voter; one that is there already is listed, and both ballots count."""
        voter = cell.strip()
        if voter in self.seen:
            self.reading.defect(
                "repeated-voter",
                "Mae’r pleidleisiwr yno eisoes; mae’r ddau bapur yn cyfrif.",
                "The voter is there already; both ballots count.",
                line,
                "voter_id",
                voter,
            )
        self.seen.add(voter)
        return voter

    def support(self, line: int, vote: str, points: str) -> Support:
        """What a ballot gives to which project."""
        known = self.flawless.get((vote, points))
        if known is not None:
            return known
        before = len(self.reading.defects)
        support = self.choose(line, vote, points)
        support = self.shared.setdefault(support, support)
        self.check_limits(line, vote, support)
        if len(self.reading.defects) == before:
            self.flawless[vote, points] = support
        return support

    def choose(self, line: int, vote: str, points: str) -> Support:
        """What the cells of a ballot say, by the kind of vote."""
        if vote.count(",") > MOST_CHOICES:
            raise self.reading.refuse(
                f"llinell {line}, colofn vote: mae dros {MOST_CHOICES} o ddewisiadau.",
                f"line {line}, column vote: over {MOST_CHOICES} choices.",
            )
        names = [part.strip() for part in vote.split(",") if part and not part.isspace()]
        known = self.known(line, names)
        if self.rules.kind is VoteType.ORDINAL:
            return kinds.ranking(known, self.rules.most)
        if self.rules.kind.has_points:
            return self.scored(line, names, points)
        return kinds.approvals(known)

    def known(self, line: int, names: Sequence[str]) -> list[str]:
        """The projects named on a ballot; unknown ones are listed and left out."""
        known = [name for name in names if name in self.costs]
        if len(known) < len(names):
            for name in dict.fromkeys(name for name in names if name not in self.costs):
                self.reading.defect(
                    "unknown-project",
                    "Nid oes prosiect â’r cyfeirnod hwn.",
                    "There is no project with this id.",
                    line,
                    "vote",
                    name,
                )
        if len(set(known)) < len(known):
            for name in sorted(name for name, many in Counter(known).items() if many > 1):
                self.reading.defect(
                    "duplicate-in-ballot",
                    "Mae’r prosiect ddwywaith ar yr un papur; mae’n cyfrif unwaith.",
                    "The project is on one ballot twice; it counts once.",
                    line,
                    "vote",
                    name,
                )
        return known

    def scored(self, line: int, names: Sequence[str], given: str) -> Support:
        """Support of a ballot with points; a choice without readable points is listed and gives none."""
        values = [part.strip() for part in given.split(",") if part and not part.isspace()]
        if len(names) != len(values):
            self.points_defect(
                "points-differ",
                f"Nifer y dewisiadau: {len(names)}; nifer y pwyntiau: {len(values)}.",
                f"{len(names)} choices and {len(values)} points.",
                line,
                given,
            )
        chosen, points = [], []
        for name, text in zip(names, values, strict=False):
            value = number(text)
            if value is None:
                self.points_defect(
                    "unreadable-points", "Nid yw’r pwyntiau’n rhif.", "The points are not a number.", line, text
                )
            elif value < 0:
                self.points_defect(
                    "negative-points",
                    "Nid yw pwyntiau o dan 0 yn cyfrif.",
                    "Points below 0 do not count.",
                    line,
                    text,
                )
            if value is not None and name in self.costs:
                chosen.append(name)
                points.append(value)
        return kinds.points(chosen, points)

    def points_defect(self, code: str, cy: str, en: str, line: int, value: str) -> None:
        """Note what is wrong with the points of a ballot."""
        self.reading.defect(code, cy, en, line, "points", value)

    def check_limits(self, line: int, vote: str, support: Support) -> None:
        """List a ballot that chose more than META allows. It counts: the city counted it."""
        most = 1 if self.rules.kind is VoteType.CHOOSE_1 else self.rules.most
        chosen = vote.count(",") + 1 if self.rules.kind is VoteType.ORDINAL else len(support)
        if most is not None and chosen > most:
            self.reading.defect(
                "over-max-length",
                f"Nifer y dewisiadau: {chosen}; y mwyaf: {most}.",
                f"{chosen} choices; at most {most}.",
                line,
                "vote",
                vote,
            )
        if self.rules.most_cost is None:
            return
        total = sum((self.costs[name] for name, _ in support), Fraction(0))
        if total > self.rules.most_cost:
            self.reading.defect(
                "over-max-sum-cost",
                f"Mae’r dewisiadau’n costio {total}, dros {self.rules.most_cost}; mae’r papur yn cyfrif.",
                f"The choices cost {total}, over {self.rules.most_cost}; the ballot counts.",
                line,
                "vote",
                vote,
            )

    def partner(self, line: int, cell: str) -> Partner | None:
        """The partner a ballot counts for; an unknown word is listed and counts for none."""
        word = cell.strip()
        if not word:
            return None
        try:
            return Partner(word)
        except ValueError:
            self.reading.defect(
                "unknown-partner",
                "Defnyddiwch citizens, third_sector neu public.",
                "Use citizens, third_sector or public.",
                line,
                "partner",
                word,
            )
            return None
