"""Round folders into the site: once per change, never a crash, and files that can be fetched."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.http import FileResponse
from django.test import Client
from tests.web.folders import AT, write_round

from cydradd.vocabulary.text import Language
from cydradd_web.rounds import selectors
from cydradd_web.rounds.folders import hash_of
from cydradd_web.rounds.services import Imported, import_round_folder, import_rounds

pytestmark = pytest.mark.django_db


def fetched(client: Client, address: str) -> FileResponse:
    """A file, read to its end, so that it is closed."""
    response = client.get(address)
    assert isinstance(response, FileResponse), response.status_code
    list(response)
    return response


def test_a_folder_is_read_once_and_again_only_when_it_changes(home: Path) -> None:
    folder = write_round(home, "valley")

    first = import_round_folder(folder, by="test", at=AT)
    second = import_round_folder(folder, by="test", at=AT)
    text = folder.joinpath("round.toml").read_text("utf-8").replace("Staying well", "Living well")
    folder.joinpath("round.toml").write_text(text, "utf-8")
    third = import_round_folder(folder, by="test", at=AT)

    assert (first, second, third) == (Imported.READ, Imported.UNCHANGED, Imported.READ)
    page = selectors.page("valley", Language.EN)
    assert page is not None
    assert page.line.title == selectors.Words("Living well at home")


def test_what_was_made_of_an_older_version_is_deleted(home: Path, tmp_path: Path) -> None:
    folder = write_round(home, "valley")
    import_round_folder(folder, by="test", at=AT)
    folder.joinpath("listen/comments.csv").unlink()

    import_round_folder(folder, by="test", at=AT)

    assert len(list((tmp_path / "data" / "rounds").iterdir())) == 1


def test_a_broken_folder_keeps_nobody_else_from_being_shown(home: Path) -> None:
    write_round(home, "valley")
    (home / "broken").mkdir()

    counts = import_rounds(home, by="test", at=AT)

    assert counts == {Imported.READ: 1, Imported.FAULTY: 1, Imported.UNCHANGED: 0}
    assert [line.slug for line in selectors.rounds(Language.EN)] == ["valley"]
    fault = selectors.faults(Language.CY)[0]
    assert fault.folder == "broken"
    assert fault.sentence is not None
    assert fault.sentence.other is None


def test_a_broken_folder_is_not_read_again_until_it_changes(home: Path) -> None:
    (home / "broken").mkdir()
    import_rounds(home, by="test", at=AT)

    assert import_round_folder(home / "broken", by="test", at=AT) is Imported.UNCHANGED


def test_a_round_whose_folder_breaks_is_shown_as_broken_and_one_that_is_mended_as_a_round(home: Path) -> None:
    folder = write_round(home, "valley")
    good = folder.joinpath("round.toml").read_text("utf-8")
    import_rounds(home, by="test", at=AT)

    folder.joinpath("round.toml").write_text("id = [", "utf-8")
    import_rounds(home, by="test", at=AT)
    broken = (len(selectors.rounds(Language.EN)), len(selectors.faults(Language.EN)))
    folder.joinpath("round.toml").write_text(good, "utf-8")
    import_rounds(home, by="test", at=AT)

    assert broken == (0, 1)
    assert (len(selectors.rounds(Language.EN)), len(selectors.faults(Language.EN))) == (1, 0)


def test_a_folder_that_is_gone_is_no_longer_shown(home: Path, tmp_path: Path) -> None:
    folder = write_round(home, "valley")
    import_rounds(home, by="test", at=AT)
    folder.rename(tmp_path / "elsewhere")

    import_rounds(home, by="test", at=AT)

    assert selectors.rounds(Language.EN) == ()
    assert list((tmp_path / "data" / "rounds").iterdir()) == []


def test_two_folders_with_one_reference_are_one_round_and_one_refusal(home: Path, client: Client) -> None:
    write_round(home, "first", id="valley")
    write_round(home, "second", id="valley")

    import_rounds(home, by="test", at=AT)

    assert len(selectors.rounds(Language.EN)) == 1
    sentence = selectors.faults(Language.EN)[0].sentence
    assert sentence is not None
    assert "the same reference: first." in sentence.text
    assert fetched(client, "/rounds/valley/files/results.json").status_code == 200


@pytest.mark.parametrize("id", ["../../etc", "  ", "ŵy / 27", "<b>", "a" * 300])
def test_any_reference_becomes_an_address(home: Path, client: Client, id: str) -> None:
    folder = write_round(home, "valley", id=id)

    import_round_folder(folder, by="test", at=AT)

    for line in selectors.rounds(Language.EN):
        assert client.get(f"/en/rounds/{line.slug}/").status_code == 200


def test_every_file_that_a_page_offers_can_be_fetched(home: Path, client: Client) -> None:
    write_round(home, "valley")
    import_rounds(home, by="test", at=AT)
    page = client.get("/en/rounds/valley/").content.decode()

    offered = [part.split('"')[0] for part in page.split('href="/rounds/')[1:]]

    assert offered
    for name in offered:
        response = fetched(client, f"/rounds/{name}")
        assert response.status_code == 200, name
        assert response["Content-Disposition"].startswith("attachment"), name
        assert "sandbox" in response["Content-Security-Policy"]


@pytest.mark.parametrize(
    "name", ["../../cydradd.sqlite3", "..", "/etc/passwd", "%2e%2e/%2e%2e/x", "nothing.csv", "a%00b", "tables"]
)
def test_nothing_but_its_own_files_can_be_fetched(home: Path, client: Client, tmp_path: Path, name: str) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "cydradd.sqlite3").write_text("secret")
    write_round(home, "valley")
    import_rounds(home, by="test", at=AT)

    assert client.get(f"/rounds/valley/files/{name}").status_code == 404


def test_a_link_or_a_pipe_in_a_folder_is_never_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("/dev/zero")

    assert len(hash_of(tmp_path)) == 64


def test_the_hash_follows_names_and_content(tmp_path: Path) -> None:
    folders = []
    for name, text in (("a", "x"), ("a", "y"), ("b", "x")):
        folder = tmp_path / str(len(folders))
        folder.mkdir()
        (folder / name).write_text(text)
        folders.append(hash_of(folder))

    assert len(set(folders)) == 3
