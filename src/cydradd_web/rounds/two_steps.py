"""Typing in what is on paper, in two steps: which sheet it is, and then what stands on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from cydradd.vocabulary.errors import CydraddError
from cydradd_web.components.paper import PaperForm
from cydradd_web.rounds.act_page import Asked, new_key

SheetT = TypeVar("SheetT")
SECOND = "marks"
"""What the field ``step`` says in the second step."""


@dataclass(frozen=True, slots=True)
class TwoSteps(Generic[SheetT]):
    """The forms of both steps, for `act_page`.

    Attributes:
        find: The form of the first step.
        look: The sheet of a number and a code; raises one of our errors where it cannot be typed in.
        read: The form of the second step: ``read(data, files, initial=..., sheet=...)``. Without a sheet there is
            none that can be typed in, and whoever sends the form is told why by the service.
    """

    find: type[PaperForm]
    look: Callable[[int, str], SheetT]
    read: Callable[..., PaperForm]

    def form(self, data: Any = None, files: Any = None, *, initial: Mapping[str, Any] | None = None) -> PaperForm:
        """The form of whichever step was sent, or of the first."""
        known = (data if data is not None else initial) or {}
        if not known.get("step"):
            return self.find(data, initial=dict(initial or {}))
        return self.read(data, files, initial=initial, sheet=self._sheet(known))

    def second(self, asked: Asked) -> PaperForm:
        """The form of the second step, after the first was filled in.

        Raises:
            CydraddError: The sheet cannot be typed in.
        """
        number, code = asked.form.said("number"), asked.form.said("sheet_code")
        start = {"number": number, "sheet_code": code, "step": SECOND, "key": new_key()}
        return self.read(None, None, initial=start, sheet=self.look(number, code))

    def _sheet(self, known: Mapping[str, Any]) -> SheetT | None:
        asked = self.find({name: known.get(name, "") for name in ("number", "sheet_code")})
        if not asked.is_valid():
            return None
        try:
            return self.look(asked.said("number"), asked.said("sheet_code"))
        except CydraddError:
            return None
