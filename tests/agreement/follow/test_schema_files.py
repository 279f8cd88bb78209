"""Official schema files put beside the standard alone give our tables, field by field: the patches are taken as meant."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.agreement.follow.official import CONTRACTS, OCDS

from cydradd.follow.contracts.extensions import STANDARD, fields
from cydradd.follow.contracts.schema_files import schema_files, with_files
from cydradd.follow.fields import Field, Table, ocds

pytestmark = pytest.mark.real_data


def plain(field: Field) -> Field:
    """Without the version of the standard, which a file does not tell."""
    return replace(field, source="")


def differences(made: Table) -> list[tuple[str, str]]:
    return [
        (kind, name)
        for kind, known in ocds().objects.items()
        for name, field in known.fields.items()
        if plain(made.objects[kind].fields[name]) != plain(field)
    ]


def test_the_standard_with_the_files_of_every_extension_is_our_table() -> None:
    files = schema_files(CONTRACTS / "ocds_extensions")
    made = with_files(fields([]), files)

    assert len(files) == 16
    assert differences(made) == []
    for kind, known in ocds().objects.items():
        assert made.objects[kind].fields.keys() == known.fields.keys(), kind
        assert set(made.objects[kind].required) == set(known.required), kind
        assert made.objects[kind].min_fields == known.min_fields, kind


def test_each_field_is_of_the_extension_whose_folder_its_file_is_in() -> None:
    made = with_files(fields([]), schema_files(CONTRACTS / "ocds_extensions"))

    for kind, known in ocds().objects.items():
        for name, field in known.fields.items():
            assert made.objects[kind].fields[name].source == field.source, (kind, name)


def test_the_release_schema_of_the_standard_changes_nothing_of_the_standard() -> None:
    made = with_files(fields([]), schema_files(OCDS))

    for kind, known in fields([]).objects.items():
        for name, field in known.fields.items():
            assert made.objects[kind].fields[name] == field, (kind, name)
            assert field.source == STANDARD
