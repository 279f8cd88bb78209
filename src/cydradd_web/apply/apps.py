"""The apply stage of the site."""

from __future__ import annotations

from django.apps import AppConfig


class ApplyConfig(AppConfig):
    """Rows of the apply stage, organisations as accounts, and applications while they are written."""

    name = "cydradd_web.apply"
    label = "apply"

    def ready(self) -> None:
        """Say who is an applicant, before any page asks, and what of this stage is forgotten."""
        from cydradd_web.accounts.who import ROLE_GIVERS
        from cydradd_web.apply.selectors.teams import applicant_role
        from cydradd_web.apply.services.forgetting import forget_withdrawn
        from cydradd_web.pruning import also

        if applicant_role not in ROLE_GIVERS:
            ROLE_GIVERS.append(applicant_role)
        also(forget_withdrawn)
