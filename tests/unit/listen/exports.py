"""Small Polis exports, written in a few lines."""

from __future__ import annotations

from pathlib import Path

COMMENTS = "timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body\n"
VOTES = "timestamp,datetime,comment-id,voter-id,vote\n"


def export(at: Path, votes: str = "", comments: str = "", **others: str) -> Path:
    """An export of generation 1; ``others`` are further files, ``participants_csv`` for ``participants.csv``."""
    at.mkdir(parents=True, exist_ok=True)
    if votes:
        (at / "votes.csv").write_text(VOTES + votes, encoding="utf-8")
    if comments:
        (at / "comments.csv").write_text(COMMENTS + comments, encoding="utf-8")
    for name, text in others.items():
        (at / name.replace("__", "-").replace("_", ".")).write_text(text, encoding="utf-8")
    return at
