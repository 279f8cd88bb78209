"""Small files of the apply stage, and the command run on them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from click.testing import Result
from typer.testing import CliRunner

from cydradd_cli.main import app


def written(at: Path, content: object) -> str:
    """The path of a file with this text, these bytes or this value as JSON."""
    if isinstance(content, bytes):
        at.write_bytes(content)
    else:
        at.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return str(at)


def cydradd(*arguments: str) -> Result:
    """`cydradd apply` with these arguments."""
    return CliRunner().invoke(app, ["apply", *arguments])


def answer(*arguments: str) -> Any:
    """What the command prints as JSON."""
    result = cydradd(*arguments, "--json")
    assert result.exit_code in (0, 1), result.output
    return json.loads(result.stdout)


def refused(result: Result) -> bool:
    """Whether it ended with one sentence on stderr and exit status 1."""
    return result.exit_code == 1 and result.stderr.startswith("cydradd: ") and "Traceback" not in result.stderr


HOSTILE: dict[str, object] = {
    "empty": "",
    "no JSON": "{",
    "a list": "[]",
    "a number": "7",
    "NaN": '{"applications": [{"id": NaN}], "members": [{"org": NaN}]}',
    "a key twice": '{"applications": [], "applications": []}',
    "deep": "[" * 5000 + "]" * 5000,
    "no UTF-8": b'{"applications": "\xff"}',
    "NUL": b"\x00\x00",
    "half a surrogate": '{"applications": [{"id": "\\ud800"}], "members": [{"org": "\\ud800"}]}',
    "a huge number": '{"applications": [{"id": "a", "award_pence": 1'
    + "0" * 400
    + '}], "request_pence": 1'
    + "0" * 400
    + "}",
    "null": "null",
    "text for a list": '{"applications": "a", "members": "a"}',
    "an object for text": '{"applications": [{"id": {}}], "members": [{"org": {}}]}',
}
"""Contents that no command of the stage may take for a round or a consortium."""
