"""The only reader of the environment. Every setting has one line here and one row in docs/reference/settings.md."""

from __future__ import annotations

import os
from pathlib import Path


class WrongSetting(ValueError):
    """A setting is missing or cannot be understood; the message names it and says what would be right."""


def text(name: str, default: str = "") -> str:
    """Return a setting as text; ``NAME_FILE`` may name a file that holds it, as secret stores do."""
    value = os.environ.get(name)
    if value is None and (path := os.environ.get(f"{name}_FILE")):
        value = Path(path).read_text(encoding="utf-8").strip()
    return default if value is None else value


def number(name: str, default: int) -> int:
    """Return a whole number."""
    value = text(name)
    if not value:
        return default
    try:
        return int(value)
    except ValueError:
        message = f"{name} must be a whole number, not {value!r}."
        raise WrongSetting(message) from None


def yes(name: str, *, default: bool) -> bool:
    """Return a yes-or-no setting."""
    value = text(name).lower()
    if value in {"", "yes", "true", "1", "on", "no", "false", "0", "off"}:
        return default if not value else value in {"yes", "true", "1", "on"}
    message = f"{name} must be yes or no, not {value!r}."
    raise WrongSetting(message)


def words(name: str, default: str = "") -> list[str]:
    """Return a list written with commas."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def path(name: str, default: Path) -> Path:
    """Return a path, absolute."""
    value = text(name)
    return (Path(value) if value else default).expanduser().resolve()
