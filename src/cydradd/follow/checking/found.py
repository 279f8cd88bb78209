"""One finding as the checks make it, before it is given its place in the file and its sentence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.text import Bilingual

Place: TypeAlias = "tuple[str | int, ...] | str"
"""Names and places in lists that lead to a field of the grant; or a JSON pointer inside it, or a column's heading."""
Found: TypeAlias = "tuple[str, Place, JsonValue, str | Bilingual]"
"""Code, place, value, and the sentence, or the earlier text that the code's own sentence names (else empty)."""
Grant: TypeAlias = "Mapping[str, JsonValue]"
