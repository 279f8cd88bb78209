"""The generated pages of the reference say what the code says today."""

from __future__ import annotations

import importlib.util
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_reference_is_what_the_code_says() -> None:
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    assert spec and spec.loader
    generate = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(generate)

    for page, text in generate.pages().items():
        assert page.read_text(encoding="utf-8") == text, f"{page.name} is stale: run python docs/generate.py"
