"""What a check found, as its page and its list show it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from cydradd.follow.checking.places import general
from cydradd.follow.faults import ADVICE, ERROR, SEVERE, WARNING, Fault, level
from cydradd.follow.report import MOST, Report
from cydradd.vocabulary.text import Bilingual, Language
from cydradd_web.downloads.lists import Column, Listing
from cydradd_web.follow.checking import Checked
from cydradd_web.follow.words import sums

SHOWN = 5
"""Places of one kind of fault that a page shows; the list has them all."""
ORDER = (SEVERE, ERROR, WARNING, ADVICE)
"""What may harm somebody comes first."""

TITLES = {
    SEVERE: _("May do harm, or keep grants from being shown"),
    ERROR: _("Not allowed by the standard"),
    WARNING: _("Likely to be wrong"),
    ADVICE: _("Would help readers"),
}
REPAIRS = {
    "yes_no": _("Y is read as Yes, and N as No"),
    "https": _("https:// is put before a web address"),
    "date": _("a date such as 13/03/2027 is read as 2027-03-13"),
    "trim": _("spaces around a text are taken away"),
    "heading_case": _("a heading in other capitals is taken for the one it is"),
    "ocds_1_0": _("a release of version 1.0 is read as one of 1.1"),
    "language_case": _("the code of a language is written in small letters"),
    "no_limit": _("2147483647 is read as no limit"),
}
COLUMNS = tuple(map(Column, ("code", "level", "row", "cell", "pointer", "value", "message_cy", "message_en")))


@dataclass(frozen=True, slots=True)
class Place:
    """One place of a fault. ``row``: that of the sheet, or which grant; ``says``: what to do, where that differs."""

    row: str
    place: str
    value: str
    says: str


@dataclass(frozen=True, slots=True)
class Group:
    """All faults of one code: what is wrong and what to do, how often, and the first places."""

    code: str
    says: str
    count: int
    places: tuple[Place, ...]
    differs: bool

    @property
    def more(self) -> int:
        """Places that are not shown."""
        return self.count - len(self.places)

    @property
    def has_places(self) -> bool:
        """Whether any is more than a whole row."""
        return any(each.place for each in self.places)

    @property
    def has_values(self) -> bool:
        """Whether anything stands at any of them."""
        return any(each.value for each in self.places)


@dataclass(frozen=True, slots=True)
class Level:
    """All faults of one level, the commonest first."""

    name: str
    title: str
    groups: tuple[Group, ...]

    @property
    def count(self) -> int:
        """How many faults."""
        return sum(each.count for each in self.groups)


@dataclass(frozen=True, slots=True)
class Found:
    """A page of findings.

    Attributes:
        counted: How many grants, releases or records, and how many keep to the standard.
        sums: Money, one amount for each currency.
        repairs: Column, what is done, and how often.
        mended: Places that the safe repairs mend.
        left: What people must still mend in the grants after that; ``None`` of contracts, of which no copy is made.
        listed: How many findings the list has; fewer than ``total`` in a file with very many.
    """

    report: Report
    counted: str
    sums: tuple[str, ...]
    repairs: tuple[tuple[str, str, int], ...]
    levels: tuple[Level, ...]
    listed: int
    mended: int
    left: Report | None


def found(checked: Checked, language: Language) -> Found:
    """What a page says of a file that was checked."""
    report, row = checked.report, _row(checked)
    kept: dict[str, list[Fault]] = defaultdict(list)
    for each in report.faults:
        kept[each.code].append(each)
    levels = []
    for name in ORDER:
        codes = [code for code in report.by_code if level(code) == name and report.by_code[code]]
        groups = [_group(code, report.by_code[code], kept[code], row, language) for code in codes]
        if groups:
            levels.append(Level(name, str(TITLES[name]), tuple(sorted(groups, key=lambda one: (-one.count, one.code)))))
    repairs = ((column, str(REPAIRS.get(code, code)), count) for (code, column), count in report.repairs.items())
    return Found(
        report,
        _counted(report),
        sums(report.sums.minor_units),
        tuple(sorted(repairs)),
        tuple(levels),
        min(report.total, MOST),
        sum(report.repairs.values()),
        checked.left,
    )


def _counted(report: Report) -> str:
    """How many, and how many of them are valid."""
    n, valid = report.count, report.count - report.invalid
    said = (
        ngettext("%(n)s grant, %(valid)s of them valid", "%(n)s grants, %(valid)s of them valid", n)
        if report.format == "360giving"
        else ngettext(
            "%(n)s release or record, %(valid)s of them valid", "%(n)s releases or records, %(valid)s of them valid", n
        )
    )
    return said % {"n": f"{n:,}", "valid": f"{valid:,}"}


def _row(checked: Checked) -> str:
    """What the numbers of places count, with a place for the number."""
    if checked.is_table:
        return gettext("Row %(n)s")
    return gettext("Grant %(n)s") if checked.report.format == "360giving" else gettext("Release or record %(n)s")


def _group(code: str, count: int, kept: list[Fault], row: str, language: Language) -> Group:
    said = {each.message for each in kept}
    differs = len(said) > 1
    whole = general(code) if len(said) != 1 else kept[0].message
    places = tuple(
        Place(
            row % {"n": f"{each.row:,}"} if each.row else gettext("The whole file"),
            each.cell or each.pointer or "",
            each.value or "",
            _side(each.message, language),
        )
        for each in kept[:SHOWN]
    )
    return Group(code, _side(whole, language), count, places, differs)


def _side(text: Bilingual, language: Language) -> str:
    either = text.either(language)
    return either[0] if either else ""


def listing(report: Report) -> Listing:
    """Every finding that is kept as a list, in the library's order: the gravest first."""
    return Listing("findings", COLUMNS, _rows(report))


def _rows(report: Report) -> Iterator[list[str | None]]:
    for each in report.faults:
        row = None if each.row is None else str(each.row)
        yield [each.code, each.level, row, each.cell, each.pointer, each.value, each.message.cy, each.message.en]
