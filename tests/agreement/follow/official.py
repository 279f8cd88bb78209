"""The official schemas of 360Giving 1.4.3 and OCDS 1.1.5, as the tests' oracle. Nothing here is ours."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs
from tests.conftest import REAL_DATA

GRANTS = REAL_DATA / "grants" / "standard"
CONTRACTS = REAL_DATA / "contracts"
OCDS = CONTRACTS / "ocds_schema_1.1.5"


def patched(target: Any, patch: Any) -> Any:
    """JSON merge patch, RFC 7396."""
    if not isinstance(patch, dict):
        return patch
    result = dict(target) if isinstance(target, dict) else {}
    for name, value in patch.items():
        if value is None:
            result.pop(name, None)
        else:
            result[name] = patched(result.get(name), value)
    return result


def load(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


@cache
def release_schema() -> dict[str, Any]:
    """The release schema with the patches of all 16 extensions."""
    schema = load(OCDS / "release-schema.json")
    for path in sorted((CONTRACTS / "ocds_extensions").glob("*/release-schema.json")):
        schema = patched(schema, load(path))
    return dict(schema)


@cache
def schemas() -> dict[str, dict[str, Any]]:
    """Each schema by the name its packages are called."""
    return {
        "grant": load(GRANTS / "360-giving-schema.json"),
        "grants": load(GRANTS / "360-giving-package-schema.json"),
        "release": release_schema(),
        "releases": load(OCDS / "release-package-schema.json"),
        "records": load(OCDS / "record-package-schema.json"),
        "versioned": load(OCDS / "versioned-release-validation-schema.json"),
    }


ADDRESSES = {
    "https://raw.githubusercontent.com/ThreeSixtyGiving/standard/1.4.2/schema/360-giving-schema.json": "grant",
    "https://standard.open-contracting.org/schema/1__1__5/release-schema.json": "release",
    "https://standard.open-contracting.org/schema/1__1__5/versioned-release-validation-schema.json": "versioned",
}


@cache
def validator(name: str) -> Any:
    """A validator of one schema with format checks; references between schemas are found here, not fetched."""
    registry = jsonschema_rs.Registry([(address, schemas()[part]) for address, part in ADDRESSES.items()])
    return jsonschema_rs.validator_for(schemas()[name], validate_formats=True, registry=registry)


def errors(name: str, document: Mapping[str, Any]) -> set[tuple[str, str]]:
    """Every official error as (JSON pointer, keyword)."""
    found = set()
    for error in validator(name).iter_errors(document):
        path = "".join(f"/{part}" for part in error.instance_path)
        found.add((path, str(error.schema_path[-1])))
    return found
