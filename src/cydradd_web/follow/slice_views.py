"""A view of the open data as one page that works off-line: the file that `cydradd follow slice` makes."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from cydradd.cycle.report import css
from cydradd.follow.slice import TooLarge, gather
from cydradd.follow.slice import render as page_of
from cydradd.vocabulary.errors import NotPossible, UnreadableFile
from cydradd.vocabulary.text import Language
from cydradd_web.follow.open_asking import asked_of
from cydradd_web.follow.selectors.warehouse import opened


@require_safe
def open_slice(request: HttpRequest, language: str) -> HttpResponse:
    """The page in one language, with the filters of the address; too large a slice is refused with what to do."""
    if language not in list(Language):
        raise Http404(language)
    side = Language(language)
    other = next(each for each in Language if each is not side)
    try:
        with opened() as found:
            if found is None:
                raise Http404("slice")
            form = asked_of(request.GET, *found, side)
            if not form.is_valid():
                return render(request, "follow/open_refused.html", {"form": form, "asked": True}, status=400)
            page = page_of(gather(found[0], form.filters()), side, css(), _other(request, other))
    except TooLarge as error:
        said = {"said": error.sentence.side(side), "back": f"{reverse('open-money')}?{urlencode(request.GET)}"}
        return render(request, "follow/open_too_large.html", said, status=413)
    except (NotPossible, UnreadableFile) as error:
        raise Http404("slice") from error
    headers = {
        "Content-Disposition": f'attachment; filename="open-data-{language}.html"',
        "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
        "Cache-Control": "no-store",
    }
    return HttpResponse(page, content_type="text/html; charset=utf-8", headers=headers)


def _other(request: HttpRequest, language: Language) -> str:
    """The same page in the other language, at its whole address: a saved file has no address of its own."""
    path = reverse("open-slice", args=[language.value])
    return request.build_absolute_uri(f"{path}?{request.GET.urlencode()}")
