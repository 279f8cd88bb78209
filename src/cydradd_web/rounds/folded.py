"""A form that asks first what must be known, and folds the rest away under one line."""

from __future__ import annotations

from typing import Any, ClassVar

from django.forms import BoundField, Form
from django.utils.translation import gettext_lazy as _


class Folded(Form):
    """``FIRST``: the fields that are asked first, in order; every other field is under ``MORE``."""

    FIRST: ClassVar[tuple[str, ...]] = ()
    MORE: ClassVar[Any] = _("More")

    def front(self) -> list[BoundField]:
        """The fields that are asked first."""
        return [self[name] for name in self.FIRST]

    def rest(self) -> list[BoundField]:
        """The fields that are folded away."""
        return [field for field in self if field.name not in self.FIRST and not field.is_hidden]

    def unfolded(self) -> bool:
        """Whether something in what is folded away is wrong, and must be seen."""
        return any(field.errors for field in self.rest())
