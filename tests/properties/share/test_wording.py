"""Shared wording beside a brute comparison of all pairs."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.spec.share.proposals_by_hand import letter

from cydradd.share.wording import ALIKE, jaccard, shared_wording, shingles

TEXTS = st.lists(st.sampled_from("abcd"), max_size=14).map(" ".join)


@given(st.lists(TEXTS, max_size=6))
@settings(max_examples=80, deadline=None)
def test_groups_are_the_chains_of_likeness(texts: list[str]) -> None:
    letters = [letter(str(number), text=text) for number, text in enumerate(texts)]
    found = [shingles(f"{text}\n{text}") for text in texts]
    group = list(range(len(texts)))
    for one, other in combinations(range(len(texts)), 2):
        if jaccard(found[one], found[other]) >= ALIKE:
            group = [group[one] if each == group[other] else each for each in group]

    expected = {
        tuple(str(i) for i, each in enumerate(group) if each == name) for name in group if group.count(name) > 1
    }

    assert set(shared_wording(letters)) == expected
