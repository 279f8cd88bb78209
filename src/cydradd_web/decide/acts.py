"""Pages of assessors and of the round's officer: scoring, counting, awarding."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cydradd_web.accounts import who
from cydradd_web.components.clock import now
from cydradd_web.components.forms import Form
from cydradd_web.decide.forms import AwardForm, ScoreForm
from cydradd_web.decide.selectors import counted
from cydradd_web.decide.services.awarding import make_award
from cydradd_web.decide.services.counting import count_ballots
from cydradd_web.decide.services.scoring import score_application
from cydradd_web.rounds.act_page import ActWords, Asked, act_page, language
from cydradd_web.rounds.selectors import frame, known_live

acting = require_http_methods(["GET", "HEAD", "POST"])


def _round_id(slug: str) -> int:
    found = known_live(slug)
    if found is None:
        raise Http404(slug)
    return found


@require_safe
def scores(request: HttpRequest, slug: str) -> HttpResponse:
    """Every application that an assessor scores."""
    round_id, by = _round_id(slug), who.acting(request, slug)
    lines = counted.to_score(round_id, by.seat or "", now(), language())
    return render(request, "decide/scores.html", {"page": frame(slug, language()), "lines": lines})


@acting
def score(request: HttpRequest, slug: str, application: str) -> HttpResponse:
    """One application, scored on each criterion."""
    round_id, by = _round_id(slug), who.acting(request, slug)
    line = next(
        (each for each in counted.to_score(round_id, by.seat or "", now(), language()) if each.id == application), None
    )
    if line is None:
        raise Http404(application)
    criteria, given = counted.criteria_of(round_id, now()), counted.scores_of(round_id, by.seat or "", application)
    words = ActWords(
        title=_("Score: %(title)s") % {"title": line.title},
        button=_("Keep my scores"),
        done=_("Scores kept. You can change them until voting closes."),
        lead=_("Nobody sees a score before the ballots are opened; then all are opened together."),
    )

    def act(asked: Asked) -> None:
        score_application(application=application, scores=asked.form.scores(), **asked.keys)

    return act_page(
        request,
        slug,
        lambda *a, **k: ScoreForm(*a, criteria=criteria, language=language(), **k),
        act,
        words,
        back=reverse("scores", args=[slug]),
        initial={f"score-{number}": _decimal(given.get(each.id)) for number, each in enumerate(criteria)},
    )


def _decimal(value: object) -> str:
    """A score as it is typed."""
    return "" if value is None else f"{float(value):g}"  # type: ignore[arg-type]


@acting
def count(request: HttpRequest, slug: str) -> HttpResponse:
    """Open the ballots and count them."""
    words = ActWords(
        title=_("Open and count the ballots"),
        button=_("Open and count"),
        done=_("The ballots are open and counted."),
        lead=_(
            "Every ballot in force and every score is opened in the same second, and the allocation is computed by "
            "the rule of the design. This cannot be undone. Anybody can count again."
        ),
    )
    back = reverse("stage", args=[slug, "decide"])
    return act_page(request, slug, Form, lambda asked: count_ballots(**asked.keys), words, back=back)


@acting
def award(request: HttpRequest, slug: str) -> HttpResponse:
    """Award a funded project, and say which pots pay."""
    found = counted.to_award(_round_id(slug), now(), language())
    filled = found.filled(request.GET.get("project"))
    return act_page(
        request,
        slug,
        lambda *a, **k: AwardForm(*a, projects=list(found.projects), pots=found.pots, **k),
        lambda asked: make_award(project=asked.form.said("project"), pots=asked.form.paid(), **asked.keys),
        _award_words(),
        back=reverse("stage", args=[slug, "decide"]),
        initial=filled,
        template="decide/award.html",
        more={"proposals": counted.shown_proposals(found, filled.get("project"))},
    )


def _award_words() -> ActWords:
    return ActWords(
        title=_("Make an award"),
        button=_("Record the award"),
        done=_("Award recorded."),
        lead=_("The pots must together pay exactly the cost of the project, each within its own conditions."),
    )
