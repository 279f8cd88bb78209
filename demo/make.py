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

import home

HERE = Path(__file__).resolve().parent
Content = dict[str, Any]


def content(*names: str) -> Content:
    """Files of written content, as one."""
    found: Content = {}
    for name in names:
        found |= tomllib.loads((HERE / "content" / f"{name}.toml").read_text(encoding="utf-8"))
    return found


def main() -> None:
    """Write every round folder anew, into the folder that is named, else into demo/rounds."""
    rounds = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "rounds"
    shutil.rmtree(rounds, ignore_errors=True)
    with home.thrown_away():
        _carry(rounds)


def _carry(rounds: Path) -> None:
    """Carry each round on the site, once it is there, and write its folder."""
    import after_school
    import applied
    import getting_there
    import staying_well
    import winter

    bodies = applied.Bodies(content("bodies"))
    parts = ("staying-well", "staying-well-applications", "staying-well-said", "staying-well-after", "statements")
    staying_well.write(rounds, content(*parts), bodies)
    after_school.write(rounds, content("after-school"))
    winter.write(rounds, content("winter"), bodies)
    getting_there.write(rounds, content("getting-there"), bodies)


if __name__ == "__main__":
    main()
