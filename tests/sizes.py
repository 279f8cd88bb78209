"""The size report: files over 250 lines are named, files over 500 and functions over 60 are refused."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

NAMED, FILE_LIMIT, FUNCTION_LIMIT = 250, 500, 60
SRC = Path(__file__).resolve().parents[1] / "src"


def long_functions(tree: ast.AST) -> list[tuple[str, int]]:
    """Name and length in lines of each function over the limit."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > FUNCTION_LIMIT:
                found.append((node.name, length))
    return found


def main() -> int:
    """Print the report; exit status 1 when a limit is passed."""
    refused = 0
    for path in sorted(SRC.rglob("*.py")):
        if "migrations" in path.parts:
            continue
        text = path.read_text(encoding="utf-8")
        lines = text.count("\n")
        if lines > NAMED:
            sys.stdout.write(f"{path.relative_to(SRC)}: {lines} lines\n")
        refused += lines > FILE_LIMIT
        for name, length in long_functions(ast.parse(text)):
            sys.stdout.write(f"{path.relative_to(SRC)}: {name} has {length} lines, over {FUNCTION_LIMIT}\n")
            refused += 1
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main())
