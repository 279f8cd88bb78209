"""Weights, the seed, the way of counting, and the agreement."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from cydradd.vocabulary.facts import JsonValue
from cydradd_web.accounts import who
from cydradd_web.components.clock import now
from cydradd_web.design.acts.common import acting, live, workshop_of
from cydradd_web.design.forms import talking as forms
from cydradd_web.design.selectors.seed import parts
from cydradd_web.design.selectors.weights import weights
from cydradd_web.design.selectors.workshop import workshop
from cydradd_web.design.services.agreeing import agree_design
from cydradd_web.design.services.seeding import commit_words, hash_of, open_words, start_again
from cydradd_web.design.services.weighing import give_points
from cydradd_web.rounds.act_page import ActWords, act_page, language
from cydradd_web.rounds.services.settings import decide_of, set_decide

TIE = ["cost", "votes", "lot"]


@acting
def weigh(request: HttpRequest, slug: str) -> HttpResponse:
    """A seat gives its points; afterwards it sees what the others gave."""
    round_id = live(slug)
    found = weights(round_id, who.acting(request, slug).seat, language())
    words = ActWords(
        title=_("Weigh the criteria"),
        lead=_(
            "Share out points as you like: 60 and 40 mean the same as 3 and 2. You see what others gave once you "
            "have given yours."
        ),
        button=_("Record my points"),
        done=_("Points recorded. You can change them until the design is agreed."),
    )
    return act_page(
        request,
        slug,
        lambda *args, **options: forms.PointsForm(*args, criteria=found.criteria, **options),
        lambda asked: give_points(points=asked.form.points(), **asked.keys),
        words,
        back=reverse("design-weights", args=[slug]),
        initial={f"points-{name}": value for name, value in found.own.items()},
        template="design/weights.html",
        more={"weights": found, "up": workshop_of(slug)},
    )


@acting
def commit(request: HttpRequest, slug: str) -> HttpResponse:
    """A seat binds its partner to words."""
    round_id = live(slug)
    words = ActWords(
        title=_("Bind your partner to its words"),
        lead=_(
            "Lots are drawn from the words of all three partners, so that nobody can choose the result. Only the "
            "SHA-256 of your words is kept now; the words themselves are not."
        ),
        button=_("Bind our partner"),
        done=_("Your partner is bound. Keep the words: they are opened when all three are bound."),
    )
    return act_page(
        request,
        slug,
        forms.CommitForm,
        lambda asked: commit_words(sha256=hash_of(asked.form.said("words")), **asked.keys),
        words,
        back=workshop_of(slug),
        template="design/seed.html",
        more={"parts": parts(round_id, language())},
    )


@acting
def open_(request: HttpRequest, slug: str) -> HttpResponse:
    """A seat opens its partner's words."""
    round_id = live(slug)
    words = ActWords(
        title=_("Open your partner’s words"),
        lead=_("When all three are open, the seed for drawing lots is made of them. Anybody can check it."),
        button=_("Open our words"),
        done=_("Your partner’s words are open."),
    )
    return act_page(
        request,
        slug,
        forms.OpenForm,
        lambda asked: open_words(words=asked.form.said("words"), **asked.keys),
        words,
        back=workshop_of(slug),
        template="design/seed.html",
        more={"parts": parts(round_id, language())},
    )


@acting
def seed_again(request: HttpRequest, slug: str) -> HttpResponse:
    """The officer lets the partners bind themselves anew."""
    round_id = live(slug)
    words = ActWords(
        title=_("Start the seed again"),
        lead=_("For when a partner has lost its words. All three bind themselves anew."),
        button=_("Start again"),
        done=_("All three partners can bind themselves anew."),
    )
    return act_page(
        request,
        slug,
        forms.NothingForm,
        lambda asked: start_again(**asked.keys),
        words,
        back=workshop_of(slug),
        template="design/seed.html",
        more={"parts": parts(round_id, language())},
    )


@acting
def decide(request: HttpRequest, slug: str) -> HttpResponse:
    """The officer says how the round will count."""
    table, options = decide_of(live(slug))
    words = ActWords(
        title=_("How the round counts"),
        lead=_("This is part of the design: it is agreed and consented to with it. Ties: lower cost, more votes, lot."),
        button=_("Record it"),
        done=_("The way of counting is recorded."),
    )
    initial = {"rule": "equal-shares", "completion": "add1e", "min_partner": 10, **table, "options_considered": options}

    def act(asked: Any) -> Any:
        form = asked.form.cleaned_data
        chosen: dict[str, JsonValue] = {name: form[name] for name in ("rule", "completion", "min_partner")}
        chosen |= {"utility": "cost", "tie": TIE} | ({"increment": "1"} if "increment" not in table else {})
        kept = {name: value for name, value in table.items() if name not in chosen}
        return set_decide(decide={**kept, **chosen}, options_considered=form["options_considered"], **asked.keys)

    return act_page(request, slug, forms.DecideForm, act, words, back=workshop_of(slug), initial=initial)


@acting
def agree(request: HttpRequest, slug: str) -> HttpResponse:
    """The officer records that the design is agreed as it stands."""
    round_id = live(slug)
    words = ActWords(
        title=_("Agree the design"),
        lead=_("The design is agreed as it stands now. After this a change is an amendment."),
        button=_("Record that the design is agreed"),
        done=_("The design is agreed. Next: publish it in both languages, and each partner consents."),
    )
    return act_page(
        request,
        slug,
        forms.AgreeForm,
        lambda asked: agree_design(level=asked.form.said("level"), text=_text(asked.form), **asked.keys),
        words,
        back=workshop_of(slug),
        template="design/agree.html",
        more={"workshop": workshop(round_id, language(), at=now())},
    )


def _text(form: Any) -> Any:
    both = form.both("text")
    return both if both.cy or both.en else None
