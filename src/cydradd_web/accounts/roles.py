"""How each role is called, where a page says who can do something."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

ROLE_NAMES: Mapping[str, Any] = {
    "member": _("anybody who is signed in"),
    "voter": _("whoever has a code for this ballot"),
    "applicant-editor": _("whoever writes the application"),
    "applicant-signer": _("whoever signs for the organisation"),
    "assessor": _("an assessor"),
    "seat-citizens": _("somebody with a seat for citizens"),
    "seat-third_sector": _("somebody with a seat for the third sector"),
    "seat-public": _("somebody with a seat for public bodies"),
    "moderator": _("a moderator"),
    "safeguarding": _("the safeguarding officer"),
    "eligibility": _("the eligibility office"),
    "payer": _("whoever pays"),
    "round-officer": _("the officer of the round"),
    "auditor": _("the auditor"),
    "operator": _("whoever runs the site"),
}
SEATS = ("seat-citizens", "seat-third_sector", "seat-public")


def names_of(roles: Iterable[str]) -> tuple[str, ...]:
    """Roles in words, in the language of the page. The three partners together are one: anybody with a seat."""
    asked = list(roles)
    if set(SEATS) <= set(asked):
        asked = [role for role in asked if role not in SEATS]
        return (str(_("anybody with a seat in this round")), *names_of(asked))
    return tuple(str(ROLE_NAMES[role]) for role in asked if role in ROLE_NAMES)
