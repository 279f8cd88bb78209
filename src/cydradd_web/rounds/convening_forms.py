"""Forms in which a round is convened, and its identifiers are put right."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cydradd.vocabulary.errors import CydraddError
from cydradd.vocabulary.people import parse_org_id
from cydradd.vocabulary.place import is_gss
from cydradd_web.components.forms import Form, TextField, english, welsh
from cydradd_web.rounds.folded import Folded
from cydradd_web.rounds.forms import Choices
from cydradd_web.rounds.selectors.scope import IDENTIFIERS

OTHER = "other"


class IdentifiersForm(Form):
    """By which identifiers a round is known in open data."""

    publisher_name = TextField(
        label=_("The data of this round will be published by"),
        help_text=_("The name of a body. What is open in a round is open data, and it stands under this name."),
        required=False,
    )
    publisher_id = TextField(
        label=_("Identifier of the body that publishes the data"),
        help_text=_("As org-id.guide lists it, such as GB-PLA-GWN or GB-CHC-1234567."),
        max_length=60,
        required=False,
    )
    grant_prefix = TextField(
        label=_("Prefix of that body for grant data"),
        help_text=_("As 360Giving gave it, such as 360G-cwm. Without it, grants cannot be published as open data."),
        max_length=60,
        required=False,
    )
    ocid_prefix = TextField(
        label=_("Prefix of that body for contract data"),
        help_text=_("As Open Contracting gave it, such as ocds-abc123. Without it, contracts cannot be published so."),
        max_length=60,
        required=False,
    )
    authority_type = forms.ChoiceField(
        label=_("What kind of body gives the money"),
        help_text=_("Requirements of applicants are held in proportion by the thresholds of the law for this body."),
        choices=(
            ("", _("Not known yet")),
            ("sub_central_wales", _("A council, health board or other public body in Wales")),
            ("central", _("A central government body")),
            ("none", _("None that the procurement law binds")),
        ),
        required=False,
    )

    def clean_publisher_id(self) -> str:
        """An identifier that open data can carry."""
        given = str(self.cleaned_data.get("publisher_id") or "")
        if given:
            try:
                parse_org_id(given)
            except CydraddError:
                raise ValidationError(_("Write it as org-id.guide lists it, such as GB-CHC-1234567.")) from None
        return given

    def settings(self) -> dict[str, str]:
        """What ``round.toml`` says of the publisher, and of the kind of authority."""
        return {name: self.said(name) for name in IDENTIFIERS if self.said(name)}


class ConveneForm(Folded, IdentifiersForm):
    """A round is opened: what it is called, where, what for, and who publishes its data; identifiers can wait."""

    FIRST: ClassVar = ("title_cy", "title_en", "place", "place_code", "purpose_cy", "purpose_en", "publisher_name")
    MORE = _("Reference and identifiers")
    field_order = (*FIRST, "reference", *IDENTIFIERS)
    title_cy = welsh(_("Title, in Welsh"))
    title_en = english(_("Title, in English"))
    place = forms.ChoiceField(label=_("Place"))
    place_code = TextField(
        label=_("If it is another place: its code"),
        help_text=_("The code of the Office for National Statistics for it, such as E06000051 or W04000980."),
        max_length=9,
        required=False,
    )
    purpose_cy = welsh(_("What it is for, in Welsh"), rows=3, max_length=1000, required=False)
    purpose_en = english(_("What it is for, in English"), rows=3, max_length=1000, required=False)
    reference = TextField(
        label=_("Reference of the round"),
        help_text=_(
            "It stands in the address of every page, and is read over the telephone. Small letters, digits and "
            "hyphens. It cannot be changed later."
        ),
        max_length=64,
    )

    def __init__(self, *args: Any, places: Choices = (), **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [("", _("Choose")), *places, (OTHER, _("Another place"))]
        self.fields["place"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Another place has its code, and the purpose is told in both languages or in neither."""
        found = super().clean() or {}
        code = str(found.get("place_code") or "")
        if found.get("place") == OTHER and not is_gss(code):
            self.add_error("place_code", ValidationError(_("Give the code of the place, such as E06000051.")))
        if bool(found.get("purpose_cy")) != bool(found.get("purpose_en")):
            empty = "purpose_en" if found.get("purpose_cy") else "purpose_cy"
            self.add_error(empty, ValidationError(_("Say it in Welsh and in English.")))
        return found

    def place_chosen(self) -> str:
        """The code of the place."""
        return str(self.said("place_code") if self.said("place") == OTHER else self.said("place"))
