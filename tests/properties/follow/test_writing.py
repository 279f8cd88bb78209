"""Whatever a grant holds: JSON gives it back whole, and a table gives it back or tells that it does not."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from cydradd.follow.marking import marked, unmarked
from cydradd.follow.reading.headings import field_of, written
from cydradd.follow.reading.shape import Shape, grant
from cydradd.follow.threesixtygiving import CannotWrite, FileForm, read, write
from cydradd.follow.writing.documents import document, plain_values

TEXT = st.text(st.characters(blacklist_categories=["Cs"]), max_size=6) | st.sampled_from(
    ["=1", "'=1", "00123", "a;b", "1e5", "x\r\ny"]
)
PLAIN = (
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False) | TEXT
)
ANYTHING = st.recursive(
    PLAIN, lambda inner: st.lists(inner, max_size=2) | st.dictionaries(TEXT, inner, max_size=2), max_leaves=4
)
PLACES = st.lists(
    st.fixed_dictionaries({}, optional={"id": TEXT, "name": PLAIN, "location": ANYTHING, "x": ANYTHING}), max_size=3
)
GRANTS = st.fixed_dictionaries(
    {"id": st.just("a")},
    optional={
        "title": PLAIN,
        "amountAwarded": PLAIN,
        "recipientOrganization": PLACES | ANYTHING,
        "plannedDates": ANYTHING,
        "relatedActivity": st.lists(TEXT, max_size=2) | ANYTHING,
        "title_cy": TEXT,
        "Title": PLAIN,
        "other": ANYTHING,
    },
)  # fmt: skip


def values(each: Any) -> dict[str, Any]:
    return {key: (value.strip() if isinstance(value, str) else value) for key, value in plain_values(each)}


def said(value: Any) -> Any:
    """A value without its kind, which a table of text has none of."""
    try:
        return str(value).upper() if isinstance(value, bool) else float(str(value))
    except ValueError:
        return value


@given(st.lists(GRANTS, max_size=3), st.sampled_from(FileForm))
@settings(max_examples=300)
def test_a_grant_comes_back_or_is_told(grants: list[Any], form: FileForm) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a"
        try:
            made = write({"grants": grants}, path, form)
        except CannotWrite:
            assert form is not FileForm.JSON
            assert list(Path(folder).iterdir()) == []
            return
        back = [document(row) for row in read(path)]

    assert made.count == len(grants)
    if form is FileForm.JSON:
        assert [values(each) for each in back] == [values(each) for each in grants]
    elif not made.changed:
        assert [{k: said(v) for k, v in values(each).items()} for each in back] == [
            {k: said(v) for k, v in values(each).items()} for each in grants
        ]


@given(st.text())
def test_every_text_is_marked_and_read_as_it_was(text: str) -> None:
    assert unmarked(marked(text)) == text
    assert marked(text)[:1] not in tuple("=+@\t\r\n") or not text


def paths(shape: Shape, before: tuple[str | int, ...] = ()) -> Any:
    for name, member in shape.members.items():
        here = (*before, name)
        if member.inside is None:
            yield here
        else:
            yield from (
                each
                for n in ((0, 2) if member.is_list else (None,))
                for each in paths(member.inside, here if n is None else (*here, n))
            )


def test_every_heading_leads_to_the_field_it_was_made_for() -> None:
    for path in paths(grant()):
        found = field_of(written(path, grant())[0], grant())
        assert found is not None and found[0] == path
