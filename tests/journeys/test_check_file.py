"""A funder sends a messy file of grants, reads what to mend, saves the list, mends the file and sends it again.

By keyboard alone, in Welsh on a narrow screen and in English on a wide one; axe looks at every page.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.journeys.live_site import Visitor, live_site
from tests.unit.follow.grants import HEADINGS, a_row, as_csv, as_workbook, rows_of

pytestmark = pytest.mark.journey
WORDS: dict[str, dict[str, str]] = {
    "cy": {
        "choose": "Dewiswch y ffeil i’w gwirio.", "empty": "mae’r ffeil yn wag", "counted": "Grantiau: 3, a 1 ohonynt yn ddilys",
        "mail": "Mae’r testun yn edrych fel petai’n cynnwys cyfeiriad e-bost", "money": "Ni ellir darllen y swm",
        "repair": "tynnir bylchau o amgylch testun", "copy": "Lleoedd a fyddai’n cael eu cywiro: 1",
        "large": "Mae’r ffeil yn rhy fawr: 30 MB", "good": "Mae’r ffeil yn cadw at ei safon",
    },
    "en": {
        "choose": "Choose the file to check.", "empty": "the file is empty", "counted": "3 grants, 1 of them valid",
        "mail": "The text seems to hold an e-mail address", "money": "The amount cannot be read",
        "repair": "spaces around a text are taken away", "copy": "Places that would be mended: 1",
        "large": "The file is too large: 30 MB", "good": "The file keeps to its standard",
    },
}  # fmt: skip


def chooses(funder: Visitor, path: Path) -> None:
    """The field is reached with the keyboard; the window for files that it opens is the browser's own, not ours."""
    funder.reach('main input[type="file"]')
    funder.page.set_input_files('main input[type="file"]', path)


def files(folder: Path) -> tuple[Path, Path, Path]:
    """An empty file, a messy one, and the same mended."""
    folder.mkdir()
    (folder / "empty.csv").touch()
    messy = [
        HEADINGS,
        a_row(Title=" Côr "),
        a_row(Identifier="360G-x-2", Amount_Awarded="£1,200"),
        a_row(Identifier="360G-x-3", Description="ann@example.org", Award_Date="soon"),
    ]
    mended = [HEADINGS, a_row(Title="Côr"), a_row(Identifier="360G-x-2", Amount_Awarded="1200")]
    return folder / "empty.csv", as_workbook(folder / "messy.xlsx", Grants=messy), as_csv(folder / "mended.csv", mended)


@pytest.mark.parametrize(("language", "width"), [("cy", 320), ("en", 1200)])
def test_a_funder_uploads_a_messy_file_and_reads_what_to_mend(
    chromium: Browser, tmp_path: Path, language: str, width: int
) -> None:
    words, (empty, messy, mended) = WORDS[language], files(tmp_path / "own")
    with live_site(tmp_path, names=("ann",)) as site:
        visitor, funder = (Visitor(chromium, site, name, language, width) for name in ("nobody", "ann"))
        visitor.opens(f"/{language}/follow/")
        visitor.follow("/follow/check/")
        assert f"next=/{language}/follow/check/" in visitor.page.url

        funder.opens(f"/{language}/follow/")
        funder.follow("/follow/check/")
        funder.press("main button[value=page]", refused=True)
        funder.sees(words["choose"])
        chooses(funder, empty)
        funder.press("main button[value=page]", refused=True)
        funder.sees(words["empty"])

        chooses(funder, messy)
        funder.press("main button[value=page]")
        funder.sees(
            words["counted"], words["mail"], words["money"], words["repair"], "Grants!E3", "£1,200", "Grants!F4"
        )

        chooses(funder, messy)
        funder.reach("main button[value=csv]")
        with funder.page.expect_download() as saving:
            funder.page.keyboard.press("Enter")
        with Path(saving.value.path()).open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        assert {"Grants!E3", "Grants!F4"} <= {row["cell"] for row in rows}

        funder.sees(words["copy"])
        chooses(funder, messy)
        funder.reach("main button[value=copy]")
        with funder.page.expect_download() as saving:
            funder.page.keyboard.press("Enter")
        assert saving.value.suggested_filename == "messy-corrected.xlsx"
        saving.value.save_as(tmp_path / "corrected.xlsx")
        assert [row.values["title"] for row in rows_of(tmp_path / "corrected.xlsx")] == ["Côr", "A", "A"]

        large = tmp_path / "large.csv"
        large.write_bytes(b"Identifier\n" + b"a" * 30_000_000)
        chooses(funder, large)
        funder.press("main button[value=page]", refused=True)
        funder.sees(words["large"])

        chooses(funder, mended)
        funder.press("main button[value=page]")
        funder.sees(words["good"])
        for each in (visitor, funder):
            each.context.close()
