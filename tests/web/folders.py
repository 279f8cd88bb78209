"""Round folders for tests of the site: small, invented, made anew for each test."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

AT = datetime(2027, 3, 1, 12, tzinfo=UTC)
VOTES = """timestamp,comment-id,voter-id,vote
1700000000,1,1,1
1700000001,1,2,-1
1700000002,2,1,1
1700000003,2,3,1
"""
COMMENTS = """timestamp,comment-id,author-id,agrees,disagrees,moderated,comment-body
1699999999,1,1,1,1,1,{first}
1699999999,2,1,2,0,1,A lunch every Tuesday
"""
BALLOTS = """META
key;value
description;Invented
country;Cymru
unit;Cwm
instance;2026
num_projects;2
num_votes;3
budget;1000
vote_type;approval
rule;greedy
PROJECTS
project_id;cost;name
1;600;Clwb cinio
2;700;Llwybr newydd
VOTES
voter_id;vote
1;1
2;1,2
3;2
"""


def write_round(
    home: Path,
    name: str,
    *,
    id: str | None = None,
    title_cy: str | None = "Byw’n dda gartref",
    title_en: str | None = "Staying well at home",
    first: str = "A bus to the hospital",
    content: bool = True,
) -> Path:
    """One round folder; with ``content``, two statements and three ballots."""
    folder = home / name
    folder.mkdir(parents=True)
    lines = [f'id = "{id or name}"', 'place = "W06000002"', 'currency = "GBP"', 'as_of = "2026-11-02T12:00:00Z"']
    lines += [f'title_cy = "{title_cy}"'] if title_cy else []
    lines += [f'title_en = "{title_en}"'] if title_en else []
    folder.joinpath("round.toml").write_text("\n".join(lines) + "\n", "utf-8")
    if content:
        for path, text in {
            "listen/votes.csv": VOTES,
            "listen/comments.csv": COMMENTS.format(first=first),
            "decide/ballots.pb": BALLOTS,
        }.items():
            (folder / path).parent.mkdir(exist_ok=True)
            (folder / path).write_text(text, "utf-8")
    return folder
