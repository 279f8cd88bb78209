"""Columns of kinds that the library has and Django does not."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper


class FractionField(models.Field):  # type: ignore[type-arg]
    """An exact ratio, kept as text ``p/q`` in lowest terms; a whole number as ``p``."""

    _pyi_private_set_type: Fraction | str | int
    _pyi_private_get_type: Fraction

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("max_length", 80)
        super().__init__(*args, **options)

    def get_internal_type(self) -> str:
        """The kind of column that the database makes."""
        return "CharField"

    def from_db_value(
        self, value: str | None, _expression: object, _connection: BaseDatabaseWrapper
    ) -> Fraction | None:
        """The ratio that the database holds."""
        return None if value is None else Fraction(value)

    def to_python(self, value: object) -> Fraction | None:
        """The ratio that a value names.

        Raises:
            ValidationError: It names none.
        """
        if value is None or isinstance(value, Fraction):
            return value
        try:
            return Fraction(str(value))
        except (ValueError, ZeroDivisionError):
            raise ValidationError("not a ratio", code="not-a-ratio") from None

    def get_prep_value(self, value: object) -> str | None:
        """The text that the database keeps."""
        ratio = self.to_python(value)
        return None if ratio is None else str(ratio)
