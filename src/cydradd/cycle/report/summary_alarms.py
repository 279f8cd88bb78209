"""What the summary must not leave out: who acted despite whom, who objects, what is broken, what is not known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from markupsafe import Markup

from cydradd.cycle.gates import State
from cydradd.cycle.invariants import State as RuleState
from cydradd.cycle.report import formats
from cydradd.cycle.report.ahead import NOT_YET, Ahead
from cydradd.cycle.report.contexts.gates import gate_name, objections_at, standing_objections
from cydradd.cycle.report.story import Story
from cydradd.cycle.report.summary_line import Line, in_either, quoted
from cydradd.cycle.report.words import say, word
from cydradd.cycle.stages import Stage
from cydradd.cycle.standing import PartnerState
from cydradd.vocabulary.text import Language


def alarms(story: Story, language: Language) -> tuple[Line, ...]:
    """Every override, every objection that stands, every broken rule; then what is missing, absent or at fault."""
    return (
        *_overrides(story, language),
        *_objections(story, language),
        *_rules(story, language),
        *_gates(story, language),
        *_lacks(story, language),
    )


def _words(state: PartnerState, language: Language) -> dict[str, object]:
    """Who objects, and what they say it would cost."""
    objection, none = state.objection, say(language, "gates.no_reason")
    harm = in_either(objection.harm, objection.harm_plain, language) if objection else None
    return {"partner": word(language, "common.partner", state.partner), "harm": harm or none}


def _overrides(story: Story, language: Language) -> list[Line]:
    found = []
    for line in story.overrides:
        about = {
            "gate": gate_name(line.act.gate, language),
            "day": formats.day(line.act.at, language),
            "office": quoted(line.act.office) if line.act.office else say(language, "common.none_given"),
        }
        counts = say(language, "front.overridden", None, **about)
        said = [counts if line.stands else say(language, "front.override_refused", None, **about)]
        objecting = objections_at(story, line.act.gate)
        said += [say(language, "front.objector_said", None, **_words(state, language)) for state in objecting]
        found.append(Line("bang", Markup(" ").join(said), "against"))
    return found


def _objections(story: Story, language: Language) -> list[Line]:
    found = []
    for gate, state in standing_objections(story):
        about = {"gate": gate_name(gate, language), **_words(state, language)}
        lasting = say(language, "front.sustained", None, **about)
        found.append(
            Line("cross", lasting if state.sustained else say(language, "front.objecting", None, **about), "against")
        )
    return found


def _rules(story: Story, language: Language) -> list[Line]:
    broken = [
        Line("cross", say(language, "front.broken", rule=rule.sentence.side(language) or rule.id), "rules")
        for rule in story.invariants
        if rule.state is RuleState.BROKEN
    ]
    ahead, n = Ahead(story), len(story.invariants)
    open_ = [ahead.rule(rule) for rule in story.invariants if rule.state is RuleState.NOT_EVIDENCED]
    silent, later = open_.count(RuleState.NOT_EVIDENCED), sum(each.startswith(NOT_YET) for each in open_)
    found = list(broken)
    if silent:
        found.append(Line("q", say(language, "front.rules_unknown", silent=formats.number(silent), n=n), "rules"))
    if later:
        found.append(Line("wait", say(language, "front.rules_later", later=formats.number(later), n=n), "rules"))
    return found


def _gates(story: Story, language: Language) -> list[Line]:
    """Gates that are shut, and those of which the files do not say enough, by name."""
    found, ahead = [], Ahead(story)
    for state, icon in ((str(State.CLOSED), "cross"), (str(State.NOT_EVIDENCED), "q"), (NOT_YET, "wait")):
        names = [gate_name(gate.gate, language) for gate in story.gates if ahead.state(gate) == state]
        if names:
            found.append(Line(icon, say(language, f"front.gates.{state}", list=Markup(", ").join(names)), "gates"))
    if story.gates and not found and not story.overridden:
        opened = Counter(gate.state for gate in story.gates)[State.OPEN]
        found.append(Line("tick", say(language, "front.gates.all_open", open=formats.number(opened)), "gates"))
    return found


def _listed(stages: Iterable[Stage], language: Language) -> Markup:
    return Markup(", ").join(word(language, "common.stage", stage) for stage in stages)


def _lacks(story: Story, language: Language) -> list[Line]:
    def named(state: str) -> list[Markup]:
        return [word(language, "common.stage", stage) for stage in Stage if story.stages.get(stage) == state]

    found = [Line("wait", say(language, "front.opened", stage=name), "gates") for name in named("opened")]
    found += [Line("bang", say(language, "front.faulty", stage=name), "faults") for name in named("faulty")]
    ahead = Ahead(story)
    absent = [stage for stage in Stage if story.stages.get(stage) == "not_present"]
    later, unknown = ([each for each in absent if ahead.stage(each) is waits] for waits in (True, False))
    if later:
        found.append(Line("dash", say(language, "front.later", list=_listed(later, language))))
    if unknown:
        found.append(Line("dash", say(language, "front.absent", list=_listed(unknown, language))))
    if story.defects:
        found.append(Line("bang", say(language, "end.faults", n=len(story.defects)), "faults"))
    return found
