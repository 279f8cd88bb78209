"""The Welsh of the site's short texts: ``python -m cydradd_web.catalogue`` compiles it, ``--check`` holds it complete.

There is one catalogue for what the apps share, ``locale/cy/LC_MESSAGES/django.po``, and one in each app that has texts
of its own; ``others/locale`` carries those of packages that have no Welsh. Each has the six plural forms of Welsh
(Unicode CLDR). They are compiled by Babel, so that no gettext tool is needed. A broken or fuzzy entry would fall back
to English without a word; the check refuses it.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

from cydradd_web.paths import PACKAGE

PLACE = Path("locale") / "cy" / "LC_MESSAGES" / "django.po"
PO = PACKAGE / PLACE
OTHERS = PACKAGE / "others" / PLACE
IN_ENGLISH = PACKAGE / "others" / "locale" / "en" / "LC_MESSAGES" / "django.po"
"""English of other packages where ours has another word for the same thing."""
"""Texts of other packages, in their English; what is asked for there is not looked up here."""
FORMS = "nplurals=6; plural=(n==0) ? 0 : (n==1) ? 1 : (n==2) ? 2 : (n==3) ? 3 : (n==6) ? 4 : 5"
SAME_IN_BOTH = frozenset({"Cydradd"})
"""Texts that are rightly the same in Welsh and English."""

_LINE = re.compile(r'(#.*|((msgid|msgid_plural|msgctxt|msgstr(\[\d\])?) )?"([^"\\]|\\.)*")?')
"""A line of a catalogue. Babel reads a text without its closing mark, and drops the last letter without a word."""

Id = str | tuple[str, ...]


def of_apps() -> list[Path]:
    """The catalogues of single apps."""
    return sorted(path for path in PACKAGE.glob(f"*/{PLACE}") if path != OTHERS)


def _id(found: str | Sequence[str]) -> Id:
    return found if isinstance(found, str) else tuple(found)


def catalogue(path: Path = PO) -> Catalog:
    """The catalogue as it stands in its file. Raises `PoFileError` when the file is broken."""
    with path.open("rb") as file:
        return read_po(file, locale="en" if path == IN_ENGLISH else "cy", abort_invalid=True)


def compile_catalogue(path: Path = PO) -> None:
    """Write one compiled catalogue beside its source, if the source is newer."""
    compiled = path.with_suffix(".mo")
    if compiled.is_file() and compiled.stat().st_mtime >= path.stat().st_mtime:
        return
    unfinished = compiled.with_suffix(".unfinished")
    with unfinished.open("wb") as file:
        write_mo(file, catalogue(path))
    unfinished.replace(compiled)


def compile_all() -> None:
    """Write every compiled catalogue whose source is newer."""
    for path in (PO, *of_apps(), *(each for each in (OTHERS, IN_ENGLISH) if each.is_file())):
        compile_catalogue(path)


def _as_python(template: str) -> str:
    """A template with everything but its messages blanked, as Django itself prepares it for extraction."""
    from django.utils.translation.template import templatize

    return "\n".join(line.strip() for line in templatize(template).splitlines())


def _sources(root: Path) -> Iterator[tuple[Path, bytes]]:
    for path in sorted((*root.rglob("*.html"), *root.rglob("templates/**/*.txt"))):
        yield path, _as_python(path.read_text("utf-8")).encode()
    for path in sorted(root.rglob("*.py")):
        yield path, path.read_bytes()


def messages_used(root: Path = PACKAGE) -> dict[Id, set[Path]]:
    """Every message that a template or module asks for, and where."""
    found: dict[Id, set[Path]] = {}
    for path, source in _sources(root):
        for _, ids, _, _ in extract("python", BytesIO(source), keywords=DEFAULT_KEYWORDS):
            found.setdefault(_id(ids), set()).add(path)
    return found


def _faults_of(message: Message) -> Iterator[str]:
    """What is wrong with one entry."""
    texts = [message.string] if isinstance(message.string, str) else list(message.string or ())
    if message.fuzzy:
        yield "fuzzy"
    if not all(texts) or (message.pluralizable and len(texts) != 6):
        yield "not translated"
    if isinstance(message.id, str) and message.string == message.id and message.id not in SAME_IN_BOTH:
        yield "the same as its English"
    yield from (str(error) for error in message.check())


def _of_file(path: Path) -> tuple[dict[Id, Message], list[str]]:
    """The entries of one catalogue, and what is wrong with the file as such."""
    try:
        entries = {_id(message.id): message for message in catalogue(path) if message.id}
    except PoFileError as error:
        return {}, [f"the file is broken: {error}"]
    text = path.read_text("utf-8")
    found = [] if FORMS in text else [f"Plural-Forms must be: {FORMS}"]
    lines = enumerate(text.splitlines(), start=1)
    return entries, found + [f"line {number} is broken" for number, line in lines if not _LINE.fullmatch(line.strip())]


def faults(path: Path = PO, used: dict[Id, set[Path]] | None = None, apps: Sequence[Path] | None = None) -> list[str]:
    """Everything that keeps the catalogues from being complete, one sentence each.

    Args:
        path: The catalogue that is shared.
        apps: Those of single apps, each for the messages of its own app; by default all there are.
    """
    shared, found = _of_file(path)
    asked = messages_used() if used is None else used
    own = {}
    for each in of_apps() if apps is None else apps:
        entries, wrong = _of_file(each)
        own[each.parents[3]] = entries
        found += [f"{each.parents[3].name}: {fault}" for fault in wrong]
    for ids, places in asked.items():
        missing = [place for place in sorted(places) if ids not in shared and not _in_own(ids, place, own)]
        found += [f"{place.name}: “{ids}” has no Welsh" for place in missing[:1]]
    for home, entries in [(None, shared), *own.items()]:
        for ids, message in entries.items():
            places = asked.get(ids, set())
            if not any(home is None or place.is_relative_to(home) for place in places):
                found.append(f"“{ids}” is asked for nowhere")
            found += [f"“{ids}”: {fault}" for fault in _faults_of(message)]
    return found


def _in_own(ids: Id, place: Path, own: Mapping[Path, Mapping[Id, Message]]) -> bool:
    """Whether the app in which a message is asked for has it in its own catalogue."""
    return any(ids in entries for home, entries in own.items() if place.is_relative_to(home))


def main(arguments: list[str] | None = None) -> int:
    """Compile the Welsh catalogue, or with --check say what it lacks (exit status 1)."""
    parser = argparse.ArgumentParser(prog="python -m cydradd_web.catalogue", description=main.__doc__)
    parser.add_argument("--check", action="store_true", help="say what is missing, fuzzy or not used")
    if parser.parse_args(arguments).check:
        found = faults()
        sys.stderr.writelines(f"django.po: {fault}\n" for fault in found)
        return 1 if found else 0
    try:
        compile_all()
    except PoFileError as error:
        sys.stderr.write(f"cydradd: django.po cannot be compiled: {error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
