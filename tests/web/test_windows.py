"""Windows open behind their gates, stay open as long as was announced, and close once."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client
from tests.web.acting import AT, SLUG, by
from tests.web.way import LAST_DAY, OPENS, agreed, listening, scoped

from cydradd.cycle.stages import Gate
from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.text import Bilingual
from cydradd_web.accounts.duties import NotYours
from cydradd_web.record.models import Entry
from cydradd_web.rounds.models import Act, Opened, Round
from cydradd_web.rounds.selectors.evidence import open_window as found
from cydradd_web.rounds.services.acting import GateClosed, NotNow
from cydradd_web.rounds.services.windows import close_due, close_window, extend_window, open_window

pytestmark = pytest.mark.django_db(transaction=True)
OVER = datetime(2026, 10, 31, 1, tzinfo=UTC)
WHY = Bilingual("Gofynnodd pobl am fwy o amser.", "People asked for more time.")


def test_listening_opens_with_its_last_day_which_every_page_shows(home: Path, client: Client) -> None:
    round_id = listening()

    assert Round.objects.get(pk=round_id).plan == {"listen": "2026-10-30"}
    opened = Act.objects.get(round_id=round_id, kind="window_opens")
    assert (opened.object, opened.line["item"]) == ("listen", "2026-10-30")
    assert Opened.objects.get(round_id=round_id).gate == "open-listen"
    assert "Closes: 30 October 2026" in client.get(f"/en/rounds/{SLUG}/listen/").content.decode()
    assert "Yn cau: 30 Hydref 2026" in client.get(f"/cy/rounds/{SLUG}/listen/").content.decode()
    assert "30 October 2026" in client.get("/en/rounds/").content.decode()


def test_a_gate_that_lacks_consent_is_named_with_who_can_give_it(home: Path) -> None:
    round_id = scoped()

    with pytest.raises(GateClosed) as refused:
        open_window(round_id=round_id, window="listen", closes_on=LAST_DAY, by=by("olwen"), at=OPENS)

    assert "The citizens’ seats" in str(refused.value)
    assert not Opened.objects.exists()
    assert Round.objects.get(pk=round_id).plan == {}


def test_listening_waits_ten_working_days_after_the_notice(home: Path) -> None:
    round_id = agreed()

    with pytest.raises(GateClosed, match="10 working days"):
        open_window(round_id=round_id, window="listen", closes_on=LAST_DAY, by=by("olwen"), at=AT + timedelta(days=9))


@pytest.mark.parametrize("day", [date(2026, 9, 20), date(2026, 10, 1)])
def test_a_last_day_that_is_over_or_too_early_is_refused(home: Path, day: date) -> None:
    round_id = agreed()

    with pytest.raises(NotPossible, match="Give a later day"):
        open_window(round_id=round_id, window="listen", closes_on=day, by=by("olwen"), at=OPENS)


def test_only_the_officer_opens_extends_and_closes(home: Path) -> None:
    round_id = listening()

    with pytest.raises(NotYours):
        close_window(round_id=round_id, window="listen", by=by("ann"), at=OVER)
    with pytest.raises(NotYours):
        extend_window(round_id=round_id, window="listen", closes_on=date(2026, 12, 1), why=WHY, by=by("tom"), at=OPENS)
    with pytest.raises(NotYours):
        open_window(round_id=round_id, window="call", closes_on=None, by=by("ann"), at=OPENS)


def test_a_window_never_shuts_before_the_day_that_was_announced(home: Path) -> None:
    round_id = listening()

    with pytest.raises(NotPossible, match="2026-10-30"):
        close_window(round_id=round_id, window="listen", by=by("olwen"), at=OPENS + timedelta(days=30))

    assert found(round_id, "listen", at=OPENS + timedelta(days=30)) is not None


def test_it_can_be_kept_open_for_longer_and_the_reason_is_public(home: Path, client: Client) -> None:
    round_id = listening()
    keys = {"round_id": round_id, "window": "listen", "why": WHY, "by": by("olwen"), "at": OPENS}

    with pytest.raises(NotPossible, match="later than the one announced"):
        extend_window(closes_on=LAST_DAY, **keys)
    extend_window(closes_on=date(2026, 11, 6), **keys)

    assert found(round_id, "listen", at=OVER) is not None
    assert "Closes: 6 November 2026" in client.get(f"/en/rounds/{SLUG}/listen/").content.decode()
    number = Entry.objects.filter(round_id=round_id).last().position
    assert "People asked for more time." in client.get(f"/en/rounds/{SLUG}/record/{number}/").content.decode()


def test_the_site_closes_a_window_itself_when_its_last_day_is_over(home: Path) -> None:
    round_id = listening()

    assert close_due(datetime(2026, 10, 30, 22, tzinfo=UTC)) == ()
    (receipt,) = close_due(OVER)

    assert (receipt.round_id, receipt.type) == (round_id, "listen.closed")
    assert close_due(OVER + timedelta(hours=1)) == ()
    assert found(round_id, "listen", at=OVER) is None


def test_two_officers_who_close_at_once_close_it_once(home: Path) -> None:
    round_id = listening()

    close_window(round_id=round_id, window="listen", by=by("olwen"), at=OVER, key="one")
    with pytest.raises(NotNow):
        close_window(round_id=round_id, window="listen", by=by("olwen"), at=OVER, key="two")

    assert Act.objects.filter(round_id=round_id, kind="window_closes").count() == 1


def test_nothing_opens_twice(home: Path) -> None:
    round_id = listening()

    with pytest.raises(NotPossible, match="open already"):
        open_window(round_id=round_id, window="listen", closes_on=None, by=by("olwen"), at=OPENS)
    with pytest.raises(NotPossible, match="no window of this name"):
        open_window(round_id=round_id, window="door", closes_on=None, by=by("olwen"), at=OPENS)


def test_listening_does_not_open_again_once_the_design_rests_on_it(home: Path) -> None:
    round_id = listening()
    close_due(OVER)
    Opened.objects.create(round_id=round_id, gate=str(Gate.OPEN_DESIGN), missing=0, overridden=False, at=OVER)

    with pytest.raises(NotPossible, match="cannot open again"):
        open_window(round_id=round_id, window="listen", closes_on=None, by=by("olwen"), at=OVER)


def test_nothing_is_done_before_the_round_was_convened(home: Path) -> None:
    round_id = listening()

    with pytest.raises(NotNow, match="not been convened"):
        close_window(round_id=round_id, window="listen", by=by("olwen"), at=AT - timedelta(days=1))
