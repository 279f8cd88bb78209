"""What anybody can read of a call before writing: the questions, who can apply; and the officer's rules."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cydradd.apply.eligibility import Fact, Rule, State, Verdict, judge
from cydradd.vocabulary.text import Bilingual
from cydradd.vocabulary.time import local_date
from cydradd_web.apply.acts.shown import asking
from cydradd_web.apply.rule_forms import CanWeForm, RuleForm
from cydradd_web.apply.selectors.bodies import Profile, judged, mine
from cydradd_web.apply.selectors.call import Call, CallLot, call, rules_of
from cydradd_web.apply.services.rules import add_rule, remove_rule
from cydradd_web.components.clock import now
from cydradd_web.rounds.act_page import ActWords, act_page, language


@dataclass(frozen=True, slots=True)
class Judged:
    """What can be said of one lot."""

    lot: CallLot
    verdict: Verdict


def judge_lots(found: Call, facts: dict[str, Fact], on: date) -> tuple[Judged, ...]:
    """Hold the rules of each lot against what is known."""
    return tuple(Judged(lot, judge(facts, lot.rules, on)) for lot in found.lots)


def _facts_asked(found: Call) -> list[str]:
    """Facts that some rule asks for, in the order of the rules."""
    return list(dict.fromkeys(rule.fact for lot in found.lots for rule in lot.rules))


@require_safe
def questions(request: HttpRequest, slug: str) -> HttpResponse:
    """Every question, with its minutes and its criterion, for anybody."""
    asked = asking(request, slug)
    shown = {"page": asked.page, "call": call(asked.round_id, at=now()), "slug": slug}
    return render(request, "apply/questions.html", shown)


@require_safe
def can_we_apply(request: HttpRequest, slug: str) -> HttpResponse:
    """Whether an organisation can apply, told from facts alone. Nothing is kept."""
    asked = asking(request, slug)
    found = call(asked.round_id, at=now())
    ours = mine(asked.by.person)
    chosen = _chosen(request, [each.profile for each in ours])
    known: dict[str, Fact] = dict(chosen.judged) if chosen else {}
    unknown = [key for key in _facts_asked(found) if key not in known]
    form = CanWeForm(request.GET or None, asks=unknown, language=language())
    given = form.values if request.GET and form.is_valid() else {}
    results = judge_lots(found, known | judged(given), local_date(now()))
    shown: dict[str, Any] = {
        "page": asked.page,
        "slug": slug,
        "call": found,
        "form": form,
        "results": results,
        "chosen": chosen,
        "ours": ours,
        "told": bool(given or known),
        "states": State,
    }
    return render(request, "apply/can_we_apply.html", shown)


def _chosen(request: HttpRequest, ours: list[Profile]) -> Profile | None:
    """The organisation whose facts are taken: the one chosen, else the first."""
    asked = request.GET.get("body", "")
    return next((each for each in ours if str(each.id) == asked), ours[0] if ours and asked != "none" else None)


@require_http_methods(["GET", "HEAD", "POST"])
def rules(request: HttpRequest, slug: str) -> HttpResponse:
    """The officer says who can apply, before the call opens."""
    asked = asking(request, slug)
    found = call(asked.round_id, at=now())
    here = reverse("eligibility-rules", args=[slug])
    words = ActWords(
        title=_("Who can apply"),
        lead=_("Each rule is public and cannot change once the call is open. Without rules, everybody can apply."),
        button=_("Add this rule"),
        done=_("Rule recorded."),
    )

    def act(sent: Any) -> Any:
        fact, op, value = sent.form.rule
        return add_rule(
            lot=sent.form.said("lot"), fact=fact, op=op, value=value, reason=sent.form.both("reason"), **sent.keys
        )

    listed: list[tuple[str, Rule]] = [(lot, rule) for lot, rows in rules_of(asked.round_id).items() for rule in rows]
    make = partial(RuleForm, lots=found.lots, language=language())
    more = {"rules": listed, "slug": slug, "opened": found.opened}
    return act_page(request, slug, make, act, words, back=here, template="apply/rules.html", more=more)


@require_http_methods(["GET", "HEAD", "POST"])
def rule_removed(request: HttpRequest, slug: str, rule: str) -> HttpResponse:
    """The officer takes a rule away again."""
    from cydradd_web.apply.forms import SubmitForm

    words = ActWords(
        title=_("Take this rule away"),
        button=_("Take it away"),
        done=_("Taken away."),
        lead=_rule_words(request, slug, rule),
    )
    return act_page(
        request,
        slug,
        SubmitForm,
        lambda sent: remove_rule(rule=rule, **sent.keys),
        words,
        back=reverse("eligibility-rules", args=[slug]),
    )


def _rule_words(request: HttpRequest, slug: str, rule: str) -> str:
    found = rules_of(asking(request, slug).round_id)
    reason = next((each.reason for rows in found.values() for each in rows if each.id == rule), Bilingual())
    words = reason.either(language())
    return words[0] if words else ""
