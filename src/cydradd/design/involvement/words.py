"""What gives an object away, in one sentence: the gravest sign first, and how many others there are."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from cydradd.design.involvement.log import Log
from cydradd.design.involvement.rung import Reached, Rung
from cydradd.design.involvement.signals import LEAST_DAYS, Signal
from cydradd.vocabulary.text import Bilingual, Plural

DAYS = Plural(
    ("0 diwrnod", "1 diwrnod", "2 ddiwrnod", "3 diwrnod", "6 diwrnod", "{n} o ddiwrnodau"), ("{n} day", "{n} days")
)
SIGNS = Plural(
    (
        "dim arwydd arall",
        "1 arwydd arall",
        "2 arwydd arall",
        "3 arwydd arall",
        "6 arwydd arall",
        "{n} o arwyddion eraill",
    ),
    ("{n} more sign", "{n} more signs"),
)
OPTIONS = Plural(
    ("dim opsiwn", "1 opsiwn", "2 opsiwn", "3 opsiwn", "6 opsiwn", "{n} o opsiynau"), ("{n} option", "{n} options")
)
PARTNERS = Plural(
    (
        "neb o’r tri phartner",
        "1 o’r tri phartner",
        "2 o’r tri phartner",
        "3 o’r tri phartner",
        "6 phartner",
        "{n} o bartneriaid",
    ),
    ("{n} of the three partners", "{n} of the three partners"),
)
TIMES = Plural(
    ("dim un waith", "unwaith", "ddwywaith", "deirgwaith", "chwe gwaith", "{n} gwaith"), ("once", "{n} times")
)
COMMITTED: Mapping[str | None, Bilingual] = {
    "budget_fixed": Bilingual("Cafodd y gyllideb ei phennu", "The budget was fixed"),
    "provider_named": Bilingual("Cafodd darparwr ei enwi", "A provider was named"),
    "spec_published": Bilingual("Cafodd y fanyleb ei chyhoeddi", "The specification was published"),
    "paper_approved": Bilingual("Cafodd y papur ei gymeradwyo", "The paper was approved"),
    "announced": Bilingual("Cafodd y penderfyniad ei gyhoeddi", "The decision was announced"),
    "signed": Bilingual("Cafodd y contract ei lofnodi", "The contract was signed"),
}
_SOMETHING = Bilingual("Gwnaed ymrwymiad", "A commitment was made")
GRAVEST = ("S1", "S10", "S5", "S6", "S7", "S8", "S2", "S3", "S4", "S9")


def _percent(value: object) -> str:
    return f"{float(value or 0) * 100:.3g}"  # type: ignore[arg-type]


def _count(signal: Signal) -> int:
    return int(signal.value or 0)


def _early(log: Log, signal: Signal) -> Bilingual:
    first = next(iter(log.of("commitment")), None)
    what = COMMITTED.get(first.code if first else None, _SOMETHING)
    if not signal.value:
        cy, en = (
            "ar yr un diwrnod ag yr agorodd y ffenestr, ond cyn hynny",
            "on the day the window opened, but before it",
        )
        return Bilingual(f"{what.cy} {cy}", f"{what.en} {en}")
    days = DAYS.count(_count(signal))
    return Bilingual(
        f"{what.cy} {days.cy} cyn i’r ffenestr gyntaf agor", f"{what.en} {days.en} before the first window opened"
    )


def _short(signal: Signal) -> Bilingual:
    days = DAYS.count(_count(signal))
    if _count(signal) < LEAST_DAYS:
        cy, en = f"llai na {LEAST_DAYS}", f"fewer than {LEAST_DAYS}"
        return Bilingual(f"Hyd y ffenestr: {days.cy}, {cy}", f"The window was open for {days.en}, {en}")
    share = _percent(signal.share)
    return Bilingual(
        f"Hyd y ffenestr: {days.cy}, ac roedd {share}% ohonyn nhw’n wyliau",
        f"The window was open for {days.en}, and {share}% of that was holidays",
    )


def _changed(signal: Signal) -> Bilingual:
    if not signal.value:
        return Bilingual(
            "Ni newidiodd dim oherwydd yr hyn a gyfrannwyd", "Nothing changed because of what people contributed"
        )
    share = _percent(signal.value)
    return Bilingual(
        f"Newidiodd {share}% o’r eitemau y cyfrannodd pobl atyn nhw",
        f"{share}% of the items people contributed on changed",
    )


def _replied(signal: Signal) -> Bilingual:
    share = _percent(signal.value)
    return Bilingual(
        f"Cafodd {share}% o’r cyfraniadau ateb cyn y penderfyniad",
        f"{share}% of the contributions had a reply before the decision",
    )


def _hurried(signal: Signal) -> Bilingual:
    if signal.value is not None and signal.value < 0:
        return Bilingual("Daeth y penderfyniad cyn i’r ffenestr gau", "The decision came before the window closed")
    return Bilingual(
        "Daeth y penderfyniad cyn bod amser i ddarllen y cyfraniadau",
        "The decision came before there was time to read the contributions",
    )


def _alike(signal: Signal) -> Bilingual:
    share = _percent(signal.value)
    return Bilingual(
        f"Mae {share}% o’r testun cyntaf yn y testun olaf", f"{share}% of the first text is in the last text"
    )


def _closed(signal: Signal) -> Bilingual:
    share = _percent(signal.value)
    return Bilingual(
        f"Roedd {share}% o’r eitemau’n agored pan agorodd y ffenestr",
        f"{share}% of the items were open when the window opened",
    )


def _options(signal: Signal) -> Bilingual:
    count = OPTIONS.count(_count(signal))
    return Bilingual(f"Pan agorodd y ffenestr roedd yno: {count.cy}", f"There were {count.en} when the window opened")


def _alone(signal: Signal) -> Bilingual:
    count = PARTNERS.count(signal.n)
    return Bilingual(f"Wedi’u cofnodi adeg penderfynu: {count.cy}", f"Recorded at the decision: {count.en}")


def _overridden(signal: Signal) -> Bilingual:
    times = TIMES.count(_count(signal))
    return Bilingual(
        f"Gweithredodd corff cyhoeddus er gwaethaf gwrthwynebiad, {times.cy}",
        f"A public body acted despite an objection {times.en}",
    )


_SAY: Mapping[str, Callable[[Signal], Bilingual]] = {
    "S2": _closed,
    "S3": _options,
    "S4": _short,
    "S5": _changed,
    "S6": _replied,
    "S7": _hurried,
    "S8": _alike,
    "S9": _alone,
    "S10": _overridden,
}


def _not_asked(log: Log, reached: Reached) -> Bilingual:
    if log.windows:
        return Bilingual(
            "Daeth y penderfyniad cyn i unrhyw ffenestr agor", "The decision came before any window had opened"
        )
    if reached.rung is Rung.INFORMING:
        return Bilingual(
            "Ni agorodd ffenestr: cafodd pobl wybod, ond ni ofynnwyd iddyn nhw",
            "No window opened: people were told, but not asked",
        )
    return Bilingual("Ni agorodd ffenestr, ac ni chyhoeddwyd dim", "No window opened, and nothing was published")


def _clean(found: Mapping[str, Signal]) -> Bilingual:
    unknown = sum(signal.flag is None for signal in found.values())
    if not unknown:
        return Bilingual(
            "Nid oes dim yma’n dangos bod y penderfyniad wedi dod gyntaf.",
            "Nothing here shows that the decision came first.",
        )
    return Bilingual(
        f"Nid oes dim yma’n dangos bod y penderfyniad wedi dod gyntaf; ddim yn hysbys: {unknown} o’r 10 arwydd.",
        f"Nothing here shows that the decision came first; {unknown} of the 10 signs are not known.",
    )


def sentence(log: Log, found: Mapping[str, Signal], reached: Reached) -> Bilingual:
    """What gives the object away. A sign that is not known is never said to be a pass."""
    flagged = [name for name in GRAVEST if found[name].flag]
    if log.in_time and not flagged:
        return _clean(found)
    if found["S1"].flag:
        said, others = _early(log, found["S1"]), len(flagged) - 1
    elif not log.in_time:
        said, others = _not_asked(log, reached), len(flagged)
    else:
        said, others = _SAY[flagged[0]](found[flagged[0]]), len(flagged) - 1
    if not others:
        return Bilingual(f"{said.cy}.", f"{said.en}.")
    more = SIGNS.count(others)
    return Bilingual(f"{said.cy}; hefyd: {more.cy}.", f"{said.en}; and {more.en}.")
