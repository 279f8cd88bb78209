"""Make the demo's round folders: an invented network in an invented valley, in Welsh and English.

Everything is fictional and seeded, so that two runs give the same bytes:

    python demo/make.py            # writes demo/rounds/
"""

from __future__ import annotations

import shutil
import sys
import tomllib
from pathlib import Path
from typing import Any

import after_school
import staying_well

HERE = Path(__file__).resolve().parent
Content = dict[str, Any]


def content(name: str) -> Content:
    """One file of written content."""
    return tomllib.loads((HERE / "content" / f"{name}.toml").read_text(encoding="utf-8"))


def main() -> None:
    """Write every round folder anew, into the folder that is named, else into demo/rounds."""
    rounds = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "rounds"
    shutil.rmtree(rounds, ignore_errors=True)
    statements = content("statements")["statements"]
    staying_well.write(rounds, content("staying-well"), statements)
    after_school.write(rounds, content("after-school"))


if __name__ == "__main__":
    main()
