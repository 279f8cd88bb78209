"""The report of a conversation: one file of HTML in one language, without script, readable with any tool.

The sentences are those of `report_words`; no other text is written here. The words of people are shown as they wrote
them, in the language they are in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from cydradd.listen.consensus import HEARD, Findings
from cydradd.listen.exports.rows import Participant
from cydradd.listen.findings.by_partner import PARTNERS as ORDER
from cydradd.listen.findings.by_partner import too_few
from cydradd.listen.findings.common_ground import Divide, Ground
from cydradd.listen.opinion_map import POLIS, OpinionMap
from cydradd.listen.picture import STYLE, picture
from cydradd.listen.report_parts import Parts, clean
from cydradd.listen.report_words import PARTNERS, PEOPLE, STATEMENTS, VERDICTS, VOTES
from cydradd.listen.statements import Statement
from cydradd.vocabulary.text import Language

LEAST_PEOPLE, LEAST_STATEMENTS = 15, 7
"""Below either, there are counts and no map."""
_CSS = (
    "body{margin:0 auto;padding:1rem;max-width:60rem;color:#23213f;background:#fff;"
    "font:400 1.125rem/1.5 Figtree,system-ui,sans-serif;overflow-wrap:anywhere}"
    "p,li{max-width:66ch}blockquote{margin:0;font-weight:600}svg{width:100%;height:auto;border:1px solid #8a86a3}"
    "table{border-collapse:collapse;width:100%}caption{text-align:left;font-weight:600;padding:.5rem 0}"
    "th,td{text-align:left;vertical-align:top;padding:.4rem .6rem;border-bottom:1px solid #8a86a3}"
    ".note{color:#5a5775}.skip{position:absolute;left:-999rem}.skip:focus{position:static}"
    "summary{cursor:pointer;padding:.4rem 0}a:focus,summary:focus,div:focus{outline:3px solid #3a2fa0}"
)


@dataclass(frozen=True, slots=True)
class Told:
    """What a report tells of one conversation.

    Attributes:
        name: Of the conversation. ``beside``: people counted beside the map.
        participants: Who voted; ``None`` = not known.
    """

    name: str
    made: OpinionMap
    found: Findings
    statements: Sequence[Statement] = ()
    participants: Sequence[Participant] | None = None
    beside: int = 0


def report(told: Told, language: Language) -> str:
    """The report as one file of HTML."""
    page = _Page(told, language)
    title = escape(page.say("title", name=clean(told.name)))
    parts = page.early() if page.is_early else [*page.map(), *page.agreed(), *page.divides()]
    body = "".join([*page.verdict(), *parts, *page.unheard(), *page.everything(), *page.how()])
    return (
        f'<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title><style>{_CSS}{STYLE}</style></head><body>"
        f'<a class="skip" href="#main">{escape(page.say("skip"))}</a><main id="main" tabindex="-1">'
        f"<h1>{title}</h1>{body}</main></body></html>\n"
    )


class _Page(Parts):
    """One report, part by part; every method gives finished HTML."""

    def __init__(self, told: Told, language: Language) -> None:
        super().__init__(told.made.votes.statements, told.statements, language)
        self.told, self.made, self.found = told, told.made, told.found
        self.voted = int((self.made.votes.per_participant > 0).sum())
        self.asked = int((~self.made.out).sum())

    @property
    def is_early(self) -> bool:
        """Whether there is too little for a map."""
        return int(self.made.placed.sum()) < LEAST_PEOPLE or self.asked < LEAST_STATEMENTS

    def verdict(self) -> list[str]:
        """The sentence above all others, and what it stands on."""
        made = self.made
        counted = (PEOPLE.count(self.voted), STATEMENTS.count(self.asked), VOTES.count(len(made.votes.values)))
        people, statements, votes = (each.side(self.language) for each in counted)
        parts = [self.paragraph("lead", people=people, statements=statements, votes=votes)]
        if not self.is_early:
            parts.insert(0, f"<h2>{escape(VERDICTS[made.verdict].side(self.language) or '')}</h2>")
            if made.stability is not None:
                median = f"{made.stability.median:.2f}"
                parts.append(self.paragraph("stability", refits=len(made.stability.indices), median=median))
        return [*parts, self.paragraph("not_a_poll", note=True)]

    def early(self) -> list[str]:
        """Why there is no map."""
        return [self.heading(2, "early"), self.paragraph("early_why", people=LEAST_PEOPLE, statements=LEAST_STATEMENTS)]

    def map(self) -> list[str]:
        """The picture, and beside it a table that says the same."""
        title, why = self.say("map"), self.say("map_why")
        drawing = picture(self.made, self.language, title=title, description=why)
        rows = [
            [escape(self.group(number)), f"{size:,}", self._sets_apart(number)]
            for number, size in enumerate(self.made.sizes)
        ]
        heads = ("group_word", "people_word", "apart_word")
        untested = [self.paragraph("untested")] if self.made.method == POLIS else []
        return [
            self.heading(2, "map"),
            f"<figure>{drawing}<figcaption>{escape(why)}</figcaption></figure>",
            self.table("group_table", heads, rows),
            *untested,
        ]

    def agreed(self) -> list[str]:
        """What every group, and all three partners, agree or disagree with."""
        ground, known = self.found.common_ground, self.found.partners
        groups = [self.group(number) for number in range(len(self.made.by_group))]
        parts = [self.heading(2, "agree_title"), self.heading(3, "ground_title")]
        parts.append(self.listed([self._ground(each, groups) for each in ground], "ground_none"))
        parts.append(self.heading(3, "partners_title"))
        if known is None:
            return [*parts, self.paragraph("partners_unknown")]
        names = [self.partner(name) for name in ORDER]
        return [*parts, self.listed([self._ground(each, names) for each in known.all_three], "partners_none")]

    def divides(self) -> list[str]:
        """On what two groups, or two partners, differ beyond chance."""
        known = self.found.partners
        groups = [self.group(number) for number in range(len(self.made.by_group))]
        parts = [self.heading(2, "divides_title"), self.heading(3, "divides_groups")]
        parts.append(self.listed([self._divide(each, groups) for each in self.found.divides], "divides_none"))
        if known is None:
            return parts
        names = [self.partner(name) for name in known.partners]
        listed = self.listed([self._divide(each, names) for each in known.differ], "divides_none")
        return [*parts, self.heading(3, "divides_partners"), listed]

    def unheard(self) -> list[str]:
        """Who is not placed, who is counted beside, which group has seen too little, and who took part."""
        unplaced = self.voted - int((self.made.membership >= 0).sum())
        parts = [
            self.heading(2, "unheard_title"),
            self.paragraph("unplaced", n=f"{unplaced:,}", total=f"{self.voted:,}"),
        ]
        if self.told.beside:
            parts.append(self.paragraph("beside", n=f"{self.told.beside:,}"))
        if not self.is_early:
            parts += self._seen_by_few()
        return [*parts, *self._partners(), self.paragraph("invited")]

    def everything(self) -> list[str]:
        """Every statement with its counts, folded away."""
        counts = self.made.counts
        rows = [
            [self.quoted(j), *(f"{int(each[j]):,}" for each in (counts.agree, counts.disagree, counts.passes))]
            for j in range(len(self.made.votes.statements))
        ]
        table = self.table("all_title", ("statement_word", "agree", "disagree", "pass"), rows)
        return [f"<details><summary>{escape(self.say('all_title'))}</summary>{table}</details>"]

    def how(self) -> list[str]:
        """What was done with the votes."""
        parts = [self.heading(2, "how_title"), self.paragraph("how", method=self.made.method, seed=self.made.seed)]
        return parts if self.is_early else [*parts, self.paragraph("how_split"), self.paragraph("how_rate")]

    def _seen_by_few(self) -> list[str]:
        """Statements that too few of a group have seen, each with its count."""
        parts = []
        for number in range(len(self.made.by_group)):
            few = [(j, seen) for group, j, seen in self.found.not_heard if group == number]
            if few:
                letter, total = self.letter(number), f"{self.asked:,}"
                parts.append(self.paragraph("few_seen", letter=letter, least=HEARD, few=f"{len(few):,}", total=total))
                parts.append(
                    self.folded([self.quoted(j) + self.paragraph("seen", n=seen) for j, seen in few], len(few))
                )
        return parts or [self.paragraph("all_seen", least=HEARD)]

    def _partners(self) -> list[str]:
        """How many people of each partner are on the map; too small a count is not told."""
        partner_of = {person.voter: person.partner for person in self.told.participants or ()}
        if not any(partner_of.values()):
            return [self.paragraph("partners_unknown")] if self.is_early else []
        given = zip(self.made.votes.participants, self.made.votes.per_participant.tolist(), strict=True)
        own = [str(partner_of.get(person) or "unknown") for person, votes in given if votes]
        many = {name: own.count(name) for name in PARTNERS}
        hidden = too_few(many)
        rows = [
            [escape(self.partner(name)), escape(self.say("few")) if name in hidden else f"{count:,}"]
            for name, count in many.items()
        ]
        return [self.table("partner_table", ("partner_word", "people_word"), rows)]

    def _sets_apart(self, group: int) -> str:
        """At most three sentences of a group's own."""
        listed = self.made.representative if self.made.method == POLIS else self.found.set_apart
        own = [each for each in listed if each.group == group][:3]
        if not own:
            return escape(self.say("apart_none"))
        rows = (f"<li>{escape(self.say(each.direction))}: {self.quoted(each.statement)}</li>" for each in own)
        return f"<ul>{''.join(rows)}</ul>"

    def _ground(self, each: Ground, names: Sequence[str]) -> str:
        sure = self.paragraph(f"sure_{each.direction}", low=f"{100 * each.low:.0f}")
        cells = zip(names, each.chosen, each.seen, strict=True)
        return self.quoted(each.statement) + self.counts(each.direction, cells) + sure

    def _divide(self, each: Divide, names: Sequence[str]) -> str:
        cells = [(names[each.more], each.chosen, each.n), (names[each.less], each.others, each.rest)]
        far = self.paragraph("distance", low=f"{100 * each.low:.0f}", high=f"{100 * each.high:.0f}")
        return self.quoted(each.statement) + self.counts(each.direction, cells) + far
