"""``audit_ledger``: make the whole log again from the history, and hold it against what was signed and published."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson
from django.core.management.base import BaseCommand, CommandError, CommandParser

from sanglap.foundation.ledger.heads import Head, PublicKey, UnableToReadHead, UnableToReadKey, read_head, read_public_key
from sanglap.journey.ledger.services import Audit, audit_ledger, gather_missed, own_key


class Command(BaseCommand):
    """Ends with 1 when anything is not as it was signed, so that whoever runs it at night hears of it."""

    help = "Check every line of the log, every stored hash and every signed head."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take what the auditor trusts."""
        parser.add_argument("--key", default="", help="the public key one trusts; else this installation's own")
        parser.add_argument("--heads", type=Path, help="a file with heads that somebody kept: heads.json, or signed heads as text")

    def handle(self, *_args: Any, key: str = "", heads: Path | None = None, **_options: Any) -> None:
        """Audit."""
        try:
            trusted = _trusted(key)
            published = _kept(heads) if heads else []
        except (OSError, ValueError, KeyError, UnableToReadHead, UnableToReadKey) as trouble:
            raise CommandError(str(trouble)) from None
        found = audit_ledger(key=trusted, published=published)
        self._report(found, trusted)
        if found.findings["not in the log"]:
            gather_missed()
        if not found.is_right:
            raise SystemExit(1)

    def _report(self, found: Audit, key: PublicKey | None) -> None:
        trusted = f"{key.name}+{key.id.hex()}" if key else "the keys stored beside them"
        self.stdout.write(
            f"{found.lines:,} lines, {found.erased:,} of them with erased personal data; {found.heads:,} heads, by {trusted}."
        )
        if found.is_right:
            self.stdout.write("Every line is what was signed.")
            return
        for kind, count in sorted(found.findings.items()):
            self.stdout.write(f"{kind}: {count:,}")
        for example in found.examples:
            self.stdout.write(f"  {example}")


def _trusted(text: str) -> PublicKey | None:
    if text:
        return read_public_key(text)
    own = own_key()
    return own.public if own else None


def _kept(file: Path) -> list[Head]:
    text = file.read_text(encoding="utf-8")
    if text.lstrip().startswith("{"):
        return [read_head(one["note"]) for one in orjson.loads(text)["heads"]]
    return [read_head(text)]
