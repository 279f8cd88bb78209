"""The queue of moderators, and the public log of what they decided."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cydradd.cycle.raw_tables import written
from cydradd.vocabulary.text import Language
from cydradd.vocabulary.time import format_instant
from cydradd_web.listen.acts.answering import or_404
from cydradd_web.listen.forms import ModerateForm
from cydradd_web.listen.policy import DATED, RULES, VERSION
from cydradd_web.listen.selectors import log as logged
from cydradd_web.listen.selectors import paper, queue
from cydradd_web.listen.services.moderating import Outcome
from cydradd_web.listen.services.moderating import moderate as decide
from cydradd_web.listen.visits import page_of, visit
from cydradd_web.listen.words import DecidedMeanwhile
from cydradd_web.record.services import Receipt
from cydradd_web.rounds.act_page import ActWords, Asked, act_page, language
from cydradd_web.rounds.selectors.lines import words


@require_safe
def policy(request: HttpRequest, slug: str) -> HttpResponse:
    """The policy of moderation: every rule, and why."""
    visit(request, slug)
    tongue = language()
    rules = [(rule, rule.name.side(tongue), rule.why.side(tongue)) for rule in RULES]
    values = {"page": page_of(slug), "rules": rules, "version": VERSION, "dated": DATED}
    return render(request, "listen/policy.html", values)


@require_safe
def log(request: HttpRequest, slug: str) -> HttpResponse:
    """What was decided under which rule, without the text."""
    here = visit(request, slug)
    tongue = language()
    lines = logged.decisions(here.round_id)
    rules = [(rule.name.side(tongue), count) for rule, count in logged.by_rule(lines)]
    shown = [(each, each.rule.name.side(tongue) if each.rule else "") for each in lines]
    values = {"page": page_of(slug), "lines": shown, "rules": rules, "figures": paper.figures(here.round_id)}
    return render(request, "listen/log.html", values)


@require_safe
def log_file(request: HttpRequest, slug: str) -> HttpResponse:
    """The same as a CSV file."""
    here = visit(request, slug)
    heading = ("at", "statement", "outcome", "rule", "language", "partner", "office", "appeal")
    rows = [
        [format_instant(each.at), each.statement, each.outcome, each.rule_id, each.language, each.partner or "",
         each.office, each.appeal]
        for each in logged.decisions(here.round_id)
    ]  # fmt: skip
    response = HttpResponse(written(heading, rows), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{slug}-moderation.csv"'
    return response


@require_safe
def waiting(request: HttpRequest, slug: str) -> HttpResponse:
    """What waits for a moderator."""
    here = visit(request, slug)
    tongue, found = language(), queue.waiting(here.round_id)
    reads = request.GET.get("language", "")
    values = {
        "page": page_of(slug),
        "here": here,
        "reads": reads,
        "number": len(found),
        "counts": {str(code or "both"): n for code, n in queue.by_language(found).items()},
        "waiting": [
            (each, words(each.text.cy, each.text.en, tongue))
            for each in found
            if reads not in tuple(Language) or each.only in (None, reads)
        ],
        "shown": [(each, words(each.text.cy, each.text.en, tongue)) for each in queue.shown_whole(here.round_id)],
        "lacking": [(each, words(each.text.cy, each.text.en, tongue)) for each in queue.lacking_a_side(here.round_id)],
    }
    return render(request, "listen/queue.html", values)


@require_http_methods(["GET", "HEAD", "POST"])
@or_404
def moderate(request: HttpRequest, slug: str, statement: str) -> HttpResponse:
    """Decide on one statement."""
    here = visit(request, slug)
    found = queue.to_moderate(here.round_id, statement)
    if found is None:
        raise Http404(statement)

    def make(*args: object, **kwargs: object) -> ModerateForm:
        form = ModerateForm(*args, **kwargs)  # type: ignore[arg-type]
        form.for_page(language(), found.missing, found.state == "shown", found.mark)
        return form

    left = None
    if found.only is not None:
        left = queue.next_readable(here.round_id, statement, Language.EN if found.only is Language.CY else Language.CY)
    words_ = ActWords(title=_("Decide on a statement"), button=_("Record my decision"), done=_("Decision recorded."))
    return act_page(
        request,
        slug,
        make,
        lambda asked: _decide(asked, statement),
        words_,
        back=reverse("listen-queue", args=[slug]),
        initial={"seen": found.mark},
        template="listen/moderate.html",
        more={"found": found, "here": here, "left": left, "rules": RULES},
    )


def _decide(asked: Asked, statement: str) -> Receipt:
    try:
        return decide(
            statement=statement,
            outcome=Outcome(asked.form.said("outcome")),
            rule=asked.form.said("rule"),
            translation=asked.form.cleaned_data.get("translation") or None,
            seen=asked.form.said("seen"),
            **asked.keys,
        )
    except DecidedMeanwhile:
        asked.form.look_again()
        raise
