"""Check my file: somebody sends a file of grants or contracts, and reads what to mend in it. Nothing is kept."""

from __future__ import annotations

import json
from http import HTTPStatus

from django import forms
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cydradd.follow.threesixtygiving import FileForm as Kind
from cydradd.vocabulary.errors import CydraddError
from cydradd.vocabulary.text import Language
from cydradd_web.components.clock import now
from cydradd_web.components.forms import Form
from cydradd_web.downloads import formats
from cydradd_web.downloads.formats import Ending
from cydradd_web.follow.checking import MEGABYTE, UNPACKED, Checked, checked, corrected, largest
from cydradd_web.follow.found import found, listing
from cydradd_web.rounds.act_page import sentence_of

SAME = "same"
SANDBOX = {"Content-Security-Policy": "default-src 'none'; sandbox"}


class FileForm(Form):
    """The file to check, and the form in which a corrected copy of it is wanted."""

    key = None  # type: ignore[assignment]  # nothing is recorded, so that sending it twice does no harm
    file = forms.FileField(
        label=_("Your file"),
        help_text=_("Grants of 360Giving as JSON, CSV or XLSX, or contracts of OCDS as JSON."),
        allow_empty_file=True,
        widget=forms.FileInput,
        error_messages={
            "required": _("Choose the file to check."),
            "invalid": _("The file did not arrive. Choose it and send it again."),
        },
    )
    copy = forms.ChoiceField(
        label=_("Form of the corrected copy"),
        help_text=_("Only if you want the copy. CSV has no place for what is said of the file as a whole."),
        choices=[(SAME, _("As the file is")), (Kind.JSON, "JSON"), (Kind.XLSX, "XLSX"), (Kind.CSV, "CSV")],
        initial=SAME,
        required=False,
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check_file(request: HttpRequest) -> HttpResponseBase:
    """The form; and, when a file is sent, what was found in it, as a page or saved, or the file with its repairs."""
    if request.method != "POST":
        return _page(request, FileForm())
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        if request.POST.get("as") == "copy":
            return _copy(form)
        made = checked(form.said("file"), localdate(now()))
    except CydraddError as error:
        form.add_error("file", sentence_of(error))
        return _page(request, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    if (asked := request.POST.get("as")) in (Ending.CSV, Ending.JSON):
        return _saved(made, Ending(asked))
    language = Language(get_language() or "en")
    return _page(request, FileForm(), found=found(made, language))


def refused(request: HttpRequest, error: CydraddError, status: int) -> HttpResponse:
    """The form with what is wrong with a file of which nothing was read."""
    form = FileForm({})
    form.errors.pop("file", None)
    form.add_error("file", sentence_of(error))
    return _page(request, form, status)


def _page(request: HttpRequest, form: FileForm, status: int = HTTPStatus.OK, **more: object) -> HttpResponse:
    most = largest() // MEGABYTE
    values = {"form": form, "most": most, "unpacked": most * UNPACKED, **more}
    return render(request, "follow/check.html", values, status=status)


def _copy(form: FileForm) -> FileResponse:
    """The file that was sent with its safe repairs made."""
    wanted = form.said("copy")
    name, kind, content = corrected(form.said("file"), None if wanted in (SAME, "") else Kind(wanted))
    return FileResponse(
        content, as_attachment=True, filename=name, content_type=formats.TYPES[Ending(kind)], headers=SANDBOX
    )


def _saved(made: Checked, ending: Ending) -> HttpResponse:
    """The whole list as a file."""
    if ending is Ending.CSV:
        content = b"".join(formats.csv_lines(listing(made.report)))
    else:
        content = json.dumps(made.report.as_json(), ensure_ascii=False, indent=1).encode("utf-8", "replace")
    headers = {"Content-Disposition": f'attachment; filename="findings.{ending}"', **SANDBOX}
    return HttpResponse(content, content_type=formats.TYPES[ending], headers=headers)
