"""A form that asks first what must be known, and folds the rest away under one line."""

from __future__ import annotations

from typing import Any, ClassVar

from django.forms import BoundField, ChoiceField, Form
from django.utils.translation import gettext_lazy as _


class Folded(Form):
    """``FIRST``: the fields that are asked first, in order; every other field is under ``MORE``."""

    FIRST: ClassVar[tuple[str, ...]] = ()
    MORE: ClassVar[Any] = _("More")

    def front(self) -> list[BoundField]:
        """The fields that are asked first."""
        return [self[name] for name in self.FIRST]

    def rest(self) -> list[BoundField]:
        """The fields that are folded away. One in which there is nothing to choose is left out."""
        found = [field for field in self if field.name not in self.FIRST and not field.is_hidden]
        return [field for field in found if field.errors or not _empty(field)]

    def unfolded(self) -> bool:
        """Whether something in what is folded away is wrong, or was written and refused, and must be seen."""
        rest = self.rest()
        refused = bool(self.errors) and any(field.value() not in (None, "", []) for field in rest)
        return refused or any(field.errors for field in rest)


def _empty(field: BoundField) -> bool:
    """Whether a field asks to choose among nothing."""
    asked: Any = field.field
    choices: Any = asked.choices if isinstance(asked, ChoiceField) else [("any", "")]
    return not any(value not in ("", None) for value, _words in choices)
