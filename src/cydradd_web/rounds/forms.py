"""Forms of acts on a round as a whole."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cydradd_web.components.forms import Form, english, welsh


class ConsentForm(Form):
    """A partner consents, and says how it decided."""

    how_cy = welsh(_("How your partner decided, in Welsh"), rows=3, max_length=1000, required=False)
    how_en = english(_("How your partner decided, in English"), rows=3, max_length=1000, required=False)
