"""The form of an application: begun, written page by page, checked and sent."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cydradd.apply.eligibility import judge
from cydradd.vocabulary.errors import CydraddError
from cydradd.vocabulary.time import local_date
from cydradd_web.accounts.duties import NotYours
from cydradd_web.accounts.holding import held, taken
from cydradd_web.apply.acts.shown import Asking, asking
from cydradd_web.apply.answer_form import Field, PageForm, fields_of
from cydradd_web.apply.forms import StartForm, SubmitForm
from cydradd_web.apply.selectors.bodies import mine
from cydradd_web.apply.selectors.call import Call, CallLot, call
from cydradd_web.apply.selectors.forms import ABOUT, MINUTES, Writing, lacks, my_forms, writing
from cydradd_web.apply.services.drafting import Clash, begin, save_answers
from cydradd_web.apply.services.submitting import submit
from cydradd_web.components.clock import now
from cydradd_web.rounds.act_page import ActWords, act_page, language, new_key, sentence_of

A_PAGE = 3
"""Questions on one page of a form."""
acting = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True, slots=True)
class Opened:
    """A form that is open before somebody: who asks, what is written, and the lot it is for."""

    asking: Asking
    form: Writing
    lot: CallLot
    call: Call

    @property
    def pages(self) -> int:
        """Pages of the form: the request itself, the questions, and the time it took."""
        return 1 + -(-len(self.lot.written) // A_PAGE) + 1

    def questions(self, page: int) -> tuple[str, ...]:
        """What is asked on one page, by id."""
        if page == 1:
            return ABOUT
        if page == self.pages:
            return (MINUTES,)
        start = (page - 2) * A_PAGE
        return tuple(each.id for each in self.lot.written[start : start + A_PAGE])

    def page_of(self, question: str) -> int:
        """The page on which something is asked."""
        return next((page for page in range(1, self.pages + 1) if question in self.questions(page)), 1)


def opened(request: HttpRequest, slug: str, application: str) -> Opened:
    """A form, for those who act in it; for everybody else it is not there."""
    asked = asking(request, slug)
    form = writing(asked.by.person, asked.round_id, application)
    found = call(asked.round_id, at=now())
    lot = found.lot(form.lot) if form else None
    if form is None or lot is None:
        raise Http404(application)
    return Opened(asked, form, lot, found)


@acting
def start(request: HttpRequest, slug: str) -> HttpResponse:
    """Choose an organisation and a lot; the form is begun, or found where it was begun."""
    asked = asking(request, slug)
    found, ours = call(asked.round_id, at=now()), mine(asked.by.person)
    forms = my_forms(asked.by.person, found)
    words = ActWords(title=_("Apply"), button=_("Go to the form"), done=_("Your form is open. It saves as you go."))
    bodies = [(each.profile.id, each.profile.either) for each in ours]
    make = partial(StartForm, bodies=bodies, lots=found.lots, language=language())
    shown: dict[str, Any] = {
        "page": asked.page,
        "words": words,
        "slug": slug,
        "call": found,
        "ours": ours,
        "forms": forms,
    }
    shown["back"], form = reverse("stage", args=[slug, "apply"]), make(request.POST or None)
    status = HTTPStatus.OK
    if request.method == "POST" and form.is_valid():
        try:
            body, lot = form.said("body"), form.said("lot")
            code = begin(round_id=asked.round_id, body=body, lot=lot, by=asked.by, at=now())
            return redirect("application-form", slug, code, 1)
        except CydraddError as error:
            form.add_error(None, sentence_of(error))
            status = HTTPStatus.FORBIDDEN if isinstance(error, NotYours) else HTTPStatus.CONFLICT
    return render(request, "apply/start.html", {**shown, "form": form}, status=status)


@acting
def write(request: HttpRequest, slug: str, application: str, number: int) -> HttpResponse:
    """One page of the form: saved at every press, whatever is wrong with it."""
    found = opened(request, slug, application)
    if not 1 <= number <= found.pages:
        raise Http404(number)
    if not found.form.lead:
        return redirect("application-together", slug, application)
    fields = fields_of(found.lot, found.questions(number), found.form)
    if request.method != "POST":
        kept = held(request)
        form = PageForm(kept, fields=fields) if kept else PageForm(fields=fields, initial={})
        return _page(request, found, number, form, given_back=kept is not None)
    form = PageForm(request.POST, fields=fields)
    clashes, error = _saved(found, form)
    if form.is_valid() and not clashes and not error:
        messages.success(request, _("Saved."))
        return taken(request, redirect(_next(slug, application, number, found.pages)))
    if error:
        form.add_error(None, error)
    else:
        form.show_clashes({each.question: (each.theirs, each.version) for each in clashes})
    status = HTTPStatus.CONFLICT if clashes or error else HTTPStatus.UNPROCESSABLE_ENTITY
    return _page(request, found, number, form, clashes=clashes, status=status)


def _next(slug: str, application: str, number: int, pages: int) -> str:
    if number < pages:
        return reverse("application-form", args=[slug, application, number + 1])
    return reverse("application-check", args=[slug, application])


def _saved(found: Opened, form: PageForm) -> tuple[tuple[Clash, ...], str]:
    """Save what was typed; what could not be, and why."""
    form.is_valid()
    try:
        return save_answers(form=found.form.id, typed=form.typed, by=found.asking.by, at=now()), ""
    except CydraddError as error:
        return (), sentence_of(error)


def _page(
    request: HttpRequest,
    found: Opened,
    number: int,
    form: PageForm,
    *,
    clashes: tuple[Clash, ...] = (),
    given_back: bool = False,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    shown = {
        "page": found.asking.page,
        "slug": found.asking.slug,
        "open": found,
        "writing": found.form,
        "lot": found.lot,
        "number": number,
        "numbers": range(1, found.pages + 1),
        "form": form,
        "clashes": clashes,
        "given_back": given_back,
        "back": reverse("apply-start", args=[found.asking.slug]),
    }
    return render(request, "apply/form.html", shown, status=status)


@acting
def check(request: HttpRequest, slug: str, application: str) -> HttpResponse:
    """Read everything once more, and send it."""
    found = opened(request, slug, application)
    if found.form.sent and request.method != "POST":
        return redirect("application-sent", slug, found.form.sent)
    missing = [
        (each, None if each.question == "partners" else found.page_of(each.question))
        for each in lacks(found.form, found.lot)
    ]
    words = ActWords(
        title=_("Check your answers"),
        button=_("Send the application"),
        done=_("Your application has come in."),
        lead=_("When the call closes, who applies, the title and the sum become public. The answers do not."),
    )
    fields: list[Field] = [
        field for page in range(1, found.pages + 1) for field in fields_of(found.lot, found.questions(page), found.form)
    ]
    verdict = judge(found.form.body.judged, found.lot.rules, local_date(now()))
    more = {
        "slug": slug, "writing": found.form, "lot": found.lot, "missing": missing, "fields": fields,
        "verdict": verdict, "call": found.call,
    }  # fmt: skip
    return act_page(
        request,
        slug,
        SubmitForm,
        lambda asked: submit(code=application, **asked.keys),
        words,
        back=reverse("application-check", args=[slug, application]),
        template="apply/check.html",
        more=more,
        initial={"key": new_key()},
    )
