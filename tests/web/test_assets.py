"""The front-end files are fetched by a lock without addresses, and carry nobody else's typeface."""

from __future__ import annotations

import json
import re

import pytest

from cydradd_web import assets
from cydradd_web.paths import ROOT, STATIC


def test_the_lock_holds_no_address_of_a_registry() -> None:
    lock = (ROOT / "package-lock.json").read_text("utf-8")

    assert '"resolved"' not in lock
    packages = json.loads(lock)["packages"]
    assert all(package.get("integrity", "").startswith("sha512-") for name, package in packages.items() if name)


def test_the_design_system_loses_its_licensed_typeface_and_its_crest() -> None:
    css = (
        "@font-face{font-family:GDS Transport;src:url(/assets/fonts/light.woff2)}"
        ".a{font-family:GDS Transport,arial,sans-serif}.b{background:url(/assets/images/govuk-crest.svg)}"
    )

    made = assets.themed(css)

    assert made == f".a{{font-family:{assets.TYPEFACE}}}.b{{background:none}}"


def test_a_picture_that_is_new_in_the_design_system_is_noticed() -> None:
    with pytest.raises(assets.AssetsFailed):
        assets.themed(".a{background:url(/assets/images/new.svg)}")


def test_what_is_served_names_no_foreign_typeface_crest_or_host() -> None:
    for path in STATIC.glob("*.css"):
        css = path.read_text("utf-8")

        assert "GDS Transport" not in css, path.name
        assert "crest.svg" not in css, path.name
        assert not re.findall(r"url\((?!#|\"?[\w-]+(?:\.\w+)?\.woff2)|@import", css), path.name


def test_both_upright_files_of_the_typeface_are_served() -> None:
    css = next(STATIC.glob("figtree.*.css")).read_text("utf-8")

    assert css.count("@font-face") == 2
    assert "italic" not in css
    assert len(list(STATIC.glob("figtree-latin*-normal.*.woff2"))) == 2


def test_building_again_does_nothing() -> None:
    stamp = STATIC / ".cydradd"
    assets.main([])
    before = stamp.stat().st_mtime_ns

    assert assets.main([]) == 0

    assert stamp.stat().st_mtime_ns == before


def test_what_an_installed_application_brings_along_is_served_and_a_new_one_is_collected(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = assets.of_sources()

    monkeypatch.setattr("cydradd_web.settings.base.INSTALLED_APPS", ["cydradd_web.components"])

    assert assets.of_sources() != before
    assert list((STATIC / "mfa" / "js").glob("webauthn-json.*.js"))
