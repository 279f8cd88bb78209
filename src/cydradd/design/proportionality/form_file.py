"""The file of `cydradd design proportion`: what is asked for one lot or call (design.md section 5)."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path

from cydradd.design.json_file import Node, read_json
from cydradd.design.lots import Requirement
from cydradd.design.proportionality.check import CONTRACT_TYPES, Form
from cydradd.vocabulary.facts import Defect, Question
from cydradd.vocabulary.money import Pence
from cydradd.vocabulary.text import Bilingual

_OPTIONAL = "contract_type years questions requirements lots one_lot_reason"
_SHOWN = "level unit when reason exception"


def read_form(path: Path) -> tuple[Form, tuple[Defect, ...]]:
    """The form, and the keys that nobody reads.

    Raises:
        UnreadableFile: No strict JSON.
        UnreadableValue: A value that is not what its place asks for, or an id that is there twice.
        OSError: There is no such file.
    """
    node = read_json(path)
    top = node.keys("date authority_type value_p", _OPTIONAL)
    form = Form(
        on=top["date"].day(),
        authority_type=top["authority_type"].text(),
        value=Pence(top["value_p"].whole()),
        years=top["years"].number() if "years" in top else Fraction(1),
        questions=[_question(each) for each in _once(top.get("questions"), "id words", "prefilled")],
        requirements=[_requirement(each) for each in _once(top.get("requirements"), "id kind", _SHOWN)],
        lots=top["lots"].whole() if "lots" in top else None,
        one_lot_reason=top["one_lot_reason"].text() if "one_lot_reason" in top else None,
        contract_type=top["contract_type"].word(CONTRACT_TYPES) if "contract_type" in top else CONTRACT_TYPES[0],
    )
    if form.years <= 0:
        top["years"].refuse("ysgrifennwch fwy na 0.", "write more than 0.")
    return form, tuple(node.defects)


def _once(listed: Node | None, required: str, optional: str) -> Iterable[dict[str, Node]]:
    """The objects of a list, each id once."""
    seen: set[str] = set()
    for each in listed.items() if listed else ():
        keys = each.keys(required, optional)
        id = keys["id"].text()
        if id in seen:
            keys["id"].refuse("mae’r id hwn yno ddwywaith; newidiwch un.", "this id is there twice; change one.")
        seen.add(id)
        yield keys


def _question(keys: dict[str, Node]) -> Question:
    prefilled = keys["prefilled"].flag() if "prefilled" in keys else False
    return Question(keys["id"].text(), "", Bilingual(), keys["words"].whole(), prefilled)


def _requirement(keys: dict[str, Node]) -> Requirement:
    return Requirement(
        id=keys["id"].text(),
        lot="",
        kind=keys["kind"].text(),
        level=_level(keys.get("level")),
        unit=keys["unit"].text() if "unit" in keys else None,
        when=keys["when"].word(("before_offer", "after_offer")) if "when" in keys else None,
        reason=_reason(keys.get("reason")),
        exception_gate=_exception(keys.get("exception")),
    )


def _level(node: Node | None) -> str | None:
    """A number as text; other text stands as it is, and is found to be no number."""
    if node is None:
        return None
    return node.text() if isinstance(node.value, str) else str(node.number())


def _reason(node: Node | None) -> Bilingual | None:
    """A reason; one that is blank is none, which the check finds."""
    if node is None or (isinstance(node.value, str) and not node.value.strip()):
        return None
    return node.both()


def _exception(node: Node | None) -> str | None:
    """What the partners consented to as an exception: a gate or ``true``; ``None``: it is none."""
    if node is None or node.value is False or node.value == "":
        return None
    return "true" if node.value is True else node.text()
