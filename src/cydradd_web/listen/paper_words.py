"""The words that stand on a paper sheet, each in both languages."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

PRINTED = {
    "sheet": _("Sheet"),
    "code": _("Code"),
    "statement": _("Statement"),
    "agree": _("Agree"),
    "disagree": _("Disagree"),
    "pass_": _("Pass"),
    "about": _(
        "Put a cross in one box for each statement, and leave out any you like. Do not write your name. Two people "
        "type your answers in, and then they are counted as if you had answered on the site."
    ),
    "pass_means": _("Pass: I am not sure, or have no view."),
    "untranslated": _("Not yet translated."),
    "speaks": _("I speak for (one cross)"),
    "back_to": _("Return this sheet to"),
    "by": _("In good time before the last day of listening"),
    "tear": _("Tear off and keep: your receipt"),
    "check": _("With this number and code you can check that your answers are counted, or erase them"),
}
"""Every word that stands on a sheet, in both languages."""
