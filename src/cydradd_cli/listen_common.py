"""Arguments that commands of `cydradd listen` share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Export = Annotated[Path, typer.Argument(metavar="EXPORT", help="A Polis export: a folder or a zip.")]
Method = Annotated[str, typer.Option(help="cydradd, or polis as that product does it.")]
