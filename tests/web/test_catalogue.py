"""The Welsh catalogue is whole, and its check sees what would fall back to English."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.utils import translation

from cydradd_web import catalogue

HEAD = catalogue.PO.read_text("utf-8").split("\n\n", 1)[0] + "\n\n"


def test_nothing_is_untranslated_fuzzy_unused_or_left_in_english() -> None:
    assert catalogue.faults() == []


def test_the_catalogue_holds_what_the_templates_ask_for() -> None:
    assert len(catalogue.messages_used()) > 50


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        ('msgid "Home"\nmsgstr ""\n', "not translated"),
        ('#, fuzzy\nmsgid "Home"\nmsgstr "Hafan"\n', "fuzzy"),
        ('msgid "Home"\nmsgstr "Home"\n', "the same as its English"),
        ('msgid "Other"\nmsgstr "Arall"\n', "has no Welsh"),
        ('msgid "Home"\nmsgstr "Hafan"\n\nmsgid "Old"\nmsgstr "Hen"\n', "asked for nowhere"),
        ('msgid "Home"\nmsgstr "Hafan\n', "broken"),
    ],
)
def test_the_check_sees_each_fault(tmp_path: Path, entry: str, fault: str) -> None:
    path = tmp_path / "django.po"
    path.write_text(HEAD + entry, "utf-8")

    found = catalogue.faults(path, {"Home": {Path("home.html")}}, [])

    assert any(fault in sentence for sentence in found), found


def test_a_count_with_fewer_than_six_forms_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "django.po"
    forms = "".join(f'msgstr[{n}] "{n}"\n' for n in range(4))
    path.write_text(f'{HEAD}msgid "%(n)s day"\nmsgid_plural "%(n)s days"\n{forms}', "utf-8")

    found = catalogue.faults(path, {("%(n)s day", "%(n)s days"): {Path("home.html")}}, [])

    assert any("not translated" in sentence for sentence in found), found


@pytest.mark.parametrize(
    ("n", "welsh"),
    [
        (0, "Dim gwrthwynebiadau"),
        (1, "1 gwrthwynebiad"),
        (2, "2 wrthwynebiad"),
        (3, "3 gwrthwynebiad"),
        (4, "4 o wrthwynebiadau"),
        (6, "6 gwrthwynebiad"),
        (11, "11 o wrthwynebiadau"),
    ],
)
def test_welsh_counts_in_six_forms(n: int, welsh: str) -> None:
    with translation.override("cy"):
        text = translation.ngettext("%(n)s objection", "%(n)s objections", n) % {"n": n}

    assert text == welsh


@pytest.mark.parametrize(
    ("n", "welsh"), [(0, "Dim gweithredu er gwaethaf gwrthwynebiad"), (2, "Er gwaethaf gwrthwynebiad: 2")]
)
def test_an_override_that_there_was_not_is_said_in_welsh_as_a_sentence(n: int, welsh: str) -> None:
    with translation.override("cy"):
        text = translation.ngettext("%(n)s override", "%(n)s overrides", n) % {"n": n}

    assert text == welsh


@pytest.mark.parametrize(
    ("english", "welsh"),
    [
        ("What you can do now", "Beth allwch chi ei wneud nawr"),
        ("Consent or object: the gate to listening", "Cydsynio neu wrthwynebu: porth y cam Gwrando"),
        ("This field is required.", "Mae angen ateb yma."),
    ],
)
def test_one_thing_has_one_name_in_welsh(english: str, welsh: str) -> None:
    with translation.override("cy"):
        assert translation.gettext(english) == welsh


def test_the_pages_written_in_each_language_have_the_same_parts() -> None:
    import re

    pages = catalogue.PACKAGE / "components" / "templates" / "pages"
    for welsh in pages.glob("*-cy.html"):
        english = welsh.with_name(welsh.name.replace("-cy.", "-en."))
        ids = [re.findall(r'<h2 id="([^"]+)"|<(li)>', path.read_text("utf-8")) for path in (welsh, english)]

        assert ids[0] == ids[1], welsh.name
