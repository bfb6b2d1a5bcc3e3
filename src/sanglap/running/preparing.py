"""Make ``.venv``: exactly the packages of one lock file, checked by their hashes. Plain Python: nothing is installed yet.

Run by ``./sanglap`` when what is there is not what the lock file says::

    python3 -I preparing.py ROOT run|test STAMP

It takes ``uv`` where it finds it, installs it into ``.uv/`` where not, and falls back to pip itself, so that whatever
lets pip reach its packages on this machine (an index of one's own, a folder of wheels, a certificate) is enough.
"""

from __future__ import annotations

import ast
import fcntl
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

UV = "uv==0.13.9"
UNAVAILABLE = 69  # of sysexits.h: a service that we need is not there
ONE_LINE = "Please type this once, then try again:  sudo apt-get install -y python3-venv"


class UnableToPrepare(RuntimeError):
    """Something is missing that this program may not bring by itself; the message says what to type."""


def main(root: Path, wanted: str, stamp: str) -> int:
    """Prepare the folder ``root``. Only one process at a time does it; a second one waits and finds it done."""
    with (root / ".preparing").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        mark = root / ".venv" / f".sanglap-{wanted}"
        if mark.exists() and mark.read_text(encoding="utf-8").strip() == stamp:
            return 0
        _say("Preparing this folder (once; a minute or two) …")
        try:
            prepare(root, wanted)
        except UnableToPrepare as trouble:
            _say(str(trouble))
            return UNAVAILABLE
        for old in (root / ".venv").glob(".sanglap-*"):
            old.unlink()
        mark.write_text(f"{stamp}\n", encoding="utf-8")
    return 0


def prepare(root: Path, wanted: str) -> None:
    """Make or mend ``.venv`` until it holds what ``requirements/<wanted>.txt`` says. Raises :class:`UnableToPrepare`."""
    locked = root / "requirements" / f"{wanted}.txt"
    python = root / ".venv" / "bin" / "python"
    uv = find_uv(root)
    if not _works(python):
        shutil.rmtree(root / ".venv", ignore_errors=True)
        _make_environment(root, uv)
    if not (uv and _sync_with_uv(uv, python, locked)) and not _install_with_pip(root, python, locked):
        message = f"Not every package of {locked} could be fetched; the lines above say why. What is there is kept: just try again."
        raise UnableToPrepare(message)
    asked = subprocess.run(  # noqa: S603 – the interpreter just made
        [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], capture_output=True, text=True, check=True
    )
    (Path(asked.stdout.strip()) / "sanglap.pth").write_text(f"{root / 'src'}\n", encoding="utf-8")


def find_uv(root: Path) -> Path | None:
    """Return uv: our own, the machine's, or one just installed; None where pip must do without."""
    own = root / ".uv" / "bin" / "uv"
    if _works(own):
        return own
    if found := shutil.which("uv"):
        return Path(found)
    _make_tools(root)
    installed = _run(root / ".uv" / "bin" / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", UV)
    return own if installed and _works(own) else None


def uv_environment(settings: Mapping[str, str], environment: Mapping[str, str]) -> dict[str, str]:
    """Return what uv must be told, in its own words, so that it looks for packages where pip does."""
    told = {"UV_INDEX_STRATEGY": "unsafe-best-match", "UV_PYTHON_DOWNLOADS": "never"}  # hashes make any index safe
    if index := settings.get("index-url"):
        told["UV_DEFAULT_INDEX"] = index
    if more := settings.get("extra-index-url"):
        told["UV_INDEX"] = " ".join(more.split())
    if folders := settings.get("find-links"):
        told["UV_FIND_LINKS"] = ",".join(folders.split())
    if hosts := settings.get("trusted-host"):
        told["UV_INSECURE_HOST"] = " ".join(hosts.split())
    if certificate := settings.get("cert"):
        told["SSL_CERT_FILE"] = certificate
    if proxy := settings.get("proxy"):
        told["HTTPS_PROXY"] = told["HTTP_PROXY"] = proxy
    if seconds := settings.get("timeout"):
        told["UV_HTTP_TIMEOUT"] = seconds
    if settings.get("no-index", "").lower() in {"1", "true", "yes", "on"}:
        told["UV_NO_INDEX"] = "1"
    return {**told, **environment}  # whoever speaks to uv directly is heard


def read_pip_settings(lines: Iterable[str]) -> dict[str, str]:
    """Return pip's settings from the lines of ``pip config list``, the environment's before the files'."""
    found: dict[str, str] = {}
    for line in lines:
        name, equals, value = line.partition("=")
        section, _, key = name.rpartition(".")
        if not equals or section not in {"global", "install", ":env:"}:
            continue
        try:
            text = str(ast.literal_eval(value))
        except (ValueError, SyntaxError):
            text = value
        if section == ":env:" or key not in found:
            found[key.replace("_", "-")] = text.strip()
    return found


def _pip_settings() -> dict[str, str]:
    """Ask any pip that can be found; without one there are only the environment's own words."""
    root = Path(sys.argv[1])
    for python in (root / ".uv" / "bin" / "python", root / ".venv" / "bin" / "python", Path(sys.executable)):
        if python.exists():
            asked = subprocess.run([python, "-m", "pip", "config", "list"], capture_output=True, text=True, check=False)  # noqa: S603
            if asked.returncode == 0:
                return read_pip_settings(asked.stdout.splitlines())
    return read_pip_settings(
        f":env:.{name[4:].lower().replace('_', '-')}={value!r}" for name, value in os.environ.items() if name.startswith("PIP_")
    )


def _sync_with_uv(uv: Path, python: Path, locked: Path) -> bool:
    told = uv_environment(_pip_settings(), os.environ)
    home = Path(told.get("HOME") or "/nonexistent")
    if "UV_CACHE_DIR" not in told and not os.access(home, os.W_OK):
        told["UV_CACHE_DIR"] = str(locked.parent.parent / ".uv" / "cache")
    return _run(uv, "pip", "sync", "--quiet", "--require-hashes", "--python", python, locked, environment=told)


def _install_with_pip(root: Path, python: Path, locked: Path) -> bool:
    _say("Fetching the packages with pip, which takes longer …")
    _make_tools(root)
    return _run(
        root / ".uv" / "bin" / "python", "-m", "pip", "--python", python, "install", "--quiet", "--disable-pip-version-check",
        "--require-hashes", "--no-deps", "--only-binary", ":all:", "-r", locked,
    )  # fmt: skip


def _make_environment(root: Path, uv: Path | None) -> None:
    """An empty environment for the product. It needs no pip of its own, and so no python3-venv."""
    venv = root / ".venv"
    if uv and _run(
        uv, "venv", "--quiet", "--no-project", "--python", sys.executable, venv, environment=uv_environment({}, os.environ)
    ):
        return
    shutil.rmtree(venv, ignore_errors=True)
    if not _run(sys.executable, "-m", "venv", "--without-pip", venv):
        raise UnableToPrepare(ONE_LINE)


def _make_tools(root: Path) -> None:
    """Make ``.uv``, an environment with pip, apart from the product's own since syncing removes what the lock does not name."""
    tools = root / ".uv"
    if _works(tools / "bin" / "python", "-m", "pip", "--version"):
        return
    shutil.rmtree(tools, ignore_errors=True)
    if not can_make_environments():
        install_what_debian_leaves_out()
    if not _run(sys.executable, "-m", "venv", tools):
        shutil.rmtree(tools, ignore_errors=True)
        raise UnableToPrepare(ONE_LINE)


def can_make_environments() -> bool:
    """Tell whether this Python has venv and pip's seed; Debian keeps them in a package of their own."""
    return all(importlib.util.find_spec(name) for name in ("venv", "ensurepip"))


def install_what_debian_leaves_out() -> None:
    """Install python3-venv as root or with a sudo that asks nothing. Raises :class:`UnableToPrepare` otherwise."""
    if os.geteuid() == 0:
        before: tuple[str, ...] = ()
    elif shutil.which("sudo") and _works("sudo", "-n", "true"):
        before = ("sudo", "-n")
    else:
        raise UnableToPrepare(ONE_LINE)
    if shutil.which("apt-get") is None:
        raise UnableToPrepare(ONE_LINE)
    _say("Installing python3-venv, which this system lacks …")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    _run(*before, "apt-get", "update", "-qq", environment=quiet)
    if not _run(*before, "apt-get", "install", "-y", "-qq", "python3-venv", environment=quiet):
        raise UnableToPrepare(ONE_LINE)


def _works(*command: str | Path) -> bool:
    """Tell whether a program starts; one that names no argument is asked for its version."""
    words = command if len(command) > 1 else (*command, "--version")
    try:
        return subprocess.run(words, capture_output=True, check=False).returncode == 0  # noqa: S603
    except OSError:
        return False


def _run(*command: str | Path, environment: Mapping[str, str] | None = None) -> bool:
    """Run a program; what it says goes to the error stream, so that our own output stays clean."""
    return subprocess.run(command, stdout=sys.stderr, env=environment, check=False).returncode == 0  # noqa: S603


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2], sys.argv[3]))
