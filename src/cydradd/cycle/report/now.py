"""What is happening in each stage of a round, in one sentence or two: the first thing that its page says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from markupsafe import Markup

from cydradd.cycle.acts import Acts, in_order
from cydradd.cycle.report import formats
from cydradd.cycle.report.story import Story
from cydradd.cycle.report.words import say
from cydradd.cycle.stages import Stage
from cydradd.vocabulary.text import Language

WINDOWS = {Stage.LISTEN: "listen", Stage.APPLY: "call", Stage.DECIDE: "ballot"}
"""The window in which people can act in a stage."""


def now(story: Story, stage: Stage, language: Language) -> Markup:
    """The sentences of one stage. Nothing of it is there: that is said."""
    if story.stages.get(stage, "not_present") == "not_present" and stage not in (Stage.SHARE, Stage.FOLLOW):
        return say(language, "now.not_here")
    said = [_window(story, stage, language), _SENTENCES[stage](story, language)]
    return Markup(" ").join(sentence for sentence in said if sentence)


def _acts(story: Story) -> Acts:
    return Acts(in_order(story.tables.events or (), story.settings.as_of))


def _window(story: Story, stage: Stage, language: Language) -> Markup | None:
    """Whether people can act in the stage now; ``None`` where nobody says so."""
    acts, name = _acts(story), WINDOWS.get(stage)
    if name is None:
        return None
    opened, closed = acts.of("window_opens", name), acts.of("window_closes", name)
    if closed:
        return say(language, "now.window_closed", closed=formats.day(closed[-1].at, language))
    return say(language, "now.window_open", opened=formats.day(opened[0].at, language)) if opened else None


def _money(story: Story, amount: Fraction) -> str:
    return formats.money(amount, story.settings.currency)


def _listen(story: Story, language: Language) -> Markup:
    heard = story.heard
    people, statements = (heard.people, len(heard.statements)) if heard else (0, 0)
    told = say(language, "now.listen", people=formats.number(people), statements=formats.number(statements))
    if heard is None or not heard.beside:
        return told
    return Markup(" ").join([told, say(language, "heard.beside", n=heard.beside)])


def _design(story: Story, language: Language) -> Markup:
    tables = story.tables
    said = say(
        language,
        "now.design",
        needs=formats.number(len(tables.needs or ())),
        lots=formats.number(len(tables.lots or ())),
        criteria=formats.number(len(tables.criteria or ())),
    )
    agreed = _acts(story).of("decision", "design")
    return (
        Markup(" ").join([said, say(language, "now.agreed", day=formats.day(agreed[-1].at, language))])
        if agreed
        else said
    )


def _apply(story: Story, language: Language) -> Markup:
    rows = [row for row in story.tables.applications or () if row.status != "withdrawn"]
    asked = Fraction(sum(row.cost for row in rows), 10**story.exponent)
    return say(language, "now.apply", applications=formats.number(len(rows)), money=_money(story, asked))


def _decide(story: Story, language: Language) -> Markup:
    result = story.result
    if story.voting_since is not None:
        return say(language, "now.ballot_open")
    if result is None:
        return say(language, "now.not_here")
    return say(
        language,
        "now.decide",
        projects=formats.number(result.projects),
        funded=formats.number(len(result.funded)),
        spent=_money(story, result.budget - result.left),
        left=_money(story, result.left),
    )


def _deliver(story: Story, language: Language) -> Markup:
    agreements, payments = story.tables.agreements or (), story.tables.payments or ()
    unit = 10**story.exponent
    return say(
        language,
        "now.deliver",
        agreements=formats.number(len(agreements)),
        paid=_money(story, Fraction(sum(row.amount for row in payments), unit)),
        agreed=_money(story, Fraction(sum(row.amount for row in agreements), unit)),
    )


def _evaluate(story: Story, language: Language) -> Markup:
    outcomes = {row.id for row in story.tables.outcomes or ()}
    measured = {row.outcome for row in story.tables.results or ()}
    return say(
        language,
        "now.evaluate",
        measured=formats.number(len(measured)),
        outcomes=formats.number(len(outcomes | measured)),
    )


def _follow(story: Story, language: Language) -> Markup:
    awards = [each.awards for each in story.published if each.awards is not None]
    if not awards:
        return say(language, "now.unpublished")
    return say(language, "now.follow", awards=formats.number(sum(awards)))


_SENTENCES: Mapping[Stage, Callable[[Story, Language], Markup]] = {
    Stage.LISTEN: _listen,
    Stage.DESIGN: _design,
    Stage.APPLY: _apply,
    Stage.DECIDE: _decide,
    Stage.DELIVER: _deliver,
    Stage.EVALUATE: _evaluate,
    Stage.SHARE: lambda _, language: say(language, "now.share"),
    Stage.FOLLOW: _follow,
}
