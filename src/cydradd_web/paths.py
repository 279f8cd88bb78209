"""Where things lie: the package, the checkout around it, and what set-up makes there."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
ROOT = PACKAGE.parents[1]
"""The checkout: it holds ``package.json``, ``demo/`` and, git-ignored, what set-up makes."""
ASSETS = ROOT / ".assets"
STATIC = ROOT / "static"
DATA = ROOT / ".run"
"""Default of the setting ``CYDRADD_DATA``: the database, the secret key and what was made of each round."""
