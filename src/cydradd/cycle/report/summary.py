"""The first sentences of the report: what a person who reads nothing else should know.

Each sentence is told only where its facts are, and names the section that says more.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup

from cydradd.cycle.acts import in_order
from cydradd.cycle.report import formats
from cydradd.cycle.report.contexts.involvement import judged_of, overall
from cydradd.cycle.report.heard import Said
from cydradd.cycle.report.story import Story
from cydradd.cycle.report.summary_alarms import alarms
from cydradd.cycle.report.summary_line import Line, in_either
from cydradd.cycle.report.words import say
from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.text import Language


def lines(story: Story, language: Language) -> tuple[Line, ...]:
    """The whole story in the order of the stages, then everything that went against somebody or is not known."""
    told = [line for sentence in _SENTENCES for line in sentence(_Teller(story, language))]
    return (*told, *alarms(story, language))


@dataclass(frozen=True, slots=True)
class _Teller:
    story: Story
    language: Language

    def say(self, name: str, n: int | None = None, **values: object) -> Markup:
        return say(self.language, name, n, **values)

    def money(self, amount: Fraction) -> str:
        return formats.money(amount, self.story.settings.currency)

    def minor(self, amount: int) -> str:
        return self.money(Fraction(amount, 10**self.story.exponent))

    def words(self, said: Said) -> Markup | None:
        return in_either(said.text, said.plain, self.language)


def _heard(teller: _Teller) -> list[Line]:
    heard = teller.story.heard
    if heard is None:
        return []
    if not heard.people:
        return [Line("dash", teller.say("heard.title_none"), "listen")]
    people = teller.say("heard.people", n=heard.people)
    statements = teller.say("heard.statements", n=len(heard.statements))
    told = teller.say("front.heard", people=people, statements=statements)
    if heard.beside:
        told = Markup(" ").join([told, teller.say("heard.beside", n=heard.beside)])
    return [Line("tick", told, "listen")]


def _opinions(teller: _Teller) -> list[Line]:
    """What most agree on and what divides most, in people's own words."""
    heard = teller.story.heard
    if heard is None:
        return []
    found = []
    if heard.agreed and (words := teller.words(heard.agreed[0])):
        answers = heard.agreed[0].everybody
        share = formats.percent(answers.agree, answers.votes)
        found.append(Line("tick", teller.say("front.agreed", words=words, share=share), "listen"))
    if heard.divides and (words := teller.words(heard.divides[0].said)):
        points = formats.number(round(heard.divides[0].difference * 100))
        found.append(Line("tick", teller.say("front.divided", words=words, points=points), "listen"))
    return found


def _changed(teller: _Teller) -> list[Line]:
    """Changes to the design that name what somebody said, once a change could have been recorded."""
    acts = in_order(teller.story.tables.events or (), teller.story.settings.as_of)
    about = [act for act in acts if act.object == "design"]
    given = {act.id for act in about if act.kind == "contribution" and act.id}
    if not given:
        return []
    changes = sum(act.kind == "change" and bool(given.intersection(act.links)) for act in about)
    return [Line("tick" if changes else "dash", teller.say("front.changed", n=changes), "design")]


def _asked(teller: _Teller) -> list[Line]:
    rows = teller.story.tables.applications
    if not rows:
        return []
    kept = [row for row in rows if row.status != "withdrawn"]
    came = teller.say("applied.applications", n=len(rows))
    amount = teller.minor(sum(row.cost for row in kept))
    told = teller.say("front.asked", applications=came, amount=amount)
    if len(kept) < len(rows):
        told = Markup(" ").join([told, teller.say("front.withdrawn", withdrawn=formats.number(len(rows) - len(kept)))])
    return [Line("tick", told, "apply")]


def _decided(teller: _Teller) -> list[Line]:
    story, result = teller.story, teller.story.result
    if story.voting_since is not None:
        return [Line("wait", teller.say("now.ballot_open"), "decide")]
    if result is None:
        return []
    projects = teller.say("result.projects", n=result.projects)
    money = {"spent": teller.money(result.spent), "left": teller.money(result.left)}
    return [
        Line("tick", teller.say("front.voted", n=result.voters), "decide"),
        Line(
            "tick", teller.say("front.funded", funded=formats.number(len(result.funded)), projects=projects), "decide"
        ),
        Line("tick", teller.say("front.money", None, budget=teller.money(result.budget), **money), "decide"),
    ]


def _paid(teller: _Teller) -> list[Line]:
    tables = teller.story.tables
    if not tables.payments:
        return []
    paid = sum(row.amount for row in tables.payments if row.amount > 0)
    back = -sum(row.amount for row in tables.payments if row.amount < 0)
    said = [teller.say("front.paid", paid=teller.minor(paid))]
    if tables.agreements:
        agreed = teller.minor(sum(row.amount for row in tables.agreements))
        said = [teller.say("front.paid_of", paid=teller.minor(paid), agreed=agreed)]
    if back:
        said.append(teller.say("front.came_back", amount=teller.minor(back), kept=teller.minor(paid - back)))
    return [Line("tick", Markup(" ").join([*said, *_how_late(teller)]), "deliver")]


def _how_late(teller: _Teller) -> list[Markup]:
    found = (teller.story.results.deliver or {}).get("payments")
    if not isinstance(found, dict):
        return []
    said = []
    median, within, unknown = (found.get(name) for name in ("median_days", "within_30", "unknown"))
    if isinstance(median, int | float) and isinstance(within, int | float):
        share = formats.percent(Fraction(within).limit_denominator(10**6), 1)
        said.append(teller.say("front.days_to_pay", median=formats.number(median), share=share))
    if isinstance(unknown, int) and unknown:
        said.append(teller.say("front.days_unknown", unknown=formats.number(unknown)))
    return said


def _came_of_it(teller: _Teller) -> list[Line]:
    """Outcomes by whether the studies of each give an answer together; those nobody measured are counted too."""
    tables = teller.story.tables
    if not tables.results:
        return []
    measured = {row.outcome for row in tables.results}
    outcomes = measured | {row.id for row in tables.outcomes or ()}
    found = (teller.story.results.evaluate or {}).get("outcomes")
    answered = sum(_answered(each) for each in found.values()) if isinstance(found, dict) else 0
    counts = {
        "outcomes": teller.say("front.outcomes", n=len(outcomes)),
        "answered": formats.number(answered),
        "unsure": formats.number(len(measured) - answered),
        "unmeasured": formats.number(len(outcomes - measured)),
    }
    return [Line("tick", teller.say("front.came_of_it", None, **counts), "evaluate")]


def _answered(outcome: JsonValue) -> bool:
    pool = outcome.get("pool") if isinstance(outcome, dict) else None
    headline = pool.get("headline") if isinstance(pool, dict) else None
    return isinstance(headline, dict) and headline.get("refused") is False


def _reached(teller: _Teller) -> list[Line]:
    """Who got the money, with the share that is not known: the sentence of the stage itself."""
    reach = (teller.story.results.follow or {}).get("reach")
    by_type = reach.get("type") if isinstance(reach, dict) else None
    sentence = by_type.get("sentence") if isinstance(by_type, dict) else None
    words = sentence.get(str(teller.language)) if isinstance(sentence, dict) else None
    return [Line("tick", teller.say("front.reached", sentence=words), "follow")] if isinstance(words, str) else []


def _ladder(teller: _Teller) -> list[Line]:
    judged = judged_of(teller.story, teller.language)
    if not judged:
        return []
    return [Line("tick", teller.say("front.ladder", sentence=overall(judged, teller.language)), "involvement")]


_SENTENCES: Sequence[Callable[[_Teller], list[Line]]] = (
    _heard,
    _opinions,
    _changed,
    _asked,
    _decided,
    _paid,
    _came_of_it,
    _reached,
    _ladder,
)
