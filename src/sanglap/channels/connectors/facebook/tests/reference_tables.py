"""The tables of ``docs/reference/channels.md`` as the code knows them. ``python -m`` this module writes them anew."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from sanglap.channels.connectors.facebook.errors import TABLE
from sanglap.channels.connectors.facebook.permissions import FIELDS, PERMISSIONS
from sanglap.channels.connectors.facebook.reading.attachments import KIND_IN_MESSAGE
from sanglap.channels.connectors.facebook.reading.changes import READERS
from sanglap.channels.connectors.facebook.reading.feed import ACTIONS, ITEMS
from sanglap.channels.connectors.facebook.sending import TEXT_LIMITS
from sanglap.channels.connectors.webform.channel import WebformChannel

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import timedelta

PAGE = next(one for one in Path(__file__).parents if (one / "pyproject.toml").exists()) / "docs" / "reference" / "channels.md"
MARKED = "<!-- table: {name} -->\n{table}<!-- end -->"


def tables() -> Mapping[str, str]:
    """Return every table of the page by its name."""
    return {
        "facebook fields": _table(["field", "what it tells"], FIELDS.items()),
        "facebook changes": _table(["read from `changes`", "by"], ((name, _source(READERS[name])) for name in READERS)),
        "facebook items": _table(["item", "becomes"], ((item, kind.value) for item, kind in ITEMS.items())),
        "facebook verbs": _table(["verb", "becomes"], ((verb or "(none)", action.value) for verb, action in ACTIONS.items())),
        "facebook attachments": _table(["type in a message", "becomes"], KIND_IN_MESSAGE.items()),
        "facebook permissions": _table(
            ["permission", "needed", "without it"],
            ((one.name, "yes" if one.is_needed else "no", one.without_it) for one in PERMISSIONS),
        ),
        "facebook errors": _table(
            ["code", "meaning", "the reply is", "pause", "what the officer reads"],
            ((one.name, one.meaning, one.delivery.value, _minutes(one.pause), one.reason) for one in TABLE),
        ),
        "text limits": _table(
            ["channel", "mode", "letters"],
            (
                (channel, mode.value, f"{limit:,}")
                for channel, limits in (("facebook", TEXT_LIMITS), ("webform", WebformChannel.text_limits))
                for mode, limit in limits.items()
            ),
        ),
    }


def written(name: str) -> str:
    """Return a table as it stands on the page now."""
    found = re.search(MARKED.format(name=re.escape(name), table="(.*?)"), PAGE.read_text(encoding="utf-8"), re.DOTALL)
    return found.group(1) if found else f"There is no place for the table {name!r}."


def write() -> None:
    """Write every table into its place on the page."""
    text = PAGE.read_text(encoding="utf-8")
    for name, table in tables().items():
        place = re.compile(MARKED.format(name=re.escape(name), table=".*?"), re.DOTALL)
        marked = MARKED.format(name=name, table=table)
        text = place.sub(lambda _, marked=marked: marked, text)
    PAGE.write_text(text, encoding="utf-8")


def _table(heads: list[str], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [heads, ["---"] * len(heads), *([cell.replace("|", "\\|") for cell in row] for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _source(reader: object) -> str:
    return f"`reading/{getattr(reader, '__module__', '').rsplit('.', 1)[-1]}.py`"


def _minutes(pause: timedelta | None) -> str:
    return f"{pause.total_seconds() / 60:.0f} min" if pause else ""


if __name__ == "__main__":
    write()
