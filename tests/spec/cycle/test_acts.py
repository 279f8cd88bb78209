"""Acts in order, windows over bank holidays and the London date line, what is public in two languages."""

from __future__ import annotations

import pytest
from tests.spec.cycle.rounds import FINISHED, act, both, instant, rows, table, told

from cydradd.cycle.acts import Acts, Window, in_order, short_form
from cydradd.cycle.fates import fates, unsuccessful
from cydradd.vocabulary.people import Partner

OPENS, CLOSES = ("window_opens", "listen"), ("window_closes", "listen")


def windows(*lines):
    return Acts(tuple(act(at, kind, object=about) for at, (kind, about) in lines)).windows("listen")


def test_acts_are_in_order_of_time_then_sequence_then_line():
    late = act("2027-01-02", "item", row=1)
    second = act("2027-01-01", "item", seq=2, row=2)
    first = act("2027-01-01", "item", seq=1, row=3)
    after = act("2027-01-01", "item", seq=2, row=4)

    assert in_order([late, after, second, first]) == (first, second, after, late)
    assert in_order([late, first], until=instant("2027-01-01")) == (first,)


WINDOWS = [
    ("one", [("2027-02-01", OPENS), ("2027-03-01", CLOSES)], [28]),
    ("two", [("2027-02-01", OPENS), ("2027-02-08", CLOSES), ("2027-02-20", OPENS), ("2027-02-25", CLOSES)], [7, 5]),
    ("still open", [("2027-02-01", OPENS)], [0]),
    (
        "opened twice: the shorter time is sure",
        [("2027-02-01", OPENS), ("2027-02-20", OPENS), ("2027-02-25", CLOSES)],
        [5],
    ),
    ("closed without opening", [("2027-02-25", CLOSES)], []),
    ("closed twice", [("2027-02-01", OPENS), ("2027-02-08", CLOSES), ("2027-02-25", CLOSES)], [7]),
    ("opened and closed in a day", [("2027-02-01T09:00", OPENS), ("2027-02-01T17:00", CLOSES)], [0]),
    # 23:30 UTC in June is half past midnight in London, on the next day
    ("closed after midnight in London", [("2027-06-01", OPENS), ("2027-06-28T23:30", CLOSES)], [28]),
    ("opened after midnight in London", [("2027-06-01T23:30", OPENS), ("2027-06-29T12:00", CLOSES)], [27]),
    ("a day is a date, not 24 hours", [("2027-02-01T23:00", OPENS), ("2027-02-02T01:00", CLOSES)], [1]),
]


@pytest.mark.parametrize(("case", "lines", "days"), WINDOWS, ids=[row[0] for row in WINDOWS])
def test_days_of_a_window_are_between_local_dates(case, lines, days):
    assert [window.days for window in windows(*lines)] == days


WORKING = [
    ("a week", "2027-02-01", "2027-02-08", 5),
    ("a weekend", "2027-02-05", "2027-02-07", 0),
    ("Easter", "2027-03-25", "2027-03-30", 1),
    ("Christmas, on a Saturday", "2027-12-24", "2027-12-31", 3),
    ("closed after midnight in London, on a Tuesday", "2027-06-07T12:00", "2027-06-07T23:30", 1),
    ("opened after midnight in London", "2027-06-06T23:30", "2027-06-08T12:00", 1),
    ("a year without known bank holidays", "1970-01-01", "1970-02-01", None),
]


@pytest.mark.parametrize(("case", "opens", "closes", "days"), WORKING, ids=[row[0] for row in WORKING])
def test_working_days_of_a_window_leave_out_weekends_and_bank_holidays(case, opens, closes, days):
    assert Window(instant(opens), instant(closes)).working_days == days


def test_a_window_that_opened_again_is_not_closed():
    closed = [act("2027-02-01", "window_opens", object="call"), act("2027-03-01", "window_closes", object="call")]
    again = [*closed, act("2027-03-02", "window_opens", object="call")]

    assert Acts(tuple(closed)).closed("call") == instant("2027-03-01")
    assert Acts(tuple(again)).closed("call") is None
    assert Acts(()).closed("call") is None


PUBLISHED = [
    ("never", [], None),
    ("in one language", both("2027-01-05", "notice")[:1], None),
    ("in both, at once", both("2027-01-05", "notice"), "2027-01-05"),
    ("at last", [*both("2027-01-05", "notice")[:1], *both("2027-01-07", "notice")], "2027-01-07"),
    ("about something else", both("2027-01-05", "report"), None),
    ("in no named language", [act("2027-01-05", "publish", object="notice")] * 2, None),
]


@pytest.mark.parametrize(("case", "lines", "when"), PUBLISHED, ids=[row[0] for row in PUBLISHED])
def test_a_thing_is_public_once_both_languages_are(case, lines, when):
    found = Acts(tuple(lines)).in_both_languages("notice")

    assert found == (instant(when) if when else None)


VERBATIM = [
    ("listen.opened", {}, ("window_opens", "listen", None)),
    ("listen.closed", {}, ("window_closes", "listen", None)),
    ("apply.opened", {}, ("window_opens", "call", None)),
    ("apply.closed", {}, ("window_closes", "call", None)),
    ("decide.opened", {}, ("window_opens", "ballot", None)),
    ("decide.closed", {}, ("window_closes", "ballot", None)),
    ("design.window_opened", {"object": "design"}, ("window_opens", "design", None)),
    ("design.window_closed", {"object": "design"}, ("window_closes", "design", None)),
    ("design.item_set", {"object": "scope", "code": "open"}, ("item", "scope", "open")),
    ("design.option_stated", {"object": "design"}, ("option", "design", None)),
    ("design.contribution_made", {"object": "design"}, ("contribution", "design", None)),
    ("design.committed", {"code": "signed"}, ("commitment", None, "signed")),
    ("design.agreed", {"code": "opened"}, ("decision", "design", "opened")),
    ("round.decided", {"object": "ballot"}, ("decision", "ballot", None)),
    ("consent.withdrawn", {}, ("consent", None, "withdrawn")),
    ("objection.resolved", {}, ("objection", None, "resolved")),
    ("objection.withdrawn", {}, ("objection", None, "withdrawn")),
    ("objection.mediation_opened", {}, ("mediation_opens", None, None)),
    ("objection.mediation_closed", {}, ("mediation_closes", None, None)),
    ("override.used", {}, ("override", None, None)),
    ("listen.reported", {"code": "cy"}, ("publish", "report", "cy")),
    ("round.published", {"object": "a1", "code": "en"}, ("publish", "a1", "en")),
    ("evaluate.planned", {"object": "x"}, ("evaluate.planned", None, None)),
]


@pytest.mark.parametrize(("kind", "body", "short"), VERBATIM, ids=[row[0] for row in VERBATIM])
def test_an_entry_written_verbatim_has_its_short_form(kind, body, short):
    found = short_form(act("2027-01-05", kind, body=body, partner=Partner.PUBLIC))

    assert (found.kind, found.object, found.code) == short
    assert found.partner is Partner.PUBLIC


FATES = [
    ("withdrawn by its own row alone", rows("applications", status="withdrawn"), "a1", {"funded", "withdrawn"}),
    ("ineligible by its own row alone", rows("applications", status="ineligible"), "a1", {"funded", "ineligible"}),
    ("not counted", told(allocation=None), "a2", set()),
    ("only on the ballot", table(applications=None), "a2", {"not_funded"}),
]


@pytest.mark.parametrize(("case", "change", "id", "found"), FATES, ids=[row[0] for row in FATES])
def test_the_fate_of_an_application_comes_from_its_row_and_from_the_count(case, change, id, found):
    assert fates(change(FINISHED))[id] == found


def test_reasons_are_owed_to_the_ineligible_and_not_to_those_who_withdrew():
    withdrew = rows("applications", id="a2", status="withdrawn")(FINISHED)

    assert unsuccessful(FINISHED) == ("a2", "a4")
    assert unsuccessful(withdrew) == ("a4",)
